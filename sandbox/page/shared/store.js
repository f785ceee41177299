// What the page remembers between drawings: the sandbox's state, what the person looking at it has chosen, and drafts.

const SHELF = "svarvakt-sandkasse";
const KEPT = ["page", "corner", "citizen", "person", "channel", "column", "guide", "tongue"];
const AT_FIRST = {
  page: "main",
  corner: "posts",
  citizen: "",
  person: "",
  channel: "",
  column: "facebook",
  guide: true,
  tongue: "nb",
  faults: false,
  howLong: "once",
  howOften: "1",
};

/** The state as the sandbox last told it; null before the first time. `at` is when, by this machine's own clock. */
export const world = { state: null, at: 0 };

/** What is looked at. `thread` is the ts of the open thread by channel. */
export const chosen = { ...AT_FIRST, ...shelf(), thread: {} };

/** What lasts for a moment: who is editing or replying where, what is on its way, which question is being asked. */
export const passing = {
  editing: "",
  replying: "",
  busy: new Set(),
  confirm: null,
  told: "",
  errors: new Map(),
  dismissed: new Set(),
  lost: false,
  moved: false, // the clock, by somebody at this page
};

/** The staff's chat, whichever it is. */
export function chatOf(state) {
  return state.teams ?? state.slack;
}

/** What has been typed and not sent yet, by field. */
export const drafts = new Map();

const listeners = [];

/** Call back when the page should be drawn again. */
export function onChoice(callback) {
  listeners.push(callback);
}

/** Choose something and draw again. */
export function choose(changes) {
  Object.assign(chosen, changes);
  keep();
  redraw();
}

/** Draw again. */
export function redraw() {
  for (const listener of listeners) listener();
}

/** Show or hide the thread beside a channel. */
export function openThread(channel, ts) {
  chosen.thread = { ...chosen.thread, [channel]: ts };
  redraw();
}

/** Run a deed that takes a while; while it lasts, `passing.busy` has the key and a second start does nothing. */
export async function whileBusy(key, deed) {
  if (passing.busy.has(key)) return undefined;
  passing.busy.add(key);
  redraw();
  try {
    return await deed();
  } finally {
    passing.busy.delete(key);
    redraw();
  }
}

const turns = new Map(); // what is being done under each name, so that the next waits for it

/** Like `whileBusy`, but what comes meanwhile waits for its turn instead of being passed over. */
export function inTurn(key, deed) {
  const mine = (turns.get(key) ?? Promise.resolve()).then(() => whileBusy(key, deed));
  turns.set(
    key,
    mine.catch(() => undefined),
  );
  return mine;
}

function shelf() {
  try {
    return JSON.parse(localStorage.getItem(SHELF) ?? "{}");
  } catch {
    return {};
  }
}

function keep() {
  try {
    localStorage.setItem(SHELF, JSON.stringify(Object.fromEntries(KEPT.map((name) => [name, chosen[name]]))));
  } catch {
    // A browser that keeps nothing: the choices last as long as the page.
  }
}
