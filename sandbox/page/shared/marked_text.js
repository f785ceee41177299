// Slack's marked-up text (mrkdwn) and its rich text blocks, as elements. Everything a person wrote ends up as text.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { world } from "./store.js";

const PARTS =
  /<(?<angle>[^<>\n]+)>|`(?<code>[^`\n]+)`|(?<![\p{L}\p{N}*])\*(?=\S)(?<bold>[^*\n]+?)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=\S)(?<italic>[^_\n]+?)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?=\S)(?<strike>[^~\n]+?)~(?![\p{L}\p{N}~])|:(?<emoji>[a-z0-9_+-]+):/gu;
const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

/** A text object of a block: plain text is only unescaped, mrkdwn is marked up. */
export function textObject(text) {
  return text.type === "mrkdwn" ? mrkdwn(text.text) : [unescaped(text.text)];
}

/** Marked-up text with its quotes. */
export function mrkdwn(text) {
  const lines = text.split("\n");
  const groups = [];
  for (const line of lines) {
    const quoted = /^(&gt;|>)/.test(line);
    const words = quoted ? line.replace(/^(&gt;|>) ?/, "") : line;
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(words);
    else groups.push({ quoted, lines: [words] });
  }
  return groups.map((group) => {
    const inside = inline(group.lines.join("\n"));
    return group.quoted
      ? h("blockquote", {}, inside)
      : groups.length > 1
        ? h("span", { class: "lines" }, inside)
        : inside;
  });
}

/** A rich_text block. */
export function richText(block) {
  return h("div", { class: "rich" }, block.elements.map(richPart));
}

/** Text as people see it: Slack escapes three characters on the way. */
export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Who is meant by an id, as it is shown after an @. */
export function called(id) {
  const { slack } = world.state;
  const person = [slack.bot, ...slack.people].find((one) => one.id === id);
  const group = slack.groups.find((one) => one.id === id);
  return `@${person?.name ?? group?.handle ?? id}`;
}

function inline(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    found.push(unescaped(text.slice(end, match.index)), part(match.groups, match[0]));
    end = match.index + match[0].length;
  }
  return [...found, unescaped(text.slice(end))];
}

function part(groups, whole) {
  if (groups.angle) return angle(groups.angle);
  if (groups.emoji) return emoji(groups.emoji);
  if (groups.code) return h("code", {}, unescaped(groups.code));
  const name = Object.keys(TAGS).find((one) => groups[one]);
  return name ? h(TAGS[name], {}, inline(groups[name])) : whole;
}

function angle(inside) {
  const [target, label] = inside.split("|");
  if (/^@[UW]/.test(target)) return mention(target.slice(1));
  if (target.startsWith("!subteam^")) return mention(target.slice(9));
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${label ?? channelName(target.slice(1))}`);
  if (target.startsWith("!")) return h("span", { class: "mention" }, label ?? `@${target.slice(1).split("^")[0]}`);
  return link(unescaped(target), unescaped(label ?? target));
}

function richPart(part) {
  const inside = () => part.elements.map(leaf);
  if (part.type === "rich_text_quote") return h("blockquote", {}, inside());
  if (part.type === "rich_text_preformatted") return h("pre", {}, inside());
  if (part.type === "rich_text_list") {
    const items = part.elements.map((item) => h("li", {}, item.elements.map(leaf)));
    return h(part.style === "ordered" ? "ol" : "ul", { class: part.indent ? "deeper" : null }, items);
  }
  return h("p", {}, inside());
}

function leaf(one) {
  switch (one.type) {
    case "text":
      return styled(one.text, one.style ?? {});
    case "emoji":
      return emoji(one.name);
    case "user":
      return mention(one.user_id);
    case "usergroup":
      return mention(one.usergroup_id);
    case "link":
      return link(one.url, one.text ?? one.url);
    case "channel":
      return h("span", { class: "mention" }, `#${channelName(one.channel_id)}`);
    case "broadcast":
      return h("span", { class: "mention" }, `@${one.range}`);
    default:
      return one.text ?? "";
  }
}

function styled(text, style) {
  return Object.keys(TAGS).reduce((inside, name) => (style[name] ? h(TAGS[name], {}, inside) : inside), text);
}

function mention(id) {
  return h("span", { class: "mention" }, called(id));
}

function channelName(id) {
  return world.state.slack.channels.find((one) => one.id === id)?.name ?? id;
}
