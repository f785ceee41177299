"""The switchboard of faults: what is armed strikes where and as often as was said, the same way for the same seed."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import SandboxClock
from sandbox.faults import Armed, Faults


def test_what_is_not_armed_never_strikes() -> None:
    assert not Faults().strikes("facebook.cut")


def test_an_armed_fault_strikes_once() -> None:
    faults = Faults()
    faults.arm("facebook.cut")

    assert [faults.strikes("facebook.cut") for _ in range(3)] == [True, False, False]


def test_it_strikes_as_often_as_was_said() -> None:
    faults = Faults()
    faults.arm("facebook.cut", times=2)

    assert [faults.strikes("facebook.cut") for _ in range(3)] == [True, True, False]


def test_without_a_number_it_strikes_until_disarmed() -> None:
    faults = Faults()
    faults.arm("facebook.cut", times=None)
    struck = [faults.strikes("facebook.cut") for _ in range(5)]
    faults.disarm("facebook.cut")

    assert (all(struck), faults.strikes("facebook.cut")) == (True, False)


def test_it_strikes_only_where_it_matches() -> None:
    faults = Faults()
    faults.arm("facebook.cut", match="/comments")

    assert not faults.strikes("facebook.cut", "POST /1/messages")
    assert faults.strikes("facebook.cut", "POST /1/comments")


def test_disarming_without_a_name_takes_everything_back() -> None:
    faults = Faults()
    faults.arm("facebook.cut")
    faults.arm("slack.cut")
    faults.disarm()

    assert faults.armed() == []


def test_what_is_armed_can_be_read() -> None:
    faults = Faults()
    faults.arm("facebook.cut", times=3)
    faults.strikes("facebook.cut")

    assert faults.armed() == [Armed("facebook.cut", times=2)]


def test_the_same_seed_gives_the_same_misfortune() -> None:
    def misfortune(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.arm("facebook.cut", times=None, chance=0.5)
        return [faults.strikes("facebook.cut") for _ in range(40)]

    assert misfortune(1) == misfortune(1)
    assert misfortune(1) != misfortune(2)


def test_one_fault_does_not_shift_the_luck_of_another() -> None:
    alone, together = Faults(3), Faults(3)
    for faults in (alone, together):
        faults.arm("facebook.cut", times=None, chance=0.5)
    together.arm("slack.cut", times=None, chance=0.5)

    struck_alone = [alone.strikes("facebook.cut") for _ in range(20)]
    struck_together = [(together.strikes("slack.cut"), together.strikes("facebook.cut"))[1] for _ in range(20)]

    assert struck_alone == struck_together


@pytest.mark.parametrize(("times", "chance"), [(0, 1.0), (1, 1.5), (1, -0.1)])
def test_an_impossible_order_is_refused(times: int, chance: float) -> None:
    with pytest.raises(ValueError, match="chance"):
        Faults().arm("facebook.cut", times=times, chance=chance)


def test_what_is_armed_for_a_while_is_over_after_it() -> None:
    clock = SandboxClock(datetime(2026, 2, 9, 8, tzinfo=UTC), rate=0)
    faults = Faults(now=clock.now)
    faults.arm("facebook.cut", times=None, until=clock.now() + timedelta(minutes=10))

    clock.move(timedelta(minutes=9))
    struck = faults.strikes("facebook.cut")
    clock.move(timedelta(minutes=1))

    assert (struck, faults.strikes("facebook.cut"), faults.armed()) == (True, False, [])


def test_with_a_new_seed_all_luck_begins_anew() -> None:
    faults = Faults(1)
    faults.arm("facebook.cut", times=None, chance=0.5)
    first = [faults.strikes("facebook.cut") for _ in range(20)]

    faults.reseed(1)

    assert [faults.strikes("facebook.cut") for _ in range(20)] == first


def test_whoever_watches_hears_of_arming_striking_and_taking_back() -> None:
    faults, heard = Faults(), []
    faults.on_change(lambda: heard.append(dict(faults.struck)))

    faults.arm("facebook.cut")
    faults.strikes("slack.cut")
    faults.strikes("facebook.cut")
    faults.disarm()

    assert heard == [{}, {"facebook.cut": 1}, {"facebook.cut": 1}]
