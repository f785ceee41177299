// The thread beside a channel: the message it belongs to, the replies, and the field to reply in.

import { h } from "../shared/dom.js";
import { openThread, passing } from "../shared/store.js";
import { firstName, icon } from "../shared/bits.js";
import { composer } from "../shared/composer.js";
import { note, send } from "../shared/send.js";
import { counted, message, outgoing } from "./messages.js";
import { say } from "../words/tongue.js";

/** The panel. */
export function threadPane(slack, channel, person, parent) {
  const own = person.ephemerals.filter(
    (one) => one.channel === channel.id && one.thread_ts === parent.ts && !passing.dismissed.has(one.ts),
  );
  const replies = [...parent.replies, ...own.map((one) => ({ ...one, alone: true }))].sort(
    (a, b) => Number(a.ts) - Number(b.ts),
  );
  const count = parent.replies.length;
  const close = () => openThread(channel.id, null);
  return h(
    "aside",
    {
      key: `thread ${parent.ts}`,
      class: "pane thread-pane",
      "aria-label": say("Tråd"),
      tabindex: -1,
      mounted: (pane) => !document.activeElement?.closest(".facebook") && pane.focus({ preventScroll: true }),
      on: { keydown: (event) => event.key === "Escape" && !document.querySelector(":popover-open") && close() },
    },
    h(
      "header",
      { class: "pane-head" },
      h("h3", {}, say("Tråd")),
      h("span", { class: "small" }, channel.direct ? channel.name : `# ${channel.name}`),
      h(
        "button",
        {
          type: "button",
          class: "quiet icon-button",
          "aria-label": say("Lukk tråden"),
          title: say("Lukk tråden"),
          on: { click: close },
        },
        icon("close"),
      ),
    ),
    h(
      "div",
      {
        class: "message-list",
        "data-follow": parent.ts,
        tabindex: 0,
        role: "region",
        "aria-label": say("Meldinger i tråden"),
      },
      message({ slack, channel, person, inThread: true }, parent),
      h("div", { key: "count", class: "day" }, h("span", {}, counted(count))),
      replies.map((one) => message({ slack, channel, person, inThread: true }, one)),
    ),
    composer({
      key: `reply ${channel.id} ${parent.ts} ${person.id}`,
      label: say("Svar i tråden som {name} …", { name: firstName(person.name) }),
      send: (text) => reply(slack, channel, person, parent, text),
    }),
  );
}

function reply(slack, channel, person, parent, text) {
  if (text.startsWith("/")) {
    note(say("Kommandoer skrives i kanalen, ikke i en tråd."));
    return null;
  }
  return send("slack/say", { user: person.id, channel: channel.id, thread_ts: parent.ts, text: outgoing(slack, text) });
}
