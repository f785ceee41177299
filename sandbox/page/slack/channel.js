// A channel: its messages by day, what this person alone was told, and the field to write in.

import { h } from "../shared/dom.js";
import { passing } from "../shared/store.js";
import { firstName } from "../shared/bits.js";
import { composer } from "../shared/composer.js";
import { send, sendToBot, note } from "../shared/send.js";
import { message, outgoing } from "./messages.js";
import { stamped } from "../shared/times.js";
import { look } from "../chat/unread.js";
import { withDays } from "../chat/days.js";
import { say } from "../words/tongue.js";

/** The channel itself; `parent` is the message whose thread is open beside it. */
export function channelPane(slack, channel, person, parent) {
  look(channel);
  const own = person.ephemerals.filter(
    (one) => one.channel === channel.id && !one.thread_ts && !passing.dismissed.has(one.ts),
  );
  const shown = [...channel.messages, ...own.map((one) => ({ ...one, alone: true }))].sort(
    (a, b) => Number(a.ts) - Number(b.ts),
  );
  return h(
    "div",
    { key: "channel", class: "pane channel" },
    h(
      "div",
      {
        class: "message-list",
        "data-follow": channel.id,
        tabindex: 0,
        role: "region",
        "aria-label": say("Meldinger i {channel}", { channel: channel.name }),
      },
      !shown.length && empty(channel),
      withDays(shown, (one) => stamped(one.ts), (one) => message({ slack, channel, person, open: parent?.ts === one.ts }, one)),
    ),
    !channel.members.includes(person.id) &&
      h(
        "p",
        { key: "out", class: "small hint" },
        say("{name} er ikke med i kanalen ennå, og blir det ved å skrive her.", { name: firstName(person.name) }),
      ),
    !channel.direct && writing(slack, channel, person),
  );
}

function empty(channel) {
  return h(
    "div",
    { key: "empty", class: "empty" },
    h("p", {}, channel.direct ? say("Ingen meldinger ennå.") : say("Her kommer spørsmålene til {channel}.", { channel: `#${channel.name}` })),
    h("p", { class: "small" }, say("Skriv noe på Facebook til venstre, så dukker det opp her.")),
  );
}

function writing(slack, channel, person) {
  return composer({
    key: `say ${channel.id} ${person.id}`,
    label: say("Skriv som {name}, eller {command} …", { name: firstName(person.name), command: slack.command }),
    send: (text) => (text.startsWith("/") ? command(slack, channel, person, text) : speak(slack, channel, person, text)),
  });
}

function speak(slack, channel, person, text) {
  return send("slack/say", { user: person.id, channel: channel.id, text: outgoing(slack, text) });
}

async function command(slack, channel, person, text) {
  const [name, ...rest] = text.split(" ");
  if (name !== slack.command) {
    note(say("Sandkassen kjenner bare kommandoen {command}.", slack));
    return null;
  }
  return sendToBot("slack/command", { user: person.id, channel: channel.id, text: rest.join(" ") });
}
