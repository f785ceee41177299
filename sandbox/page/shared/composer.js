// Where people write: a text field that keeps its draft whatever happens around it. Enter sends, Shift+Enter breaks the line.

import { h } from "./dom.js";
import { drafts, inTurn, passing } from "./store.js";
import { icon } from "./bits.js";
import { say } from "../words/tongue.js";

/**
 * A composer. `key` names the draft; `send(text, {photo})` returns whether it went out; `photo` offers a picture;
 * `first` stands there at first; `cancel` gives a way out; `focus` puts the cursor in it when it appears.
 */
export function composer({
  key,
  label,
  send,
  button = say("Send"),
  first = "",
  photo = false,
  cancel = null,
  focus = false,
}) {
  const leave = () => {
    drafts.delete(key);
    cancel();
  };
  return h(
    "form",
    { key: `composer ${key}`, class: "composer", on: { submit: (event) => submit(event, key, send) } },
    h("textarea", {
      name: "text",
      rows: 1,
      "aria-label": label,
      placeholder: label,
      initial: drafts.get(key) ?? first,
      "data-draft": key,
      on: { input: (event) => drafts.set(key, event.target.value), keydown: (event) => onKey(event, cancel && leave) },
      mounted: focus ? toEnd : undefined,
    }),
    h(
      "div",
      { class: "composer-foot" },
      photo && withPicture(),
      cancel && h("button", { type: "button", class: "quiet", on: { click: leave } }, say("Avbryt")),
      h(
        "button",
        {
          type: "submit",
          class: "send icon-button",
          "aria-label": button,
          title: button,
          "aria-busy": String(passing.busy.has(key)),
        },
        icon("send"),
      ),
    ),
  );
}

/** Put words into a composer that is on the page, and the cursor behind them. */
export function fillIn(key, text) {
  drafts.set(key, text);
  const field = document.querySelector(`[data-draft="${CSS.escape(key)}"]`);
  if (!field) return;
  field.value = text;
  toEnd(field);
  field.scrollIntoView({ block: "center", behavior: "smooth" });
}

function withPicture() {
  const label = say("Legg ved et bilde");
  return h(
    "label",
    { class: "toggle", title: label },
    h("input", { type: "checkbox", class: "unseen", name: "photo", "aria-label": label }),
    icon("picture"),
  );
}

async function submit(event, key, send) {
  event.preventDefault();
  const form = event.currentTarget;
  const { text: field, photo } = form.elements;
  const text = field.value.trim();
  if (!text && !photo?.checked) return field.focus();
  const typed = field.value;
  const withPhoto = photo?.checked ?? false;
  empty(form, key);
  await inTurn(key, async () => {
    const sent = await send(text, { photo: withPhoto });
    if (!sent) putBack(form, key, typed);
    else if (photo) photo.checked = false;
  });
  return undefined;
}

function empty(form, key) {
  drafts.delete(key);
  form.elements.text.value = "";
}

/** It did not go out: the words come back, unless something new has been typed meanwhile. */
function putBack(form, key, typed) {
  const field = form.elements.text;
  if (field.value) return;
  field.value = typed;
  drafts.set(key, typed);
}

function onKey(event, leave) {
  if (event.key === "Escape" && leave) {
    event.stopPropagation(); // only this field is left, not the thread around it
    leave();
  }
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

function toEnd(field) {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
