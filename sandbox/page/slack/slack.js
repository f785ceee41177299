// The right column: the simulated Slack as one chosen person sees it.

import { h } from "../shared/dom.js";
import { chosen, choose } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { headline, personIn, persona } from "../chat/colleagues.js";
import { unread } from "../chat/unread.js";
import { channelPane } from "./channel.js";
import { threadPane } from "./thread.js";
import { homePane } from "./home.js";
import { dialog } from "./dialogs.js";
import { say } from "../words/tongue.js";

const HOME = "home";

/** The whole column. */
export function slackColumn(state) {
  const { slack } = state;
  const person = personIn(slack);
  const direct = {
    id: person.direct.id,
    name: slack.bot.name,
    direct: true,
    members: [person.id],
    messages: person.direct.messages,
  };
  const channels = direct.messages.length ? [...slack.channels, direct] : slack.channels;
  const channel = channels.find((one) => one.id === chosen.channel) ?? channels[0];
  const over = dialog(person);
  return h(
    "section",
    { key: "slack", class: "column staff slack", "aria-label": say("Slack (simulert)"), "data-column": "staff" },
    h(
      "header",
      { class: "column-head" },
      headline("Slack", person),
      persona("Slack", slack, person),
      tabs(channels, channel),
    ),
    h(
      "div",
      { class: "column-rest" },
      h(
        "div",
        { class: "desk", inert: Boolean(over) },
        chosen.channel === HOME ? homePane(person) : panes(slack, channel, person),
      ),
      over,
    ),
  );
}

function tabs(channels, channel) {
  const shown = channels.map((one) =>
    tab(one, chosen.channel !== HOME && one.id === channel.id, () => choose({ channel: one.id })),
  );
  const home = h(
    "button",
    {
      key: HOME,
      type: "button",
      class: "tab",
      "aria-current": chosen.channel === HOME ? "page" : null,
      on: { click: () => choose({ channel: HOME }) },
    },
    icon("home"),
    say("Hjem"),
  );
  return h("nav", { class: "tabs", "aria-label": say("Kanaler") }, shown, home);
}

function tab(channel, current, act) {
  const fresh = !current && unread(channel);
  return h(
    "button",
    { key: channel.id, type: "button", class: "tab", "aria-current": current ? "page" : null, on: { click: act } },
    channel.direct ? channel.name : `# ${channel.name}`,
    fresh && h("span", { class: "dot", role: "img", "aria-label": say("nytt") }),
  );
}

function panes(slack, channel, person) {
  const parent = channel.messages.find((one) => one.ts === chosen.thread[channel.id]);
  return h(
    "div",
    { key: channel.id, class: `panes${parent ? " with-thread" : ""}` },
    channelPane(slack, channel, person, parent),
    parent && threadPane(slack, channel, person, parent),
  );
}
