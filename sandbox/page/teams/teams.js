// The right column: the simulated Teams as one chosen person sees it.

import { h } from "../shared/dom.js";
import { chosen, choose } from "../shared/store.js";
import { headline, personIn, persona } from "../chat/colleagues.js";
import { unread } from "../chat/unread.js";
import { channelPane } from "./channel.js";
import { dialog } from "./dialogs.js";
import { say } from "../words/tongue.js";

/** The whole column. */
export function teamsColumn(state) {
  const { teams } = state;
  const person = personIn(teams);
  const alone = { ...person.chat, name: "Chat", direct: true };
  const channels = [...teams.channels, alone];
  const channel = channels.find((one) => one.id === chosen.channel) ?? channels[0];
  const over = dialog(teams, person);
  return h(
    "section",
    { key: "teams", class: "column staff teams", "aria-label": say("Teams (simulert)"), "data-column": "staff" },
    h(
      "header",
      { class: "column-head" },
      headline("Teams", person),
      persona("Teams", teams, person),
      h(
        "nav",
        { class: "tabs", "aria-label": say("Kanaler") },
        channels.map((one) => tab(one, one.id === channel.id)),
      ),
    ),
    h(
      "div",
      { class: "column-rest" },
      h("div", { class: "desk", inert: Boolean(over) }, channelPane({ teams, channel, person })),
      over,
    ),
  );
}

function tab(channel, current) {
  const fresh = !current && unread(channel);
  return h(
    "button",
    {
      key: channel.id,
      type: "button",
      class: "tab",
      "aria-current": current ? "page" : null,
      on: { click: () => choose({ channel: channel.id }) },
    },
    channel.name,
    fresh && h("span", { class: "dot", role: "img", "aria-label": say("nytt") }),
  );
}
