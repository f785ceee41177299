// The colleagues in the chat: what they are, in words, and as which of them one looks.

import { h } from "../shared/dom.js";
import { chosen, choose, passing } from "../shared/store.js";
import { peopleRow } from "../shared/bits.js";
import { listed, say } from "../words/tongue.js";

const ROLES = { front_desk: "Kommunetorget", expert: "fagperson", manager: "leder", none: "uten rettigheter" };
const DEPARTMENTS = {
  teknisk: "teknisk drift",
  renovasjon: "renovasjon",
  barnehage: "barnehage",
  bibliotek: "bibliotek",
  plan_bygg: "plan og bygg",
  landbruk: "landbruk",
};

const GROUPS = [
  ["front_desk", "Kommunetorget"],
  ["expert", "Fagpersoner"],
  ["manager", "Leder"],
  ["none", "Uten rettigheter"],
];

/** The person as whom one looks. */
export function personIn(chat) {
  return chat.people.find((one) => one.id === chosen.person) ?? chat.people[0];
}

/** Whose eyes the column is seen with, above the row to choose from. */
export function headline(name, person) {
  return h(
    "div",
    { class: "headline" },
    h("h2", {}, `${name} `, h("span", {}, say("(simulert)"))),
    h("p", { class: "small" }, say("Du er "), h("strong", {}, person.name), `, ${about(person)}`),
  );
}

/** The row of people. */
export function persona(name, chat, person) {
  const groups = GROUPS.map(([role, label]) => ({
    label: say(label),
    people: chat.people
      .filter((one) => one.role === role)
      .map((one) => ({ id: one.id, name: one.name, about: about(one) })),
  }));
  return peopleRow({ key: "person", legend: say("Hvem er du i {chat}?", { chat: name }), groups, selected: person.id, pick: become });
}

function become(id) {
  passing.confirm = null;
  passing.told = "";
  choose({ person: id });
}

function about(person) {
  return [roleOf(person), departments(person)].filter(Boolean).join(", ");
}

function roleOf(person) {
  return say(ROLES[person.role] ?? person.role);
}

/** The departments a person answers for, or empty. */
function departments(person) {
  const names = person.departments.map((key) => say(DEPARTMENTS[key] ?? key));
  return listed(names);
}
