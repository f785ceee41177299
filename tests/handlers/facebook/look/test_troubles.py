import pytest

from bot.ports.health import Health
from bot.texts.wording import LANGUAGES, keys
from bot.watch.stuck import NAMES
from handlers.facebook.troubles import MANNERS, one_outage, trouble, without_consequences
from handlers.slack.look import health as slack


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_has_words_for_its_beginning_and_its_end(language: str) -> None:
    told = [*(f"trouble.{name}" for name in MANNERS), *(f"alarm.{name}" for name in NAMES)]
    told += [name.replace("slack.", "slack.trouble_") for name in slack._MANNERS if name != "slack.away"]
    told += [f"slack.trouble_{name}" for name in ("unreachable", "line_down")]

    assert {f"{key}{end}" for key in told for end in ("", "_over")} <= keys(language, "ui").keys()


@pytest.mark.parametrize("manner", [*MANNERS.values(), *slack._MANNERS.values()])
def test_every_trouble_that_is_said_while_it_lasts_says_what_happens_meanwhile(manner: slack.Manner) -> None:
    assert manner.afterwards or manner.meanwhile in keys("nb", "ui")


def test_facebook_away_is_one_trouble_and_not_one_for_each_page() -> None:
    found = Health(tuple(trouble("facebook_unreachable", page, detail="http 503") for page in ("main", "kino")))

    away = one_outage(found, ["main", "kino"])

    assert [(each.name, each.values) for each in away.troubles] == [("facebook_away", (("detail", "http 503"),))]
    assert one_outage(found, ["main", "kino", "bibliotek"]).troubles == found.troubles


def test_a_page_that_cannot_be_read_for_want_of_a_key_is_one_trouble() -> None:
    found = (trouble("facebook_token_dead", "main", subcode="463"), trouble("facebook_unread", "main", detail="-"))
    beside = trouble("facebook_unread", "kino", detail="-")

    assert without_consequences(Health((*found, beside))).troubles == (found[0], beside)
