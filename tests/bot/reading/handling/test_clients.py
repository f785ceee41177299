"""An answer must not confirm that somebody has a case with us, whoever told it first."""

import json
from pathlib import Path

import pytest

from bot.ports.happenings import Kind
from bot.reading.composing import Weight, check, may_go_out, tick
from bot.reading.handling.clients import client_finds
from bot.texts.wording import LANGUAGES, keys

ANSWERS = Path(__file__).parents[3] / "reading" / "answers"
SEEN = "Hei, Kari! Vi har sett på søknaden din, og du får svar snart."


def labelled(half: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (ANSWERS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def caught(half: str, *, client: bool) -> tuple[int, int]:
    """How many of the answers with this label are pointed out, and how many there are."""
    texts = [str(one["text"]) for one in labelled(half) if one["client"] is client]
    return sum(bool(client_finds(text)) for text in texts), len(texts)


@pytest.mark.parametrize("half", ["open", "aside"])
def test_most_of_what_gives_a_client_away_is_pointed_out(half: str) -> None:
    found, there = caught(half, client=True)

    assert found >= 0.8 * there


@pytest.mark.parametrize("half", ["open", "aside"])
def test_ordinary_answers_are_seldom_held_up(half: str) -> None:
    found, there = caught(half, client=False)

    assert found <= 0.1 * there


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.MESSAGE])
def test_it_waits_for_a_tick_of_its_own_in_public_and_in_messages(kind: Kind) -> None:
    (problem,) = [one for one in check(SEEN, kind) if one.weight is Weight.TICK]

    assert (problem.key, problem.find is not None) == ("client", True)


def test_the_tick_lets_it_pass() -> None:
    (find,) = client_finds(SEEN)

    assert may_go_out(check(SEEN, Kind.COMMENT, ticked={tick(SEEN, find)}))


def test_each_sentence_that_tells_it_wants_a_tick() -> None:
    text = "Søknaden din er mottatt. Sønnen din har fått plass."

    assert len([one for one in check(text, Kind.COMMENT) if one.key == "client"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ready_text_gives_anybody_away(language: str) -> None:
    assert not [key for key, text in keys(language, "citizen").items() if client_finds(text)]
