// The first visit: three steps to try, ticked off as they happen.

import { h } from "../shared/dom.js";
import { chosen, choose, openThread } from "../shared/store.js";
import { icon } from "../shared/bits.js";
import { fillIn } from "../shared/composer.js";
import { commentKey } from "../facebook/posts.js";

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
  const steps = [asking(state), replying(state), publishing(state)];
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

function asking(state) {
  return {
    title: "Skriv som innbygger",
    words: "Velg hvem du er til venstre, og spør om noe under et innlegg.",
    button: "Sett inn et eksempel",
    act: () => insertExample(state),
    done: state.facebook.pages.some(
      (page) =>
        Object.keys(page.conversations).length ||
        page.posts.some((post) => !post.by_page || wroteSomething(post.comments, (one) => !one.by_page)),
    ),
  };
}

function replying(state) {
  const { slack } = state;
  const expert = slack.people.find((one) => one.role === "expert");
  const threads = slack.channels.flatMap((channel) => channel.messages);
  return {
    title: "Svar i tråden som fagperson",
    words: "Svarvakt legger spørsmålet i Slack. Skriv svaret med vanlige ord i tråden.",
    button: `Bli ${expert.name.split(" ")[0]}`,
    act: () => become(state, expert),
    done: threads.some((one) => one.user === slack.bot.id && one.replies.some((reply) => reply.user !== slack.bot.id)),
  };
}

function publishing(state) {
  const desk = state.slack.people.find((one) => one.role === "front_desk");
  return {
    title: "Publiser som Kommunetorget",
    words: "Les forslaget i tråden og trykk Publiser. Da står svaret på Facebook.",
    button: `Bli ${desk.name.split(" ")[0]}`,
    act: () => become(state, desk),
    done: state.facebook.pages.some((page) =>
      page.posts.some((post) => wroteSomething(post.comments, (one) => one.author.bot)),
    ),
  };
}

function wroteSomething(comments, wanted) {
  return comments.some((one) => wanted(one) || wroteSomething(one.replies, wanted));
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

/** Be that person, in the channel where something was asked last, with the thread open. */
function become(state, person) {
  const { channels, bot } = state.slack;
  const cards = channels.flatMap((channel) =>
    channel.messages.filter((one) => one.user === bot.id && one.blocks.length).map((one) => ({ channel, ts: one.ts })),
  );
  const newest = cards.sort((a, b) => Number(a.ts) - Number(b.ts)).at(-1);
  choose({ person: person.id, column: "slack", channel: newest?.channel.id ?? channels[0].id });
  if (newest) openThread(newest.channel.id, newest.ts);
}
