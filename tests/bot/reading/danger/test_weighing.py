"""A rule's alarm and what the whole text is like, weighed together."""

from types import MappingProxyType

import pytest

from bot.reading.danger import weighing
from bot.reading.danger.seeing import Danger, danger_in
from bot.reading.danger.weighing import guess_in, trusted
from bot.reading.likeness.likeness import Likeness

LONG = "Mannen min puster ikke, vi står nede ved brygga og venter på noen"
NOTHING = MappingProxyType[str, float]({})


def told(text: str) -> Danger:
    found = danger_in(text)
    assert found is not None
    return found


@pytest.fixture
def likely(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """How likely danger is, by what the text is like."""
    monkeypatch.setattr(Likeness, "chance", lambda *_: request.param)


@pytest.mark.parametrize(
    ("likely", "reason"),
    [(0.5, "emergency_breath_heart"), (0.1, "emergency_unclear"), (0.01, None)],
    indirect=["likely"],
)
@pytest.mark.usefixtures("likely")
def test_the_whole_text_may_make_a_rule_doubtful(reason: str | None) -> None:
    found = trusted(told(LONG), LONG)

    assert (found.kind.reason if found else None) == reason


@pytest.mark.parametrize("likely", [0.1], indirect=True)
@pytest.mark.usefixtures("likely")
def test_a_doubtful_rule_of_despair_is_a_guess_and_keeps_its_ready_text() -> None:
    text = "Jeg vil ikke leve lenger, og det har vart i mange uker nå"
    found = trusted(told(text), text)

    assert found is not None
    assert (found.kind.reason, found.kind.ready) == ("self_harm_alike", "self_harm")


@pytest.mark.parametrize("likely", [0.0], indirect=True)
@pytest.mark.usefixtures("likely")
def test_a_cry_is_as_the_rule_says() -> None:
    assert trusted(told("Det brenner hos naboen!"), "Det brenner hos naboen!") == told("Det brenner hos naboen!")


@pytest.mark.parametrize(
    ("likely", "reasons"),
    [
        (0.95, {"emergency_alike", "self_harm"}),
        (0.5, {"emergency_unclear", "self_harm_alike"}),
        (0.2, {None}),
    ],
    indirect=["likely"],
)
@pytest.mark.usefixtures("likely")
def test_what_no_rule_knew_is_sure_or_a_guess_or_nothing(reasons: set[str | None]) -> None:
    found = guess_in("Han der borte ser helt feil ut og noen må komme fort", NOTHING)

    assert (found.kind.reason if found else None) in reasons


def test_a_hole_in_the_road_is_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Likeness, "chance", lambda *_: 0.99)
    monkeypatch.setattr(Likeness, "clearest", lambda *_: "duty")

    assert guess_in("Det er kommet et hull i veien her oppe ved Nordby", NOTHING) is None
    assert weighing._calms(weighing.understand("Det er kommet et hull i veien her oppe ved Nordby"))
