"""Sixty citizens write as citizens do, all at once: in dialect, in Arabic, with emoji, with numbers they should not tell."""

import json
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from sandbox.slack.state.values import SimMessage
from tests.town import CHANNEL, LIBRARY_CHANNEL, Town, buttons, shown, town
from tests.waiting import eventually

QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "citizen_questions.jsonl").read_text(encoding="utf-8").splitlines()
]
WITHIN_SECONDS = 60.0
SECRETS: Mapping[str, tuple[str, ...]] = {
    "q009": ("158690 99918",),
    "q038": ("N000123456", "4711"),
    "q042": ("1234 56 78903",),
    "q046": ("400 00 001", "Solbakkvegen 12B"),
    "q050": ("nummer 14 i Lia",),
    "q058": ("54817599950",),
    "q059": ("Storgata 5", "EL 12345"),
}
EMERGENCIES = {"q018", "q019", "q020", "q021"}


@pytest.fixture(scope="module")
async def crowded() -> AsyncIterator[Town]:
    """Solvik after all sixty have written and every card has been posted."""
    async with town(rate=200) as solvik:
        for question in QUESTIONS:
            _writes(solvik, question)
        await eventually(lambda: len(_all_cards(solvik)) >= len(QUESTIONS), within=WITHIN_SECONDS, every=0.1)
        await eventually(lambda: not solvik.cards_with("Ukjent innbygger"), within=WITHIN_SECONDS, every=0.1)
        await solvik.everything_is_heard()
        yield solvik


async def test_each_question_has_exactly_one_card_in_its_pages_channel(crowded: Town) -> None:
    found = {q["id"]: len(_cards(crowded, q)) for q in QUESTIONS}

    assert found == {q["id"]: 1 for q in QUESTIONS}


async def test_no_card_stands_in_another_channel(crowded: Town) -> None:
    elsewhere = {CHANNEL: LIBRARY_CHANNEL, LIBRARY_CHANNEL: CHANNEL}

    astray = [q["id"] for q in QUESTIONS if crowded.cards_with(_name(q), elsewhere[_channel(q)])]

    assert astray == []


async def test_each_card_shows_the_citizens_words(crowded: Town) -> None:
    missing = [(q["id"], part) for q in QUESTIONS for part in _open_parts(q) if part not in _card(crowded, q)]

    assert missing == []


async def test_numbers_and_addresses_nobody_should_tell_are_blotted_out_everywhere_in_slack(crowded: Town) -> None:
    everything = "\n".join(shown(m) for c in (CHANNEL, LIBRARY_CHANNEL) for m in crowded.slack.messages(c))

    told = [secret for secrets in SECRETS.values() for secret in secrets if _stands(secret, everything)]

    assert told == []


async def test_personal_data_of_the_grave_kind_is_warned_of(crowded: Town) -> None:
    silent = [q["id"] for q in QUESTIONS if q["id"] in SECRETS and "Trolig " not in _card(crowded, q)]

    assert silent == []


async def test_emergencies_are_marked_on_their_cards(crowded: Town) -> None:
    urgent = {q["id"] for q in QUESTIONS if "svar nå" in _card(crowded, q)}

    assert urgent >= EMERGENCIES


def _stands(secret: str, text: str) -> bool:
    """Whether it stands there by itself; four figures may also happen to be part of the number in a link's address."""
    return re.search(rf"(?<!\d){re.escape(secret)}(?!\d)", text) is not None


def _writes(solvik: Town, question: Mapping[str, str]) -> None:
    facebook, page, text = solvik.facebook, question["page"], question["text"]
    citizen = facebook.newcomer(_name(question))
    if question["kind"] == "message":
        facebook.message(page, citizen, text)
    elif question["kind"] == "visitor_post":
        facebook.visitor_post(page, citizen, text)
    elif question["kind"] == "reply":
        above = facebook.staff_reply(page, facebook.posts(page)[0].id, "Her er mer om saken.")
        facebook.comment(page, citizen, text, parent_id=above)
    else:
        facebook.comment(page, citizen, text)


def _name(question: Mapping[str, str]) -> str:
    return f"Innbygger {question['id'].upper()}"


def _channel(question: Mapping[str, str]) -> str:
    return LIBRARY_CHANNEL if question["page"] == "bibliotek" else CHANNEL


def _all_cards(solvik: Town) -> list[object]:
    return [*solvik.cards(CHANNEL), *solvik.cards(LIBRARY_CHANNEL)]


def _card(solvik: Town, question: Mapping[str, str]) -> str:
    return shown(_cards(solvik, question)[0])


def _cards(solvik: Town, question: Mapping[str, str]) -> list[SimMessage]:
    """The cards of a question; an alarm in the same channel shows its words, too, and at most the text that says where help is."""
    return [card for card in solvik.cards_with(_name(question), _channel(question)) if "answer" in buttons(card)]


def _open_parts(question: Mapping[str, str]) -> list[str]:
    """What may be read of the words: all that stands around the secrets."""
    parts = [question["text"]]
    for secret in SECRETS.get(question["id"], ()):
        parts = [piece for part in parts for piece in part.split(secret)]
    return [part.strip() for part in parts if part.strip()]
