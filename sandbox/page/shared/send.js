// Sends gestures to the sandbox, and says so in words when one could not be done.

import { draw, h } from "./dom.js";
import { say } from "../words/tongue.js";

const WORDS = {
  gone: "Dette finnes ikke lenger.",
  not_possible: "Det lot seg ikke gjøre.",
  unreachable: "Fikk ikke kontakt med sandkassen. Ingenting er sendt.",
  no_bot: "Svarvakt svarte ikke. Prøv igjen om litt.",
};
const LASTING_MS = 6000;

let notes = [];
let number = 0;

/** Do a gesture: the sandbox's answer, or null after the person has been told why not. */
export async function send(path, body) {
  try {
    const answer = await fetch(`/sandbox/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (answer.ok) return told;
    note(say(WORDS[told.error] ?? WORDS.not_possible));
  } catch {
    note(say(WORDS.unreachable));
  }
  return null;
}

/** Do a gesture that the bot has to acknowledge; true when it did. */
export async function sendToBot(path, body) {
  const told = await send(path, body);
  if (told && !told.ok) note(say(WORDS[told.note] ?? WORDS.no_bot));
  return Boolean(told?.ok);
}

/** Show a short sentence at the foot of the page for a while. */
export function note(text) {
  const key = ++number;
  notes = [...notes.slice(-2), { key, text }];
  drawNotes();
  setTimeout(() => {
    notes = notes.filter((one) => one.key !== key);
    drawNotes();
  }, LASTING_MS);
}

function drawNotes() {
  draw(
    document.getElementById("notes"),
    notes.map(({ key, text }) => h("p", { key, class: "note" }, text)),
  );
}
