"""Nothing that was said hides, and what may make a proposal wrong is warned of: no rule has to understand it."""

from dataclasses import replace

import pytest

from bot.drawing.beside.left_out import not_taken
from bot.drawing.proposal_card import proposal_card
from bot.drawing.question.written_after import differs, mends_above, written_after
from bot.drawing.view import View
from bot.ports.card import Link
from tests.bot.drawing.beside.threads import Thread, seen, threads


def below(view: View) -> str:
    return "\n".join(quote.text for quote in proposal_card(view).beside)


def warned(view: View) -> str:
    return "\n".join(notice.text for notice in proposal_card(view).notices)


def told(thread: Thread) -> str:
    return thread.talk[-1]


@pytest.mark.parametrize("thread", threads("nothing_hides"), ids=told)
def test_what_was_not_taken_stands_below_the_proposal_with_its_words(thread: Thread) -> None:
    view = seen(thread)
    public = view.answers[0].text

    assert [words for words in thread.beside if words not in below(view) and words not in public] == []


@pytest.mark.parametrize("thread", threads("late_words"), ids=told)
def test_what_was_written_after_an_answer_and_may_change_it_is_warned_of(thread: Thread) -> None:
    view = seen(thread)

    assert [words for words in thread.told if words not in warned(view)] == []


@pytest.mark.parametrize("thread", threads("two_lines"), ids=told)
def test_a_line_that_may_put_the_one_above_right_is_warned_of(thread: Thread) -> None:
    view = seen(thread)

    assert [mends_above(view, view.answers[0])] == [*(thread.told or [""])]


@pytest.mark.parametrize("thread", threads("quiet"), ids=told)
def test_what_confirms_an_answer_or_tells_nothing_is_no_warning(thread: Thread) -> None:
    view = seen(thread)
    answer = view.answers[0]

    assert [*written_after(view, answer), *differs(view, answer)] == []


def test_only_what_is_surely_nothing_is_counted() -> None:
    view = seen(
        Thread(
            "Når åpner badet?",
            ("Ola: Badet åpner klokka 10.", "Kjell: takk!", "Mona: 👍", "Siri: vaktmesteren vet det"),
        )
    )

    assert [quote.text for quote in proposal_card(view).beside] == [
        "vaktmesteren vet det",
        "2 til i tråden: bare takk, hilsen eller emoji.",
    ]


def test_of_many_what_tells_most_comes_first_and_a_link_leads_to_the_rest() -> None:
    talk = [f"Kjell: det er en ting til {word}" for word in ("der", "her", "nede", "oppe", "borte", "hjemme", "ute")]
    answer = "Badet åpner klokka 10."
    view = seen(
        Thread("Når åpner badet?", (f"Ola: {answer}", *talk, "Mona: ikke mandag"), proposal=answer), card_id="1.2"
    )
    house = replace(view.house, link_of=lambda *_where: "https://chat.example/1.2")
    card = proposal_card(replace(view, house=house))

    assert card.beside[0].text == "ikke mandag"
    assert card.beside[-1].text == "2 til i tråden står ikke her."
    assert card.links == (Link("Se hele tråden", "https://chat.example/1.2"),)


def test_the_form_says_the_same_and_has_no_buttons_beside_the_words() -> None:
    view = seen(threads("late_words")[0])
    quotes = not_taken(view, view.answers[0])

    assert "stryk det med sekker, de hentes på gjenvinningsstasjonen" in [quote.text for quote in quotes]
    assert [quote.actions for quote in quotes if quote.actions] == []
