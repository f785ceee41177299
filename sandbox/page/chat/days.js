// A chat's messages by day.

import { h } from "../shared/dom.js";
import { dayLine } from "../shared/times.js";

/** Messages with a line where a new day begins; `at` tells a message's moment, `shown` draws one. */
export function withDays(messages, at, shown) {
  let day = "";
  return messages.flatMap((one) => {
    const line = dayLine(at(one));
    const fresh = line !== day;
    day = line;
    return fresh ? [h("div", { key: `day ${line}`, class: "day" }, h("span", {}, line)), shown(one)] : [shown(one)];
  });
}
