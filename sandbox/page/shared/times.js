// Moments in words, always in Norwegian time whatever the machine's own time zone is.

import { chosen, world } from "./store.js";
import { say } from "../words/tongue.js";

const ZONE = "Europe/Oslo";
const SHOWN = {
  timeZone: ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};
const FORMATS = { nb: new Intl.DateTimeFormat("nb-NO", SHOWN), en: new Intl.DateTimeFormat("en-GB", SHOWN) };

/** The sandbox's present moment, in milliseconds since 1970; it runs on between two states. */
export function now() {
  if (!world.state) return Date.now();
  const { now: told, rate } = world.state.clock;
  return Date.parse(told) + (performance.now() - world.at) * rate;
}

/** The moment of a Slack stamp, in milliseconds. */
export function stamped(ts) {
  return Number(ts) * 1000;
}

/** "onsdag 26. november kl. 10.15" */
export function inFull(moment) {
  return `${dayOf(moment)} ${atClock(moment)}`;
}

/** "onsdag 26. november" */
export function dayOf(moment) {
  return say("{weekday} {day}. {month}", parts(moment));
}

/** "10.15" */
export function clockOf(moment) {
  return say("{hour}.{minute}", parts(moment));
}

/** "kl. 10.15" */
export function atClock(moment) {
  return say("kl. {time}", { time: clockOf(moment) });
}

/** "i dag", "i morgen", "fredag", "mandag 1. desember" */
export function dayAhead(moment) {
  const days = daysBetween(now(), moment);
  if (days < 2) return days === 1 ? say("i morgen") : say("i dag");
  return days < 7 ? parts(moment).weekday : dayOf(moment);
}

/** "akkurat nå", "12 min", "3 t", "i går kl. 10.15", "mandag 24. november kl. 10.15" */
export function ago(moment) {
  const minutes = Math.floor((now() - moment) / 60_000);
  if (minutes < 1) return say("akkurat nå");
  if (minutes < 60) return say("{minutes} min", { minutes });
  const days = daysBetween(moment, now());
  if (days === 0) return say("{hours} t", { hours: Math.floor(minutes / 60) });
  return days === 1 ? say("i går {time}", { time: atClock(moment) }) : inFull(moment);
}

/** "I dag", "I går", "onsdag 26. november": the line between two days in a channel. */
export function dayLine(moment) {
  const days = daysBetween(moment, now());
  return days === 0 ? say("I dag") : days === 1 ? say("I går") : dayOf(moment);
}

/** How many midnights in Norway lie between two moments. */
function daysBetween(from, to) {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

function midnight(moment) {
  const inZone = new Date(moment).toLocaleDateString("sv-SE", { timeZone: ZONE });
  return Date.parse(`${inZone}T00:00:00Z`);
}

function parts(moment) {
  return Object.fromEntries(FORMATS[chosen.tongue].formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
}
