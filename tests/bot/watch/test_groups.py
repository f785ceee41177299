"""How long what is known of a group counts."""

from datetime import UTC, datetime, timedelta

from bot.watch.groups import CLOSED_AFTER, SURE_FOR, Membership

NOON = datetime(2026, 2, 9, 12, 0, tzinfo=UTC)
DAYS = timedelta(days=3)


def test_a_machine_that_slept_for_days_takes_nobodys_rights() -> None:
    assert Membership(frozenset({"U1"}), NOON).counts(NOON + DAYS)


def test_after_a_day_of_failed_looks_nobody_counts() -> None:
    known = Membership(frozenset({"U1"}), NOON, "missing_scope")

    assert known.counts(NOON + CLOSED_AFTER - timedelta(minutes=1))
    assert not known.counts(NOON + CLOSED_AFTER)


def test_people_hear_of_it_after_an_hour_or_at_once_if_nothing_was_ever_known() -> None:
    assert not Membership(frozenset({"U1"}), NOON, "ratelimited").is_unsure(NOON + SURE_FOR - timedelta(minutes=1))
    assert Membership(frozenset({"U1"}), NOON, "ratelimited").is_unsure(NOON + SURE_FOR)
    assert Membership(failure="no_such_subteam").is_unsure(NOON)


def test_a_look_from_the_future_was_made_now_at_the_latest() -> None:
    assert Membership(frozenset({"U1"}), NOON + DAYS).not_after(NOON) == Membership(frozenset({"U1"}), NOON)
    assert Membership().not_after(NOON) == Membership()
