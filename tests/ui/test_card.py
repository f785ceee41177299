"""A card is read in five seconds: counted in the browser, as lines of text and of buttons."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.browser import chromium, demo, page_at

pytestmark = pytest.mark.browser

WORDS = "Hei! Når åpner svømmehallen etter jul?"
LINES = """card => {
  const middles = [];
  const add = box => box.width && box.height && middles.push(box.top + box.height / 2);
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.textContent.trim() || node.parentElement.closest("[popover]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    [...range.getClientRects()].forEach(add);
  }
  card.querySelectorAll("button:not([popover] *)").forEach(button => add(button.getBoundingClientRect()));
  middles.sort((a, b) => a - b);
  return middles.filter((middle, n) => n === 0 || middle - middles[n - 1] > 6).length;
}"""


def ask(page: Page) -> None:
    field = page.get_by_placeholder("Kommenter som Kari").first
    field.fill(WORDS)
    field.press("Enter")


@pytest.mark.parametrize(("width", "most"), [(1280, 8), (390, 12)])
def test_a_new_card_has_few_lines(width: int, most: int) -> None:
    chromium()
    with demo() as address, page_at(address, width=width) as page:
        ask(page)
        if width < 700:
            page.get_by_role("button", name="Slack").or_(page.get_by_role("tab", name="Slack")).first.click()
        card = page.locator(".blocks.card").first
        expect(card).to_contain_text(WORDS)

        assert 3 <= card.evaluate(LINES) <= most


def test_a_settled_card_folds_to_two_lines_and_opens_whole() -> None:
    chromium()
    with demo() as address, page_at(address, width=1280) as page:
        ask(page)
        page.get_by_role("button", name="Skriv svar").first.click()
        page.get_by_role("dialog").get_by_role("textbox").first.fill("Hei, Kari! Hallen åpner 4. januar.")
        page.get_by_role("dialog").get_by_role("button", name="Publiser").click()
        folded = page.locator(".blocks", has_text="Publisert av Anne Berg").first
        expect(folded).to_be_visible()

        assert folded.evaluate(LINES) <= 2 + 1  # the button beside the first line stands a little lower than its words

        folded.get_by_role("button", name="Vis alt").click()
        expect(page.get_by_role("dialog")).to_contain_text("Hallen åpner 4. januar.")
