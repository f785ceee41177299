"""Where clauses end, and how they are said."""

import pytest

from bot.reading.clauses import clauses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Huset brenner, kom fort!", ["huset brenner", "kom fort"]),
        ("han falt og svarer ikke", ["han falt", "og svarer ikke"]),
        ("Sønnen min (3) er borte", ["sønnen min 3 er borte"]),
        ("Brann!!! Kom", ["brann", "kom"]),
        ("", []),
        ("😂😂", []),
    ],
)
def test_a_text_falls_into_clauses(text: str, words: list[str]) -> None:
    assert [" ".join(clause.words) for clause in clauses(text)] == words


def test_a_clause_knows_how_its_sentence_ends() -> None:
    assert [clause.end for clause in clauses("Brenner det? Ja! Hos oss")] == ["?", "!", ""]


def test_quoted_words_are_marked() -> None:
    assert [clause.quoted for clause in clauses("Han sa «det brenner» til meg")] == [False, True, False]
