"""The card of a question is read in five seconds: few lines, few buttons, and nothing that every card says."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.drawing.forms.whole import whole_form
from bot.drawing.question.buttons import behind_whole, buttons
from bot.drawing.question.card import question_card
from bot.drawing.view import View
from bot.ports.card import Card, Style, Tone
from bot.rules.rights import Rights
from bot.texts.wording import Wording
from bot.work import House
from storage.tables import Answer, History, Question, Remark
from tests.bot.drawing.lines import DESKTOP, PHONE, lines
from tests.bot.houses import OSLO
from tests.bot.solvik import solvik
from tests.reading.labels import OPEN, read

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=OSLO)
POST = "Brøytebilene er i gang fra klokka fem i natt. Sett bilen inn på gårdsplassen!"
A_SHORT_TEXT = 100  # characters
QUESTIONS = Path(__file__).parents[2] / "citizen_questions.jsonl"
EXPERTS = frozenset({"U0OLA"})
SHORT = {
    "a question": ("comment", "Hei! Når åpner svømmehallen etter jul?"),
    "a reply": ("reply", "Gjelder det også Lia?"),
    "a message": ("message", "Hei, er biblioteket åpent i påsken?"),
    "a post": ("visitor_post", "Gatelyset i Lia har vært mørkt i en uke. Kommer det noen?"),
    "an emergency": ("comment", "Vannet spruter opp av veien utenfor barnehagen!"),
    "thanks": ("comment", "Så fint at hallen åpner igjen, tusen takk!"),
    "a case": ("comment", "Hvorfor har jeg ikke fått svar på byggesøknaden min?"),
    "somebody else's": ("comment", "Når kommer fylkesveien til å bli asfaltert?"),
}


def asked(kind: str, words: str, *said: Remark, **more: Any) -> Card:
    """The card of a question that came at noon."""
    return question_card(seen(kind, words, *said, **more))


def seen(
    kind: str,
    words: str,
    *said: Remark,
    answers: tuple[Answer, ...] = (),
    moved: History | None = None,
    asked_too: frozenset[str] = frozenset(),
    **more: Any,
) -> View:
    """All that is shown of such a question."""
    fields = {
        "id": 12,
        "page": "main",
        "channel": solvik().pages["main"].channel,
        "author_name": "Kari Nordmann",
        "post_text": "" if kind in ("message", "visitor_post") else POST,
        "link": "https://www.facebook.com/100200300400500/posts/1",
        "heard_at": NOON,
        "asked_at": NOON,
        "due_at": NOON + timedelta(days=1, hours=3, minutes=30),
        "reaction_due_at": NOON + timedelta(hours=2),
        "kind": kind,
    }
    question = Question(**{**fields, **more})
    citizen = Remark(id=1, author="citizen", author_name="Kari Nordmann", text=words, written_at=NOON)
    house = House(solvik(), Wording(), Rights(frozenset({"U0ANNE", "U0JONAS"}), experts={"teknisk": EXPERTS}))
    return View(house, NOON, question, [citizen, *said], answers, (), (), (), moved, asked_too=asked_too)


def settled(state: str, *answers: Answer, what: str = "publish", **more: Any) -> Card:
    """The card of a question after its end at one o'clock."""
    moved = History(question_id=12, at=NOON + timedelta(hours=1), what=what, from_state="approved", to_state=state)
    return asked("comment", "Hva koster et årskort for studenter?", state=state, answers=answers, moved=moved, **more)


def public(kind: str, **more: Any) -> Answer:
    """A text of Anne's that stands on the page."""
    made = {
        "id": 1,
        "question_id": 12,
        "version": 1,
        "words_hash": "",
        "author_name": "Anne Berg",
        "approver_name": "Anne Berg",
    }
    link = "https://www.facebook.com/100200300400500/posts/1?comment_id=2"
    return Answer(**made, kind=kind, text="Hei! 1490 kroner.", state="published", link=link, **more)


def said(number: int, by: str, words: str) -> Remark:
    names = {"expert": "Ola Nordby", "desk": "Anne Berg"}
    at = NOON + timedelta(minutes=number)
    return Remark(id=number, door="chat", author=by, author_id=by, author_name=names[by], text=words, written_at=at)


@pytest.mark.parametrize(("kind", "words"), SHORT.values(), ids=SHORT)
def test_a_new_card_has_few_lines_and_buttons(kind: str, words: str) -> None:
    card = asked(kind, words)

    assert lines(card, DESKTOP) <= 8
    assert lines(card, PHONE) <= 12
    assert len(card.actions) <= 4
    assert [action.style is Style.PLAIN for action in card.actions] == [False, *([True] * (len(card.actions) - 1))]


def normal() -> list[str]:
    """Citizens' short texts in which nobody is in danger: `citizen_questions.jsonl` and the open half of the comments."""
    told = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    told += [comment.text for comment in read(OPEN)]
    return [text for text in told if len(text) <= A_SHORT_TEXT]


def test_nearly_every_short_text_makes_a_card_of_few_lines() -> None:
    """Also with a warning or advice beside it, and where somebody is in danger. The letters are counted, not drawn."""
    cards = [asked("comment", words) for words in normal()[::3]]  # some 800 are enough to tell

    assert max(lines(card, DESKTOP) for card in cards) <= 8
    assert sum(lines(card, PHONE) <= 12 for card in cards) / len(cards) >= 0.94
    assert max(lines(card, PHONE) for card in cards) <= 14


def test_no_sentence_is_the_same_on_every_card() -> None:
    cards = [asked(kind, words) for kind, words in SHORT.values()]
    said_by = [{card.lead, card.body, *(n.text for n in (*card.notices, *card.advice))} - {""} for card in cards]

    assert not set.intersection(*said_by)


def test_a_card_that_came_at_once_leaves_the_time_to_the_chat() -> None:
    assert "Spurt" not in asked("comment", "Når åpner hallen?").footer
    assert "mandag kl. 09.00" in asked("comment", "Når åpner hallen?", asked_at=NOON - timedelta(hours=3)).footer


LONG = (
    "Hei! Vi er en familie på fem som har planlagt bursdag i svømmehallen lørdag 12. desember. Sist vi var der, måtte vi "
    "gå klokka kvart på fire. Det ble ganske stress med tre små som skulle dusje. Kan vi leie garderoben litt lenger? "
    "Hilsen Kari, som bor ovenfor skolen"
)


def test_a_long_text_is_told_by_how_it_begins_and_what_it_asks_and_opens_whole() -> None:
    card = asked("comment", LONG)

    assert card.quotes[0].text.startswith("Hei! Vi er en familie på fem")
    assert card.quotes[0].text.endswith("… Kan vi leie garderoben litt lenger?")
    assert card.more[0].name == "whole"


def test_a_text_that_fits_stands_whole_with_nothing_more_to_open() -> None:
    card = asked("comment", LONG[:200])

    assert card.quotes[0].text == LONG[:200]
    assert "whole" not in [action.name for action in card.more]


@pytest.mark.parametrize("kind", ["holding", "extension"])
def test_a_promise_stands_in_the_title_and_is_not_told_again(kind: str) -> None:
    card = asked("comment", "Når brøyter dere?", answers=(public(kind),))

    assert [quote.text for quote in card.quotes] == ["Når brøyter dere?"]


def test_what_must_not_stand_open_is_named_and_hidden_by_the_button() -> None:
    card = asked("comment", "Fødselsnummeret mitt er 158690 99918, kan dere sjekke?")

    assert [notice.text for notice in card.notices] == ["Trolig fødselsnummer."]
    assert card.actions[0].name == "hide_and_redirect"


def test_what_an_expert_asks_back_stands_on_the_card_until_the_desk_answers() -> None:
    question, reply = said(2, "expert", "Hvilken vei mener hun?"), said(3, "desk", "Skogveien, står det i profilen.")

    assert asked("comment", "Når brøyter dere?", question).lead == "Ola Nordby spør: «Hvilken vei mener hun?»"
    assert asked("comment", "Når brøyter dere?", question, reply).lead == ""


@pytest.mark.parametrize(
    ("after", "stands"),
    [
        (timedelta(hours=-1), "Et svar er klart i tråden."),
        (timedelta(hours=1), "innbyggeren har skrevet eller endret noe"),
    ],
)
def test_a_card_says_that_she_asked_more_after_the_answer_was_made(after: timedelta, stands: str) -> None:
    made = NOON + timedelta(hours=2)
    waits = Answer(
        id=1, question_id=12, version=1, kind="answer", text="Hei, Kari! Kl. 10.", state="proposed", made_at=made
    )
    more = Remark(
        id=3, author="citizen", author_name="Kari Nordmann", text="Og når stenger den?", written_at=made + after
    )

    card = asked("comment", "Når åpner hallen?", more, state="proposed", language="nb", answers=(waits,))

    assert stands in card.lead
    assert (card.quotes[-1].who, card.quotes[-1].text) == ("Forslag fra en fagperson", "Kl. 10.")


def test_an_expert_who_answers_asks_nothing_any_more() -> None:
    question, answer = said(2, "expert", "Hvilken vei mener hun?"), said(3, "expert", "Vi brøyter alle veier i natt.")

    assert "spør" not in asked("comment", "Når brøyter dere?", question, answer).lead


def test_where_a_life_is_in_danger_how_openly_to_answer_is_said_once() -> None:
    card = asked("comment", "orker ikke mer nå. har tenkt å gjøre slutt på alt i kveld")

    assert [notice.tone for notice in card.notices] == [Tone.URGENT]
    assert "113" in card.notices[0].text


def test_a_guess_of_danger_does_not_hide_that_the_matter_is_personal() -> None:
    words = (one.text for one in read(OPEN))
    view = next(
        one for one in (seen("comment", one) for one in words) if one.suggested.otherwise == "redirect_personal"
    )

    card = question_card(view)
    assert view.say(f"suggest.{view.suggested.reason}") in card.notices[0].text
    assert [one.text for one in card.advice] == ["Ellers trolig personlig."]


def test_who_was_asked_already_has_no_button_any_more() -> None:
    waits = {"state": "asked", "asked_department": "teknisk", "owner_id": "U0ANNE"}
    before = asked("comment", "Når brøyter dere?", **waits)
    after = asked("comment", "Når brøyter dere?", asked_too=frozenset({"call_manager"}), **waits)

    left = {action.name for action in (*after.actions, *after.more)}
    assert [each.name for each in (*before.actions, *before.more) if each.name not in left] == ["call_manager"]


def test_who_was_called_with_the_others_is_not_offered_as_the_one_who_stands_in() -> None:
    waits = {"state": "asked", "asked_department": "teknisk", "owner_id": "U0ANNE"}
    view = seen("comment", "Når brøyter dere?", **waits)
    department = view.house.municipality.departments["teknisk"]
    (stands_in,), group = department.deputies, department.group
    assert "ask_deputy" in {action.name for actions in buttons(view) for action in actions}

    all_in_it = replace(view.house, rights=replace(view.house.rights, groups={group: frozenset({stands_in})}))

    assert "ask_deputy" not in {a.name for actions in buttons(replace(view, house=all_in_it)) for a in actions}


def test_an_emergency_names_the_duty_phone() -> None:
    card = asked(*SHORT["an emergency"])

    assert solvik().municipality.duty_phone in card.notices[0].text
    assert card.actions[0].style is Style.DANGER


def test_a_colleague_whose_name_is_not_known_yet_stands_as_the_desk() -> None:
    assert asked("comment", "Når?", state="taken", owner_id="U0NEW").lead == "Kommunetorget følger opp."


@pytest.mark.parametrize(
    ("what", "who", "words"),
    [
        ("take", "U0ANNE", "Tatt av Anne Berg."),
        ("take", "U0JONAS", "Anne Berg følger opp."),  # a colleague took it, and she has taken it over
        ("give", "U0JONAS", "Anne Berg følger opp."),
        ("reopen", "U0ANNE", "Åpnet igjen av Anne Berg mandag kl. 13.00."),
        ("write_again", "", "Anne Berg følger opp."),  # she has only answered what the citizen asked before
        ("undo", "U0ANNE", "Anne Berg følger opp."),
    ],
)
def test_who_has_a_question_is_said_to_have_taken_it_only_where_she_did(what: str, who: str, words: str) -> None:
    moved = History(question_id=12, at=NOON + timedelta(hours=1), what=what, from_state="new", to_state="taken")
    moved.who_id, moved.who_name = who, "Anne Berg" if who == "U0ANNE" else ""

    assert asked("comment", "Når?", state="taken", owner_id="U0ANNE", owner_name="Anne Berg", moved=moved).lead == words


def test_who_has_promised_an_answer_has_taken_nothing() -> None:
    moved = History(question_id=12, at=NOON, what="take", from_state="new", to_state="taken", who_id="U0ANNE")
    holding = Answer(id=1, question_id=12, version=1, kind="holding", state="approved", approved_at=NOON)

    card = asked(
        "comment", "Når?", state="taken", owner_id="U0ANNE", owner_name="Anne", moved=moved, answers=(holding,)
    )

    assert card.lead == "Anne følger opp."


def test_a_button_with_the_suggestions_own_words_leaves_nothing_to_advise() -> None:
    card = asked(*SHORT["somebody else's"])

    assert card.actions[0].label == "Send «Ikke vårt ansvar»"
    assert card.advice == ()


@pytest.mark.parametrize(
    "words", [*(words for _, words in SHORT.values()), "Ring meg på 412 34 567 om gatelyset i Lia."]
)
@pytest.mark.parametrize("state", ["new", "taken", "asked", "proposed"])
@pytest.mark.parametrize("due_in", [timedelta(days=1), -timedelta(days=1)], ids=["in time", "late"])
def test_whatever_can_be_done_can_be_done_from_one_menu(words: str, state: str, due_in: timedelta) -> None:
    owner = "" if state == "new" else "U0ANNE"
    more = {"state": state, "asked_department": "teknisk", "owner_id": owner, "due_at": NOON + due_in}
    view = seen("comment", words, **more)
    card, behind = question_card(view), behind_whole(view)

    assert len(card.more) <= 5
    assert all(not action.at_once for action in behind)
    assert bool(behind) == (card.more[-1].label == "Vis alt og mer …")
    assert [choice.value for field in whole_form(view).fields for choice in field.choices] == [a.name for a in behind]


def test_an_overdue_card_says_who_has_it_and_not_twice_that_it_is_late() -> None:
    waits = {"state": "asked", "asked_department": "teknisk", "owner_id": "U0ANNE", "owner_name": "Anne Berg"}
    card = asked("comment", "Når brøyter dere?", due_at=NOON - timedelta(days=1), **waits)

    assert card.title.endswith("fristen var i går kl. 12.00")
    assert card.lead == "Venter på svar fra Teknisk drift. Anne Berg følger opp."


@pytest.mark.parametrize(
    ("state", "answer", "words", "link"),
    [
        ("published", public("answer"), "Publisert av Anne Berg mandag kl. 13.00.", "Se svaret på Facebook"),
        ("redirected", public("redirect", variant="redirect_case"), "Vist videre av Anne Berg mandag", "Se svaret på"),
        ("redirected", public("redirect", variant="late"), "Anne Berg beklaget og viste videre mandag", "Se svaret på"),
        ("redirected", public("redirect", variant="thanks"), "Anne Berg sendte en ferdig tekst mandag", "Se svaret på"),
        (
            "waiting",
            public("redirect", variant="clarify"),
            "Venter på innbyggeren. Anne Berg spurte",
            "Se hva vi spurte",
        ),
    ],
)
def test_a_settled_card_is_two_lines_with_link_and_time(state: str, answer: Answer, words: str, link: str) -> None:
    card = settled(state, answer)

    assert lines(card, DESKTOP) <= 2 + 1  # the small print may break in the demo's narrow channel
    assert words in card.footer
    assert "kl. 13.00" in card.footer
    assert link in card.links[0].label
    assert card.aside is not None
    assert (card.aside.name, card.actions) == ("whole", ())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("redirect", "Skjult og vist videre av Anne Berg mandag kl. 13.00."),
        ("private", "Skjult, og vist videre i en privat melding av Anne Berg mandag kl. 13.00."),
    ],
)
def test_what_was_hidden_and_redirected_says_both(kind: str, words: str) -> None:
    assert words in settled("redirected", public(kind, variant="redirect_personal"), hidden=True).footer


def test_a_corrected_answer_says_who_published_it_and_who_corrected_it() -> None:
    first = public("answer", published_id="1_2")
    first.state = "corrected"
    later = {"published_id": "1_2", "published_at": NOON + timedelta(hours=2)}
    second = public("answer", **later)
    second.version, second.approver_name = 2, "Jonas Lie"
    third = public("correction", published_at=NOON + timedelta(hours=3))
    third.version = 3

    assert settled("published", first, second, third).footer.startswith(
        "Publisert av Anne Berg mandag kl. 13.00. Rettet av Jonas Lie mandag kl. 14.00. Rettelse av Anne Berg mandag kl. 15.00."
    )


def test_what_closed_itself_says_that_she_did_not_reply() -> None:
    card = settled("published", public("redirect", variant="clarify"), what="citizen_silent")

    assert "Innbyggeren svarte ikke. Avsluttet mandag kl. 13.00." in card.footer


def test_where_something_is_masked_the_menu_offers_to_show_it() -> None:
    masked = asked("comment", "Ring meg på 412 34 567 om gatelyset i Lia.")

    assert "unmask" in [action.name for action in (*masked.actions, *masked.more)]


def test_where_nothing_is_masked_there_is_nothing_to_show() -> None:
    plain = asked(*SHORT["a question"])

    assert "unmask" not in [action.name for action in (*plain.actions, *plain.more)]
