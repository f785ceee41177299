// What lies over the Teams column: a dialog that the bot answered with, or its words alone. The Facebook column stays free,
// so that a citizen can write while a dialog is open, as in life.

import { h } from "../shared/dom.js";
import { passing, redraw, whileBusy } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { note, send } from "../shared/send.js";
import { actions, adaptiveCard } from "./cards.js";
import { filledIn } from "./inputs.js";
import { say } from "../words/tongue.js";

const NOT_TAKEN = "Svarvakt tok ikke imot skjemaet. Ingenting er sendt. Prøv igjen.";
const FIRST = "textarea, input:not([type=hidden]), select, button.primary, button";

/** The topmost dialog, or nothing. */
export function dialog(teams, person) {
  if (passing.told) return words(passing.told);
  return person.dialog && form(teams, person, person.dialog);
}

function form(teams, person, view) {
  const close = () => send("teams/close", { user: person.id, view_id: view.id });
  const buttons = [...actions(view.card)];
  const place = { key: `view ${view.id}`, teams, view, press: () => null };
  return over(
    "form",
    view.id,
    view.title,
    close,
    { role: "dialog", novalidate: true, on: { submit: (event) => submit(event, person, view) } },
    h("div", { class: "dialog-body adaptive" }, adaptiveCard(view.card, place)),
    h(
      "footer",
      { class: "dialog-foot" },
      buttons.map((action, number) =>
        h(
          "button",
          {
            key: `${number} ${action.title}`,
            type: "submit",
            class: action.style === "positive" ? "primary" : null,
            value: number,
            "aria-busy": String(passing.busy.has(place.key)),
          },
          action.title,
        ),
      ),
    ),
  );
}

function words(text) {
  return over(
    "div",
    "told",
    "Svarvakt",
    hush,
    { role: "alertdialog" },
    h("div", { class: "dialog-body" }, h("p", {}, text)),
    h(
      "footer",
      { class: "dialog-foot" },
      h("button", { key: "ok", type: "button", class: "primary", on: { click: hush } }, "OK"),
    ),
  );
}

function over(tag, key, title, close, { on, ...props }, ...inside) {
  return h(
    "div",
    { key: `over ${key}`, class: "over" },
    h(
      tag,
      {
        class: "dialog",
        lang: "nb",
        "aria-label": title,
        mounted: enter,
        ...props,
        on: { ...on, keydown: (event) => event.key === "Escape" && close() },
      },
      head(title, close),
      ...inside,
    ),
  );
}

function head(title, close) {
  return h(
    "header",
    { class: "dialog-head" },
    h("img", { class: "app-mark", src: "mark.svg", alt: "" }),
    h("h3", {}, title),
    h(
      "button",
      { type: "button", class: "quiet icon-button", "aria-label": say("Lukk"), on: { click: close } },
      icon("close"),
    ),
  );
}

/** Send with the button that was pressed; Enter in a field is the first one. */
async function submit(event, person, view) {
  event.preventDefault();
  const number = Number(event.submitter?.value ?? 0);
  const values = filledIn(event.currentTarget, view.card);
  const answer = await whileBusy(`view ${view.id}`, () =>
    send("teams/submit", { user: person.id, view_id: view.id, values, number }),
  );
  if (!answer) return;
  if (answer.told) passing.told = answer.told;
  else if (!answer.ok) note(say(NOT_TAKEN));
  redraw();
}

function hush() {
  passing.told = "";
  redraw();
}

/** Go to the first field, unless somebody is writing in the other column. */
function enter(element) {
  if (document.activeElement?.closest(".facebook")) return;
  (
    element.querySelector(".dialog-body :is(textarea, input, select)") ??
    element.querySelector(`.dialog-foot :is(${FIRST})`)
  )?.focus();
}
