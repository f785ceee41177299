"""Somebody who answers what is asked, and what must be known to set up Solvik."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from handlers.setting_up.running import set_up
from sandbox.people import APP
from sandbox.server import Sandbox

SLACK: Mapping[str, Sequence[str]] = {
    "Nummer": ["1"] * 9,
    "Kommunens navn": ["Solvik kommune"],
    "Vakttelefonen": ["61 09 99 99"],
    "signerer svarene": [""],
    "Bot User OAuth Token": [APP.slack_bot_token],
    "App-Level Token": [APP.slack_app_token],
    "App ID": [APP.facebook_id],
    "App secret": [APP.facebook_secret],
    "Token": ["SHORT-TOKEN-admin"],
    "passe på siden «Solvik kommune»": ["j"],
    "passe på siden": ["n", "n", "n", "n"],
    "Kort nøkkel": [""],
    "flere sider, med et annet token": [""],
    "Offentlig adresse": [""],
    "Kanalen der spørsmålene": ["#innbyggerspørsmål"],
    "Navnet på avdelingen": [""],
    "Telefonen til": ["61 01 00 00"],
    "Nettsiden til": ["https://solvik.kommune.invalid/kommunetorget"],
    "vet svarene": [""],
    "Brukergruppe": [""] * 4,
    "En avdeling til": [""],
    "godkjenner og publiserer": ["@anne.berg, Jonas Lie"],
    "Avdelingen som får spørsmål": [""],
    "Mandag til fredag": [""],
    "andre tider om sommeren": [""],
    "vises videre til Statens vegvesen": ["j"],
    "vises videre til": ["n", "n"],
    "Navnet deres": [""],
    "Telefonen til Statens vegvesen": [""],
    "Nettsiden til Statens vegvesen": [""],
    "merker spørsmål for arkivet": ["@mona.aas"],
    "personvernombud": [""],
    "steller med innstillingene": [""],
}


class Person:
    """Answers by a part of the question, the longest that fits; leaves at a question for which nothing is left to say."""

    def __init__(self, answers: Mapping[str, Sequence[str]]) -> None:
        self._left = {part: list(said) for part, said in answers.items()}
        self.asked: list[str] = []

    def hear(self, prompt: str, _hidden: bool) -> str:
        """The next answer to this question."""
        self.asked.append(prompt)
        part = max((part for part in self._left if part in prompt), key=len, default="")
        if not part or not self._left[part]:
            raise EOFError
        return self._left[part].pop(0)


class Stopper(Person):
    """Answers so many questions and then has had enough."""

    def __init__(self, answers: Mapping[str, Sequence[str]], after: int) -> None:
        super().__init__(answers)
        self._after = after

    def hear(self, prompt: str, hidden: bool) -> str:
        """The next answer, or the word for enough."""
        return super().hear(prompt, hidden) if len(self.asked) < self._after else "stopp"


def environ(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """Where the sandbox is, and nothing that the set-up is to ask for."""
    addresses = ("SLACK_API_URL", "FACEBOOK_GRAPH_URL", "TEAMS_SERVICE_URL", "TEAMS_LOGIN_URL", "TEAMS_GRAPH_URL")
    found = {name: value for name, value in sandbox.bot_env().items() if name in addresses}
    return found | {"MUNICIPALITY_FILE": str(folder / "municipality.toml")}


async def meets(sandbox: Sandbox, folder: Path, person: Person, *, again: bool = False) -> str:
    """Let the person go through the set-up in this folder; what was said at the end."""
    return await asyncio.to_thread(set_up, folder / ".env", environ(sandbox, folder), person.hear, again=again)
