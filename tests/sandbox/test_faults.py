"""The switchboard of faults: what is armed strikes where and as often as was said, the same way for the same seed."""

import pytest

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
