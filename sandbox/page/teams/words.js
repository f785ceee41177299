// Words in Teams: names after an @ become mentions, addresses become links. Everything else stays as it was written.

import { h } from "../shared/dom.js";
import { link } from "../shared/links.js";
import { say } from "../words/tongue.js";

const ADDRESS = /(https?:\/\/[^\s<>"]+)/u;

/** Typed words as they go out: an @name becomes the whole name that Teams' own completion would have made. */
export function outgoing(teams, text) {
  const names = [teams.bot, ...teams.people].flatMap(({ name }) => [
    [name, name],
    [name.split(" ")[0], name],
  ]);
  const longestFirst = names.sort(([a], [b]) => b.length - a.length);
  const pattern = new RegExp(`@(${longestFirst.map(([short]) => short).join("|")})(?!\\p{L})`, "giu");
  return text.replace(pattern, (_, said) => `@${longestFirst.find(([short]) => same(short, said))[1]}`);
}

/** A message as it is shown. */
export function shownWords(teams, text) {
  const names = [teams.bot, ...teams.people].map(({ name }) => name).sort((a, b) => b.length - a.length);
  const called = new RegExp(`(@(?:${names.join("|")}))(?!\\p{L})`, "u");
  return text.split(ADDRESS).flatMap((part, number) => (number % 2 ? [link(part, say("Gå dit"))] : mentions(part, called)));
}

/** The mark of a person or of the bot. */
export function mention(words) {
  return h("span", { class: "mention" }, words);
}

function mentions(text, called) {
  return text.split(called).map((part, number) => (number % 2 ? mention(part.slice(1)) : part));
}

function same(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}
