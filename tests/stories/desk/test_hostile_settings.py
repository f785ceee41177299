"""What the municipality's own file says is text, too: it mentions nobody, leads nowhere and fills no placeholder."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import SLACK, TEAMS, TOLD
from tests.handlers.commands.command_line import process
from tests.town import ANNE, CHANNEL, KARI, SOLVIK, Town, bot_in, sandbox_at, shown

TRAP = "<!channel> <https://ond.example|her> [her](https://ond.example) <at>Anne</at> [/red] *x*"
SETTINGS = {
    'name = "Teknisk drift"': f'name = "Teknisk {TRAP}"',
    'signature = "Kommunetorget"': f'signature = "Torget {TRAP}"',
    'name = "Solvik kino"': f'name = "Kino {TRAP}"',
    'name = "Fylkeskommunen"': f'name = "Fylket {TRAP}"',
}
READS_MARKS = {SLACK: ("mrkdwn", "message"), TEAMS: ("TextBlock",)}  # Teams takes a notification as plain text
LEADS = {SLACK: ("<!channel>", "<https://ond"), TEAMS: ("<at>Anne", "[her](https://ond")}


def trap(folder: Path, settings: Mapping[str, str]) -> Path:
    """Solvik's file with these passages in place of others."""
    text = SOLVIK.read_text(encoding="utf-8")
    for before, after in settings.items():
        assert before in text
        text = text.replace(before, after, 1)
    file = folder / "trapped.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
async def trapped(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose file has such a trap in each kind of name that is shown to others."""
    file = trap(tmp_path, SETTINGS)
    async with sandbox_at() as world, bot_in(world, tmp_path, {"MUNICIPALITY_FILE": str(file)}) as app:
        yield Town(world, app)


async def test_no_name_of_the_file_calls_anybody_or_leads_anywhere(trapped: Town) -> None:
    asked, card = await trapped.asked(KARI, "Når brøyter dere veien i Lia i dag?")
    await trapped.press(ANNE, card, "ask")
    forms = [await trapped.form_of(ANNE)]
    assert (await trapped.fill(ANNE, {"department": "teknisk"})).closed
    await trapped.thread_shows(card, "Teknisk")
    held = await _held(trapped, card, asked)
    await trapped.press(ANNE, card, "redirect")
    forms.append(await trapped.form_of(ANNE))
    await trapped.tidy_up()
    trapped.facebook.message("kino", KARI, "Er filmen tekstet?")
    await trapped.card_with("Er filmen tekstet?")
    listed = await trapped.listed(ANNE)

    assert "[/red]" in shown(await trapped.card_with("Er filmen tekstet?")), "the name is shown all the same"
    assert f"Torget {TRAP}" in held, "and published as it was read"
    said = [trapped.slack.messages(CHANNEL), trapped.slack.thread(card.channel, card.ts), [listed], forms]
    assert [leads for each in said for one in each for leads in _leads(one)] == []


async def test_a_name_with_a_placeholder_in_it_is_not_filled_and_goes_nowhere(tmp_path: Path) -> None:
    file = trap(tmp_path, {'name = "Teknisk drift"': 'name = "Drift {vakttelefon}"'})
    async with sandbox_at() as world, bot_in(world, tmp_path, {"MUNICIPALITY_FILE": str(file)}) as app:
        solvik = Town(world, app)
        asked, card = await solvik.asked(KARI, "Når brøyter dere veien i Lia i dag?")

        sent = await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})

        assert "vakttelefon" in str(sent.errors)
        assert solvik.public(asked) == []


async def test_no_name_of_the_file_upsets_the_command_line(trapped: Town, tmp_path: Path) -> None:
    _, card = await trapped.asked(KARI, "Når brøyter dere veien i Lia i dag?")
    await trapped.press_and_fill(ANNE, card, "ask", {"department": "teknisk"})
    trapped.facebook.message("kino", KARI, "Er filmen tekstet?")
    await trapped.card_with("Er filmen tekstet?")
    own = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'svarvakt.db'}",
        "MUNICIPALITY_FILE": str(tmp_path / "trapped.toml"),
    }

    ended = [
        await process(*words, environment={**trapped.sandbox.bot_env(), **own}, folder=tmp_path, anew=True)
        for words in (("list",), ("show", "1"), ("show", "2"), ("report",))
    ]

    assert [one.code for one in ended] == [0, 0, 0, 0], [one.err for one in ended]
    assert "[/red]" in ended[2].out
    assert not [one for one in ended if "Traceback" in one.err]


async def _held(solvik: Town, card: SimMessage, asked: str) -> str:
    """The promise as it is published, with the department's name and the signature."""
    if not solvik.public(asked):
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
    return (await solvik.page_answers(asked, "Torget")).text


def _leads(message: Any) -> Iterator[str]:
    """Where what somebody wrote would be read as a sign: in texts that take marks, and in addresses."""
    drawn = {"type": "message", "text": getattr(message, "text", ""), "content": _content(message)}
    for node in _nodes(json.loads(json.dumps(drawn, default=str))):
        read = str(node.get("text", "")) if node.get("type") in READS_MARKS[TOLD.chat] else ""
        yield from (sign for sign in LEADS[TOLD.chat] if sign in read)
        yield from (url for url in (str(node.get("url", "")),) if "ond.example" in url)


def _content(message: Any) -> Any:
    return [getattr(message, "content", None), list(getattr(message, "blocks", ()))]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(child)
