// Messages between the page and one citizen.

import { h } from "../shared/dom.js";
import { chosen, choose, passing, redraw } from "../shared/store.js";
import { face, firstName, icon } from "../shared/bits.js";
import { composer } from "../shared/composer.js";
import { send } from "../shared/send.js";
import { ago } from "../shared/times.js";
import { arrived } from "../shared/arrivals.js";
import { say } from "../words/tongue.js";

/** The conversation of the one who looks; staff choose whose. */
export function conversation(facebook, page, viewer) {
  const citizen = viewer ?? facebook.citizens.find((one) => one.id === chosen.talk) ?? facebook.citizens[0];
  const talk = page.conversations[citizen.id] ?? [];
  return h(
    "div",
    { key: `talk ${page.key} ${citizen.id}`, class: "panel talk" },
    viewer
      ? h("p", { class: "small talk-head" }, say("Bare {name} og {page} ser dette.", { name: firstName(viewer.name), page: page.name }))
      : picker(facebook, page, citizen),
    h(
      "div",
      { class: "said-list" },
      talk.map((said) => bubble(viewer, said)),
    ),
    !talk.length && h("p", { class: "empty" }, say("Ingen meldinger ennå.")),
    writing(page, viewer, citizen),
  );
}

function picker(facebook, page, citizen) {
  const options = facebook.citizens.map((one) => {
    const count = page.conversations[one.id]?.length ?? 0;
    return h("option", { key: one.id, value: one.id }, count ? `${one.name} (${count})` : one.name);
  });
  return h(
    "label",
    { class: "talk-head" },
    say("Samtale med "),
    h("select", { value: citizen.id, on: { change: (event) => choose({ talk: event.target.value }) } }, options),
  );
}

function bubble(viewer, said) {
  const mine = said.by_page ? !viewer : viewer?.id === said.author.id;
  if (passing.editing === said.id) return editor(said);
  return h(
    "div",
    { key: said.id, class: `said${mine ? " mine" : ""}${arrived(said.id)}`, "data-writing": said.id },
    !mine && face(said.author.id, said.author.name, { square: said.by_page }),
    h(
      "div",
      { class: "said-side" },
      h(
        "div",
        { class: "bubble" },
        said.text && h("p", { lang: "nb" }, said.text),
        said.photo && h("p", { class: "picture" }, icon("picture"), say("Bilde")),
      ),
      h(
        "p",
        { class: "small deeds" },
        ago(Date.parse(said.at)),
        said.edited && ` · ${say("redigert")}`,
        said.author.bot && h("span", { class: "tag accent" }, say("via Svarvakt")),
        mine && viewer && h("button", { type: "button", class: "deed", on: { click: () => edit(said.id) } }, say("Rediger")),
      ),
    ),
  );
}

function editor(said) {
  const done = () => edit("");
  return composer({
    key: `edit ${said.id}`,
    label: say("Endre meldingen"),
    button: say("Lagre"),
    first: said.text,
    cancel: done,
    focus: true,
    send: async (text) => {
      const sent = await send("facebook/edit", { id: said.id, text });
      if (sent) done();
      return sent;
    },
  });
}

function writing(page, viewer, citizen) {
  const label = viewer
    ? say("Skriv som {name} …", { name: firstName(viewer.name) })
    : say("Skriv for hånd til {name} …", { name: firstName(citizen.name) });
  return composer({
    key: `message ${page.key} ${citizen.id} ${viewer ? "" : "staff"}`,
    label,
    photo: Boolean(viewer),
    send: (text, { photo }) =>
      viewer
        ? send("facebook/message", { page: page.key, citizen: citizen.id, text, photo })
        : send("facebook/staff_message", { page: page.key, citizen: citizen.id, text }),
  });
}

function edit(id) {
  passing.editing = id;
  redraw();
}
