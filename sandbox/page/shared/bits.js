// Small pieces that both columns use: icons, faces, the row of people to choose from, menus.

import { h } from "./dom.js";
import { isKnown, portrait } from "./faces.js";
import { chatOf, world } from "./store.js";

const PATHS = {
  clock: "M12 7v5l3.2 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  picture: "M4 6.5h16v11H4zM4 15l4.5-4 3.5 3 3-2.5 5 4.2M15.5 9.6h.01",
  send: "M5 12h13M12.5 6.5 18 12l-5.5 5.5",
  heart: "M12 19.5S4.5 15 4.5 9.6A4 4 0 0 1 12 7.6a4 4 0 0 1 7.5 2c0 5.4-7.5 9.9-7.5 9.9Z",
  check: "M5.5 12.5 10 17l8.5-9.5",
  thread: "M5 5.5h14v9.5H11l-4.5 3.8V15H5z",
  home: "M4.5 11 12 4.8l7.5 6.2M6.5 9.6v9h11v-9",
  eye: "M2.8 12S6 6.2 12 6.2 21.2 12 21.2 12 18 17.8 12 17.8 2.8 12 2.8 12ZM12 9.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8Z",
};
const TINTS = 9;

/** A line drawing; it says nothing to a screen reader. */
export function icon(name) {
  return h(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" },
    h("path", { d: PATHS[name] }),
  );
}

/** The bot's mark, a person's face, or the initials of a page or of somebody unknown, on their own colour. */
export function face(id, name, { mark = false, square = false } = {}) {
  if (mark) return h("img", { class: "face", src: "mark.svg", alt: "" });
  if (!square && isKnown(name)) return h("span", { class: `face tint-${tint(id)}`, "aria-hidden": "true" }, portrait(name));
  return h("span", { class: `face tint-${tint(id)}${square ? " square" : ""}`, "aria-hidden": "true" }, initials(name));
}

/** The first letters of the first and last word. */
function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words[words.length - 1][0] : "";
  return ((words[0]?.[0] ?? "?") + last).toUpperCase();
}

/** A person's first name. */
export function firstName(name) {
  return name.split(" ")[0];
}

/**
 * A row of people of whom one is chosen, as radio buttons: arrow keys work. `groups` are `{label, people}`, a person is
 * `{id, name, short, about}`.
 */
export function peopleRow({ key, legend, groups, selected, pick }) {
  return h(
    "fieldset",
    { key, class: "people" },
    h("legend", { class: "unseen" }, legend),
    groups.map(({ label, people }) =>
      h(
        "div",
        { key: label, class: "people-group" },
        h("span", { class: "people-label", "aria-hidden": "true" }, label),
        h(
          "div",
          { class: "people-faces" },
          people.map((person) => choice(key, person, selected, pick)),
        ),
      ),
    ),
  );
}

/** A button with a list of things to do; the browser itself opens, closes and focuses it. */
export function menu({ key, label, items }) {
  const id = `menu-${key}`.replace(/[^\w-]/g, "_");
  return [
    h(
      "button",
      {
        key: `${id}-open`,
        type: "button",
        class: "quiet icon-button",
        popovertarget: id,
        "aria-label": label,
        title: label,
      },
      icon("more"),
    ),
    h(
      "div",
      { key: id, id, class: "menu", popover: "auto", on: { beforetoggle: beside } },
      items.map((item) =>
        h(
          "button",
          { key: item.label, type: "button", class: "menu-item", on: { click: (event) => act(event, item) } },
          item.label,
        ),
      ),
    ),
  ];
}

function choice(group, person, selected, pick) {
  const about = person.about ? `${person.name}, ${person.about}` : person.name;
  return h(
    "label",
    { key: person.id, class: "person", title: about },
    h("input", {
      type: "radio",
      class: "unseen",
      name: group,
      value: person.id,
      picked: person.id === selected,
      "aria-label": about,
      on: { change: () => pick(person.id) },
    }),
    face(person.id, person.name, { square: person.square }),
    h("span", { class: "person-name" }, person.short ?? firstName(person.name)),
  );
}

function act(event, item) {
  event.currentTarget.closest("[popover]").hidePopover();
  item.act();
}

function beside(event) {
  if (event.newState !== "open") return;
  const opener = document.querySelector(`[popovertarget="${event.target.id}"]`).getBoundingClientRect();
  const { style } = event.target;
  style.right = `${Math.max(8, window.innerWidth - opener.right)}px`;
  const low = opener.bottom > window.innerHeight - 160;
  style.top = low ? "auto" : `${opener.bottom + 4}px`;
  style.bottom = low ? `${window.innerHeight - opener.top + 4}px` : "auto";
}

/** Everybody has their own colour, in the order in which the sandbox names them. */
function tint(id) {
  const everybody = world.state ? [...chatOf(world.state).people, ...world.state.facebook.citizens] : [];
  return (
    Math.max(
      0,
      everybody.findIndex((one) => one.id === id),
    ) % TINTS
  );
}
