"""The clock and the faults, moved and switched from the demo page."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.catalogue import faults_of
from sandbox.server import Sandbox
from tests.sandbox.stage_page.scene import WEDNESDAY, Visitor

# The clock


async def test_the_clock_goes_forward_by_an_hour(visitor: Visitor, sandbox: Sandbox) -> None:
    await visitor.do("clock/forward", seconds=3600)

    assert sandbox.clock.now() == WEDNESDAY + timedelta(hours=1)


@pytest.mark.parametrize("jump", ["closing", "deadline"])
async def test_the_clock_jumps_to_where_the_page_said_it_would(visitor: Visitor, sandbox: Sandbox, jump: str) -> None:
    promised = (await visitor.state())["clock"][jump]

    await visitor.do(f"clock/{jump}", to=promised)

    assert sandbox.clock.now() == datetime.fromisoformat(promised)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("clock/forward", {"seconds": -1}),
        ("clock/forward", {"seconds": "en time"}),
        ("clock/closing", {"to": "2026-11-24T15:30:00+01:00"}),
        ("clock/deadline", {"to": "snart"}),
        ("clock/deadline", {}),
    ],
)
async def test_the_clock_never_goes_back_and_takes_no_riddles(
    visitor: Visitor, path: str, body: dict[str, Any]
) -> None:
    assert await visitor.refused(path, **body) == (400, "not_possible")


# The faults


async def test_the_panel_lists_every_fault_in_words(visitor: Visitor) -> None:
    told = (await visitor.http.get("/sandbox/faults")).json()

    listed = {fault["name"]: fault["words"] for group in told["groups"] for fault in group["faults"]}
    assert listed == {name: fault.words for name, fault in faults_of(("facebook", "slack")).items()}


async def test_a_fault_that_is_switched_on_strikes_once_and_is_counted(visitor: Visitor) -> None:
    await visitor.do("faults/arm", name="slack.internal_error")
    on = (await visitor.state())["faults"]
    await visitor.bot("auth.test")

    off = (await visitor.state())["faults"]
    assert [(one["name"], one["times"]) for one in on["armed"]] == [("slack.internal_error", 1)]
    assert (off["armed"], off["struck"]) == ([], {"slack.internal_error": 1})


async def test_a_fault_can_be_on_for_a_while(visitor: Visitor, sandbox: Sandbox) -> None:
    await visitor.do("faults/arm", name="slack.internal_error", minutes=10)
    until = (await visitor.state())["faults"]["armed"][0]["until"]

    await visitor.do("clock/forward", seconds=600)

    assert datetime.fromisoformat(until) == WEDNESDAY + timedelta(minutes=10)
    assert (await visitor.state())["faults"]["armed"] == []


async def test_a_fault_can_be_on_for_good_and_by_chance(visitor: Visitor) -> None:
    await visitor.do("faults/arm", name="slack.internal_error", minutes=10)

    told = await visitor.do("faults/arm", name="slack.internal_error", always=True, chance=0.5)

    assert told["armed"] == [{"name": "slack.internal_error", "times": None, "chance": 0.5, "until": None}]


async def test_what_only_strikes_writes_is_aimed_there(visitor: Visitor, sandbox: Sandbox) -> None:
    await visitor.do("faults/arm", name="facebook.gone")

    assert [armed.match for armed in sandbox.faults.armed()] == ["POST /"]


async def test_one_fault_or_all_can_be_switched_off(visitor: Visitor) -> None:
    for name in ("slack.cut", "slack.slow", "facebook.cut"):
        await visitor.do("faults/arm", name=name)

    without_one = await visitor.do("faults/disarm", name="slack.cut")
    without_all = await visitor.do("faults/disarm")

    assert [one["name"] for one in without_one["armed"]] == ["slack.slow", "facebook.cut"]
    assert without_all["armed"] == []


async def test_the_luck_of_the_faults_can_be_drawn_anew(visitor: Visitor) -> None:
    assert (await visitor.do("faults/seed", seed=42))["seed"] == 42


async def test_the_page_is_told_when_a_fault_strikes(visitor: Visitor) -> None:
    await visitor.do("faults/arm", name="slack.internal_error")
    before = (await visitor.state())["version"]

    await visitor.bot("auth.test")

    assert (await visitor.state())["version"] > before


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("faults/arm", {"name": "slack.rain"}, (404, "gone")),
        ("faults/arm", {}, (400, "not_possible")),
        ("faults/arm", {"name": "slack.cut", "chance": 2}, (400, "not_possible")),
        ("faults/arm", {"name": "slack.cut", "minutes": -1}, (400, "not_possible")),
        ("faults/seed", {"seed": "sju"}, (400, "not_possible")),
        ("faults/seed", {}, (400, "not_possible")),
    ],
)
async def test_a_riddle_switches_nothing_on(
    visitor: Visitor, path: str, body: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert await visitor.refused(path, **body) == answer
    assert (await visitor.state())["faults"]["armed"] == []
