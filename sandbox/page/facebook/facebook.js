// The left column: a page of the municipality on the simulated Facebook, as the chosen citizen or the page's staff see it.

import { h } from "../shared/dom.js";
import { chosen, choose } from "../shared/store.js";
import { face, peopleRow } from "../shared/bits.js";
import { conversation } from "./messenger.js";
import { posts } from "./posts.js";
import { say } from "../words/tongue.js";

/** Whoever is logged in to the page itself, writing by hand without the bot. */
export const STAFF = "staff";

const SHORT = {
  main: "Kommunen",
  landbruk: "Landbruk",
  kulturskole: "Kulturskole",
  bibliotek: "Bibliotek",
  kino: "Kino",
};

/** The whole column. */
export function facebookColumn(state) {
  const { facebook } = state;
  const page = facebook.pages.find((one) => one.key === chosen.page) ?? facebook.pages[0];
  const citizen = facebook.citizens.find((one) => one.id === chosen.citizen);
  const viewer = chosen.citizen === STAFF ? null : (citizen ?? facebook.citizens[0]);
  return h(
    "section",
    { key: "facebook", class: "column facebook", "aria-label": say("Facebook (simulert)"), "data-column": "facebook" },
    h("header", { class: "column-head" }, headline(viewer), persona(facebook, viewer), pageTabs(facebook, page)),
    h("div", { class: "column-body" }, pageHead(page), corner(facebook, page, viewer)),
  );
}

function headline(viewer) {
  const who = viewer
    ? [say("Du er "), h("strong", {}, viewer.name), say(", innbygger")]
    : say("Du skriver for hånd på siden, uten Svarvakt");
  return h(
    "div",
    { class: "headline" },
    h("h2", {}, "Facebook ", h("span", {}, say("(simulert)"))),
    h("p", { class: "small" }, who),
  );
}

function persona(facebook, viewer) {
  const citizens = facebook.citizens.map((one) => ({ id: one.id, name: one.name, about: say("innbygger") }));
  const staff = {
    id: STAFF,
    name: say("Ansatt"),
    short: say("Ansatt"),
    about: say("skriver på siden for hånd, uten Svarvakt"),
    square: true,
  };
  return peopleRow({
    key: "citizen",
    legend: say("Hvem er du på Facebook?"),
    groups: [
      { label: say("Innbyggere"), people: citizens },
      { label: say("På siden"), people: [staff] },
    ],
    selected: viewer?.id ?? STAFF,
    pick: (id) => choose({ citizen: id }),
  });
}

function pageTabs(facebook, page) {
  const tabs = facebook.pages.map((one) =>
    tab(SHORT[one.key] ?? one.name, one.key === page.key, () => choose({ page: one.key })),
  );
  return h("nav", { class: "tabs", "aria-label": say("Sider") }, tabs);
}

function pageHead(page) {
  return h(
    "div",
    { class: "page-head" },
    h("div", { class: "page-cover", "aria-hidden": "true" }),
    h("div", { class: "page-name" }, face(page.id, page.name, { square: true }), h("h3", {}, page.name)),
    h(
      "nav",
      { class: "tabs inner", "aria-label": say("På siden") },
      tab(say("Innlegg"), chosen.corner === "posts", () => choose({ corner: "posts" })),
      tab(say("Meldinger"), chosen.corner === "messages", () => choose({ corner: "messages" })),
    ),
  );
}

function corner(facebook, page, viewer) {
  if (chosen.corner === "messages") return conversation(facebook, page, viewer);
  return posts(page, viewer);
}

function tab(label, current, act) {
  return h(
    "button",
    { key: label, type: "button", class: "tab", "aria-current": current ? "page" : null, on: { click: act } },
    label,
  );
}
