// Addresses in cards. Those that lead to the simulated Facebook, Slack or Teams lead to the place on this page instead.

import { h } from "./dom.js";
import { chosen, choose, openThread, world } from "./store.js";
import { STAFF } from "../facebook/facebook.js";
import { lastSegment } from "../facebook/posts.js";
import { note } from "./send.js";
import { say } from "../words/tongue.js";

const OUTSIDE = new Set(["http:", "https:", "mailto:", "tel:"]);
const FLASH_MS = 2500;

/** A link with its label. An address of a kind we do not know is only text. */
export function link(address, label) {
  const url = parsed(address);
  if (!url) return label;
  const act = inside(url);
  if (act) return h("a", { href: "#", on: { click: (event) => follow(event, act) } }, label);
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, label);
}

function follow(event, act) {
  event.preventDefault();
  act();
}

function parsed(address) {
  try {
    const url = new URL(address);
    return OUTSIDE.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

function inside(url) {
  if (/(^|\.)facebook\.com$/.test(url.hostname)) return () => toFacebook(url);
  if (/(^|\.)slack\.com$/.test(url.hostname)) return () => toSlack(url);
  if (/(^|\.)teams\.microsoft\.com$/.test(url.hostname)) return () => toTeams(url);
  return null;
}

function toFacebook(url) {
  const talk = /inbox\/(\d+)/.exec(url.pathname);
  if (talk) return toTalk(url.pathname.split("/")[1], talk[1]);
  const name =
    url.searchParams.get("reply_comment_id") ?? url.searchParams.get("comment_id") ?? url.pathname.split("/").pop();
  return toWriting(lastSegment(name));
}

function toTalk(pageId, talk) {
  const { facebook } = world.state;
  const page = facebook.pages.find((one) => one.id === pageId);
  const citizen = facebook.citizens.find((one) => talk.endsWith(one.id.slice(-10)));
  if (!page || !citizen) return missing();
  const viewer = chosen.citizen === STAFF ? { talk: citizen.id } : { citizen: citizen.id };
  return choose({ page: page.key, corner: "messages", column: "facebook", ...viewer });
}

function toWriting(name) {
  const page = world.state.facebook.pages.find((one) => holds(one.posts, name));
  if (!page) return missing();
  choose({ page: page.key, corner: "posts", column: "facebook" });
  return afterDrawing(() => point(`[data-writing="${CSS.escape(name)}"]`));
}

function toSlack(url) {
  const [, channel, digits] = /archives\/(\w+)\/p(\d+)/.exec(url.pathname) ?? [];
  if (!channel) return missing();
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  choose({ channel, column: "staff" });
  if (url.searchParams.get("thread_ts")) openThread(channel, url.searchParams.get("thread_ts"));
  return afterDrawing(() => point(`[data-ts="${CSS.escape(ts)}"]`));
}

function toTeams(url) {
  const [wire, ts] = url.pathname.split("/").slice(3).map(decodeURIComponent);
  const channel = world.state.teams?.channels.find((one) => one.wire_id === wire);
  if (!channel || !ts) return missing();
  choose({ channel: channel.id, column: "staff" });
  openThread(channel.id, url.searchParams.get("parentMessageId") ?? ts);
  return afterDrawing(() => point(`[data-ts="${CSS.escape(ts)}"]`));
}

function point(selector) {
  const place = document.querySelector(selector);
  if (!place) return missing();
  place.scrollIntoView({ block: "center", behavior: "smooth" });
  place.focus({ preventScroll: true });
  place.classList.add("pointed");
  return setTimeout(() => place.classList.remove("pointed"), FLASH_MS);
}

function afterDrawing(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

function missing() {
  note(say("Dette er skjult eller slettet, eller du ser det ikke som den du er nå."));
}

function holds(writings, name) {
  return writings.some((one) => lastSegment(one.id) === name || holds(one.comments ?? one.replies ?? [], name));
}
