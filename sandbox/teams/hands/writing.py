"""People's keyboards in Teams: what they write, change and delete in channels, threads and chats with the bot."""

import re
from dataclasses import replace
from html import escape

from sandbox.teams.state.names import BOT, account, person_guid
from sandbox.teams.state.tenant import Tenant
from sandbox.teams.state.values import Json, SimMessage
from sandbox.teams.wires import activities
from sandbox.teams.wires.courier import Courier

_FILE: Json = {"contentType": "application/vnd.microsoft.teams.file.download.info", "name": ""}


def typed(text: str) -> str:
    """What Teams makes of what is typed: addresses become links, and ~this~, as the stories write it, is struck out."""
    marked = escape(text, quote=False).replace("\n", "<br>")
    marked = re.sub(r"~(\S[^~<]*)~", r"<s>\1</s>", marked)
    return re.sub(r"https://[^\s<]+", lambda found: f'<a href="{found[0]}">{found[0]}</a>', marked)


class Keyboard:
    """Writing. The bot is told of what it may read: everything in the team, or only what mentions it."""

    def __init__(self, tenant: Tenant, courier: Courier) -> None:
        self._tenant = tenant
        self._courier = courier

    async def say(
        self, user_id: str, channel: str, text: str, thread: str = "", *, html: str = "", file: str = ""
    ) -> str:
        """Write; `@Svarvakt` and `@Name` mention. Returns the message's id."""
        number, at = self._tenant.next_id()
        for handle, person in self._tenant.people.items():  # as the stories write it
            text = text.replace(f"<@{handle}>", f"@{person.name}")
        marked, mentions = self._mentions(html or f"<p>{typed(text)}</p>")
        attached = ({**_FILE, "name": file},) if file else ()
        said = SimMessage(channel, number, user_id, at, text, marked, None, thread, None, tuple(mentions), attached)
        self._tenant.put(said)
        await self._tell(said, activities.message(self._tenant, self._courier.service_url, said))
        return number

    async def edit(self, user_id: str, channel: str, id: str, text: str) -> None:
        """Change one's own message."""
        message = self._own(user_id, channel, id)
        _, at = self._tenant.next_id()
        marked, mentions = self._mentions(f"<p>{escape(text, quote=False)}</p>")
        changed = replace(message, text=text, html=marked, mentions=tuple(mentions), edited_at=at)
        self._tenant.put(changed)
        await self._tell(changed, activities.edited(self._tenant, self._courier.service_url, changed))

    async def delete(self, user_id: str, channel: str, id: str) -> None:
        """Delete one's own message."""
        message = self._own(user_id, channel, id)
        self._tenant.take_away(message)
        await self._tell(message, activities.deleted(self._tenant, self._courier.service_url, message))

    async def leave(self, user_id: str) -> None:
        """Somebody is no longer in the team; Teams names the team by its first channel."""
        first = next(iter(self._tenant.channels))
        await self._courier.announce(activities.left(self._tenant, self._courier.service_url, user_id, first))

    async def delete_card(self, channel: str, id: str) -> None:
        """An owner deletes one of the bot's messages; whether Teams tells the bot is not known, so it does not here."""
        message = self._tenant.message(channel, id)
        if message:
            self._tenant.take_away(message)

    async def _tell(self, said: SimMessage, activity: Json) -> None:
        hears = (
            self._tenant.reads_threads or said.channel.startswith("a:") or any(one.get("bot") for one in said.mentions)
        )
        if hears:
            await self._courier.announce(activity)

    def _own(self, user_id: str, channel: str, id: str) -> SimMessage:
        message = self._tenant.message(channel, id)
        if message is None or message.user != user_id:
            raise ValueError("only one's own messages can be changed")
        return message

    def _mentions(self, html: str) -> tuple[str, list[Json]]:
        """The text with `@Name` marked up as Teams does, and whom it names."""
        found: list[Json] = []
        known = [("Svarvakt", {"id": BOT, "name": "Svarvakt", "bot": True})]
        known += [
            (person.name, {"id": account(one), "name": person.name, "aadObjectId": person_guid(one)})
            for one, person in self._tenant.people.items()
        ]
        for name, who in known:
            if f"@{name}" in html:
                html = html.replace(f"@{name}", f'<at id="{len(found)}">{name}</at>')
                found.append(who)
        return html, found
