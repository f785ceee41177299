// Which question the guide follows: the one whose thread is open, else the newest that still waits, else the newest.
// Its card is found by what stands on it, as a person would; other messages of the bot are no questions.

import { chatOf, chosen } from "../shared/store.js";

const BUTTONS = new Set(["actions", "ActionSet"]); // in Slack and in Teams
const FIRST_WORDS = /^[\p{L}\p{N} ,.!?]{3,30}/u;

/** The question as `{channel, card, settled}`, all empty while its card is on its way; null before anybody has asked. */
export function followed(state) {
  const asked = questions(state);
  const waiting = asked.filter((one) => !one.settled);
  return waiting.findLast(isOpened) ?? waiting.at(-1) ?? asked.at(-1) ?? null;
}

function questions(state) {
  const cards = cardsOf(chatOf(state));
  const asked = state.facebook.pages.flatMap((page) => [...writings(page)]).sort((a, b) => a.at.localeCompare(b.at));
  return asked.map((one) => {
    const found = cards.find((card) => isAbout(card.shown, one));
    return { channel: found?.channel ?? "", card: found?.card, settled: Boolean(found?.settled) };
  });
}

function isOpened({ channel, card }) {
  return Boolean(card) && chosen.thread[channel] === card.ts;
}

/** What the bot has posted in channels, oldest first: a card stands before everything that is said about its question. */
function cardsOf({ channels, bot }) {
  return channels
    .flatMap((channel) =>
      channel.messages
        .filter((one) => one.user === bot.id && (one.card || one.blocks?.length))
        .map((card) => ({ channel: channel.id, card, ...looks(card) })),
    )
    .sort((a, b) => Number(a.card.ts) - Number(b.card.ts));
}

/** A question that is settled keeps its lines and loses its buttons. */
function looks(message) {
  const lines = message.card?.body ?? message.blocks;
  return { shown: JSON.stringify(lines), settled: !lines.some((line) => BUTTONS.has(line.type)) };
}

function isAbout(shown, writing) {
  return shown.includes(`comment_id=${writing.id.split("_").at(-1)}`) || (writing.words && shown.includes(writing.words));
}

function* writings(page) {
  for (const post of page.posts) {
    if (!post.by_page) yield short(post);
    yield* comments(post.comments);
  }
  for (const talk of Object.values(page.conversations)) yield* talk.filter((said) => !said.by_page).map(short);
}

function* comments(list) {
  for (const one of list) {
    if (!one.by_page) yield short(one);
    yield* comments(one.replies);
  }
}

function short({ id, at, text }) {
  return { id, at, words: text.match(FIRST_WORDS)?.[0] ?? "" };
}
