// Adaptive Cards, drawn as they came over the wire: the elements that the bot sends, and for any other a word that it is not drawn.

import { h } from "../shared/dom.js";
import { passing } from "../shared/store.js";
import { icon, menu } from "../shared/bits.js";
import { link } from "../shared/links.js";
import { inputField } from "./inputs.js";
import { mention } from "./words.js";
import { say } from "../words/tongue.js";

const SPACINGS = new Set(["None", "Small", "Medium", "Large", "ExtraLarge", "Padding"]);
const STYLES = { positive: " primary", destructive: " danger" };
const MARKS = /<at>(?<at>[^<]*)<\/at>|\*\*(?<bold>[^*]+)\*\*|_(?<italic>[^_]+)_|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)/gu;

/** A card's body and its own buttons. `place` is `{key, teams, press(action, number)}`, and `{view}` in a dialog. */
export function adaptiveCard(card, place) {
  const numbered = { ...place, numbers: new Map([...actions(card)].map((action, number) => [action, number])) };
  return [elements(card.body ?? [], numbered), place.view ? null : actionSet(card.actions, numbered)];
}

/** Every button that calls the bot, in the order in which the sandbox counts them. */
export function* actions(card) {
  for (const action of card.actions ?? []) if (calls(action)) yield action;
  for (const part of ["body", "items", "columns"]) for (const element of card[part] ?? []) yield* actions(element);
}

function calls(action) {
  return action.type === "Action.Execute" || action.type === "Action.Submit";
}

function elements(list, place) {
  return list.map((one, number) =>
    h("div", { key: keyOf(one, number), class: `element ${spaced(one)}` }, element(one, place)),
  );
}

/** Fields keep their place when a dialog is redrawn; everything else goes by where it stands. */
function keyOf(one, number) {
  return one.type.startsWith("Input.") ? `input ${one.id}` : `${one.type} ${number}`;
}

function spaced(one) {
  const space = SPACINGS.has(one.spacing) ? `space-${one.spacing.toLowerCase()}` : "";
  return one.separator ? `${space} separated` : space;
}

function element(one, place) {
  switch (one.type) {
    case "RichTextBlock":
      return h("p", {}, one.inlines.map(run));
    case "TextBlock":
      return h("p", { class: looks(one) }, marked(one.text));
    case "Container":
      return h("div", { class: `container${one.style ? ` style-${one.style}` : ""}` }, elements(one.items, place));
    case "ColumnSet":
      return h("div", { class: "column-set" }, one.columns.map((column) => columnOf(column, place)));
    case "ActionSet":
      return actionSet(one.actions, place);
    case "Image":
      return picture(one);
    default:
      if (one.type.startsWith("Input.") && place.view) return inputField(one, place.view);
      return h("p", { class: "small" }, `(Sandkassen tegner ikke «${one.type}».)`);
  }
}

function columnOf(column, place) {
  const wide = column.width === "stretch" ? " stretch" : "";
  const middle = /^center$/i.test(column.verticalContentAlignment ?? "") ? " middle" : "";
  return h("div", { class: `card-column${wide}${middle}` }, elements(column.items, place));
}

function run(one) {
  if (typeof one === "string") return one;
  const words = one.selectAction?.url ? link(one.selectAction.url, one.text) : one.text;
  return h("span", { class: looks(one) }, words);
}

function looks({ size, weight, color, isSubtle, italic }) {
  const found = [
    size && `size-${size.toLowerCase()}`,
    weight && `weight-${weight.toLowerCase()}`,
    color && `color-${color.toLowerCase()}`,
    isSubtle && "subtle",
    italic && "italic",
  ].filter(Boolean);
  return found.join(" ") || null;
}

/** The part of markdown that Teams reads in a text block, and its mentions. */
function marked(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const { at, bold, italic, label, url } = match.groups;
    found.push(text.slice(end, match.index));
    if (at) found.push(mention(at));
    else if (bold) found.push(h("strong", {}, bold));
    else if (italic) found.push(h("em", {}, italic));
    else found.push(link(url, label));
    end = match.index + match[0].length;
  }
  return [...found, text.slice(end)];
}

/** The buttons in a row, the secondary ones behind three dots. */
function actionSet(list = [], place) {
  if (!list.length) return null;
  const first = list.filter((action) => action.mode !== "secondary");
  const rest = list.filter((action) => action.mode === "secondary" && calls(action));
  return h("div", { class: "actions" }, first.map((action) => button(action, place)), rest.length > 0 && more(rest, place));
}

function button(action, place) {
  if (action.type === "Action.OpenUrl") return link(action.url, action.title);
  const number = place.numbers.get(action);
  return h(
    "button",
    {
      key: `${number} ${action.title}`,
      type: "button",
      class: `card-button${STYLES[action.style] ?? ""}`,
      "aria-busy": String(passing.busy.has(`${place.key} ${number}`)),
      on: { click: () => place.press(action, number) },
    },
    action.title,
  );
}

function more(list, place) {
  const items = list.map((action) => ({
    label: action.title,
    act: () => place.press(action, place.numbers.get(action)),
  }));
  return menu({ key: `more ${place.key}`, label: say("Flere handlinger"), items });
}

/** A picture that travels within the card; one from elsewhere is only described, for nothing here is fetched from outside. */
function picture(one) {
  if (one.url?.startsWith("data:image/png;base64,"))
    return h("img", { class: "sent-picture", src: one.url, alt: one.altText ?? "" });
  return h("span", { class: "picture" }, icon("picture"), one.altText ?? "");
}
