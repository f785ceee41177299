"""What a phone shows says who asks what and until when, once; and a dialog is called what its button is called."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.drawing.calling.alarm_card import alarm_card
from bot.drawing.forms.texts import text_form
from bot.drawing.list_lines import open_line
from bot.drawing.proposal_card import proposal_card
from bot.drawing.question.card import question_card
from bot.drawing.sentences import OF_NO_ANSWER, sentence_card
from bot.drawing.talk import news, our_quotes
from bot.drawing.view import View
from bot.ports.card import Fact
from bot.rules.rights import Rights
from bot.rules.states import ENDS
from bot.texts.wording import Wording
from bot.work import House
from storage.tables import NO_ANSWER, Answer, History, Question, Remark
from tests.bot.houses import OSLO
from tests.bot.solvik import solvik

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=OSLO)
ASKS = "Når brøyter dere Granveien?"


def seen(words: str = ASKS, *said: Remark, answers: tuple[Answer, ...] = (), **more: Any) -> View:
    """A question of Kari's at noon."""
    fields = {
        "id": 12,
        "page": "main",
        "channel": "C0SPORSMAL",
        "author_name": "Kari Nordmann",
        "kind": "comment",
        "heard_at": NOON,
        "asked_at": NOON,
        "due_at": NOON + timedelta(days=2, hours=3, minutes=30),
        "reaction_due_at": NOON + timedelta(hours=2),
    }
    citizen = Remark(id=1, author="citizen", author_name="Kari Nordmann", text=words, written_at=NOON)
    house = House(solvik(), Wording(), Rights(frozenset({"U0ANNE"}), experts={"teknisk": frozenset({"U0OLA"})}))
    return View(house, NOON, Question(**{**fields, **more}), [citizen, *said], answers, (), (), (), None)


def test_a_ready_answer_is_told_with_who_asks_what_and_until_when() -> None:
    answer = Answer(id=1, question_id=12, version=1, words_hash="", kind="answer", state="proposed", text="I natt.")
    answer.made_at = NOON

    told = proposal_card(seen(answers=(answer,), state="proposed")).summary

    assert told == f"Et forslag til svar er klart. Kari Nordmann: «{ASKS}» · svar innen onsdag kl. 15.30"


def test_a_call_that_names_the_deadline_does_not_name_it_again() -> None:
    body = {"text": "thread.asked", "department": "teknisk", "by": "Anne Berg", "of_question": True}

    told = sentence_card(seen(), body).summary

    assert told.count("onsdag kl. 15.30") == 1
    assert told.endswith(f"Kari Nordmann: «{ASKS}»")


def test_who_asks_the_citizen_sees_what_the_expert_wants_to_know() -> None:
    asked = Remark(id=2, door="chat", author="expert", author_id="U0OLA", author_name="Ola Nordby")
    asked.text, asked.written_at = "Hvilken ende av veien mener hun?", NOON

    form = text_form(seen(ASKS, asked), "redirect_text", "Hei!", "clarify")

    assert form.title == "Spør innbyggeren"
    assert [(quote.who, quote.text) for quote in form.quotes][-1] == ("Ola Nordby", asked.text)


def test_a_list_says_who_has_a_question_and_that_an_emergency_is_due_now() -> None:
    taken = open_line(seen(state="taken", owner_id="U0ANNE", owner_name="Anne Berg"), "U0ANNE")
    urgent = open_line(seen("Hjelp, det brenner i garasjen!"), "U0ANNE")

    assert taken.facts[1].value == "Anne Berg følger opp"
    assert urgent.facts[0].value == "nå"


@pytest.mark.parametrize("text", sorted(OF_NO_ANSWER))
def test_what_asks_for_no_answer_is_told_without_a_deadline(text: str) -> None:
    told = sentence_card(seen(), {"text": text, "values": {"name": "Ola Nordby"}}).summary

    assert told.endswith(f"Kari Nordmann: «{ASKS}»")


@pytest.mark.parametrize("state", sorted(ENDS))
@pytest.mark.parametrize("words", [ASKS, "Hjelp, det brenner i garasjen!"])
def test_after_the_end_nobody_is_told_of_a_deadline(state: str, words: str) -> None:
    told = sentence_card(seen(words, state=state), {"text": "thread.wrote_again"}).summary

    assert "svar" not in told.removeprefix("Innbyggeren har skrevet mer:")


def test_more_from_the_citizen_is_told_with_the_deadline() -> None:
    assert sentence_card(seen(), {"text": "thread.wrote_again"}).summary.endswith("· svar innen onsdag kl. 15.30")


def test_a_list_names_no_deadline_for_thanks() -> None:
    (stands,) = open_line(seen("Tusen takk!", suggestion=NO_ANSWER), "U0ANNE").facts

    assert stands.value == "Ny · trenger kanskje ikke svar"


@pytest.mark.parametrize(
    "words",
    ["Du er en idiot, hele gjengen er noen jævla idioter.", "Kjøp billige solbriller på https://solbriller.example"],
)
def test_what_may_have_to_be_hidden_is_to_be_looked_at_and_not_answered(words: str) -> None:
    view = seen(words)
    assert view.suggested.expected == "hide"

    assert question_card(view).title == "Kari Nordmann · vurder innen onsdag kl. 15.30"
    assert open_line(view, "U0ANNE").facts[0] == Fact("Vurder innen", "onsdag kl. 15.30")


def test_an_alarm_that_was_handled_says_who_did_and_has_no_button() -> None:
    view = seen("Hjelp, det brenner i garasjen!", state="taken", owner_id="U0ANNE", owner_name="Anne Berg")
    body = {"text": "alarm.emergency", "values": {"number": "12", "page": "main", "reason": ""}}
    text = Answer(id=1, question_id=12, version=1, words_hash="", kind="redirect", variant="emergency_fire")
    text.state, text.text, text.approver_name = "published", "Ring 110.", "Anne Berg"
    moved = History(question_id=12, at=NOON, what="publish_redirect", from_state="approved", to_state="redirected")
    ended = replace(seen("Hjelp, det brenner i garasjen!", answers=(text,), state="redirected"), moved=moved)

    assert alarm_card(view.house, body, NOON, view).footer == "Anne Berg følger opp."
    handled = alarm_card(view.house, body, NOON, ended)
    assert handled.footer.startswith("Anne Berg sendte en ferdig tekst mandag kl. 12.00: ")
    assert handled.actions == ()


def test_an_alarm_says_where_it_is_and_nothing_else_that_is_masked() -> None:
    view = seen("Det brenner i Fjellgata 3! Ring meg på 91 22 33 44")
    body = {"text": "alarm.emergency", "values": {"number": "12", "page": "Solvik", "reason": "Brann."}, "remark": 1}

    quoted = alarm_card(view.house, body, NOON, view).quotes[0].text

    assert "Fjellgata 3" in quoted
    assert "91 22" not in quoted


def test_an_apology_is_called_one_in_the_talk() -> None:
    sorry = Answer(id=1, question_id=12, version=1, words_hash="", kind="redirect", variant="late", text="Beklager.")
    sorry.state = "published"

    assert [quote.note for quote in our_quotes(seen(answers=(sorry,)))] == ["beklagelse"]


def test_what_an_expert_has_deleted_is_told_as_the_news_without_its_words() -> None:
    gone = Remark(id=2, door="chat", author="expert", author_id="U0OLA", author_name="Ola Nordby")
    gone.text, gone.written_at, gone.gone_at = "Vi kommer i kveld.", NOON, NOON + timedelta(minutes=1)

    (told,) = news(seen(ASKS, gone), newest=2)

    assert (told.who, told.text) == ("Ola Nordby", "Har slettet en melding i tråden.")
