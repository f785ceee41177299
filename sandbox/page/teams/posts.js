// A post in a channel with its replies below it, as Teams shows them: the last ones, and the rest behind a line to press.

import { h } from "../shared/dom.js";
import { chosen, openThread, passing, redraw, whileBusy } from "../shared/store.js";
import { face, firstName, icon, menu } from "../shared/bits.js";
import { composer } from "../shared/composer.js";
import { send, sendToBot, note } from "../shared/send.js";
import { atClock, clockOf, inFull } from "../shared/times.js";
import { arrived } from "../shared/arrivals.js";
import { adaptiveCard } from "./cards.js";
import { outgoing, shownWords } from "./words.js";
import { say } from "../words/tongue.js";

const SHOWN = 2;

/** A post, or a message in a chat. `at` is `{teams, channel, person}`. */
export function post(at, one) {
  const open = chosen.thread[at.channel.id] === one.ts;
  return h(
    "article",
    { key: one.ts, class: `thread-post${at.channel.direct ? " in-chat" : ""}`, "aria-label": labelOf(at, one) },
    message(at, one, "post-root"),
    !at.channel.direct && replies(at, one, open),
  );
}

function labelOf(at, one) {
  return `${authorOf(at, one).name} ${atClock(Date.parse(one.at))}`;
}

function message(at, one, kind) {
  const bot = one.user === at.teams.bot.id;
  const { name } = authorOf(at, one);
  return h(
    "div",
    {
      key: one.ts,
      class: `message ${kind}${bot ? " by-bot" : ""}${arrived(one.ts)}`,
      "data-ts": one.ts,
      "data-hold": true,
      tabindex: -1,
    },
    face(one.user, name, { mark: bot }),
    h(
      "div",
      { class: "message-side" },
      h(
        "p",
        { key: "who", class: "author" },
        h("strong", {}, name),
        bot && h("span", { class: "tag" }, "App"),
        h("time", { class: "small", title: inFull(Date.parse(one.at)) }, clockOf(Date.parse(one.at))),
        one.edited && h("span", { class: "small" }, say("Redigert")),
      ),
      contents(at, one),
    ),
    h("div", { class: "message-menu" }, deeds(at, one)),
  );
}

function authorOf({ teams }, one) {
  return [teams.bot, ...teams.people].find((each) => each.id === one.user) ?? { name: "Teams" };
}

function contents(at, one) {
  if (passing.editing === one.ts) return editor(at, one);
  const key = `${at.channel.id} ${one.ts}`;
  const place = { key, teams: at.teams, press: (action, number) => press(at, one, action, number, key) };
  const card = at.person.own[key] ?? one.card;
  return [
    card
      ? h("div", { key: "card", class: "adaptive framed", lang: "nb" }, adaptiveCard(card, place))
      : h("p", { key: "text", class: "spoken", lang: "nb" }, shownWords(at.teams, one.text)),
    one.files.map((name) => h("p", { key: name, class: "picture" }, icon("picture"), name)),
  ];
}

function editor(at, one) {
  const done = () => edit("");
  return composer({
    key: `edit ${one.ts}`,
    label: say("Endre meldingen"),
    button: say("Lagre"),
    first: one.text,
    cancel: done,
    focus: true,
    send: async (text) => {
      const sent = await send("teams/edit", { ...where(at, one), text: outgoing(at.teams, text) });
      if (sent) done();
      return sent;
    },
  });
}

/** What an Execute answers shows below the card for a moment; what a dialog would have shown stays until it is read. */
async function press(at, one, action, number, key) {
  const told = await whileBusy(`${key} ${number}`, () => send("teams/press", { ...where(at, one), number }));
  heard(told, action.type !== "Action.Execute");
}

async function useAsAnswer(at, one) {
  heard(await send("teams/use", where(at, one)), true);
}

function heard(answer, stays) {
  if (!answer) return;
  if (!answer.told) {
    if (!answer.ok) note(say("Svarvakt svarte ikke. Prøv igjen om litt."));
    return;
  }
  if (!stays) note(answer.told);
  else {
    passing.told = answer.told;
    redraw();
  }
}

function where(at, one) {
  return { user: at.person.id, channel: at.channel.id, ts: one.ts };
}

function deeds(at, one) {
  const own = one.user === at.person.id;
  const items = [
    !at.channel.direct && { label: "Bruk som svar", act: () => useAsAnswer(at, one) },
    own && { label: say("Rediger"), act: () => edit(one.ts) },
    own && { label: say("Slett"), act: () => sendToBot("teams/delete", where(at, one)) },
  ].filter(Boolean);
  return items.length ? menu({ key: one.ts, label: say("Flere alternativer"), items }) : null;
}

function edit(ts) {
  passing.editing = ts;
  redraw();
}

function replies(at, one, open) {
  const hidden = open ? 0 : Math.max(0, one.replies.length - SHOWN);
  return h(
    "div",
    { key: "replies", class: "replies" },
    hidden > 0 && fold(at, one, hidden === 1 ? say("Vis ett svar til") : say("Vis {hidden} svar til", { hidden })),
    one.replies.slice(hidden).map((reply) => message(at, reply, "reply")),
    open ? answering(at, one) : fold(at, one, say("Svar"), "reply-open"),
  );
}

function fold(at, one, label, kind = "more-replies") {
  return h(
    "button",
    { key: kind, type: "button", class: `deed ${kind}`, on: { click: () => openThread(at.channel.id, one.ts) } },
    icon("thread"),
    label,
  );
}

function answering(at, one) {
  return h(
    "div",
    { key: "answer", class: "answering" },
    composer({
      key: `reply ${at.channel.id} ${one.ts} ${at.person.id}`,
      label: say("Svar som {name} …", { name: firstName(at.person.name) }),
      focus: true,
      send: (text) =>
        send("teams/say", {
          user: at.person.id,
          channel: at.channel.id,
          thread_ts: one.ts,
          text: outgoing(at.teams, text),
        }),
    }),
  );
}
