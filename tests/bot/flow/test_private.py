"""How long the one private message is offered, and what the desk is told when Facebook does not take it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.flow.answering import publish
from bot.flow.answering.redirect import may_be_private
from bot.ports.failures import Reason
from storage.tables import Answer, Question

MONDAY = datetime(2026, 2, 9, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "days", "may"),
    [("comment", 6, True), ("reply", 6, True), ("visitor_post", 6, True), ("comment", 7, False), ("message", 0, False)],
)
def test_it_is_offered_under_what_stands_in_public_for_seven_days(kind: str, days: int, may: bool) -> None:
    assert may_be_private(Question(kind=kind, heard_at=MONDAY), MONDAY + timedelta(days=days)) is may


@pytest.mark.parametrize("reason", [Reason.TAKEN, Reason.WINDOW_CLOSED])
def test_that_the_one_message_is_used_or_too_late_is_said_as_that(reason: Reason) -> None:
    private, public = (
        Answer(question_id=1, version=1, text="", kind="private"),
        Answer(question_id=1, version=1, text=""),
    )

    assert publish.why_refused(reason, private) == "stopped.no_private_reply"
    assert publish.why_refused(reason, public) == f"stopped.{reason.value}"
