// What people in Slack are, in words.

const ROLES = { front_desk: "Kommunetorget", expert: "fagperson", manager: "leder", none: "uten rettigheter" };
const DEPARTMENTS = {
  teknisk: "teknisk drift",
  renovasjon: "renovasjon",
  barnehage: "barnehage",
  bibliotek: "bibliotek",
  plan_bygg: "plan og bygg",
  landbruk: "landbruk",
};

/** A person's role. */
export function roleOf(person) {
  return ROLES[person.role] ?? person.role;
}

/** The departments a person answers for, or empty. */
export function departments(person) {
  const names = person.departments.map((key) => DEPARTMENTS[key] ?? key);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} og ${names.at(-1)}` : (names[0] ?? "");
}
