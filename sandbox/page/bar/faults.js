// The panel «Feil å prøve»: every fault there is, as a switch. It floats over the columns, and they stay in use behind it.

import { h } from "../shared/dom.js";
import { chosen, choose, whileBusy } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { note, send } from "../shared/send.js";
import { atClock } from "../shared/times.js";
import { inTongue, say } from "../words/tongue.js";

const DOORS = { facebook: "Facebook", slack: "Slack", teams: "Teams" };
const HOW_LONG = [
  ["once", "Én gang", {}],
  ["while", "I ti minutter", { minutes: 10 }],
  ["always", "Hele tiden", { always: true }],
];
const HOW_OFTEN = [
  ["1", "Hver gang"],
  ["0.5", "Halvparten"],
  ["0.2", "Av og til"],
];
const OPENER = "faults-open";

let groups = null;

/** The button in the bar; it says how many faults are on. */
export function faultButton(state) {
  const on = names(state).size;
  return h(
    "button",
    {
      key: "faults",
      id: OPENER,
      type: "button",
      class: "quiet",
      "aria-expanded": String(chosen.faults),
      "aria-controls": "faults",
      on: { click: () => (chosen.faults ? close() : openFaults()) },
    },
    say("Feil å prøve"),
    on > 0 && h("span", { class: "tag warn" }, say("{on} på", { on })),
  );
}

/** The panel, or nothing while it is closed. */
export function faultPanel(state) {
  if (!chosen.faults || !groups) return [];
  return [
    h(
      "section",
      {
        class: "fault-panel",
        "aria-labelledby": "faults-title",
        tabindex: -1,
        mounted: (panel) => panel.focus(),
        on: { keydown: (event) => event.key === "Escape" && close() },
      },
      head(),
      settings(state),
      summary(state),
      h("div", { class: "fault-list" }, ["facebook", state.teams ? "teams" : "slack"].map((door) => ofDoor(state, door))),
    ),
  ];
}

/** Show the panel. */
export async function openFaults() {
  try {
    groups ??= (await (await fetch("/sandbox/faults")).json()).groups;
    choose({ faults: true });
  } catch {
    note(say("Fikk ikke kontakt med sandkassen."));
  }
}

function close() {
  choose({ faults: false });
  document.getElementById(OPENER)?.focus();
}

function head() {
  return h(
    "header",
    { class: "fault-head" },
    h(
      "div",
      {},
      h("h2", { id: "faults-title" }, say("Feil å prøve")),
      h("p", { class: "small" }, say("Slå på noe som går galt. Innbyggeren skal likevel få ett svar, og bare det.")),
    ),
    h("button", { type: "button", class: "quiet icon-button", "aria-label": say("Lukk"), on: { click: close } }, icon("close")),
  );
}

/** How the next switch that is pressed will strike, and the seed of all luck. */
function settings(state) {
  return h(
    "div",
    { class: "fault-settings" },
    select("howLong", say("Skjer"), HOW_LONG),
    select("howOften", say("Hvor ofte"), HOW_OFTEN),
    h(
      "label",
      { class: "fault-seed" },
      h("span", { class: "small" }, say("Frø")),
      h("input", {
        type: "number",
        min: 0,
        step: 1,
        initial: String(state.faults.seed),
        title: say("Samme frø gir samme uflaks"),
        on: { change: (event) => sow(event.target) },
      }),
    ),
  );
}

function select(name, label, options) {
  return h(
    "label",
    { key: name },
    h("span", { class: "small" }, label),
    h(
      "select",
      { value: chosen[name], on: { change: (event) => choose({ [name]: event.target.value }) } },
      options.map(([value, words]) => h("option", { key: value, value, selected: value === chosen[name] }, say(words))),
    ),
  );
}

function sow(field) {
  const seed = Number(field.value);
  if (Number.isInteger(seed) && seed >= 0) send("faults/seed", { seed });
  else note(say("Frøet må være et helt tall."));
}

function summary(state) {
  const on = names(state).size;
  const struck = Object.values(state.faults.struck).reduce((sum, one) => sum + one, 0);
  return h(
    "div",
    { class: "fault-summary" },
    h("p", { role: "status" }, say("{on} på nå, slo til {times} i alt", { on: on === 0 ? say("Ingen") : on, times: times(struck) })),
    h(
      "button",
      {
        type: "button",
        "aria-disabled": on === 0 ? "true" : null,
        on: { click: () => on > 0 && whileBusy("faults off", () => send("faults/disarm", {})) },
      },
      say("Slå av alt"),
    ),
  );
}

function ofDoor(state, door) {
  const own = groups
    .map((group) => ({ ...group, faults: group.faults.filter((fault) => fault.door === door) }))
    .filter((group) => group.faults.length);
  return h("section", { key: door, "aria-label": DOORS[door] }, h("h3", {}, DOORS[door]), own.map((one) => groupOf(state, one)));
}

function groupOf(state, group) {
  const on = names(state);
  const count = group.faults.filter((fault) => on.has(fault.name)).length;
  return h(
    "details",
    { key: group.name, open: group.name === groups[0].name },
    h(
      "summary",
      {},
      h("span", {}, inTongue(group).title),
      h("span", { class: count ? "tag warn" : "tag" }, count ? say("{on} på", { on: count }) : String(group.faults.length)),
    ),
    h("ul", {}, group.faults.map((fault) => row(state, fault))),
  );
}

function row(state, fault) {
  const armed = state.faults.armed.filter((one) => one.name === fault.name);
  const struck = state.faults.struck[fault.name] ?? 0;
  const id = `fault-${fault.name.replaceAll(".", "-")}`;
  return h(
    "li",
    { key: fault.name, class: armed.length ? "fault on" : "fault" },
    h(
      "button",
      {
        type: "button",
        role: "switch",
        class: "switch",
        "aria-checked": String(armed.length > 0),
        "aria-describedby": `${id}-words`,
        on: { click: () => flip(fault, armed.length > 0) },
      },
      h("span", { class: "switch-track", "aria-hidden": "true" }),
      h("span", {}, inTongue(fault).title),
    ),
    h("p", { class: "small", id: `${id}-words` }, inTongue(fault).words),
    (armed.length > 0 || struck > 0) &&
      h(
        "p",
        { class: "fault-tags" },
        armed.map((one, number) => h("span", { key: `on ${number}`, class: "tag warn" }, lasting(one))),
        struck > 0 && h("span", { class: "tag" }, say("slo til {times}", { times: times(struck) })),
      ),
  );
}

function flip(fault, isOn) {
  const { name } = fault;
  const [, , how] = HOW_LONG.find(([value]) => value === chosen.howLong);
  const body = { name, ...how, chance: Number(chosen.howOften) };
  return whileBusy(`fault ${name}`, () => (isOn ? send("faults/disarm", { name }) : send("faults/arm", body)));
}

/** "på til kl. 10.25", "på, neste gang", "på hele tiden, i 50 % av tilfellene" */
function lasting(armed) {
  const often = armed.chance === 1 ? "" : say(", i {share} % av tilfellene", { share: Math.round(armed.chance * 100) });
  if (armed.until) return say("på til {time}", { time: atClock(Date.parse(armed.until)) }) + often;
  if (armed.times === null) return say("på hele tiden") + often;
  return (armed.times === 1 ? say("på, neste gang") : say("på, {times}", { times: times(armed.times) })) + often;
}

function times(number) {
  return number === 1 ? say("1 gang") : say("{number} ganger", { number });
}

function names(state) {
  return new Set(state.faults.armed.map((one) => one.name));
}
