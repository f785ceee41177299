// The first visit: six steps to try, ticked off as they happen to one question, in Norwegian or English.

import { h } from "../shared/dom.js";
import { chatOf, chosen, choose, openThread, passing } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { fillIn } from "../shared/composer.js";
import { commentKey } from "../facebook/posts.js";
import { ahead } from "./bar.js";
import { openFaults } from "./faults.js";
import { followed } from "./followed.js";
import { TONGUES, WORDS } from "./guide_words.js";

const EXAMPLES = [
  "Hei! Er svømmehallen åpen i romjula?",
  "Det er ikke brøytet i Granveien ennå. Kommer det noen i dag?",
  "Vannet spruter opp av veien utenfor barnehagen!",
  "Venter på svar fra Nav, fødselsnummeret er 158690 99918, kan dere sjekke?",
  "Så fint at hallen åpner igjen, tusen takk! 😊",
];
let example = 0;

/** The six steps, or nothing when they have been put away. */
export function guide(state) {
  if (!chosen.guide) return [];
  const words = WORDS[chosen.tongue];
  const steps = stepsOf(state, followed(state), words);
  const next = steps.findIndex((one) => !one.done);
  return [
    h(
      "section",
      { class: "guide", "aria-label": words.label, lang: chosen.tongue },
      h(
        "div",
        { class: "guide-way" },
        h("ol", {}, steps.map((one, number) => step(one, number, next, words))),
        h("p", { class: "small guide-words" }, next < 0 ? words.all : steps[next].words),
      ),
      h("div", { class: "guide-tools" }, tongue(), hide(words)),
    ),
  ];
}

function tongue() {
  const other = Object.keys(TONGUES).find((one) => one !== chosen.tongue);
  const act = () => choose({ tongue: other });
  return h("button", { type: "button", class: "quiet", lang: other, on: { click: act } }, TONGUES[other]);
}

function hide(words) {
  const act = () => choose({ guide: false });
  const label = { "aria-label": words.hide, title: words.hide };
  return h("button", { type: "button", class: "quiet icon-button", ...label, on: { click: act } }, icon("close"));
}

function step({ key, title, button, act, done }, number, next, words) {
  return h(
    "li",
    { key, class: `step${done ? " done" : ""}${number === next ? " next" : ""}`, "aria-current": number === next ? "step" : null },
    h("span", { class: "step-number" }, done ? [icon("check"), h("span", { class: "unseen" }, words.done)] : String(number + 1)),
    h("div", {}, h("strong", {}, title), h("button", { type: "button", class: "deed small", on: { click: act } }, button)),
  );
}

/** What each step leads to, and by what it is seen that it happened. */
function stepsOf(state, question, words) {
  const chat = chatOf(state);
  const replies = question?.card?.replies ?? [];
  const called = calledExpert(chat, replies);
  const expert = called ?? chat.people.find((one) => one.role === "expert");
  const desk = chat.people.find((one) => one.role === "front_desk");
  const settled = Boolean(question?.settled);
  const answered = settled || replies.some((reply) => reply.user !== chat.bot.id);
  const [onFault, struck] = [state.faults.armed.length, Object.keys(state.faults.struck).length];
  const one = (key, act, done, who) => ({ key, act, done, ...spoken(words[key], state, who) });
  return [
    one("ask", () => insertExample(state), question !== null),
    one("call", () => become(state, desk, question), answered || Boolean(called)),
    one("reply", () => become(state, expert, question), answered, expert),
    one("publish", () => become(state, desk, question), settled, desk),
    one("clock", ahead, passing.moved),
    one("fault", openFaults, onFault + struck > 0),
  ];
}

function spoken([title, button, words], state, who) {
  const name = who?.name.split(" ")[0] ?? "";
  const chat = state.teams ? "Teams" : "Slack";
  return { title, button: button.replace("{name}", name), words: words.replace("{chat}", chat) };
}

/** The expert whom the bot called last in the question's thread, by name or by a group; none while nobody was asked. */
function calledExpert({ bot, people, groups = [] }, replies) {
  const experts = people.filter((one) => one.role === "expert");
  const calls = replies.filter((reply) => reply.user === bot.id).map((reply) => JSON.stringify(reply));
  const isCalled = (expert, call) =>
    [expert.id, expert.name].some((known) => call.includes(known)) ||
    groups.some(({ id, members }) => members.includes(expert.id) && call.includes(id));
  return calls.reverse().flatMap((call) => experts.filter((expert) => isCalled(expert, call)))[0];
}

function insertExample(state) {
  const { facebook } = state;
  const page = facebook.pages.find((one) => one.key === chosen.page) ?? facebook.pages[0];
  const viewer = facebook.citizens.find((one) => one.id === chosen.citizen) ?? facebook.citizens[0];
  choose({ page: page.key, corner: "posts", citizen: viewer.id, column: "facebook" });
  const post = page.posts.findLast((one) => one.by_page) ?? page.posts.at(-1);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => fillIn(commentKey(post, viewer), EXAMPLES[example++ % EXAMPLES.length])),
  );
}

/** Be that person, at the question's card with its thread open. */
function become(state, person, question) {
  const { channels } = chatOf(state);
  choose({ person: person.id, column: "staff", channel: question?.channel || channels[0].id });
  if (question?.card) openThread(question.channel, question.card.ts);
}
