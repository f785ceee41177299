"""A card is read in five seconds: its lines and buttons are counted in the browser, for every kind of card."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browser import demo, window
from tests.ui.guide_pictures import NOTE, PICTURES, buttons, kind_of
from tests.ui.lines import lines
from tests.ui.moment import KINDS, Kind, card, play

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("cards")]

DESKTOP, PHONE = 1280, 390
MOST = {DESKTOP: 8, PHONE: 12}
ROOM = {
    "lang": {PHONE: 15},
    "flere fagpersoner": {PHONE: 13},
}  # of a long text: how it begins and what it asks; of an answer its words
FOLDED = {DESKTOP: 2, PHONE: 5}
SETTLED = "publisert"


@pytest.fixture(scope="module")
def channel(chrome: Browser) -> Iterator[Page]:
    """The channel at a moment when every kind of card stands in it."""
    with demo() as address, window(chrome, address + "/", width=DESKTOP) as page:
        expect(page.locator(".slack .channel")).to_be_visible()
        play(page, KINDS)
        yield page


def at(page: Page, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    if width == PHONE:
        page.get_by_role("button", name="Slack").click()
        expect(page.locator(".channel")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name != SETTLED], ids=lambda kind: kind.name)
def test_a_card_that_waits_has_few_lines_and_buttons(channel: Page, kind: Kind, width: int) -> None:
    blocks = card(at(channel, width), kind).locator(".blocks")

    assert 4 <= lines(blocks) <= ROOM.get(kind.name, {}).get(width, MOST[width])
    assert blocks.locator(".block-actions .block-button").count() <= 4
    assert blocks.locator(".block-actions .primary, .block-actions .danger").count() == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_card_leads_to_facebook_and_names_the_question(channel: Page, kind: Kind) -> None:
    blocks = card(at(channel, DESKTOP), kind).locator(".blocks")

    expect(blocks.locator(".block-context").last).to_contain_text(f"Spørsmål {KINDS.index(kind) + 1}")
    expect(blocks.get_by_role("link")).to_have_count(0 if kind.name == "melding" else 1)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name != SETTLED], ids=lambda kind: kind.name)
def test_a_channel_of_several_pages_names_the_page_once(channel: Page, kind: Kind) -> None:
    small_print = card(at(channel, DESKTOP), kind).locator(".block-context").last

    assert small_print.inner_text().count("Solvik kommune") == 1


def test_no_line_is_the_same_on_every_card(channel: Page) -> None:
    at(channel, DESKTOP)
    said = [set(card(channel, kind).locator(".blocks").inner_text().splitlines()) for kind in KINDS]

    assert not {line for line in set.intersection(*said[:-1]) if line.strip()} - {"Skriv svar", "Spør fagperson"}


def test_no_card_says_a_sentence_twice(channel: Page) -> None:
    at(channel, DESKTOP)
    for kind in KINDS:
        told = [
            line.strip() for line in card(channel, kind).locator(".blocks").inner_text().splitlines() if line.strip()
        ]

        assert len(told) == len(set(told)), kind.name


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_settled_card_folds_and_opens_whole(channel: Page, width: int) -> None:
    settled = next(kind for kind in KINDS if kind.name == SETTLED)
    folded = card(at(channel, width), settled).locator(".blocks")
    assert lines(folded) <= FOLDED[width]
    expect(folded).to_contain_text("Publisert av Anne Berg")
    expect(folded.get_by_role("link")).to_have_text("Se svaret på Facebook")

    folded.get_by_role("button", name="Vis alt").click()

    expect(channel.get_by_role("dialog")).to_contain_text("Årskortet koster 1490 kroner.")
    channel.keyboard.press("Escape")
    expect(channel.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_of_the_guides_shows_the_buttons_that_there_are(channel: Page, picture: str) -> None:
    """Where this fails: `python -m tests.ui.guide_pictures` takes them anew."""
    shown = card(at(channel, DESKTOP), kind_of(picture))
    expect(shown.locator(".blocks .block-button").first).to_be_visible()

    assert buttons(shown) == json.loads(NOTE.read_text(encoding="utf-8"))[picture]
