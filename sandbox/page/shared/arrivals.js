// Marks what has just come in, so that the eye finds it. What was there when the page opened is not new.

import { chatOf } from "./store.js";

const LASTING_MS = 2500;
const since = new Map();

/** Take note of everything in a new state. */
export function take(state) {
  const moment = since.size ? performance.now() : -LASTING_MS;
  for (const name of names(state.facebook.pages)) remember(name, moment);
  const chat = chatOf(state);
  for (const name of names(chat.channels)) remember(name, moment);
  for (const person of chat.people) for (const name of names(person.ephemerals ?? person.chat)) remember(name, moment);
}

/** A class name for something that came in a moment ago, or nothing. */
export function arrived(name) {
  return performance.now() - (since.get(name) ?? -LASTING_MS) < LASTING_MS ? " arrived" : "";
}

/** How long until the last mark goes, in milliseconds; 0 when there is none. */
export function untilQuiet() {
  return Math.max(0, LASTING_MS - (performance.now() - Math.max(...since.values(), -LASTING_MS)));
}

function remember(name, moment) {
  if (!since.has(name)) since.set(name, moment);
}

/** The ids of posts, comments and messages, and the stamps of what was said. */
function* names(value) {
  if (Array.isArray(value)) for (const one of value) yield* names(one);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  if (value.ts ?? value.id) yield value.ts ?? value.id;
  for (const inner of [value.posts, value.comments, value.replies, value.messages]) yield* names(inner);
  yield* names(Object.values(value.conversations ?? {}));
}
