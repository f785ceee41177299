"""The set-up of Solvik, by somebody who answers, errs, goes for lunch and comes back; against the simulators over the wire."""

import asyncio
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.checking.looking import checked
from handlers.setting_up.running import set_up
from sandbox.people import APP, PAGES
from sandbox.server import Sandbox
from sandbox.teams.state.names import APP_ID, APP_SECRET, TENANT, channel_link, person_guid
from tests.handlers.commands.command_line import process
from tests.handlers.setting_up.person import SLACK, Person, Stopper, environ, meets
from tests.ports import free_port


def written(folder: Path) -> Any:
    return tomllib.loads((folder / "municipality.toml").read_text(encoding="utf-8"))


def secrets(folder: Path) -> str:
    return (folder / ".env").read_text(encoding="utf-8")


async def test_names_become_ids_and_a_short_token_becomes_lasting_ones(sandbox: Sandbox, tmp_path: Path) -> None:
    said = await meets(sandbox, tmp_path, Person(SLACK))

    file, found = written(tmp_path), await checked(tmp_path / ".env", environ(sandbox, tmp_path))
    assert said == ""
    assert file["front_desk"]["people"] == ["U0ANNE0001", "U0JONAS001"]
    assert (file["pages"]["main"]["channel"], file["pages"]["main"]["facebook_id"]) == ("C0SPORSMAL", PAGES[0].id)
    assert f"FACEBOOK_PAGE_TOKEN_MAIN={PAGES[0].token}\n" in secrets(tmp_path)
    assert "SHORT-TOKEN" not in secrets(tmp_path)
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o600
    assert [one.text for one in found.found] == []


async def test_a_wrong_answer_is_explained_and_asked_again(
    sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {
        "Vakttelefonen": ["ring meg", "61 09 99 99"],
        "Bot User OAuth Token": [APP.slack_app_token, "xoxb-revoked", APP.slack_bot_token],
        "App-Level Token": [APP.slack_bot_token, "xapp-revoked", APP.slack_app_token],
        "App ID": ["abc", "4711", APP.facebook_id],
        "App secret": ["sandbox", APP.facebook_secret],
        "Token": ["TULL", "SYSTEM-TOKEN-solvik"],
        "Kort nøkkel": ["Main!", "main"],
        "Kanalen der spørsmålene": ["#bibliotek"],
        "Nettsiden til": ["solvik", "https://solvik.kommune.invalid"],
        "godkjenner og publiserer": ["Anne, Jona Lie"],
        "Mandag til fredag": ["åtte til halv fire", "8.00–15.30"],
    }
    person = Person({**SLACK, **wrong, "Nummer": ["1", "3", *["1"] * 9]})

    said = await meets(sandbox, tmp_path, person)

    heard = capsys.readouterr().out
    assert said == ""
    assert written(tmp_path)["pages"]["main"]["channel"] == "C0BIBLIOT1"
    assert written(tmp_path)["front_desk"]["people"] == ["U0ANNE0001", "U0JONAS001"]
    assert written(tmp_path)["hours"]["seasons"]["hele_aaret"]["week"] == {"monday-friday": ["8:00-15:30"]}
    for told in ("Det er app-tokenet", "(invalid_auth)", "Det er bot-tokenet", "App ID er bare siffer", "«Jona Lie»"):
        assert told in heard
    assert "xoxb-revoked" not in heard + secrets(tmp_path)


async def test_whoever_stops_goes_on_where_something_is_missing(sandbox: Sandbox, tmp_path: Path) -> None:
    first = Person({**SLACK, "Telefonen til": ["stopp"]})
    (tmp_path / ".env").write_text("# vår egen\nexport LOG_FORMAT=json\nOTHER='x y'", encoding="utf-8")

    stopped = await meets(sandbox, tmp_path, first)
    after_lunch = Person(SLACK)
    said = await meets(sandbox, tmp_path, after_lunch)

    assert stopped.startswith("Stoppet.")
    assert said == ""
    assert "Telefonen" in after_lunch.asked[0]
    assert secrets(tmp_path).startswith("# vår egen\nexport LOG_FORMAT=json\nOTHER='x y'\nCHAT=slack\n")


async def test_a_second_run_asks_nothing_and_changes_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    await meets(sandbox, tmp_path, Person(SLACK))
    before = (secrets(tmp_path), (tmp_path / "municipality.toml").read_text(encoding="utf-8"))
    nobody = Person({})

    said = await meets(sandbox, tmp_path, nobody)

    assert (said, nobody.asked) == ("", [])
    assert (secrets(tmp_path), (tmp_path / "municipality.toml").read_text(encoding="utf-8")) == before


async def test_a_person_who_has_left_is_asked_for_anew(sandbox: Sandbox, tmp_path: Path) -> None:
    await meets(sandbox, tmp_path, Person(SLACK))
    sandbox.slack.deactivated.add("U0JONAS001")

    said = await meets(sandbox, tmp_path, Person({"godkjenner og publiserer": ["Anne Berg"]}))

    assert said == ""
    assert written(tmp_path)["front_desk"]["people"] == ["U0ANNE0001"]


async def test_the_command_asks_line_by_line_in_a_pipe_and_can_be_stopped(sandbox: Sandbox, tmp_path: Path) -> None:
    own = environ(sandbox, tmp_path)

    ended = await process("setup", environment=own, folder=tmp_path, typed="2\nSolvik kommune\nstopp\n", anew=True)

    assert (ended.code, "Namnet på kommunen" in ended.out) == (1, True)
    assert ended.err.startswith("Stoppa.")
    assert written(tmp_path)["municipality"] == {"language": "nn", "name": "Solvik kommune"}


async def test_whoever_stops_is_told_only_of_files_that_are_there(sandbox: Sandbox, tmp_path: Path) -> None:
    at_once = await meets(sandbox, tmp_path, Person({"Hvilket språk": ["stopp"]}))
    before_any_key = await meets(sandbox, tmp_path, Person({"Nummer": ["1"], "Kommunens navn": ["stopp"]}))

    assert at_once.startswith("Stoppet. Ingenting er skrevet ennå.")
    assert str(tmp_path / "municipality.toml") in before_any_key
    assert ".env" not in before_any_key


@pytest.mark.parametrize(
    ("text", "told"),
    [("[pages.main\n", "municipality.toml"), ("name = Solvik\n", "municipality.toml"), ("\xff", "UTF-8")],
)
async def test_a_file_that_cannot_be_read_is_left_alone(sandbox: Sandbox, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "municipality.toml").write_bytes(text.encode("latin-1"))

    said = await meets(sandbox, tmp_path, Person(SLACK))

    assert told in said
    assert (tmp_path / "municipality.toml").read_bytes() == text.encode("latin-1")


async def test_in_teams_people_are_found_in_the_team_of_the_pasted_link(tmp_path: Path) -> None:
    teams = {
        "Application (client) ID": ["tull", APP_ID],
        "Directory (tenant) ID": [TENANT],
        "Client secret": [APP_SECRET],
        "Kanalen der spørsmålene": [channel_link("C0SPORSMAL")],
        "Offentlig adresse": ["https://svarvakt.solvik.kommune.invalid"],
        "godkjenner og publiserer": ["anne.berg@solvik.example, Jonas Lie"],
        "Nummer": ["1", "2"],
    }
    world = Sandbox(chat="teams")
    await world.start()
    try:
        said = await meets(world, tmp_path, Person({**SLACK, **teams}))
    finally:
        await world.stop()

    file = written(tmp_path)
    assert said == ""
    assert file["front_desk"]["people"] == [person_guid("U0ANNE0001"), person_guid("U0JONAS001")]
    assert file["pages"]["main"]["channel"] == channel_link("C0SPORSMAL")
    assert "FACEBOOK_INTAKE=both" in secrets(tmp_path)
    assert "FACEBOOK_VERIFY_TOKEN=" in secrets(tmp_path)


async def test_summer_roles_and_the_ways_on_are_asked_for_and_written(sandbox: Sandbox, tmp_path: Path) -> None:
    more = {
        "andre tider om sommeren": ["j"],
        "Første dag med sommertid": ["i mai", "15.5."],
        "Siste dag med sommertid": ["31.6.", "14.09"],
        "Mandag til fredag om sommeren": ["8.00–15.00"],
    }

    said = await meets(sandbox, tmp_path, Person({**SLACK, **more}))

    file, found = written(tmp_path), await checked(tmp_path / ".env", environ(sandbox, tmp_path))
    assert said == ""
    assert [one.text for one in found.found] == []
    assert {name: (one["from"], one["to"]) for name, one in file["hours"]["seasons"].items()} == {
        "sommer": ("05-15", "09-14"),
        "vinter": ("09-15", "05-14"),
    }
    assert file["hours"]["seasons"]["sommer"]["week"] == {"monday-friday": ["8:00-15:00"]}
    assert file["redirects"] == {
        "statens_vegvesen": {
            "name": "Statens vegvesen",
            "phone": "22 07 30 00",
            "link": "https://www.vegvesen.no",
        }
    }
    assert file["roles"]["archivist"]["people"] == ["U0MONA0001"]
    assert file["roles"]["privacy_officer"]["people"] == file["roles"]["administrator"]["people"] == []


async def test_whoever_stops_at_any_question_goes_on_there_and_ends_with_the_same_files(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """Every third question is left once, in a folder of its own."""
    whole = tmp_path / "whole"
    whole.mkdir()
    one_go = Person(SLACK)
    await meets(sandbox, whole, one_go)

    for stops in range(0, len(one_go.asked), 3):
        sandbox.clock.move(timedelta(minutes=2))  # Slack counts the calls of a minute
        folder = tmp_path / str(stops)
        folder.mkdir()
        assert (await meets(sandbox, folder, Stopper(SLACK, after=stops))).startswith(("Stoppet.", "Stoppa."))
        assert await meets(sandbox, folder, Person(SLACK)) == "", one_go.asked[stops]
        assert written(folder) == written(whole), one_go.asked[stops]
        assert set(secrets(folder).splitlines()) == set(secrets(whole).splitlines()), one_go.asked[stops]


@pytest.mark.parametrize(
    ("setting", "asked_for", "usual"),
    [
        ("SLACK_API_URL", "Bot User OAuth Token", "https://slack.com/api/"),
        ("FACEBOOK_GRAPH_URL", "App secret", "https://graph.facebook.com"),
    ],
)
async def test_when_somebody_else_answers_the_setting_is_named_with_what_should_stand_there(
    setting: str, asked_for: str, usual: str, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person({**SLACK, "uten å ha prøvd": ["stopp"]})
    given = environ(sandbox, tmp_path) | {setting: f"{sandbox.url}/nowhere/"}

    await asyncio.to_thread(set_up, tmp_path / ".env", given, person.hear, again=False)

    heard = capsys.readouterr().out
    assert asked_for in " ".join(person.asked)
    assert f"{setting}={usual}" in heard
    assert "404" in heard


async def test_when_nobody_answers_the_machine_and_the_proxy_are_named(
    sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person({**SLACK, "uten å ha prøvd": ["stopp"]})
    given = environ(sandbox, tmp_path) | {"SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/"}

    await asyncio.to_thread(set_up, tmp_path / ".env", given, person.hear, again=False)

    heard = capsys.readouterr().out
    assert "Slack svarer ikke" in heard
    assert "HTTPS_PROXY" in heard


async def test_in_teams_the_address_of_the_login_is_named(
    sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {
        "Application (client) ID": [APP_ID],
        "Directory (tenant) ID": [TENANT],
        "Client secret": [APP_SECRET],
        "uten å ha prøvd": ["stopp"],
    }
    person = Person({**SLACK, **answers, "Nummer": ["1", "2", *["1"] * 9]})
    given = environ(sandbox, tmp_path) | {"TEAMS_LOGIN_URL": f"{sandbox.url}/nowhere"}

    await asyncio.to_thread(set_up, tmp_path / ".env", given, person.hear, again=False)

    assert "TEAMS_LOGIN_URL=https://login.microsoftonline.com" in capsys.readouterr().out
