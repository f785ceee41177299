"""Killing the process at any moment loses nothing and doubles nothing. `make crash` plays this longer."""

import random
from pathlib import Path

import pytest

from tests.crash.machinery.asked import Kind
from tests.crash.machinery.runs import Tally, at_random, every_step
from tests.crash.machinery.world import sqlite, world
from tests.postgres import Postgres

# The steps after which somebody outside has seen or done something that cannot be taken back.
STEPS = (
    "facebook.webhook.acknowledged",
    *("slack.chat.postMessage.received", "slack.chat.postMessage.done", "slack.chat.postMessage.answered"),
    "slack.event.acknowledged",
    *("slack.gesture.sent", "slack.gesture.acknowledged", "slack.views.open.done"),
    *("facebook.reply.received", "facebook.reply.done", "facebook.reply.answered"),
    "slack.chat.update.done",
)


async def test_killed_at_each_step_of_the_story(tmp_path: Path) -> None:
    async with world(tmp_path, sqlite(tmp_path)) as here:
        tally = await every_step(here, STEPS)

    assert tally.findings == [], tally
    assert tally.kills == len(STEPS)


async def test_killed_at_each_step_of_a_private_message_it_is_sent_once(tmp_path: Path) -> None:
    steps = tuple(f"facebook.message.{step}" for step in ("received", "done", "answered"))
    async with world(tmp_path, sqlite(tmp_path)) as here:
        tally = await every_step(here, steps, Kind.PRIVATE)

    assert tally.findings == [], tally
    assert tally.kills == len(steps)


async def test_killed_at_each_step_of_a_picture_it_is_shown_once_and_sent_once(tmp_path: Path) -> None:
    steps = ("facebook.reply.received", "facebook.reply.done", "slack.files.completeUploadExternal.done")
    async with world(tmp_path, sqlite(tmp_path)) as here:
        tally = await every_step(here, steps, Kind.PICTURED)

    assert tally.findings == [], tally
    assert tally.kills == len(steps)


async def test_killed_at_random_while_much_goes_wrong(tmp_path: Path) -> None:
    tally = await _at_random(tmp_path, sqlite(tmp_path))

    assert tally.findings == [], tally


@pytest.mark.postgres
async def test_one_of_two_or_both_killed_at_random_with_events_over_http(tmp_path: Path) -> None:
    with Postgres() as server:
        tally = await _at_random(tmp_path, server.fresh_database(), transport="http", replicas=2)

    assert tally.findings == [], tally


async def _at_random(folder: Path, address: str, *, transport: str = "socket", replicas: int = 1) -> Tally:
    async with world(folder, address, seed=7, transport=transport, replicas=replicas) as here:
        tally = await at_random(here, count=7, kills=5, luck=random.Random(7))
    assert here.exit_code == 0
    return tally
