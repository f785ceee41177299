"""What an operator hears of Teams: the secret, the way there, the team, what may be read; and of each its end."""

import httpx
import pytest

from bot.ports.health import Health
from bot.texts.wording import keys
from handlers.teams.door import TeamsDoor
from handlers.teams.look.health import trouble
from tests.handlers.teams.stage import CHANNEL, Teams

NAMES = ("secret", "away", "keys", "channel_name", "not_member", "unread")


def names(health: Health) -> list[str]:
    """What is wrong."""
    return [found.name for found in health.troubles]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_trouble_has_its_words_and_those_for_its_end(name: str, language: str) -> None:
    told = keys(language, "ui")
    assert {trouble(f"teams.{name}").text_key, f"{trouble(f'teams.{name}').text_key}_over"} <= set(told)


async def test_where_all_is_well_nothing_is_wrong(door: TeamsDoor) -> None:
    health = await door.chat.health()

    assert names(health) == []
    assert {("teams.secret", ""), ("teams.away", ""), ("teams.not_member", CHANNEL)} <= set(health.fine)


async def test_a_secret_that_is_refused_is_named_with_microsofts_number(door: TeamsDoor, teams: Teams) -> None:
    teams.login = lambda _: httpx.Response(401, json={"error": "invalid_client", "error_codes": [7000215]})

    health = await door.chat.health()

    assert names(health) == ["teams.secret"]
    assert "7000215" in dict(health.troubles[0].values)["error"]
    assert ("teams.away", "") not in health.fine


async def test_a_login_that_does_not_answer_is_no_way_to_teams(door: TeamsDoor, teams: Teams) -> None:
    teams.login = lambda _: httpx.Response(503)

    assert names(await door.chat.health()) == ["teams.away"]


async def test_a_connector_that_answers_for_no_channel_is_no_way_to_teams_whatever_the_login_says(
    door: TeamsDoor, teams: Teams
) -> None:
    teams.answer = lambda _: httpx.Response(503)

    health = await door.chat.health()

    assert names(health) == ["teams.away"]
    assert ("teams.secret", "") in health.fine
    assert ("teams.not_member", CHANNEL) not in health.fine, "nothing is known of the channel"


async def test_a_team_without_the_bot_is_named_by_its_channel(door: TeamsDoor, teams: Teams) -> None:
    teams.answer = lambda _: httpx.Response(403, json={"error": {"code": "BotNotInConversationRoster"}})

    health = await door.chat.health()

    assert names(health) == ["teams.not_member"]
    assert dict(health.troubles[0].values) == {"channel": CHANNEL, "error": "BotNotInConversationRoster"}


async def test_threads_that_may_not_be_read_are_named_by_their_channel(door: TeamsDoor, teams: Teams) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(403 if request.url.host == "graph.example" else 200, json={})

    teams.answer = answer

    health = await door.chat.health()

    assert names(health) == ["teams.unread"]
    assert ("teams.not_member", CHANNEL) in health.fine


async def test_graph_that_is_away_proves_nothing_about_what_may_be_read(door: TeamsDoor, teams: Teams) -> None:
    teams.answer = lambda request: httpx.Response(503 if request.url.host == "graph.example" else 200, json={})

    health = await door.chat.health()

    assert names(health) == []
    assert ("teams.unread", CHANNEL) not in health.fine
