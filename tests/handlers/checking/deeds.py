"""How the simulators, the database and the machine are brought into a state that somebody got wrong."""

import os
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

from sandbox.facebook.state.tokens import SCOPES, TASKS
from sandbox.people import PAGES
from sandbox.server import Sandbox
from storage.engine import schema

Deed = Callable[..., AbstractAsyncContextManager[None]]
Work = Callable[..., Iterator[None] | Awaitable[None] | None]
DEEDS: dict[str, Deed] = {}
MAIN = PAGES[0].id


def deed(work: Work) -> Work:
    """One more that the table may name; what it has changed outside the sandbox it takes back itself."""

    @asynccontextmanager
    async def done(sandbox: Sandbox, folder: Path, *words: str) -> AsyncIterator[None]:
        begun = work(sandbox, folder, *words)
        if isinstance(begun, Awaitable):
            await begun
        if not isinstance(begun, Iterator):
            yield
            return
        with contextmanager(lambda: begun)():
            yield

    DEEDS[work.__name__] = done
    return work


@deed
def nothing(sandbox: Sandbox, folder: Path) -> None:
    """Only the files are wrong."""


# --- Facebook


@deed
def token_dies(sandbox: Sandbox, folder: Path, subcode: str) -> None:
    sandbox.facebook.tokens.break_page_token(MAIN, int(subcode))


@deed
def token_expires_in(sandbox: Sandbox, folder: Path, days: str) -> None:
    sandbox.facebook.tokens.expire_page_token_at(MAIN, sandbox.clock.now() + timedelta(days=int(days)))


@deed
def data_access_ends_in(sandbox: Sandbox, folder: Path, days: str) -> None:
    sandbox.facebook.tokens.end_data_access_at(MAIN, sandbox.clock.now() + timedelta(days=int(days)))


@deed
def facebook_scope_missing(sandbox: Sandbox, folder: Path, scope: str) -> None:
    sandbox.facebook.tokens.set_page_rights(MAIN, scopes=set(SCOPES) - {scope})


@deed
def task_missing(sandbox: Sandbox, folder: Path, task: str) -> None:
    sandbox.facebook.tokens.set_page_rights(MAIN, tasks=TASKS - {task})


@deed
def page_not_subscribed(sandbox: Sandbox, folder: Path) -> None:
    sandbox.facebook.subscriptions.unsubscribe_page(MAIN)


@deed
def page_subscribed_to(sandbox: Sandbox, folder: Path, *fields: str) -> None:
    sandbox.facebook.subscriptions.subscribe_page(MAIN, fields)


@deed
def app_not_subscribed(sandbox: Sandbox, folder: Path) -> None:
    sandbox.facebook.subscriptions.callback = None


@deed
def app_subscribed_at(sandbox: Sandbox, folder: Path, url: str, *fields: str) -> None:
    sandbox.facebook.subscriptions.subscribe_app(url, fields, include_values=True)


@deed
def names_withheld(sandbox: Sandbox, folder: Path) -> None:
    sandbox.facebook.comment("main", "6543210987650001", "Når åpner svømmehallen?")
    sandbox.facebook.switches.omit_from = True


@deed
def page_unpublished(sandbox: Sandbox, folder: Path) -> None:
    sandbox.facebook.switches.unpublished.add(MAIN)


@deed
def facebook_fault(sandbox: Sandbox, folder: Path, name: str) -> None:
    sandbox.faults.arm(name, times=100)


# --- Slack


@deed
def slack_fault(sandbox: Sandbox, folder: Path, name: str, match: str = "") -> None:
    sandbox.faults.arm(name, times=100, match=match)


@deed
def slack_scope_missing(sandbox: Sandbox, folder: Path, *scopes: str) -> None:
    sandbox.slack.admin.scopes.difference_update(scopes)


@deed
def method_refused(sandbox: Sandbox, folder: Path, method: str, code: str) -> None:
    sandbox.slack.method_failures[method] = code


@deed
def group_refused(sandbox: Sandbox, folder: Path, group: str, code: str) -> None:
    sandbox.slack.group_failures[group] = code


@deed
def group_emptied(sandbox: Sandbox, folder: Path, *groups: str) -> None:
    sandbox.slack.admin.empty_groups.update(groups)


@deed
def person_left(sandbox: Sandbox, folder: Path, person: str) -> None:
    sandbox.slack.deactivated.add(person)


@deed
def person_is_guest(sandbox: Sandbox, folder: Path, person: str) -> None:
    sandbox.slack.admin.guests.add(person)


@deed
async def bot_removed(sandbox: Sandbox, folder: Path, channel: str) -> None:
    await sandbox.slack.remove("U0SVARVAKT", channel)


@deed
async def channel_archived(sandbox: Sandbox, folder: Path, channel: str) -> None:
    await sandbox.slack.archive(channel)


@deed
def channel_renamed(sandbox: Sandbox, folder: Path, channel: str, name: str) -> None:
    sandbox.slack.rename(channel, name)


@deed
def also_called(sandbox: Sandbox, folder: Path, person: str, name: str) -> None:
    sandbox.slack.admin.shown_as[person] = name


@deed
def channel_shared(sandbox: Sandbox, folder: Path, channel: str) -> None:
    sandbox.slack.admin.shared.add(channel)


@deed
def app_scope_missing(sandbox: Sandbox, folder: Path) -> None:
    sandbox.slack.admin.app_scopes.clear()


@deed
def app_token_of_another_app(sandbox: Sandbox, folder: Path) -> None:
    sandbox.slack.admin.other_app = True


# --- Teams


@deed
async def team_left(sandbox: Sandbox, folder: Path, person: str) -> None:
    assert sandbox.teams
    await sandbox.teams.remove(person)


@deed
def teams_reading_forbidden(sandbox: Sandbox, folder: Path) -> None:
    assert sandbox.teams
    sandbox.teams.forbid_reading()


@deed
def tag_refused(sandbox: Sandbox, folder: Path, group: str, code: str) -> None:
    assert sandbox.teams
    sandbox.teams.fail_group(group, code)


# --- the machine and the database


@deed
def port_taken(sandbox: Sandbox, folder: Path) -> Iterator[None]:
    env = folder / ".env"
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0)
        env.write_text(f"{env.read_text()}\nHOST=127.0.0.1".replace("PORT=0", f"PORT={other.getsockname()[1]}"))
        yield


@deed
def machine_zone(sandbox: Sandbox, folder: Path, zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        os.environ.update({"TZ": before} if before is not None else {})
        time.tzset()


@deed
def clock_off(sandbox: Sandbox, folder: Path, minutes: str) -> None:
    sandbox.facebook.switches.date_ahead = timedelta(minutes=int(minutes))


@deed
def newer_schema(sandbox: Sandbox, folder: Path) -> None:
    schema.upgrade(f"sqlite:///{folder}/svarvakt.db")
    with sqlite3.connect(folder / "svarvakt.db") as base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    base.close()


@deed
def not_a_database(sandbox: Sandbox, folder: Path) -> None:
    (folder / "svarvakt.db").write_text("This is a letter, not a database.\n" * 100)


@deed
def read_only(sandbox: Sandbox, folder: Path) -> None:
    schema.upgrade(f"sqlite:///{folder}/svarvakt.db")
    (folder / "svarvakt.db").chmod(0o400)


@deed
def folder_in_its_place(sandbox: Sandbox, folder: Path) -> None:
    (folder / "svarvakt.db").mkdir()


@deed
def no_env_file(sandbox: Sandbox, folder: Path) -> None:
    (folder / ".env").unlink()


@deed
def env_folder(sandbox: Sandbox, folder: Path) -> None:
    (folder / ".env").unlink()
    (folder / ".env").mkdir()


@deed
def no_municipality_file(sandbox: Sandbox, folder: Path) -> None:
    (folder / "municipality.toml").unlink()


@deed
def municipality_text(sandbox: Sandbox, folder: Path, text: str) -> None:
    (folder / "municipality.toml").write_text(text, encoding="utf-8")
