// Which chat the staff have. Another one means another bot, so the sandbox begins anew, and the page says so first.

import { h } from "../shared/dom.js";
import { passing, whileBusy } from "../shared/store.js";
import { send } from "../shared/send.js";
import { say } from "../words/tongue.js";

const NAMES = { slack: "Slack", teams: "Teams" };
const BUSY = "chat";
const WIDTH = 260;
const MARGIN = 8;

/** The two names side by side; nothing where there is no choice. */
export function chatSwitch(state) {
  if (!state.chats.length) return null;
  const current = state.teams ? "teams" : "slack";
  return h(
    "div",
    { key: "chats", class: "chats", role: "group", "aria-label": say("Chatten de ansatte har") },
    state.chats.map((name) => (name === current ? chosenOne(name) : other(name))),
  );
}

function chosenOne(name) {
  return h("span", { key: name, class: "chat-now", "aria-current": "true" }, NAMES[name]);
}

function other(name) {
  const id = `chat-${name}`;
  return [
    h(
      "button",
      {
        key: name,
        type: "button",
        popovertarget: id,
        "aria-busy": String(passing.busy.has(BUSY)),
      },
      NAMES[name],
    ),
    h(
      "div",
      { key: id, id, class: "menu chat-choice", popover: "auto", on: { beforetoggle: below } },
      h("p", { class: "small" }, say("Sandkassen begynner på nytt, med {chat} for de ansatte.", { chat: NAMES[name] })),
      h("button", { type: "button", class: "primary", on: { click: (event) => begin(event, name) } }, say("Begynn på nytt")),
    ),
  ];
}

function begin(event, name) {
  event.currentTarget.closest("[popover]").hidePopover();
  return whileBusy(BUSY, () => send("chat", { name }));
}

function below(event) {
  if (event.newState !== "open") return;
  const opener = document.querySelector(`[popovertarget="${event.target.id}"]`).getBoundingClientRect();
  event.target.style.top = `${opener.bottom + 4}px`;
  const furthest = window.innerWidth - WIDTH - MARGIN; // so that it does not leave a narrow screen on the left
  event.target.style.right = `${Math.max(MARGIN, Math.min(furthest, window.innerWidth - opener.right))}px`;
}
