// The right column: the simulated Slack as one chosen person sees it.

import { h } from "../shared/dom.js";
import { chosen, choose, passing } from "../shared/store.js";
import { icon, peopleRow } from "../shared/bits.js";
import { channelPane } from "./channel.js";
import { threadPane } from "./thread.js";
import { homePane } from "./home.js";
import { dialog } from "./dialogs.js";
import { departments, roleOf } from "./roles.js";
import { unread } from "./unread.js";

const HOME = "home";
const GROUPS = [
  ["front_desk", "Kommunetorget"],
  ["expert", "Fagpersoner"],
  ["manager", "Leder"],
  ["none", "Uten rettigheter"],
];

/** The whole column. */
export function slackColumn(state) {
  const { slack } = state;
  const person = slack.people.find((one) => one.id === chosen.person) ?? slack.people[0];
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
    { key: "slack", class: "column slack", "aria-label": "Slack (simulert)", "data-column": "slack" },
    h("header", { class: "column-head" }, headline(person), persona(slack, person), tabs(channels, channel)),
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

function persona(slack, person) {
  const groups = GROUPS.map(([role, label]) => ({
    label,
    people: slack.people
      .filter((one) => one.role === role)
      .map((one) => ({
        id: one.id,
        name: one.name,
        about: [roleOf(one), departments(one)].filter(Boolean).join(", "),
      })),
  }));
  return peopleRow({ key: "person", legend: "Hvem er du i Slack?", groups, selected: person.id, pick: become });
}

function become(id) {
  passing.confirm = null;
  choose({ person: id });
}

function headline(person) {
  const about = [roleOf(person), departments(person)].filter(Boolean).join(", ");
  return h(
    "div",
    { class: "headline" },
    h("h2", {}, "Slack ", h("span", {}, "(simulert)")),
    h("p", { class: "small" }, "Du er ", h("strong", {}, person.name), `, ${about}`),
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
    "Hjem",
  );
  return h("nav", { class: "tabs", "aria-label": "Kanaler" }, shown, home);
}

function tab(channel, current, act) {
  const fresh = !current && unread(channel);
  return h(
    "button",
    { key: channel.id, type: "button", class: "tab", "aria-current": current ? "page" : null, on: { click: act } },
    channel.direct ? channel.name : `# ${channel.name}`,
    fresh && h("span", { class: "dot", role: "img", "aria-label": "nytt" }),
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
