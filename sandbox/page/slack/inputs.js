// The fields of a modal. What is typed is the person's until it is sent; what the bot sends only fills an empty field.

import { h } from "../shared/dom.js";
import { drafts, world } from "../shared/store.js";
import { textObject, unescaped } from "../shared/marked_text.js";
import { say } from "../words/tongue.js";

const TYPED = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
  datepicker: "date",
  timepicker: "time",
};
const SEVERAL = new Set(["checkboxes", "multi_static_select", "multi_users_select"]);

/** One input block: label, field, hint and what is wrong with it. */
export function inputBlock(one, place) {
  const id = `field-${place.view.id}-${one.block_id}`.replace(/[^\w-]/g, "_");
  const problem = place.errors?.fields[one.block_id];
  const said = [one.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || null;
  const field = { id, name: one.block_id, "aria-describedby": said, "aria-invalid": problem ? "true" : null };
  const label = [textObject(one.label), one.optional && h("span", { class: "small" }, " (valgfritt)")];
  const choices = choicesOf(one.element);
  return [
    choices
      ? h(
          "fieldset",
          { class: "field", "aria-describedby": said },
          h("legend", {}, label),
          ticks(one, place, field, choices),
        )
      : h("div", { class: "field" }, h("label", { for: id }, label), single(one.element, place, field)),
    problem && h("p", { key: "problem", id: `${id}-problem`, class: "problem" }, problem),
    one.hint && h("p", { key: "hint", id: `${id}-hint`, class: "small" }, textObject(one.hint)),
  ];
}

/** What stands in a modal's fields now, by block id: texts, or lists where several can be chosen. */
export function filledIn(form, view) {
  const entered = new FormData(form);
  const fields = view.blocks.filter((block) => block.type === "input");
  return Object.fromEntries(
    fields.map(({ block_id: name, element }) => [
      name,
      SEVERAL.has(element.type) ? entered.getAll(name) : (entered.get(name) ?? ""),
    ]),
  );
}

/** Remember what has been filled in, should the modal be drawn anew. */
export function keepDraft(form, view) {
  drafts.set(`view ${view.id}`, filledIn(form, view));
}

function single(element, place, field) {
  const draft = drafts.get(`view ${place.view.id}`)?.[field.name];
  if (element.type === "static_select") return select(element, field, draft);
  if (element.type === "users_select") return people(element, field, draft);
  const type = TYPED[element.type];
  if (!type) return h("p", { class: "small" }, `(Sandkassen tegner ikke «${element.type}».)`);
  const first = draft ?? unescaped(String(element.initial_value ?? element.initial_date ?? element.initial_time ?? ""));
  const placeholder = element.placeholder ? unescaped(element.placeholder.text) : null;
  if (element.multiline) return h("textarea", { ...field, rows: 4, placeholder, initial: first });
  return h("input", { ...field, type, placeholder, initial: first, autocomplete: "off" });
}

function select(element, field, draft) {
  const option = (one) => h("option", { key: one.value, value: one.value }, textObject(one.text));
  const groups = element.option_groups?.map((group) =>
    h("optgroup", { label: unescaped(group.label.text) }, group.options.map(option)),
  );
  return h(
    "select",
    { ...field, initial: draft ?? element.initial_option?.value ?? "" },
    h("option", { key: "", value: "" }, element.placeholder ? textObject(element.placeholder) : say("Velg …")),
    groups ?? element.options.map(option),
  );
}

function people(element, field, draft) {
  const options = world.state.slack.people.map((one) => h("option", { key: one.id, value: one.id }, one.name));
  return h(
    "select",
    { ...field, initial: draft ?? element.initial_user ?? "" },
    h("option", { key: "", value: "" }, say("Velg …")),
    options,
  );
}

function choicesOf(element) {
  if (element.type === "radio_buttons" || element.type === "checkboxes") return element.options;
  if (element.type === "multi_static_select")
    return element.options ?? element.option_groups.flatMap((group) => group.options);
  return null;
}

function ticks(one, place, field, options) {
  const type = one.element.type === "radio_buttons" ? "radio" : "checkbox";
  const draft = drafts.get(`view ${place.view.id}`)?.[one.block_id];
  const first = [one.element.initial_option, ...(one.element.initial_options ?? [])]
    .filter(Boolean)
    .map((option) => option.value);
  const chosen = new Set(draft === undefined ? first : [draft].flat());
  return options.map((option, number) =>
    h(
      "label",
      { key: option.value, class: "tick" },
      h("input", {
        type,
        name: field.name,
        id: number ? null : field.id,
        value: option.value,
        initial: chosen.has(option.value),
        "aria-invalid": field["aria-invalid"],
      }),
      h(
        "span",
        {},
        textObject(option.text),
        option.description && h("span", { class: "small" }, textObject(option.description)),
      ),
    ),
  );
}
