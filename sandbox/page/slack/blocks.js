// Block Kit, drawn as it came over the wire. What is pressed goes back through `press(element)` of whoever shows the blocks.

import { h } from "../shared/dom.js";
import { passing, redraw } from "../shared/store.js";
import { icon, menu } from "../shared/bits.js";
import { richText, textObject, unescaped } from "../shared/marked_text.js";
import { inputBlock } from "./inputs.js";
import { say } from "../words/tongue.js";

/** Blocks in reading order. `place` is `{key, press}`, and `{view, errors}` for a modal. */
export function blocks(list, place) {
  return list.map((one, number) =>
    h("div", { key: keyOf(one, number), class: `block block-${one.type}` }, block(one, place)),
  );
}

/** Fields keep their place when a view is redrawn; everything else goes by where it stands. */
function keyOf(one, number) {
  return one.type === "input" ? `input ${one.block_id}` : `${one.type} ${number}`;
}

function block(one, place) {
  switch (one.type) {
    case "header":
      return h("h4", {}, textObject(one.text));
    case "section":
      return section(one, place);
    case "context":
      return one.elements.map((element) =>
        element.type === "image" ? image(element) : h("span", {}, textObject(element)),
      );
    case "actions":
      return one.elements.map((element) => interactive(element, place));
    case "divider":
      return h("hr");
    case "rich_text":
      return richText(one);
    case "image":
      return [one.title && h("p", { class: "small" }, textObject(one.title)), image(one)];
    case "markdown":
      return h("p", {}, one.text);
    case "input":
      return inputBlock(one, place);
    default:
      return unknown(one.type);
  }
}

function section(one, place) {
  return [
    h(
      "div",
      { class: "section-words" },
      one.text && h("p", {}, textObject(one.text)),
      one.fields &&
        h(
          "div",
          { class: "fields" },
          one.fields.map((field) => h("p", {}, textObject(field))),
        ),
    ),
    one.accessory && (one.accessory.type === "image" ? image(one.accessory) : interactive(one.accessory, place)),
  ];
}

function interactive(element, place) {
  if (element.type === "button") return button(element, place);
  if (element.type === "overflow") return overflow(element, place);
  if (element.type === "static_select") return select(element, place);
  return unknown(element.type);
}

function button(element, place) {
  const busy = passing.busy.has(`${place.key} ${element.action_id}`);
  const style = { primary: " primary", danger: " danger" }[element.style] ?? "";
  const press = () => (element.confirm ? confirm(element, place) : place.press(element));
  return h(
    "button",
    {
      key: element.action_id,
      type: "button",
      class: `block-button${style}`,
      "aria-busy": String(busy),
      "data-action": element.action_id,
      on: { click: press },
    },
    unescaped(element.text.text),
  );
}

/** Three dots with more to press: what is chosen goes back by its value. */
function overflow(element, place) {
  const items = element.options.map((option) => ({
    label: unescaped(option.text.text),
    act: () => place.press({ ...element, action_id: option.value }),
  }));
  return menu({ key: `${place.key} ${element.action_id}`, label: say("Mer"), items });
}

function select(element, place) {
  const options = (element.options ?? element.option_groups.flatMap((group) => group.options)).map((option) =>
    h("option", { key: option.value, value: option.value }, textObject(option.text)),
  );
  const first = h(
    "option",
    { key: "none", value: "" },
    element.placeholder ? textObject(element.placeholder) : say("Velg …"),
  );
  return h(
    "select",
    {
      key: element.action_id,
      initial: element.initial_option?.value ?? "",
      on: { change: () => place.press(element) },
    },
    first,
    options,
  );
}

/** The dialog that the bot wants answered before the press counts. */
function confirm(element, place) {
  passing.confirm = { ...element.confirm, go: () => place.press(element) };
  redraw();
}

/** A picture from the sandbox itself; one from elsewhere is only described, for nothing here is fetched from outside. */
function image(element) {
  const file = element.slack_file?.id;
  if (file)
    return h("img", {
      class: "sent-picture",
      src: `/sandbox/slack/files/${encodeURIComponent(file)}`,
      alt: element.alt_text,
    });
  return h("span", { class: "picture" }, icon("picture"), element.alt_text);
}

function unknown(type) {
  return h("p", { class: "small" }, `(Sandkassen tegner ikke «${type}».)`);
}
