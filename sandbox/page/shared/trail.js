// Where the keyboard has been. When what had the focus is gone (a dialog closed, a message left edit mode), the focus
// goes back to the last place that is still there to be used, so that nobody has to start from the top of the page.

const LONGEST = 12;
let trail = [];

document.addEventListener("focusin", ({ target }) => {
  trail = [...trail.filter((place) => place.element !== target), { element: target, holder: holderOf(target) }].slice(-LONGEST);
});

/** Bring the focus back if it has been lost. */
export function bringBack() {
  if (document.activeElement !== document.body) return;
  const places = trail.toReversed();
  const last = places.find(({ element, holder }) => isUsable(element) || isUsable(holder));
  if (last) nearest(last, places).focus({ preventScroll: true });
}

/** The place itself; if it has gone, the last one in the message around it, and at worst the message. */
function nearest({ element, holder }, places) {
  if (isUsable(element)) return element;
  return places.find((place) => holder.contains(place.element) && isUsable(place.element))?.element ?? holder;
}

/** The message or pane around a place: the next best when a button in it has gone. */
function holderOf(element) {
  return element.parentElement?.closest("[data-hold]") ?? null;
}

function isUsable(element) {
  return element?.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
}
