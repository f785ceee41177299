"""What people are called in Slack, remembered for as long as the process lives.

A click brings only a person's handle. Their real name is asked for beforehand, since names go out to citizens; just
after a start it may have to be asked for while Slack waits, and then not for long.
"""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.log import Log
from bot.ports.cleaning import clean_text
from bot.ports.failures import Reason, Refused, TryLater
from handlers.slack.speak.calling import calling

log = Log(__name__)

LEFT = "deleted"
NO_COLLEAGUE = (LEFT, "is_bot", "is_ultra_restricted", "is_restricted", "is_stranger")
"""Somebody who has left, a program, guests, and people of another organisation: Slack's own marks."""

_PATIENCE_SECONDS = 0.8  # of the three that Slack gives us


class People:
    """Names by person id."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._names: dict[str, str] = {}

    async def name_of(self, person: Mapping[str, Any]) -> str:
        """The name of the `user` of a payload; when Slack does not tell it at once, the handle with an @ before it."""
        person_id = str(person.get("id") or "")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self.learn(person_id)
        handle = person.get("name") or person.get("username") or person_id
        return self._names.get(person_id) or f"@{handle}"

    def known(self, person_id: str) -> str:
        """A person's name; empty while it is not known."""
        return self._names.get(person_id, "")

    async def learn(self, person_id: str) -> None:
        """Ask for a person's name unless it is known. A failure changes nothing."""
        if not person_id or person_id in self._names:
            return
        try:
            with calling(repeatable=True):
                answer = await self._client.users_info(user=person_id)
        except (Refused, TryLater) as failed:
            log.info("slack name unknown", person=person_id, detail=failed.detail)
            return
        name = _name(answer.get("user") or {})
        if name:
            self._names[person_id] = name

    async def why_not(self, person_id: str) -> str:
        """Why nobody can be called by this id, in Slack's words; empty for a colleague, and when Slack does not tell."""
        try:
            with calling(repeatable=True):
                user = (await self._client.users_info(user=person_id)).get("user") or {}
        except Refused as refused:
            return refused.detail if refused.reason is Reason.INVALID or "not_found" in refused.detail else ""
        except TryLater:
            return ""
        return next((mark for mark in NO_COLLEAGUE if user.get(mark)), "")

    async def has_left(self, person_id: str) -> bool:
        """Whether Slack is sure that nobody works here by this id; a guest or a program does."""
        why = await self.why_not(person_id)
        return why == LEFT or "not_found" in why

    async def learn_members(self, channels: Sequence[str]) -> None:
        """Ask for the names of everybody in these channels, as far as Slack lets us."""
        for channel in channels:
            try:
                with calling(repeatable=True):
                    answer = await self._client.conversations_members(channel=channel, limit=200)
            except (Refused, TryLater) as failed:
                log.info("slack members unknown", channel=channel, detail=failed.detail)
                continue
            for person_id in answer.get("members") or ():
                await self.learn(str(person_id))


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    names = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"), user.get("name"))
    return clean_text(next((str(name).strip() for name in names if name), ""))
