"""Cards and dialogs of whatever people write: valid by the published schema, within Teams' limits, and inert."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports.card import Action, Card, Mention, Quote, Style
from bot.ports.form import Form
from handlers.teams.speak import elements as e
from handlers.teams.speak.cards import MOST_BYTES, activity, adaptive, carrier, several
from handlers.teams.speak.dialogs import Place, dialog, sent
from handlers.teams.speak.mentions import Colleague
from sandbox.teams.connector.checks import checked
from tests.handlers.cards import cards, forms
from tests.handlers.recording import words
from tests.handlers.teams.schema import faults

OLA = Colleague("22222222-2222-4222-8222-222222222222", "29:1ola", "Ola [Nordby](x) <at>")
PLACE = Place("kanal", "1", "1")


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from nodes(child)
    if isinstance(node, list):
        for child in node:
            yield from nodes(child)


def texts(content: Any) -> list[str]:
    return [node["text"] for node in nodes(content) if isinstance(node.get("text"), str)]


@settings(deadline=None, max_examples=25)
@given(card=cards, called=st.sampled_from([(), (OLA,)]))
def test_every_card_is_valid_fits_and_is_taken_by_teams(card: Card, called: tuple[Colleague, ...]) -> None:
    drawn = activity(card, words, "key", called)
    content = drawn["attachments"][0]["content"]
    assert e.size(content) <= MOST_BYTES
    assert not faults(content)
    checked(drawn)
    assert carrier("key") in json.dumps(content)
    assert drawn["summary"]


def test_who_was_called_is_still_named_when_the_message_is_drawn_anew_and_is_not_called_again() -> None:
    card = Card("Spurt", mentions=(Mention(OLA.id),))

    posted, anew = (json.dumps(activity(card, words, key, (OLA,))) for key in ("key", ""))

    assert "<at>Ola Nordbyx at</at>" in posted
    assert "@Ola Nordbyx at" in anew
    assert "<at>" not in anew
    assert "mentioned" not in anew


@settings(deadline=None, max_examples=25)
@given(card=cards)
def test_no_button_is_ever_left_out(card: Card) -> None:
    drawn = list(nodes(adaptive(card, words)))
    pressed = [node["data"]["do"] for node in drawn if str(node.get("type")).startswith("Action.") and "data" in node]
    wanted = [*card.actions, *card.more, *(one for said in card.beside for one in said.actions)]
    assert sorted(pressed) == sorted([one.name for one in wanted] + ([card.aside.name] if _shows_aside(card) else []))


def _shows_aside(card: Card) -> bool:
    from bot.ports.showing import clean

    return card.aside is not None and bool(clean(card.body))


@settings(deadline=None, max_examples=25)
@given(form=forms)
def test_every_dialog_is_valid_and_comes_back(form: Form) -> None:
    shown = dialog(form, words, PLACE, "first", {"": "Noe er galt", "text": "For kort"})["task"]["value"]
    content = shown["card"]["content"]
    assert not faults(content)
    for action in content.get("actions", ()):
        came = sent(action["data"])
        assert (came.carried["form"], came.carried["subject"]) == (form.name, form.subject)
        assert came.place == PLACE


@settings(deadline=None, max_examples=25)
@given(some=st.lists(cards, max_size=30))
def test_many_cards_fit_together(some: list[Card]) -> None:
    content = several(some, words)
    assert e.size(content) <= MOST_BYTES
    assert not faults(content)


@pytest.mark.parametrize(
    "hostile",
    ["<at>Anne Berg</at>", "[klikk](https://ond.example)", "{{DATE(2026-02-09T08:00:00Z)}}", "**fet** <b>x</b>"],
)
def test_citizens_words_mention_nobody_and_lead_nowhere(hostile: str) -> None:
    content = adaptive(Card("s", title=hostile, quotes=(Quote(hostile, hostile),), body=hostile), words)
    blocks = [node for node in nodes(content) if node.get("type") == "TextBlock"]
    assert not blocks, "a text block would read markdown"
    assert not any("<at>" in text or "{{" in text for text in texts(content))
    assert not any(node.get("type") == "Action.OpenUrl" for node in nodes(content))


def test_a_mention_names_its_person_and_nobody_else() -> None:
    content = adaptive(Card("s", mentions=(Mention(OLA.id),)), words, "key", [OLA])
    (entity,) = content["msteams"]["entities"]
    assert entity["mentioned"] == {"id": OLA.id, "name": "Ola Nordbyx at"}
    assert entity["text"] in texts(content)


def test_a_channel_is_shown_by_its_name() -> None:
    link = (
        "https://teams.microsoft.com/l/channel/19%3Ax%40thread.tacv2/Sp%C3%B8rsm%C3%A5l%20her?groupId=a-1&tenantId=b-2"
    )
    content = adaptive(Card("s", body=f"Jeg er ikke i kanalen {link}. Legg meg til."), words)
    assert "Jeg er ikke i kanalen Spørsmål her. Legg meg til." in texts(content)


def test_what_cannot_lead_to_a_form_is_done_at_once_and_the_rest_opens_a_dialog() -> None:
    take = Action("take", "Ta", "1")
    ask = Action("ask", "Spør", "1", Style.PRIMARY)
    sure = Action("take", "Publiser", "1:2", confirm="Alle kan lese dette")
    drawn = {
        node["title"]: node for node in nodes(adaptive(Card("s", actions=(take, ask, sure)), words)) if "title" in node
    }
    assert drawn["Ta"]["type"] == "Action.Execute"
    assert drawn["Spør"]["data"]["msteams"] == {"type": "task/fetch"}
    assert drawn["Publiser"]["data"]["ask"] == "Alle kan lese dette"
