// The bot's home tab, as it last published it for this person. Looking at it tells the bot that it was opened.

import { h } from "../shared/dom.js";
import { whileBusy } from "../shared/store.js";
import { blocks } from "./blocks.js";
import { send, sendToBot } from "../shared/send.js";
import { say } from "../words/tongue.js";

/** The tab. */
export function homePane(person) {
  const key = `home ${person.id}`;
  const press = (element) =>
    whileBusy(`${key} ${element.action_id}`, () =>
      sendToBot("slack/press", { user: person.id, view_id: person.home.id, action_id: element.action_id }),
    );
  return h(
    "div",
    { key, class: "pane home", "data-hold": true, tabindex: -1, mounted: () => send("slack/home", { user: person.id }) },
    person.home
      ? h(
          "div",
          { key: "shown", class: "home-blocks blocks", lang: "nb" },
          blocks(person.home.blocks, { key, view: person.home, press }),
        )
      : h("p", { key: "empty", class: "empty" }, say("Venter på at Svarvakt skal vise noe her …")),
  );
}
