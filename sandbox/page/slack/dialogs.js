// What lies over the Slack column: a modal that the bot opened for this person, or the question before a press counts.
// The Facebook column stays free, so that a citizen can write while a modal is open, as in life.

import { h } from "../shared/dom.js";
import { drafts, passing, redraw, whileBusy } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { blocks } from "./blocks.js";
import { filledIn, keepDraft } from "./inputs.js";
import { send, sendToBot } from "../shared/send.js";
import { textObject, unescaped } from "../shared/marked_text.js";
import { say } from "../words/tongue.js";

const PROBLEMS = {
  required: "Fyll ut dette feltet.",
  too_long: "Teksten er for lang.",
  too_short: "Teksten er for kort.",
};
const NOT_TAKEN = "Svarvakt tok ikke imot skjemaet. Ingenting er sendt. Prøv igjen.";
const FIRST = "textarea, input:not([type=hidden]), select, button.primary, button";

/** The topmost dialog, or nothing. */
export function dialog(person) {
  if (passing.confirm) return confirmation(passing.confirm);
  return person.modal && modal(person, person.modal);
}

function modal(person, view) {
  const errors = passing.errors.get(view.id) ?? { fields: {}, all: "" };
  const place = { key: `view ${view.id}`, view, errors, press: (element) => press(person, view, element) };
  const close = () => closeView(person, view);
  return h(
    "div",
    { key: `modal ${view.id}`, class: "over" },
    h(
      "form",
      {
        class: "dialog",
        lang: "nb",
        role: "dialog",
        "aria-label": unescaped(view.title.text),
        novalidate: true,
        mounted: enter,
        on: {
          submit: (event) => submit(event, person, view),
          input: (event) => changed(event, view),
          change: (event) => tellOfChoice(event, person, view),
          keydown: (event) => event.key === "Escape" && close(),
        },
      },
      head(view.title, close),
      h(
        "div",
        { class: "dialog-body" },
        blocks(view.blocks, place),
        errors.all && h("p", { class: "problem", role: "alert" }, errors.all),
      ),
      h(
        "footer",
        { class: "dialog-foot" },
        h(
          "button",
          { key: "close", type: "button", on: { click: close } },
          view.close ? textObject(view.close) : say("Lukk"),
        ),
        view.submit &&
          h(
            "button",
            { key: "send", type: "submit", class: "primary", "aria-busy": String(passing.busy.has(place.key)) },
            textObject(view.submit),
          ),
      ),
    ),
  );
}

function confirmation(asked) {
  const style = asked.style === "danger" ? "danger" : "primary";
  return h(
    "div",
    { key: "confirm", class: "over" },
    h(
      "div",
      {
        class: "dialog small-dialog",
        lang: "nb",
        role: "alertdialog",
        "aria-label": unescaped(asked.title.text),
        mounted: enter,
        on: { keydown: (event) => event.key === "Escape" && answer(asked, false) },
      },
      head(asked.title, () => answer(asked, false)),
      h("div", { class: "dialog-body" }, h("p", {}, textObject(asked.text))),
      h(
        "footer",
        { class: "dialog-foot" },
        h("button", { key: "deny", type: "button", on: { click: () => answer(asked, false) } }, textObject(asked.deny)),
        h(
          "button",
          { key: "go", type: "button", class: style, on: { click: () => answer(asked, true) } },
          textObject(asked.confirm),
        ),
      ),
    ),
  );
}

function head(title, close) {
  return h(
    "header",
    { class: "dialog-head" },
    h("h3", {}, textObject(title)),
    h(
      "button",
      { type: "button", class: "quiet icon-button", "aria-label": say("Lukk"), on: { click: close } },
      icon("close"),
    ),
  );
}

function answer(asked, yes) {
  passing.confirm = null;
  redraw();
  if (yes) asked.go();
}

async function submit(event, person, view) {
  event.preventDefault();
  const form = event.currentTarget;
  const told = await whileBusy(`view ${view.id}`, () =>
    send("slack/submit", { user: person.id, view_id: view.id, values: filledIn(form, view) }),
  );
  if (!told) return;
  if (told.ok) forget(view);
  else blame(form, view, told);
}

/** Say at each field what is wrong, and put the cursor in the first of them. */
function blame(form, view, told) {
  const fields = Object.fromEntries(
    Object.entries(told.errors).map(([name, problem]) => [name, PROBLEMS[problem] ? say(PROBLEMS[problem]) : problem]),
  );
  passing.errors.set(view.id, { fields, all: Object.keys(fields).length ? "" : say(NOT_TAKEN) });
  redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => toFirstProblem(form)));
}

function toFirstProblem(form) {
  const field = form.querySelector("[aria-invalid=true]");
  field?.focus();
  (field?.closest(".block") ?? form.querySelector(".problem"))?.scrollIntoView({ block: "nearest" });
}

function changed(event, view) {
  keepDraft(event.currentTarget, view);
  const errors = passing.errors.get(view.id);
  if (!errors) return;
  delete errors.fields[event.target.name];
  errors.all = "";
  redraw();
}

/** Some fields decide what the rest of the modal says: the bot hears of them at once. */
function tellOfChoice(event, person, view) {
  const block = view.blocks.find((one) => one.dispatch_action && one.block_id === event.target.name);
  if (block) press(person, view, block.element);
}

async function closeView(person, view) {
  forget(view);
  await send("slack/close", { user: person.id, view_id: view.id });
}

function press(person, view, element) {
  const form = document.querySelector(".dialog");
  const values = form ? filledIn(form, view) : {};
  return whileBusy(`view ${view.id} ${element.action_id}`, () =>
    sendToBot("slack/press", { user: person.id, view_id: view.id, action_id: element.action_id, values }),
  );
}

function forget(view) {
  drafts.delete(`view ${view.id}`);
  passing.errors.delete(view.id);
}

/** Go to the first field, unless somebody is writing in the other column. */
function enter(dialog) {
  if (document.activeElement?.closest(".facebook")) return;
  (
    dialog.querySelector(".dialog-body :is(textarea, input, select)") ??
    dialog.querySelector(`.dialog-foot :is(${FIRST})`)
  ).focus();
}
