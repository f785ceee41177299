"""`svarvakt find` and the chat's «finn …»: what was answered before, masked, with day and link."""

import json
from pathlib import Path

import pytest

from bot.drawing.lists import open_list
from bot.finding.meanings import meanings
from bot.rules.rights import rights_of
from bot.texts.wording import Wording
from bot.work import House
from storage.database import Database
from storage.queues.tables import EarlierMeaning
from storage.tables import Answer
from tests.bot.solvik import solvik
from tests.handlers.commands.command_line import MONDAY, NOW, database, in_solvik, question, stored, svarvakt
from tests.handlers.commands.test_cli_questions import remark
from tests.town import ANNE

ASKED = "Når åpner svømmehallen? Ring 912 34 567."


@pytest.fixture(autouse=True)
def _answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)
    noted = [EarlierMeaning(meaning=one, question_id=1, weight=weight) for one, weight in meanings(ASKED).items()]
    answer = Answer(
        question_id=1, version=1, text="Hei, Kari! Den åpner 20. august.\nHilsen Kommunetorget", words_hash="",
        state="published", made_at=MONDAY, published_at=MONDAY, link="https://face.book/8",
    )  # fmt: skip
    stored(
        database(tmp_path),
        question(1, state="published", ended_at=MONDAY, language="nb"),
        remark(1, ASKED),
        answer,
        *noted,
    )


async def in_chat(tmp_path: Path, text: str, person: str = ANNE) -> str:
    """What the chat's command answers, as text."""
    town = solvik()
    house, opened = House(town, Wording(), rights_of(town, {})), Database(f"sqlite:///{tmp_path / 'svarvakt.db'}")
    async with opened.read() as session:
        cards = await open_list(session, house, NOW, person, text)
    await opened.close()
    return str(cards)


def test_find_prints_the_answer_for_scripts() -> None:
    found = json.loads(svarvakt("find", "Kva tid opnar symjehallen?", "--json").stdout)

    assert [(one["id"], one["answer"], one["link"]) for one in found] == [
        (1, "Den åpner 20. august.", "https://face.book/8")
    ]
    assert 0 < found[0]["likeness"] <= 1
    assert "912" not in found[0]["words"]


def test_find_prints_the_answer_for_people() -> None:
    shown = svarvakt("find", "svømmehallen").stdout

    assert "Spørsmål 1 · Solvik kommune" in shown
    assert "→ Den åpner 20. august." in shown
    assert "912 34 567" not in shown


def test_find_says_so_when_nothing_is_like_it() -> None:
    assert svarvakt("find", "gravplass").stdout.startswith("Fant ingen svar som ligner.")
    assert json.loads(svarvakt("find", "gravplass", "--json").stdout) == []


@pytest.mark.parametrize(
    "words", ["finn svømmehall", "FINN når åpner svømmehallen", "søk symjehall", "find svømmehall"]
)
async def test_the_chat_lists_what_was_answered_before(tmp_path: Path, words: str) -> None:
    shown = await in_chat(tmp_path, words)

    assert "Svar vi har gitt før: 1" in shown
    assert "Svar: Den åpner 20. august." in shown
    assert "mandag 9. februar" in shown
    assert "https://face.book/8" in shown
    assert "912 34 567" not in shown


@pytest.mark.parametrize(
    ("words", "said"), [("finn", "Skriv hva du leter etter"), ("finn gravplass", "Fant ingen svar")]
)
async def test_who_writes_nothing_or_something_unknown_is_told_what_to_write(
    tmp_path: Path, words: str, said: str
) -> None:
    assert said in await in_chat(tmp_path, words)


async def test_who_has_no_part_in_the_questions_finds_nothing(tmp_path: Path) -> None:
    assert "svømmehall" not in await in_chat(tmp_path, "finn svømmehall", "U0STRANGER")


def test_index_finds_what_was_answered_before_there_was_one_and_the_next_run_has_nothing_to_do(tmp_path: Path) -> None:
    stored(
        database(tmp_path),
        question(2, state="published", ended_at=MONDAY, language="nb"),
        remark(2, "Hvor leverer jeg gammel maling?"),
        Answer(question_id=2, version=1, text="Hei! På Bakken.", words_hash="", state="published", made_at=MONDAY),
    )
    before = json.loads(svarvakt("find", "levere maling", "--json").stdout)

    first, second = svarvakt("index").stdout, svarvakt("index").stdout

    assert before == []
    assert ("finnes igjen: 1" in first, "finnes igjen: 0" in second) == (True, True)
    assert [one["id"] for one in json.loads(svarvakt("find", "levere maling", "--json").stdout)] == [2]
    assert "finnes igjen: 2" in svarvakt("index", "--anew").stdout
