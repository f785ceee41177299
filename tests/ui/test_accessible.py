"""axe-core finds nothing against WCAG A or AA on the demo page, wherever one stands in it."""

import json
from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.browser import Fresh, ask

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASKED = {
    "runOnly": {"type": "tag", "values": WCAG},
    "resultTypes": ["violations"],
}  # of what passes, one place is enough
WORDS = "Hei! Når åpner svømmehallen etter jul?"


def faults(page: Page) -> list[str]:
    """What axe-core objects to: the rule and the first place of each."""
    found = Axe().run(page, options=ASKED).response
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


def told_in_the_chat(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Chat", exact=True).click()
    field = page.get_by_placeholder("Skriv til Svarvakt som Anne")
    field.fill("åpne")
    field.press("Enter")
    expect(page.get_by_text("Åpne spørsmål: 1")).to_be_visible()


def in_a_teams_thread(page: Page) -> None:
    page.get_by_role("button", name="innbyggerspørsmål").click()
    page.locator(".replies").last.get_by_role("button", name="Svar", exact=True).click()
    expect(page.get_by_placeholder("Svar som Anne")).to_be_visible()


def at_the_choice_of_chat(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Slack", exact=True).click()
    expect(page.get_by_role("button", name="Begynn på nytt")).to_be_visible()


def at_the_faults(page: Page) -> None:
    page.get_by_role("button", name="Feil å prøve").click()
    expect(page.get_by_role("switch").first).to_be_visible()


Place = Callable[[Page], None]
PLACES: dict[str, tuple[Place, ...]] = {
    "slack": (told_by_the_bot, in_a_form, at_the_faults),
    "teams": (in_a_teams_thread, in_a_form, told_in_the_chat, at_the_choice_of_chat, at_the_faults),
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CARD = {"slack": ".blocks.card", "teams": ".adaptive.framed"}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_axe_finds_nothing_in_the_light_and_in_the_dark(fresh: Fresh, chat: str, width: int) -> None:
    page = fresh(chat, width=width)
    ask(page, WORDS)
    assert faults_in_both(page) == []

    if width < 1020:
        page.get_by_role("navigation", name="Kolonne").get_by_role("button", name=chat.title()).click()
    expect(page.locator(CARD[chat])).to_be_visible()
    assert faults_in_both(page) == []

    for go in PLACES[chat]:
        go(page)
        assert faults_in_both(page) == []


def faults_in_both(page: Page) -> list[str]:
    """What axe finds where a page is light, and where it is dark."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += faults(page)
    return found


def test_axe_finds_nothing_in_a_thread(fresh: Fresh) -> None:
    page = fresh()
    ask(page, WORDS)
    in_the_thread(page)

    assert faults(page) == []
