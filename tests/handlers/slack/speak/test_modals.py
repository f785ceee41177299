"""Forms become modals that Slack takes, and come back with what was filled in."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports.card import Notice, Quote, Tone
from bot.ports.form import CheckField, Choice, ChoiceField, Form, TextField
from handlers.slack.speak import limits, modals
from handlers.slack.speak.modals import Place
from tests.handlers.cards import HOSTILE, forms
from tests.handlers.recording import words
from tests.handlers.slack.foreign import foreign_modal

PLACE = Place("C0SPORSMAL", "1700000000.000100")
DEPARTMENTS = tuple(Choice(key, key.title()) for key in ("teknisk", "barnehage"))


def form(*fields: TextField | ChoiceField | CheckField, **extra: Any) -> Form:
    return Form("ask", "Spør fagperson", "Send", "Avbryt", "12:3", fields, **extra)


def filled(view: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The view as Slack sends it back, with what a person left or put in each input."""
    state = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            typed = {"type": element["type"], "value": element.get("initial_value")} | values.get(block["block_id"], {})
            state[block["block_id"]] = {element["action_id"]: typed}
    return view | {"state": {"values": state}, "id": "V1", "hash": "1.a"}


@settings(max_examples=80, deadline=None)
@given(forms)
def test_every_form_is_within_slacks_limits(drawn: Form) -> None:
    assert limits.view_faults(modals.view(drawn, words, PLACE)) == []


@settings(max_examples=60, deadline=None)
@given(forms)
def test_a_foreign_validator_takes_every_form_as_it_stands(drawn: Form) -> None:
    view = modals.view(drawn, words, PLACE)

    assert foreign_modal(view) == view["blocks"]


def test_name_subject_and_place_come_back() -> None:
    sent = modals.sent(filled(modals.view(form(TextField("text", "Svar")), words, PLACE)))

    assert (sent.form, sent.subject, sent.place) == ("ask", "12:3", PLACE)


def test_what_was_filled_in_comes_back_by_field() -> None:
    view = modals.view(
        form(
            TextField("text", "Svar"),
            ChoiceField("to", "Avdeling", DEPARTMENTS),
            CheckField("also", "Også", DEPARTMENTS),
        ),
        words,
        PLACE,
    )

    sent = modals.sent(
        filled(
            view,
            text={"value": "Åpner lørdag"},
            to={"selected_option": {"value": "teknisk"}},
            also={"selected_options": [{"value": "teknisk"}, {"value": "barnehage"}]},
        )
    )

    assert sent.values == {"text": "Åpner lørdag", "to": "teknisk", "also": ("teknisk", "barnehage")}


def test_what_was_left_empty_comes_back_empty() -> None:
    fields = (TextField("text", "Svar"), ChoiceField("to", "Til", DEPARTMENTS), CheckField("also", "Også", DEPARTMENTS))

    sent = modals.sent(
        filled(modals.view(form(*fields), words, PLACE), to={"selected_option": None}, also={"selected_options": []})
    )

    assert sent.values == {"text": "", "to": "", "also": ()}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 3000,
        "a" * 3001,
        "ord " * 2000 + "slutt",
        "\n".join(["En linje med ord."] * 500),
        "Avsnitt.\n\n" * 900 + "slutt",
        "&" * 7001,
    ],
)
def test_a_long_text_comes_back_as_it_was_however_many_inputs_it_took(text: str) -> None:
    view = modals.view(form(TextField("text", "Svar", text, max_length=8000)), words, PLACE)

    assert limits.view_faults(view) == []
    assert modals.sent(filled(view)).values == {"text": text}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab \n.", min_size=2900, max_size=9000))
def test_any_long_text_comes_back_as_it_was(text: str) -> None:
    view = modals.view(form(TextField("text", "Svar", text)), words, PLACE)

    assert modals.sent(filled(view)).values == {"text": text.strip()}


def test_a_text_longer_than_the_field_allows_is_still_shown_whole() -> None:
    view = modals.view(form(TextField("text", "Svar", "a" * 800, max_length=600)), words, PLACE)

    assert view["blocks"][0]["element"]["initial_value"] == "a" * 800


def test_an_error_stands_at_its_field() -> None:
    view = modals.view(form(TextField("text", "Svar"), TextField("why", "Grunn")), words, PLACE)

    assert modals.errors(view, {"why": "Skriv en grunn"}) == {"why": "Skriv en grunn"}


def test_an_error_that_belongs_to_no_field_stands_at_the_first() -> None:
    view = modals.view(form(TextField("text", "Svar"), TextField("why", "Grunn")), words, PLACE)

    assert modals.errors(view, {"": "Prøv igjen"}) == {"text": "Prøv igjen"}


def test_a_form_without_fields_has_no_place_for_errors() -> None:
    assert modals.errors(modals.view(form(body="Sikker?"), words, PLACE), {"": "Prøv igjen"}) == {}


def test_what_is_read_stands_before_what_is_filled_in() -> None:
    shown = form(
        TextField("text", "Svar"),
        notices=(Notice(Tone.WARNING, "Alle kan lese dette"),),
        quotes=(Quote("Kari", "Når?"),),
    )

    assert [block["type"] for block in modals.view(shown, words, PLACE)["blocks"]] == [
        "rich_text",
        "rich_text",
        "input",
    ]


def test_the_chosen_value_is_chosen_already() -> None:
    view = modals.view(form(ChoiceField("to", "Til", DEPARTMENTS, value="barnehage")), words, PLACE)

    assert view["blocks"][0]["element"]["initial_option"]["value"] == "barnehage"


def test_more_choices_than_slack_takes_are_numbered_groups() -> None:
    many = tuple(Choice(str(n), f"Avdeling {n}") for n in range(230))

    view = modals.view(form(ChoiceField("to", "Til", many)), words, PLACE)

    assert [len(group["options"]) for group in view["blocks"][0]["element"]["option_groups"]] == [100, 100, 30]
    assert limits.view_faults(view) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_and_titles_leave_no_tag(text: str) -> None:
    drawn = Form("ask", text, text, text, "1", (ChoiceField("to", text, (Choice("a", text),), hint=text),))

    view = modals.view(drawn, words, PLACE)

    option = view["blocks"][0]["element"]["options"][0]["text"]["text"]
    assert not [shown for shown in (view["title"]["text"], view["submit"]["text"], option) if "<" in shown]
