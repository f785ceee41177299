// What a telephone in somebody's pocket shows when the bot calls her: whose it is, where it is from, and the first words.
// Only who is named is called, as in the chats themselves; what stood there when the page opened calls nobody.

import { h } from "../shared/dom.js";
import { chatOf, choose, openThread, redraw } from "../shared/store.js";
import { face, firstName } from "../shared/bits.js";
import { listed, say } from "../words/tongue.js";

const LASTING_MS = 8000;
const MOST = 2;
const MOST_LETTERS = 130;
const seen = new Set();
let shown = [];
let started = false;

/** Take note of whom the bot has called since the last state. */
export function ring(state) {
  const fresh = [...calls(chatOf(state))].filter((one) => !seen.has(one.key));
  for (const one of fresh) seen.add(one.key);
  if (started) shown = [...shown, ...fresh.map((one) => ({ ...one, at: performance.now() }))].slice(-MOST);
  started = true;
  if (fresh.length) setTimeout(redraw, LASTING_MS + 50);
}

/** The notifications that are still up. */
export function phones(state) {
  shown = shown.filter((one) => performance.now() - one.at < LASTING_MS);
  return shown.map((one) => notification(state, one));
}

/** Each message of the bot that names colleagues, with all of them: they hear it at once. */
function* calls(chat) {
  for (const channel of chat.channels) {
    for (const root of channel.messages) {
      for (const said of [root, ...(root.replies ?? [])]) {
        if (said.user !== chat.bot.id) continue;
        const drawn = JSON.stringify(said.card ?? said.blocks ?? "");
        const people = called(chat, `${drawn} ${said.text}`);
        const key = [said.ts, ...people.map(({ id }) => id)].join(" ");
        if (people.length) yield { key, people, channel, root, text: said.text };
      }
    }
  }
}

/** Who is named so that the chat tells them: by a mention, or by a group's. */
function called({ people, groups = [] }, drawn) {
  const inGroups = groups.filter(({ id }) => drawn.includes(`<!subteam^${id}`)).flatMap(({ members }) => members);
  return people.filter(
    ({ id, name }) => drawn.includes(`<@${id}>`) || drawn.includes(`<at>${name}</at>`) || inGroups.includes(id),
  );
}

/** As much as a telephone has room for, up to the end of a word. */
function beginning(text) {
  return text.length > MOST_LETTERS ? `${text.slice(0, text.lastIndexOf(" ", MOST_LETTERS))} …` : text;
}

function whose(people) {
  const names = people.map(({ name }) => firstName(name));
  if (names.length === 1) return say("Telefonen til {name}", { name: names[0] });
  return say("Telefonene til {names}", { names: listed(names) });
}

function notification(state, { key, people, channel, root, text }) {
  const [person] = people;
  const look = () => {
    shown = shown.filter((one) => one.key !== key);
    choose({ person: person.id, column: "staff", channel: channel.id });
    openThread(channel.id, root.ts);
  };
  return h(
    "button",
    { key, type: "button", class: "phone", title: say("Se det som {name}", { name: firstName(person.name) }), on: { click: look } },
    h("span", { class: "phone-head" }, people.map(({ id, name }) => face(id, name)), h("span", {}, whose(people))),
    h(
      "span",
      { class: "phone-note" },
      face("", "", { mark: true }),
      h(
        "span",
        { class: "phone-words" },
        h("strong", {}, `${state.teams ? "Teams" : "Slack"} · #${channel.name} `, h("span", { class: "small" }, say("nå"))),
        h("span", { lang: "nb" }, beginning(text)),
      ),
    ),
  );
}
