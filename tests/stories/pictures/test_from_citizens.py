"""A citizen's picture is seen by the staff, through our own copy, and goes when its words go."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.pictures.cleaning import cleaned
from sandbox.facebook.state.painting import Painting
from sandbox.slack.state.values import SimMessage
from storage.queues.tables import Delivery
from tests.bot.pictures import files
from tests.chats import only_in_slack, picture
from tests.town import ANNE, CHANNEL, KARI, Town, bot_in, sandbox_at, shown, solvik_with
from tests.waiting import eventually

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body>Log in to Facebook</body></html>"
NAMED, BELOW = "med et bilde, se det på Facebook", "Bildet fra innbyggeren ligger i tråden."


@pytest.fixture(autouse=True)
def as_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """What pictures show in one story is forgotten behind it."""
    town: Town = request.getfixturevalue("solvik")
    before = town.facebook.switches.picture
    yield
    town.facebook.switches.picture = before


def pictures(town: Town, card: SimMessage) -> list[tuple[str, bytes]]:
    """What the pictures under a card show, in words, and their bytes."""
    seen = [picture(message, town.slack) for message in town.slack.thread(CHANNEL, card.ts)]
    return [one for one in seen if one[1]]


async def has_pictures(town: Town, card: SimMessage, count: int = 1) -> list[tuple[str, bytes]]:
    await eventually(lambda: len(pictures(town, card)) == count, within=15, every=0.02)
    return pictures(town, card)


async def nothing_waits(town: Town) -> None:
    """Every picture that was ordered has been shown, or will not be."""
    await eventually(lambda: _are_done(town), within=15, every=0.05)


async def _are_done(town: Town) -> bool:
    async with town.app.office.database.read() as session:
        found = (await session.exec(select(Delivery).where(Delivery.kind == "picture"))).all()
    return bool(found) and all(one.finished_at for one in found)


def answers(town: Town, content: bytes = b"", *, status: int = 200, leads_to: str = "") -> None:
    """What the address of every picture answers in this story."""
    town.facebook.switches.picture = Painting(content or town.facebook.switches.picture.content, status, leads_to)


async def test_a_picture_comes_under_the_card_in_our_own_copy_with_words_and_nothing_beside_it(solvik: Town) -> None:
    made = files.jpeg(orientation=6)
    answers(solvik, made)

    _, card = await solvik.asked(KARI, "Er denne planten farlig for hunden?", photo=True)

    ((words, content),) = await has_pictures(solvik, card)
    assert words == "Bilde fra Kari Nordmann"
    assert content == cleaned(made).content
    assert not [secret for secret in files.SECRETS if secret in content]
    told = await solvik.card_shows(card, BELOW)
    assert "se det på Facebook" not in shown(told)
    assert "/cdn/" not in str(told.blocks)


@only_in_slack("Teams shows a picture on a card only within its bytes, which we do not keep")
async def test_the_card_shows_the_picture_itself_small_with_words_for_it(solvik: Town) -> None:
    comment, card = await solvik.asked(KARI, "Er dette bæret spiselig?", photo=True)
    await has_pictures(solvik, card)

    (small,) = _small(await solvik.card_shows(card, BELOW))
    assert small["alt_text"] == "Bilde fra Kari Nordmann"
    assert solvik.slack.file(small["slack_file"]["id"])

    solvik.facebook.edit(comment, "Er dette bæret giftig?")
    await eventually(lambda: [one for one in _small(solvik.now(card)) if one != small], within=15)


def _small(card: SimMessage) -> list[dict[str, Any]]:
    return [block["accessory"] for block in card.blocks if block.get("accessory", {}).get("type") == "image"]


async def test_a_picture_in_a_message_and_one_in_a_post_are_shown_too(solvik: Town) -> None:
    solvik.facebook.message("main", solvik.facebook.newcomer("Bo Bilde"), "Er denne lampa kommunens?", photo=True)
    solvik.facebook.visitor_post("main", KARI, "Hvem eier denne benken?", photo=True)

    ((of_message, _),) = await has_pictures(solvik, await solvik.card_with("Er denne lampa kommunens?"))
    ((of_post, _),) = await has_pictures(solvik, await solvik.card_with("Hvem eier denne benken?"))
    assert of_message in ("Bilde fra Bo Bilde", "Bilde fra innbyggeren"), "her name is learnt beside it"
    assert of_post == "Bilde fra Kari Nordmann"


async def test_who_sends_a_picture_later_has_it_shown_in_the_same_thread(solvik: Town) -> None:
    comment, card = await solvik.asked(KARI, "Er det hull i veien ved kirka?")

    solvik.asks(KARI, "Slik ser det ut.", parent_id=comment, photo=True)

    await has_pictures(solvik, card)


@pytest.mark.parametrize("hostile", [SVG, HTML, files.jpeg()[:300], files.claiming(60_000, 60_000)])
async def test_what_is_no_picture_is_named_as_before_and_shown_nowhere(solvik: Town, hostile: bytes) -> None:
    answers(solvik, hostile)
    _, card = await solvik.asked(KARI, f"Hva er nummer {len(hostile)} her?", photo=True)

    await nothing_waits(solvik)

    assert pictures(solvik, card) == []
    assert NAMED in shown(solvik.now(card))


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:9/inside", "https://fbcdn.net.example.org/1.jpg", "file:///etc/passwd"]
)
async def test_no_foreign_address_is_followed(solvik: Town, where: str) -> None:
    answers(solvik, status=302, leads_to=where)
    _, card = await solvik.asked(KARI, f"Hvor leder dette hen, {len(where)}?", photo=True)

    await nothing_waits(solvik)

    assert pictures(solvik, card) == []


async def test_the_card_comes_first_and_is_used_while_its_picture_cannot_be_had(solvik: Town) -> None:
    answers(solvik, status=503)
    comment, card = await solvik.asked(KARI, "Er broa trygg å gå på?", photo=True)

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei! Ja, den er trygg.\nHilsen Kommunetorget"})
    await solvik.page_answers(comment, "den er trygg")
    assert pictures(solvik, card) == []

    answers(solvik, status=200)
    await has_pictures(solvik, card)


async def test_a_picture_is_shown_once_when_nobody_knows_whether_it_arrived(solvik: Town) -> None:
    fault, place = ("teams.post_then_cut", "post") if solvik.sandbox.teams else ("slack.post_then_cut", "files.")
    solvik.sandbox.faults.arm(fault, match=place)
    _, card = await solvik.asked(KARI, "Er dette bildet nok én gang?", photo=True)

    await has_pictures(solvik, card)
    await nothing_waits(solvik)

    assert len(pictures(solvik, card)) == 1


async def test_a_picture_goes_when_its_words_go(solvik: Town) -> None:
    comment, card = await solvik.asked(KARI, "Skal jeg slette dette bildet?", photo=True)
    await has_pictures(solvik, card)

    solvik.facebook.delete(comment)

    await has_pictures(solvik, card, 0)
    assert [m for m in solvik.slack.messages(CHANNEL) if m.thread_ts == card.ts and picture(m, solvik.slack)[1]] == []


async def test_words_that_are_edited_have_their_picture_fetched_anew(solvik: Town) -> None:
    comment, card = await solvik.asked(KARI, "Er dete bildet riktig?", photo=True)
    ((_, before),) = await has_pictures(solvik, card)
    answers(solvik, files.png())

    solvik.facebook.edit(comment, "Er dette bildet riktig?")

    await eventually(lambda: [c for _, c in pictures(solvik, card)] == [cleaned(files.png()).content], within=15)
    assert before != cleaned(files.png()).content


async def test_a_citizen_who_is_forgotten_takes_her_pictures_along(tmp_path: Path) -> None:
    async with sandbox_at() as world, bot_in(world, tmp_path) as app:
        house = Town(world, app)
        _, card = await house.asked(KARI, "Hvem ringer jeg om dette treet?", photo=True)
        await has_pictures(house, card)
        await house.press_and_fill(ANNE, card, "answer", {"text": "Ring 61 01 00 00.\nHilsen Kommunetorget"})
        await house.card_shows(card, "Publisert av Anne Berg")

        for _ in range(10):
            house.clock.move(timedelta(days=10))

        await house.card_shows(card, "Ukjent innbygger")

        await has_pictures(house, card, 0)


async def test_switched_off_nothing_is_fetched_and_the_card_names_it(tmp_path: Path) -> None:
    file = solvik_with(tmp_path, "[promise]\n", "[pictures]\nfrom_citizens = false\n\n[promise]\n")
    async with sandbox_at() as world, bot_in(world, tmp_path, {"MUNICIPALITY_FILE": file}) as app:
        house = Town(world, app)
        _, card = await house.asked(KARI, "Ser dere bildet mitt?", photo=True)

        await house.everything_is_heard()

        assert pictures(house, card) == []
        assert world.facebook.pictures_fetched == 0
        assert NAMED in shown(house.now(card))
