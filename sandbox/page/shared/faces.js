// The faces of Solvik's invented people: shoulders, a head, and hair in one of a few cuts.

import { h } from "./dom.js";

const SKIN = ["#f3cfb3", "#e2b08c", "#b98260", "#8a5a3c"];
const HAIR = ["#2e211b", "#6b4226", "#b5803f", "#d9c08a", "#c9c9c6", "#7d2f1e"];
const CUTS = {
  short: "M11.2 15.6c-.8-6 2.4-9.4 6.8-9.4s7.6 3.4 6.8 9.4c-.9-2.6-2-4.2-3.2-4.9-2.4 1-5.4 1.1-7.4.2-1.3.9-2.3 2.4-3 4.7Z",
  long: "M10 24c-1.4-9.600-.8-18.300 8-18.300S27.400 14.400 26 24c-2 .7-3.400.2-3.800-1.200 1.100-3.800 1.300-7.700.2-11.300-2.800 1.300-6.600 1.300-9 .100-1 3.500-.700 7.400.4 11.200-.4 1.400-1.800 1.900-3.800 1.200Z",
  bob: "M10.400 19.800c-1.600-8.400.7-13.900 7.600-13.900s9.200 5.500 7.600 13.900c-1 .9-2.200.8-2.700-.3.500-2.900.3-5.700-.7-8.100-3.200.9-6.800 1.400-8.900.300-.6 2.300-.7 5-.2 7.800-.5 1.100-1.700 1.200-2.700.3Z",
  bald: "M11 15.700c-.2-1.500-.1-2.800.2-3.900l1.400.4-.6 3.500Zm14 0c.2-1.500.1-2.800-.2-3.900l-1.400.4.6 3.500Z",
};
const BEARD = "M12.100 18.400c.5 5 2.700 7.600 5.900 7.600s5.400-2.600 5.900-7.600c-1.400 1.900-3.300 1.600-4.200 1.300h-3.400c-.9.300-2.800.600-4.200-1.300Z";

/** First name → skin, hair, cut, and whether there is a beard. */
const LOOKS = {
  Kari: [0, 3, "long"],
  Ahmed: [2, 0, "short", true],
  Liv: [0, 5, "bob"],
  Erik: [0, 1, "short"],
  Anna: [1, 0, "long"],
  Thomas: [3, 0, "short"],
  Anne: [0, 2, "bob"],
  Jonas: [1, 1, "short", true],
  Ola: [0, 2, "short", true],
  Ingrid: [0, 3, "bob"],
  Siri: [1, 5, "long"],
  Per: [0, 4, "bald"],
  Mona: [1, 1, "long"],
  Kjell: [0, 4, "short"],
  Turid: [0, 4, "bob"],
};

/** Whether we have drawn this person. */
export function isKnown(name) {
  return Object.hasOwn(LOOKS, first(name));
}

/** The face; it says nothing to a screen reader, as the name stands beside it. */
export function portrait(name) {
  const [skin, hair, cut, beard] = LOOKS[first(name)];
  return h(
    "svg",
    { class: "portrait", viewBox: "0 0 36 36", "aria-hidden": "true" },
    h("path", { d: "M5 36c1-7 6-9.500 13-9.500S30 29 31 36Z", fill: "#ffffff", "fill-opacity": "0.35" }),
    h("path", { d: "M14.500 21h7v6.500c-2 2-5 2-7 0Z", fill: SKIN[skin] }),
    h("circle", { cx: "18", cy: "16.500", r: "6.800", fill: SKIN[skin] }),
    beard && h("path", { d: BEARD, fill: HAIR[hair] }),
    h("path", { d: CUTS[cut], fill: HAIR[hair] }),
    h("circle", { cx: "15.600", cy: "16.800", r: "0.800", fill: "#2b2b2b" }),
    h("circle", { cx: "20.400", cy: "16.800", r: "0.800", fill: "#2b2b2b" }),
    h("path", { d: "M16 20.300c1.200 1 2.800 1 4 0", fill: "none", stroke: "#2b2b2b", "stroke-width": "0.900", "stroke-linecap": "round" }),
  );
}

function first(name) {
  return String(name).split(" ")[0];
}
