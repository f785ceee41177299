"""The figures of a week. 2026: 9 February is a Monday; the house closes at 15:30; the week ends on Friday at 13:30."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.drawing.figures.week_card import in_words
from bot.rules.figures import Figures, Span, count
from bot.rules.promise import deadline
from bot.rules.rounds import SAME_ROUND, Round, rounds_of
from storage.tables import NO_ANSWER, History, Promise, Question
from tests.bot.houses import OSLO, house, oslo, rules

WEEK = Span(oslo("2026-02-06 13:30"), oslo("2026-02-13 13:30"), OSLO)
DEADLINE = partial(deadline, hours=house(), rules=rules())
Told = tuple[str, str, str] | tuple[str, str, str, str]  # when, which move, to which state, and its detail


def rounds(
    asked: str, *told: Told, promises: tuple[tuple[str, str], ...] = (), again: str = "", **changes: Any
) -> list[Round]:
    """The rounds of one question, told by its history; `promises` are pairs of when one was made and until when.

    `again` is when the citizen began the last round, if it is not the first.
    """
    last = oslo(again or asked)
    values: dict[str, Any] = {
        "asked_at": oslo(asked),
        "round_at": last,
        "due_at": DEADLINE(last),
        "round": 2 if again else 1,
    } | changes
    made = [
        Promise(question_id=1, sequence=1, answer_id=1, made_at=oslo(at), until=oslo(until)) for at, until in promises
    ]
    return rounds_of(Question(**values), list(_history(told)), made, DEADLINE)


def _history(told: tuple[Told, ...]) -> list[History]:
    before, lines = "new", []
    for at, what, to, *detail in told:
        detail = detail or [""]
        lines.append(History(question_id=1, at=oslo(at), what=what, from_state=before, to_state=to, detail=detail[0]))
        before = to
    return lines


def figures(*questions: list[Round]) -> Figures:
    return count([one for question in questions for one in question], WEEK)


def answered(asked: str, at: str, promises: tuple[tuple[str, str], ...] = ()) -> list[Round]:
    return rounds(asked, (at, "publish", "published"), promises=promises)


@pytest.mark.parametrize(
    ("asked", "at", "same_day", "within_two_days", "late"),
    [
        ("2026-02-09 10:00", "2026-02-09 14:00", 1, 1, 0),
        ("2026-02-09 20:00", "2026-02-09 23:30", 1, 1, 0),  # in the evening, still Monday in Oslo
        ("2026-02-09 10:00", "2026-02-10 00:10", 0, 1, 0),  # after midnight
        ("2026-02-09 10:00", "2026-02-11 15:30", 0, 1, 0),  # at the minute of the deadline
        ("2026-02-09 10:00", "2026-02-11 15:31", 0, 0, 1),
        ("2026-02-06 14:00", "2026-02-09 15:00", 0, 1, 0),  # Friday to Monday: the weekend is within the two days
    ],
)
def test_an_answer_is_of_the_same_day_within_two_days_or_late(
    asked: str, at: str, same_day: int, within_two_days: int, late: int
) -> None:
    counted = figures(answered(asked, at))

    assert (counted.answered, counted.same_day, counted.within_two_days) == (1, same_day, within_two_days)
    assert (counted.answered_late, counted.overdue) == (late, late)


def test_only_what_happened_in_the_span_is_counted() -> None:
    counted = figures(
        answered("2026-02-05 10:00", "2026-02-06 10:00"),  # all of it before
        answered("2026-02-06 10:00", "2026-02-09 10:00"),  # came before, answered within
        rounds("2026-02-13 14:00"),  # came after
    )

    assert (counted.came, counted.answered, counted.open) == (0, 1, 0)


@pytest.mark.parametrize(("kind", "redirected"), [("redirect_case", 1), ("late", 0), ("thanks", 0), ("emergency", 0)])
def test_who_is_shown_nobody_is_not_counted_as_redirected(kind: str, redirected: int) -> None:
    sent = ("2026-02-09 11:00", "redirect", "approved", kind)

    counted = figures(rounds("2026-02-09 10:00", sent, ("2026-02-09 11:01", "publish", "redirected", "answer 1")))

    assert (counted.answered, counted.redirected) == (1, redirected)


def test_a_redirect_is_an_answer() -> None:
    counted = figures(rounds("2026-02-09 10:00", ("2026-02-09 11:00", "publish", "redirected")))

    assert (counted.answered, counted.same_day, counted.redirected) == (1, 1, 1)


def test_what_was_closed_with_a_reason_is_neither_an_answer_nor_overdue() -> None:
    counted = figures(rounds("2026-02-09 10:00", ("2026-02-12 11:00", "close", "closed")))

    assert (counted.answered, counted.closed, counted.overdue, counted.open) == (0, 1, 0, 0)


def test_an_open_question_past_the_promise_is_overdue_and_never_answered_while_nothing_is_public() -> None:
    silent = rounds("2026-02-09 10:00")
    held = rounds("2026-02-09 10:00", reacted_at=oslo("2026-02-09 11:00"))

    counted = figures(silent, held, rounds("2026-02-12 10:00"))

    assert (counted.open, counted.overdue, counted.open_past_promise, counted.never_answered) == (3, 2, 2, 1)


def test_thanks_wait_for_no_answer() -> None:
    told = figures(
        rounds("2026-02-12 10:00", suggestion=NO_ANSWER, state="new"), rounds("2026-02-12 11:00", state="new")
    )

    assert (told.came, told.open) == (2, 1)


def test_a_kept_promise_counts_when_it_is_kept() -> None:
    held = answered("2026-02-09 10:00", "2026-02-11 15:00", promises=(("2026-02-09 11:00", "2026-02-11 15:30"),))

    counted = figures(held)

    assert (counted.promises_kept, counted.promises_late, counted.extended) == (1, 0, 0)


def test_an_extended_promise_is_kept_until_its_new_time() -> None:
    promises = (("2026-02-09 11:00", "2026-02-11 15:30"), ("2026-02-11 14:00", "2026-02-13 15:30"))

    counted = figures(answered("2026-02-09 10:00", "2026-02-13 12:00", promises=promises))

    assert (counted.extended, counted.promises_kept, counted.promises_late) == (1, 1, 0)
    assert (counted.within_two_days, counted.after_extension, counted.overdue) == (0, 1, 0)


@pytest.mark.parametrize("told", [(), (("2026-02-12 09:00", "publish", "published"),)])
def test_a_promise_is_late_whether_the_answer_came_afterwards_or_not_at_all(told: tuple[Told, ...]) -> None:
    counted = figures(rounds("2026-02-09 10:00", *told, promises=(("2026-02-09 11:00", "2026-02-11 15:30"),)))

    assert (counted.promises_kept, counted.promises_late, counted.overdue) == (0, 1, 1)


def test_a_promise_that_outlives_a_closing_is_kept_by_the_answer_after_it() -> None:
    promise = Promise(
        question_id=1, sequence=1, answer_id=1, made_at=oslo("2026-02-09 11:00"), until=oslo("2026-02-11 15:30")
    )
    told = _history((("2026-02-09 12:00", "close", "closed"), ("2026-02-10 09:00", "write_again", "taken")))
    told[-1].detail = SAME_ROUND
    told += _history((("2026-02-11 15:00", "publish", "published"),))
    question = Question(asked_at=oslo("2026-02-09 10:00"), due_at=oslo("2026-02-11 15:30"))

    counted = figures(rounds_of(question, told, [promise], DEADLINE))

    assert (counted.promises_kept, counted.promises_late, counted.closed) == (1, 0, 0)


def test_who_takes_the_question_back_breaks_no_promise_of_ours() -> None:
    told = ("2026-02-10 09:00", "withdraw", "withdrawn")

    counted = figures(rounds("2026-02-09 10:00", told, promises=(("2026-02-09 11:00", "2026-02-11 15:30"),)))

    assert (counted.promises_kept, counted.promises_late, counted.overdue, counted.answered) == (0, 0, 0, 0)


def test_a_promise_given_after_the_deadline_does_not_make_the_answer_timely() -> None:
    promises = (("2026-02-12 09:00", "2026-02-16 15:30"),)

    counted = figures(answered("2026-02-09 10:00", "2026-02-13 10:00", promises=promises))

    assert (counted.promises_kept, counted.within_two_days, counted.answered_late) == (1, 0, 1)


def test_a_citizen_who_writes_again_after_the_answer_has_come_again() -> None:
    again = rounds(
        "2026-02-09 10:00",
        ("2026-02-09 11:00", "publish", "published"),
        ("2026-02-12 09:00", "write_again", "taken"),
        ("2026-02-12 12:00", "publish", "published"),
        again="2026-02-12 09:00",
    )

    counted = figures(again)

    assert (counted.came, counted.answered, counted.same_day) == (2, 2, 2)


def test_what_the_desk_opens_again_is_no_new_question_and_no_second_answer() -> None:
    again = rounds(
        "2026-02-09 10:00",
        ("2026-02-09 11:00", "publish", "published"),
        ("2026-02-10 09:00", "reopen", "taken"),
        ("2026-02-10 12:00", "publish", "published"),
    )

    counted = figures(again)

    assert (counted.came, counted.answered, counted.open) == (1, 1, 0)


def test_what_was_closed_by_mistake_still_waits_since_it_was_asked() -> None:
    reopened = rounds(
        "2026-02-09 10:00",
        ("2026-02-09 11:00", "close", "closed"),
        ("2026-02-10 09:00", "reopen", "taken"),
        ("2026-02-10 10:00", "publish", "published"),
    )

    counted = figures(reopened)

    assert (counted.closed, counted.answered, counted.longest_wait) == (0, 1, timedelta(days=1))


def test_the_longest_wait_is_from_the_citizens_words_to_the_answer() -> None:
    short, long = answered("2026-02-09 10:00", "2026-02-09 11:00"), answered("2026-02-06 20:00", "2026-02-09 09:30")

    assert figures(short, long).longest_wait == timedelta(days=2, hours=13, minutes=30)
    assert figures(rounds("2026-02-09 10:00")).longest_wait is None


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "1 minutt"),
        (timedelta(minutes=61), "1 time og 1 minutt"),
        (timedelta(days=1, hours=4, minutes=50), "1 døgn og 4 timer"),
        (timedelta(days=2), "2 døgn"),
    ],
)
def test_a_length_of_time_is_said_in_words(length: timedelta, words: str) -> None:
    assert in_words(length, "nb") == words
