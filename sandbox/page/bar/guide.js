// The first visit: three steps to try with one question, ticked off as they happen to it.

import { h } from "../shared/dom.js";
import { chatOf, chosen, choose, openThread } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { fillIn } from "../shared/composer.js";
import { commentKey } from "../facebook/posts.js";
import { followed } from "./followed.js";

const EXAMPLES = [
  "Hei! Er svømmehallen åpen i romjula?",
  "Det er ikke brøytet i Granveien ennå. Kommer det noen i dag?",
  "Vannet spruter opp av veien utenfor barnehagen!",
  "Venter på svar fra Nav, fødselsnummeret er 158690 99918, kan dere sjekke?",
  "Så fint at hallen åpner igjen, tusen takk! 😊",
];
let example = 0;

/** The three steps, or nothing when they have been put away. */
export function guide(state) {
  if (!chosen.guide) return [];
  const question = followed(state);
  const steps = [asking(state, question), replying(state, question), publishing(state, question)];
  return [
    h(
      "section",
      { class: "guide", "aria-label": "Slik prøver du" },
      h(
        "ol",
        {},
        steps.map((one, number) => step(one, number, steps)),
      ),
      h(
        "button",
        {
          type: "button",
          class: "quiet icon-button",
          "aria-label": "Skjul veiledningen",
          title: "Skjul veiledningen",
          on: { click: () => choose({ guide: false }) },
        },
        icon("close"),
      ),
    ),
  ];
}

function step({ title, words, button, act, done }, number, steps) {
  const next = !done && steps.slice(0, number).every((one) => one.done);
  return h(
    "li",
    { key: title, class: `step${done ? " done" : ""}${next ? " next" : ""}` },
    h(
      "span",
      { class: "step-number" },
      done ? [icon("check"), h("span", { class: "unseen" }, "Gjort")] : String(number + 1),
    ),
    h(
      "div",
      {},
      h("strong", {}, title),
      h(
        "p",
        { class: "small" },
        words,
        " ",
        h("button", { type: "button", class: "deed", on: { click: act } }, button),
      ),
    ),
  );
}

function asking(state, question) {
  return {
    title: "Skriv som innbygger",
    words: "Velg hvem du er på Facebook, og spør om noe under et innlegg.",
    button: "Sett inn et eksempel",
    act: () => insertExample(state),
    done: question !== null,
  };
}

function replying(state, question) {
  const chat = chatOf(state);
  const replies = question?.card?.replies ?? [];
  const expert = calledExpert(chat, replies) ?? chat.people.find((one) => one.role === "expert");
  return {
    title: "Svar i tråden som fagperson",
    words: `Svarvakt legger spørsmålet i ${state.teams ? "Teams" : "Slack"}. Skriv svaret med vanlige ord i tråden.`,
    button: `Bli ${expert.name.split(" ")[0]}`,
    act: () => become(state, expert, question),
    done: Boolean(question?.settled) || replies.some((reply) => reply.user !== chat.bot.id),
  };
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

function publishing(state, question) {
  const desk = chatOf(state).people.find((one) => one.role === "front_desk");
  return {
    title: "Publiser som Kommunetorget",
    words: "Les forslaget i tråden og trykk Publiser. Da står svaret på Facebook.",
    button: `Bli ${desk.name.split(" ")[0]}`,
    act: () => become(state, desk, question),
    done: Boolean(question?.settled),
  };
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
