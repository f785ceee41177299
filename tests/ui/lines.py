"""Counts lines in the browser as a reader would: each height at which words or buttons stand."""

from playwright.sync_api import Locator

_LINES = """card => {
  const middles = [];
  const add = box => box.width > 1 && box.height > 1 && middles.push(box.top + box.height / 2);
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.textContent.trim() || node.parentElement.closest("[popover], button")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    [...range.getClientRects()].forEach(add);
  }
  card.querySelectorAll("button:not([popover] *)").forEach(button => add(button.getBoundingClientRect()));
  middles.sort((a, b) => a - b);
  return middles.filter((middle, n) => n === 0 || middle - middles[n - 1] > 8).length;
}"""


def lines(card: Locator) -> int:
    """How many lines a card has; a button beside a line stands in it."""
    found: int = card.evaluate(_LINES)
    return found
