// Whether somebody is pressing right now. Nothing is drawn meanwhile: what moves away below a finger is never pressed.

const LONGEST_MS = 5000; // a finger that rests on the page, or was let go of outside of it, stops nothing for longer
let since = -Infinity;

addEventListener("pointerdown", () => (since = performance.now()), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (since = -Infinity), true);

/** True from when a finger or a mouse button goes down until it is up again. */
export function isDown() {
  return performance.now() - since < LONGEST_MS;
}
