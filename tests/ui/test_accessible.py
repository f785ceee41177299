"""axe-core finds nothing against WCAG A or AA on the demo page, wherever one stands in it."""

import json
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.browser import ask, chromium, demo, page_at

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WORDS = "Hei! Når åpner svømmehallen etter jul?"


def faults(page: Page) -> list[str]:
    """What axe-core objects to: the rule and the first place of each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert found["passes"], "axe-core looked at nothing"
    return [f"{one['id']}: {json.dumps(one['nodes'][0]['target'])}" for one in found["violations"]]


def in_the_thread(page: Page) -> None:
    page.get_by_role("button", name="Svar i tråden").first.click()
    expect(page.get_by_role("complementary", name="Tråd")).to_be_visible()


def in_a_form(page: Page) -> None:
    page.get_by_role("button", name="Skriv svar").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def told_by_the_bot(page: Page) -> None:
    page.keyboard.press("Escape")
    field = page.get_by_placeholder("Skriv som Anne")
    field.fill("/svarvakt")
    field.press("Enter")
    expect(page.locator(".message.alone")).to_be_visible()


def at_the_faults(page: Page) -> None:
    page.get_by_role("button", name="Feil å prøve").click()
    expect(page.get_by_role("switch").first).to_be_visible()


PLACES: tuple[Callable[[Page], None], ...] = (told_by_the_bot, in_a_form, at_the_faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(width: int, scheme: Literal["light", "dark"]) -> None:
    chromium()
    with demo() as address, page_at(address, width=width) as page:
        page.emulate_media(color_scheme=scheme)
        ask(page, WORDS)
        assert faults(page) == []

        if width < 1020:
            page.get_by_role("button", name="Slack").click()
        expect(page.locator(".blocks.card")).to_be_visible()
        assert faults(page) == []

        for go in PLACES:
            go(page)
            assert faults(page) == []


def test_axe_finds_nothing_in_a_thread() -> None:
    chromium()
    with demo() as address, page_at(address) as page:
        ask(page, WORDS)
        in_the_thread(page)

        assert faults(page) == []
