// A channel with its posts, or the chat that a person has with the bot, and the field to write in.

import { h } from "../shared/dom.js";
import { firstName } from "../shared/bits.js";
import { composer } from "../shared/composer.js";
import { send } from "../shared/send.js";
import { withDays } from "../chat/days.js";
import { look } from "../chat/unread.js";
import { post } from "./posts.js";
import { outgoing } from "./words.js";
import { say } from "../words/tongue.js";

/** The pane. `at` is `{teams, channel, person}`. */
export function channelPane(at) {
  const { channel } = at;
  look(channel);
  return h(
    "div",
    { key: channel.id, class: "pane channel" },
    h(
      "div",
      {
        class: "message-list",
        "data-follow": channel.id,
        tabindex: 0,
        role: "region",
        "aria-label": channel.direct ? say("Chatten med Svarvakt") : say("Innlegg i {channel}", { channel: channel.name }),
      },
      !channel.messages.length && empty(channel),
      withDays(
        channel.messages,
        (one) => Date.parse(one.at),
        (one) => post(at, one),
      ),
    ),
    writing(at),
  );
}

function empty(channel) {
  return h(
    "div",
    { key: "empty", class: "empty" },
    h("p", {}, channel.direct ? say("Ingen meldinger ennå.") : say("Her kommer spørsmålene til {channel}.", { channel: channel.name })),
    h(
      "p",
      { class: "small" },
      channel.direct ? say("Skriv «hjelp», så svarer Svarvakt.") : say("Skriv noe på Facebook til venstre, så dukker det opp her."),
    ),
  );
}

function writing({ teams, channel, person }) {
  const name = firstName(person.name);
  return composer({
    key: `say ${channel.id} ${person.id}`,
    label: channel.direct ? say("Skriv til Svarvakt som {name} …", { name }) : say("Start et innlegg som {name} …", { name }),
    send: (text) => send("teams/say", { user: person.id, channel: channel.id, text: outgoing(teams, text) }),
  });
}
