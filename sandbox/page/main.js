// Starts the page: fetches the state, draws it, and fetches again when the stream says that something has changed.

import { draw } from "./shared/dom.js";
import { chosen, onChoice, passing, redraw, world } from "./shared/store.js";
import { isDown } from "./shared/finger.js";
import { bar } from "./bar/bar.js";
import { guide } from "./bar/guide.js";
import { faultPanel } from "./bar/faults.js";
import { facebookColumn } from "./facebook/facebook.js";
import { slackColumn } from "./slack/slack.js";
import { teamsColumn } from "./teams/teams.js";
import { bringBack } from "./shared/trail.js";
import { take, untilQuiet } from "./shared/arrivals.js";
import { phones, ring } from "./bar/phone.js";
import { clockOf, now } from "./shared/times.js";
import { say } from "./words/tongue.js";

const NEAR_BOTTOM = 60;
const RETRY_MS = 1000;
let waiting = false;
let fetching = false;
let wanted = -1;
let minute = "";

onChoice(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(drawSoon);
});

function drawSoon() {
  if (isDown()) return requestAnimationFrame(drawSoon);
  waiting = false;
  if (world.state) drawAll(world.state);
}

function drawAll(state) {
  const lists = followers();
  const hadFocus = document.activeElement !== document.body;
  document.body.dataset.column = chosen.column;
  speak();
  draw(document.getElementById("bar"), bar(state));
  draw(document.getElementById("guide"), guide(state));
  draw(document.getElementById("faults"), faultPanel(state));
  draw(document.getElementById("phones"), phones(state));
  draw(document.getElementById("columns"), [facebookColumn(state), state.teams ? teamsColumn(state) : slackColumn(state)]);
  if (hadFocus) bringBack();
  follow(lists);
  minute = clockOf(now());
}

/** What stands in the page itself, outside what is drawn. */
function speak() {
  document.documentElement.lang = chosen.tongue;
  document.title = say("Svarvakt i sandkassen");
  document.getElementById("phones").setAttribute("aria-label", say("Varsler på telefon"));
}

/** The lists that stand at their end and shall stay there when something comes in below. */
function followers() {
  const lists = [...document.querySelectorAll("[data-follow]")];
  return new Map(lists.map((list) => [list, list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_BOTTOM]));
}

function follow(before) {
  for (const list of document.querySelectorAll("[data-follow]")) {
    if (before.get(list) ?? true) list.scrollTop = list.scrollHeight;
  }
}

/** Fetch until the state is as new as the newest version told of. */
async function fetchState(version) {
  wanted = version;
  if (fetching) return;
  fetching = true;
  try {
    while (world.state?.version !== wanted) await fetchOnce();
  } catch {
    setTimeout(() => fetchState(wanted), RETRY_MS);
  } finally {
    fetching = false;
  }
}

async function fetchOnce() {
  const aimed = wanted;
  const answer = await fetch("/sandbox/state");
  world.state = await answer.json();
  world.at = performance.now();
  if (wanted === aimed) wanted = world.state.version;
  take(world.state);
  ring(world.state);
  redraw();
  setTimeout(redraw, untilQuiet() + 50);
}

function listen() {
  const stream = new EventSource("/sandbox/stream");
  stream.addEventListener("message", (event) => {
    if (passing.lost && world.state) world.state.version = -1; // it may be another sandbox that has started since
    lost(false);
    fetchState(JSON.parse(event.data).version);
  });
  stream.addEventListener("error", () => lost(true));
}

function lost(is) {
  if (passing.lost === is) return;
  passing.lost = is;
  redraw();
}

/** The clock runs on between two states. */
setInterval(() => {
  if (world.state && clockOf(now()) !== minute) redraw();
}, 1000);

listen();
