// One message in Slack: who, when, what was said or shown, and what can be done with it.

import { h } from "../shared/dom.js";
import { openThread, passing, redraw, whileBusy } from "../shared/store.js";
import { face, icon, menu } from "../shared/bits.js";
import { blocks } from "./blocks.js";
import { composer } from "../shared/composer.js";
import { emoji } from "../shared/emoji.js";
import { called, mrkdwn, unescaped } from "../shared/marked_text.js";
import { send, sendToBot } from "../shared/send.js";
import { atClock, clockOf, inFull, stamped } from "../shared/times.js";
import { arrived } from "../shared/arrivals.js";
import { say } from "../words/tongue.js";

const SHORTCUT = { callback_id: "use_as_answer", label: "Bruk som svar" };

/** How many replies there are, in words. */
export function counted(number) {
  return number === 1 ? say("1 svar") : say("{number} svar", { number });
}

/** A message. `at` is `{slack, channel, person, inThread, open}`. */
export function message(at, one) {
  const bot = one.user === at.slack.bot.id;
  const author = bot ? at.slack.bot : at.slack.people.find((person) => person.id === one.user);
  const name = author?.name ?? "Slack";
  const kinds = [
    bot && "by-bot",
    one.alone && "alone",
    at.open && "open",
    one.subtype === "tombstone" && "gone",
  ].filter(Boolean);
  return h(
    "article",
    {
      key: one.ts,
      class: `message ${kinds.join(" ")}${arrived(one.ts)}`,
      "data-ts": one.ts,
      "data-hold": true,
      tabindex: -1,
      mounted: one.alone && arrived(one.ts) ? inView : undefined,
    },
    face(one.user, name, { mark: bot }),
    h(
      "div",
      { class: "message-side" },
      one.alone && h("p", { key: "alone", class: "small alone-note" }, icon("eye"), say("Bare synlig for deg")),
      h(
        "p",
        { key: "who", class: "author" },
        h("strong", {}, name),
        bot && h("span", { class: "tag" }, "App"),
        time(one),
        one.edited && h("span", { class: "small" }, say("redigert")),
      ),
      contents(at, one),
      reactions(one),
      !at.inThread && !one.alone && threadLine(at, one),
      one.alone &&
        h("button", { key: "dismiss", type: "button", class: "deed", on: { click: () => dismiss(one) } }, say("Fjern")),
    ),
    !one.alone && one.subtype !== "tombstone" && h("div", { class: "message-menu" }, deeds(at, one)),
  );
}

/** Typed words as they go out: an @name becomes the mention that Slack's own completion would have made. */
export function outgoing(slack, text) {
  const people = slack.people.flatMap((one) => [
    [one.name, `<@${one.id}>`],
    [one.name.split(" ")[0], `<@${one.id}>`],
  ]);
  const names = [...people, ...slack.groups.map((one) => [one.handle, `<!subteam^${one.id}>`])];
  const longestFirst = names.sort(([a], [b]) => b.length - a.length);
  return longestFirst.reduce(
    (words, [name, mention]) => words.replace(new RegExp(`@${name}(?!\\p{L})`, "giu"), mention),
    text,
  );
}

function contents(at, one) {
  if (one.subtype === "tombstone") return h("p", { key: "gone", class: "small" }, say("Denne meldingen er slettet."));
  if (passing.editing === one.ts) return editor(at, one);
  const key = `${at.channel.id} ${one.ts}`;
  const place = { key, press: (element) => press(at, one, element, key) };
  const card = one.blocks.some((block) => block.type === "header" || block.type === "actions");
  return [
    one.blocks.length > 0
      ? h("div", { key: "blocks", class: `blocks${card ? " card" : ""}`, lang: "nb" }, blocks(one.blocks, place))
      : h("div", { key: "text", class: "blocks", lang: "nb" }, h("p", {}, mrkdwn(one.text))),
    one.files.map((file) => picture(file)),
  ];
}

function editor(at, one) {
  const done = () => edit("");
  return composer({
    key: `edit ${one.ts}`,
    label: say("Endre meldingen"),
    button: say("Lagre"),
    first: unescaped(one.text.replace(/<(?:@|!subteam\^)(\w+)>/g, (_, id) => called(id))),
    cancel: done,
    focus: true,
    send: async (text) => {
      const sent = await send("slack/edit", {
        user: at.person.id,
        channel: at.channel.id,
        ts: one.ts,
        text: outgoing(at.slack, text),
      });
      if (sent) done();
      return sent;
    },
  });
}

function press(at, one, element, key) {
  return whileBusy(`${key} ${element.action_id}`, () =>
    sendToBot("slack/press", { user: at.person.id, channel: at.channel.id, ts: one.ts, action_id: element.action_id }),
  );
}

function deeds(at, one) {
  const where = { user: at.person.id, channel: at.channel.id, ts: one.ts };
  const items = [
    !at.inThread &&
      !at.channel.direct && { label: say("Svar i tråd"), act: () => openThread(at.channel.id, one.thread_ts || one.ts) },
    { label: SHORTCUT.label, act: () => sendToBot("slack/shortcut", { ...where, callback_id: SHORTCUT.callback_id }) },
    one.user === at.person.id && { label: say("Rediger"), act: () => edit(one.ts) },
    one.user === at.person.id && { label: say("Slett"), act: () => send("slack/delete", where) },
  ];
  return menu({ key: `${at.inThread ? "t" : "c"}${one.ts}`, label: say("Mer"), items: items.filter(Boolean) });
}

function threadLine(at, one) {
  if (one.subtype === "thread_broadcast") return fromThread(at, one);
  const replies = one.replies ?? [];
  const alone = at.person.ephemerals.filter(
    (said) => said.thread_ts === one.ts && !passing.dismissed.has(said.ts),
  ).length;
  const bot = one.user === at.slack.bot.id;
  if (!replies.length && !alone && !(bot && one.blocks.length)) return null;
  const last = replies.at(-1);
  const label = replies.length ? counted(replies.length) : say("Svar i tråden");
  return h(
    "button",
    {
      key: "thread",
      type: "button",
      class: "thread-line",
      "aria-pressed": String(Boolean(at.open)),
      on: { click: () => openThread(at.channel.id, one.ts) },
    },
    icon("thread"),
    h("strong", {}, label),
    last && h("span", { class: "small" }, say("siste {time}", { time: atClock(stamped(last.ts)) })),
    alone > 0 &&
      h("span", { class: "tag accent" }, alone === 1 ? say("1 beskjed bare til deg") : say("{alone} beskjeder bare til deg", { alone })),
  );
}

/** A reply that was shown in the channel too: the way back to its thread. */
function fromThread(at, one) {
  return h(
    "button",
    {
      key: "thread",
      type: "button",
      class: "thread-line",
      on: { click: () => openThread(at.channel.id, one.thread_ts) },
    },
    icon("thread"),
    h("strong", {}, say("Vis tråden")),
  );
}

function reactions(one) {
  if (!one.reactions.length) return null;
  return h(
    "div",
    { key: "reactions", class: "reactions" },
    one.reactions.map(({ name, count }) => h("span", { key: name, class: "tag" }, `${emoji(name)} ${count}`)),
  );
}

function picture(file) {
  if (!/\.png$/i.test(file.name)) return h("p", { key: file.id, class: "picture" }, file.name);
  return h("img", {
    key: file.id,
    class: "sent-picture",
    src: `/sandbox/slack/files/${encodeURIComponent(file.id)}`,
    alt: file.alt,
  });
}

/** What the bot answers to one person comes into view from its first line, wherever the list stands. */
function inView(element) {
  requestAnimationFrame(() => {
    const room = element.closest(".message-list").clientHeight;
    element.scrollIntoView({ block: element.offsetHeight > room ? "start" : "nearest" });
  });
}

function time(one) {
  const moment = stamped(one.ts);
  return h("time", { class: "small", title: inFull(moment) }, clockOf(moment));
}

function dismiss(one) {
  passing.dismissed.add(one.ts);
  redraw();
}

function edit(ts) {
  passing.editing = ts;
  redraw();
}
