"""Gathering what Prometheus is told. What is counted of a whole week is counted anew every few minutes, however often it asks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from starlette.responses import Response

from bot.counting import week_of
from bot.desk.office import Office
from handlers.facebook.door import FacebookDoor
from storage import figures

WEEK_AGAIN = timedelta(minutes=5)


class Measuring:
    """The answer to `/metrics`. `ended` counts attempts to make something outside, once the worker is there."""

    def __init__(self, office: Office, facebook: FacebookDoor) -> None:
        self._office = office
        self._facebook = facebook
        self._promises = (0, 0)
        self._counted_at: datetime | None = None
        self.ended: Mapping[str, int] = {}

    async def answer(self) -> Response:
        """How things stand, and how they went."""
        from handlers.measured.metrics import (
            Measured,
            exposition,
        )  # most municipalities never ask, and then it is not loaded

        now = self._office.clock.now()
        async with self._office.database.read() as session:
            standing = await figures.standing(session, now)
        kept, late = await self._week(now)
        return exposition(
            Measured(
                standing=standing,
                quota_used=self._facebook.quota_used(),
                tokens_last=self._facebook.tokens_last(),
                heard=self._office.hearing.heard,
                attempts=self.ended,
                promises_kept=kept,
                promises_late=late,
            )
        )

    async def _week(self, now: datetime) -> tuple[int, int]:
        if self._counted_at is None or abs(now - self._counted_at) >= WEEK_AGAIN:
            house = self._office.house
            async with self._office.database.read() as session:
                week = (await week_of(session, house, tuple(house.municipality.pages), now)).now
            self._promises, self._counted_at = (week.promises_kept, week.promises_late), now
        return self._promises
