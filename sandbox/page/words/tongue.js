// The tongue of the page itself: what stands here in bokmål is said in English where the guide is read in English. What the bot,
// its colleagues and citizens say stays as they said it.

import { chosen } from "../shared/store.js";
import { ENGLISH } from "./english.js";

/** Words of the page in the chosen tongue, with the values of their {names}. */
export function say(words, values = {}) {
  const said = isEnglish() ? (ENGLISH[words] ?? words) : words;
  return said.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Names as a sentence lists them. */
export function listed(names) {
  if (names.length < 2) return names[0] ?? "";
  return say("{names} og {last}", { names: names.slice(0, -1).join(", "), last: names.at(-1) });
}

/** What the sandbox tells in both tongues: the one that is chosen. */
export function inTongue(told) {
  return isEnglish() ? told.english : told;
}

function isEnglish() {
  return chosen.tongue === "en";
}
