"""`svarvakt check --ledger`: each page beside the list of questions; nobody may be left without an answer or a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from handlers.commands.common import Words, assembled, fail, finish, load, print_json, quiet, require_current
from handlers.commands.output import local, print_table, working

if TYPE_CHECKING:
    from bot.municipality.settings import Loaded
    from bot.watch.ledger import Account

COLUMNS = ("answered", "redirected", "promised", "waiting", "closed", "withdrawn", "unknown", "missing")


@dataclass(frozen=True)
class Settled:
    """The accounts of the pages that could be read, and the pages that could not."""

    accounts: "Sequence[Account]"
    unread: Sequence[str]

    @property
    def difference(self) -> int:
        """What pages and questions do not agree on."""
        return sum(account.difference for account in self.accounts)


def settle(env_file: Path, *, as_json: bool) -> None:
    """Compare every page with the questions and show the account. Exits 1 unless all were read and nothing differs."""
    loaded = load(env_file)
    words = Words(loaded.municipality.language)
    require_current(loaded.settings.database_url, words)
    quiet(errors_only=True)
    settled = finish(_settled(loaded, words), words)
    (_print_json if as_json else _print)(settled, loaded, words)
    if settled.unread:
        fail(words("cli.ledger.unread", pages=", ".join(settled.unread)))
    if settled.difference:
        fail(words("cli.ledger.difference", count=str(settled.difference)))


async def _settled(loaded: "Loaded", words: Words) -> Settled:
    from bot.effects.reckoning import reckon
    from bot.ports.failures import Refused, TryLater

    accounts, unread = [], []
    async with assembled(loaded) as app:
        with working(words("cli.ledger.reading")):
            for page in loaded.municipality.pages:
                try:
                    accounts.append(await reckon(app.office, app.intake, app.facebook.page, page))
                except (Refused, TryLater):
                    unread.append(page)
    return Settled(accounts, unread)


def _counts(account: "Account") -> dict[str, int]:
    fates = {fate.value: count for fate, count in account.fates.items()}
    return {name: fates.get(name, 0) for name in COLUMNS} | {"missing": len(account.missing)}


def _print(settled: Settled, loaded: "Loaded", words: Words) -> None:
    rows = [[account.page, *map(str, _counts(account).values())] for account in settled.accounts]
    print_table([words(f"cli.ledger.{name}") for name in ("page", *COLUMNS)], rows)
    for account in settled.accounts:
        for one in _things(account, loaded):
            typer.echo(words("cli.ledger.line", page=account.page, **(one | {"kind": words(f"kind.{one['kind']}")})))
        for answer in account.missing:
            typer.echo(words("cli.ledger.lost", page=account.page, number=str(answer.question_id)))


def _print_json(settled: Settled, loaded: "Loaded", _words: Words) -> None:
    pages = {account.page: _plain(account, loaded) for account in settled.accounts}
    ok = not settled.difference and not settled.unread
    print_json({"ok": ok, "difference": settled.difference, "pages": pages, "unread": list(settled.unread)})


def _plain(account: "Account", loaded: "Loaded") -> dict[str, Any]:
    lost = [answer.question_id for answer in account.missing]
    return {**_counts(account), "items": _things(account, loaded), "lost_answers_to": lost}


def _things(account: "Account", loaded: "Loaded") -> list[dict[str, str]]:
    """Where to find what nobody has seen; its words stay on the page."""
    from bot.rules.calendar import opening_hours

    zone = opening_hours(loaded.municipality).zone
    return [
        {"id": each.id, "kind": each.kind.value, "at": local(each.at, zone) or "", "link": each.link}
        for each in account.unknown
    ]
