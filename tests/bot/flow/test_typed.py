"""A name typed behind the chat's sign: who is meant, and what is none."""

from datetime import UTC, datetime

import pytest

from bot.flow.answering import talking
from bot.flow.answering.talk.typed import typed_in
from bot.ports.happenings import Said
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from tests.bot.solvik import solvik

PEOPLE = {"U1": "Anne Berg", "U2": "Jonas Lie", "U3": "Jonas Moe", "U4": "Kari-Anne Dahl"}
HOUSE = House(solvik(), Wording(), Rights(frozenset(PEOPLE)), name_of=lambda person: PEOPLE.get(person, ""))


def said(text: str, people: tuple[str, ...] = ()) -> Said:
    return Said("C0", "1.1", "1.2", "U9", text, datetime(2026, 2, 9, tzinfo=UTC), people=people)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Anne Berg kan du se på dette?", {"Anne Berg": ("U1",)}),
        ("Hei @anne berg, ser du?", {"anne berg": ("U1",)}),
        ("@Anne: ja", {"Anne": ("U1",)}),
        ("@Jonas vet det", {"Jonas": ("U2", "U3")}),  # two are called so
        ("@Jonas Moe vet det", {"Jonas Moe": ("U3",)}),
        ("(@Kari-Anne)", {"Kari-Anne": ("U4",)}),
        ("@Berit Ås vet det", {"Berit Ås": ()}),
        ("@Annelise vet det", {"Annelise": ()}),
        ("@Anne Berg og @Jonas Lie", {"Anne Berg": ("U1",), "Jonas Lie": ("U2",)}),
        ("skriv til post@Anne.no", {}),
        ("følg oss: @solvikkommune", {}),
        ("kl. 10 @ rådhuset", {}),
    ],
)
def test_who_is_meant(text: str, meant: dict[str, tuple[str, ...]]) -> None:
    assert {one.written: one.people for one in typed_in(HOUSE, said(text))} == meant


def test_whom_the_chat_has_called_is_not_called_again() -> None:
    assert list(typed_in(HOUSE, said("@U1 kan du se?", people=("U1",)))) == []


def test_a_typed_name_is_read_as_one_that_was_chosen() -> None:
    chosen, typed = said("@U1 kan du se?", people=("U1",)), said("@Anne kan du se?")

    assert talking.named(HOUSE, typed)[0] == talking.named(HOUSE, chosen)[0]
    assert "person" in talking.named(HOUSE, typed)[1]
