"""What every step of the set-up has at hand: the person, the two files, and the services outside."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.municipality.settings import Settings, glance
from bot.ports.directory import Kind, Listed
from bot.ports.failures import Refused, TryLater
from handlers.doors import directory_of
from handlers.setting_up.municipality_file import MunicipalityFile
from handlers.setting_up.secrets_file import SecretsFile
from handlers.setting_up.talk import Talk

T = TypeVar("T")


class Session:
    """One run of `svarvakt setup`. With `again` nothing is skipped because it stands there already.

    Each answer is written at once, so that whoever stops has lost nothing.
    """

    def __init__(self, env_file: Path, environ: Mapping[str, str], talk: Talk, *, again: bool) -> None:
        self._env_file = env_file
        self._environ = environ
        self.talk = talk
        self.again = again
        self.secrets = SecretsFile(env_file)
        self.file = MunicipalityFile(self.settings.municipality_file, f"{talk.text('file_head')}\n")
        self._listed: dict[Kind, Sequence[Listed] | None] = {}

    @property
    def settings(self) -> Settings:
        """What stands in `.env` and the environment now; what is wrong there has its default."""
        return glance(self._env_file, self._environ)

    def is_given(self, name: str) -> bool:
        """Whether the environment sets this, so that the file would not count."""
        return bool(self._environ.get(name, "").strip())

    def keep(self, name: str, value: str) -> None:
        """Write a setting to `.env`."""
        if self.secrets.value(name) != value:
            self.secrets.set(name, value)

    def text_at(self, *place: str) -> str:
        """A text from the municipality's file; empty for none."""
        found = self.file.value(*place)
        return found.strip() if isinstance(found, str) else ""

    def texts_at(self, *place: str) -> list[str]:
        """A list of texts from the municipality's file."""
        found = self.file.value(*place)
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    def tables_at(self, name: str) -> dict[str, dict[str, Any]]:
        """The tables below `[name.…]` by their keys."""
        found = self.file.value(name)
        return {key: each for key, each in found.items() if isinstance(each, dict)} if isinstance(found, dict) else {}

    def write(self, *place: str, value: Any, note: str = "") -> None:
        """Write a value to the municipality's file unless it stands there."""
        if self.file.value(*place) != value:
            self.file.set(place, value, note)

    def asked(self, question: Coroutine[Any, Any, T]) -> T:
        """What a service outside answers. Raises `Refused` and `TryLater`."""
        return asyncio.run(question)

    def listed(self, kind: Kind) -> Sequence[Listed] | None:
        """Everybody or everything of a kind; None, and why is said once, when the chat does not tell."""
        if kind not in self._listed:
            self._listed[kind] = self._ask_for(kind)
        return self._listed[kind]

    def forget_lists(self) -> None:
        """Something has changed in the chat: ask anew."""
        self._listed.clear()

    def id_in(self, kind: Kind, text: str) -> str:
        """The id that this is or holds; empty for a name, which must be looked up in the chat."""
        return self.asked(self._id_in(kind, text))

    async def _id_in(self, kind: Kind, text: str) -> str:
        async with directory_of(self.settings, self._channels()) as directory:
            return directory.id_in(kind, text)

    def _ask_for(self, kind: Kind) -> Sequence[Listed] | None:
        try:
            return self.asked(self._list(kind))
        except (Refused, TryLater) as failed:
            self.talk.say("not_listed", kind=self.talk.text(f"kind.{kind}"), error=failed.detail)
            return None

    async def _list(self, kind: Kind) -> Sequence[Listed]:
        async with directory_of(self.settings, self._channels()) as directory:
            return await directory.listed(kind)

    def _channels(self) -> list[str]:
        """The channels that stand in the file already; Teams lists people by them."""
        pages = [str(page.get("channel") or "") for page in self.tables_at("pages").values()]
        return [one for one in dict.fromkeys(pages) if one]
