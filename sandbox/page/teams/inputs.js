// The fields of a dialog. What is typed is the person's until it is sent; a dialog that comes back brings its own values.

import { h } from "../shared/dom.js";
import { say } from "../words/tongue.js";

/** One input with its label. */
export function inputField(one, view) {
  const id = `field-${view.id}-${one.id}`.replace(/[^\w-]/g, "_");
  if (one.type === "Input.ChoiceSet" && one.style !== "compact") return choices(one, id);
  return h("div", { class: "field" }, h("label", { for: id }, one.label), single(one, id));
}

/** What stands in a dialog's fields now, by id: texts, or lists where several can be chosen. */
export function filledIn(form, card) {
  const entered = new FormData(form);
  return Object.fromEntries(
    [...inputs(card)].map((one) => [
      one.id,
      one.isMultiSelect ? entered.getAll(one.id) : (entered.get(one.id) ?? ""),
    ]),
  );
}

function* inputs(card) {
  for (const part of ["body", "items", "columns"]) {
    for (const element of card[part] ?? []) {
      if (element.type?.startsWith("Input.")) yield element;
      yield* inputs(element);
    }
  }
}

function single(one, id) {
  const field = { id, name: one.id, initial: one.value ?? "" };
  if (one.type === "Input.ChoiceSet") return select(one, field);
  const typed = { ...field, maxlength: one.maxLength, placeholder: one.placeholder };
  if (one.isMultiline) return h("textarea", { ...typed, rows: 4 });
  return h("input", { ...typed, type: "text", autocomplete: "off" });
}

function select(one, field) {
  const known = one.choices.some(({ value }) => value === field.initial);
  return h(
    "select",
    field,
    !known && h("option", { key: "", value: "" }, say("Velg …")),
    one.choices.map(({ title, value }) => h("option", { key: value, value }, title)),
  );
}

function choices(one, id) {
  const chosen = new Set(one.isMultiSelect ? (one.value ?? "").split(",") : [one.value ?? ""]);
  return h(
    "fieldset",
    { class: "field" },
    h("legend", {}, one.label),
    one.choices.map(({ title, value }, number) =>
      h(
        "label",
        { key: value, class: "tick" },
        h("input", {
          type: one.isMultiSelect ? "checkbox" : "radio",
          name: one.id,
          id: number ? null : id,
          value,
          initial: chosen.has(value),
        }),
        h("span", {}, title),
      ),
    ),
  );
}
