// The bar at the top: whose sandbox this is, what time it is there, and how to move the time.

import { h } from "../shared/dom.js";
import { chosen, choose, passing, whileBusy } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { chatSwitch } from "./chats.js";
import { faultButton } from "./faults.js";
import { send } from "../shared/send.js";
import { atClock, dayAhead, dayOf, inFull, now } from "../shared/times.js";
import { say } from "../words/tongue.js";

const AN_HOUR = { seconds: 3600 };

/** What stands in the bar. */
export function bar(state) {
  return [
    h(
      "div",
      { class: "brand" },
      h("img", { src: "mark.svg", alt: "" }),
      h("h1", {}, "Svarvakt"),
      h("span", { class: "small" }, say("Sandkasse for {municipality}", state)),
    ),
    time(state),
    h("div", { class: "tools" }, jumps(state), chatSwitch(state), help(), faultButton(state)),
    columnSwitch(state),
  ];
}

function help() {
  return h(
    "button",
    {
      key: "help",
      type: "button",
      class: "quiet",
      "aria-expanded": String(chosen.guide),
      "aria-controls": "guide",
      on: { click: () => choose({ guide: !chosen.guide }) },
    },
    say("Slik prøver du"),
  );
}

/** On a narrow screen one column is shown at a time. */
function columnSwitch(state) {
  const columns = [
    ["facebook", "Facebook"],
    ["staff", state.teams ? "Teams" : "Slack"],
  ];
  return h(
    "nav",
    { class: "column-switch", "aria-label": say("Kolonne") },
    columns.map(([key, label]) =>
      h(
        "button",
        {
          key,
          type: "button",
          class: "tab",
          "aria-current": (chosen.column === "facebook") === (key === "facebook") ? "page" : null,
          on: { click: () => choose({ column: key }) },
        },
        label,
      ),
    ),
  );
}

function time(state) {
  const { rate } = state.clock;
  const speed = rate === 1 ? null : rate === 0 ? say("står stille") : say("{rate} ganger så fort", { rate });
  return h(
    "p",
    { class: "clock" },
    icon("clock"),
    h(
      "span",
      {},
      h("span", { class: "unseen" }, say("Klokka i sandkassen: ")),
      dayOf(now()),
      h("strong", {}, ` ${atClock(now())}`),
    ),
    speed && h("span", { class: "tag" }, speed),
    passing.lost && h("span", { class: "tag warn", role: "alert" }, say("Mistet kontakten, prøver igjen …")),
  );
}

function jumps(state) {
  const { closing, deadline } = state.clock;
  return h(
    "div",
    { class: "jumps", role: "group", "aria-label": say("Flytt klokka") },
    jump(say("+1 time"), "forward", AN_HOUR),
    jump(say("Til stengetid"), "closing", { to: closing }),
    jump(say("Til fristen"), "deadline", { to: deadline }),
  );
}

/** One hour later. */
export function ahead() {
  return move("forward", AN_HOUR);
}

function move(name, body) {
  passing.moved = true;
  return whileBusy(`clock ${name}`, () => send(`clock/${name}`, body));
}

/** A button that says on its face which day it leads to, and the whole moment when one stops at it. */
function jump(label, name, body) {
  const key = `clock ${name}`;
  const to = body.to && Date.parse(body.to);
  const act = () => move(name, body);
  return h(
    "button",
    {
      key: name,
      type: "button",
      title: to ? inFull(to) : say("Flytt klokka en time fram"),
      "aria-busy": String(passing.busy.has(key)),
      on: { click: act },
    },
    label,
    to && h("span", { class: "small" }, dayAhead(to)),
  );
}
