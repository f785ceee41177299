"""The account of a page: each thing a citizen wrote has a fate, or is told of."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.ports.happenings import Kind, Wrote
from bot.watch.ledger import Account, Fate, Known, OurAnswer, settle

NOW = datetime(2026, 2, 12, 3, 0, tzinfo=UTC)
MONDAY = datetime(2026, 2, 9, 9, 0, tzinfo=UTC)


def wrote(
    id: str, *, by_page: bool = False, kind: Kind = Kind.COMMENT, at: datetime = MONDAY, author: str = "7"
) -> Wrote:
    return Wrote(page_id="100", kind=kind, id=id, text="", at=at, author_id=author, by_page=by_page)


def account(*there: Wrote, known: dict[str, Known] | None = None, heard: set[str] | None = None) -> Account:
    return settle("main", there, known or {}, heard or set(), [], NOW)


def published(id: str, *, hours_ago: float = 20, is_message: bool = False) -> OurAnswer:
    return OurAnswer(id, 1, "1", "7", is_message, NOW - timedelta(hours=hours_ago))


@pytest.mark.parametrize(
    ("known", "fate"),
    [
        (Known(state="published"), Fate.ANSWERED),
        (Known(state="redirected"), Fate.REDIRECTED),
        (Known(state="asked", is_promised=True), Fate.PROMISED),
        (Known(state="asked"), Fate.WAITING),
        (Known(state="approved"), Fate.WAITING),
        (Known(state="closed"), Fate.CLOSED),
        (Known(state="hidden"), Fate.CLOSED),
        (Known(state="published", is_promised=True), Fate.ANSWERED),
        (Known(state="withdrawn", gone_at=NOW - timedelta(minutes=5)), Fate.WITHDRAWN),
        (Known(state="withdrawn", gone_at=NOW - timedelta(hours=5)), Fate.UNKNOWN),  # it stands there all the same
        (Known(state=""), Fate.UNKNOWN),  # known by an early edit alone, or to no question
    ],
)
def test_what_a_citizen_wrote_has_the_fate_of_its_question(known: Known, fate: Fate) -> None:
    settled = account(wrote("5_1"), known={"1": known})

    assert settled.fates == {fate: 1}
    assert settled.difference == (fate == Fate.UNKNOWN)


def test_what_nobody_has_seen_is_the_difference() -> None:
    settled = account(wrote("5_1"), wrote("5_2"), known={"1": Known(state="published")})

    assert [each.id for each in settled.unknown] == ["5_2"]


def test_what_was_heard_this_moment_waits() -> None:
    assert account(wrote("5_1"), heard={"1"}).fates == {Fate.WAITING: 1}


def test_what_the_page_wrote_itself_waits_for_nobody() -> None:
    assert account(wrote("5_1", by_page=True)).fates == {}


def test_one_thing_spelled_in_two_ways_counts_once() -> None:
    assert account(wrote("5_1"), wrote("100_5_1"), known={"1": Known(state="published")}).fates == {Fate.ANSWERED: 1}


@pytest.mark.parametrize(
    ("there", "answer", "is_missing"),
    [
        ([wrote("5_1")], published("9"), True),
        ([wrote("5_1"), wrote("5_9", by_page=True)], published("9"), False),
        ([wrote("5_1")], published("9", hours_ago=0.5), False),  # the lists may lag behind
        ([], published("9"), False),  # the citizen's own words are gone, and the answer with them
        ([wrote("m_1", kind=Kind.MESSAGE)], published("m_9", is_message=True), True),
        ([wrote("m_8", kind=Kind.MESSAGE, at=NOW)], published("m_9", is_message=True), False),  # too old to be shown
        ([wrote("m_1", kind=Kind.MESSAGE, author="8")], published("m_9", is_message=True), False),
    ],
)
def test_an_answer_that_ought_to_be_seen_and_is_not_is_missed(
    there: list[Wrote], answer: OurAnswer, is_missing: bool
) -> None:
    known = {"1": Known(state="published"), "m_1": Known(state="published"), "m_8": Known(state="published")}

    settled = settle("main", there, known, set(), [answer], NOW)

    assert settled.missing == ([answer] if is_missing else [])
