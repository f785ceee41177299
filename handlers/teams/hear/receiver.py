"""The address that Teams calls: who signed, what kind of activity, and what is answered.

Heard means stored: what people say is committed before the 200. And never a 5xx: after some of those Teams stops calling a
bot for half a day. When the store is down the answer is 429, which is neither; the reading of the threads brings the rest.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.log import Log
from bot.ports.calls import Calls, Event
from bot.ports.cleaning import clean
from bot.ports.happenings import SaidBeside
from handlers.teams.hear.channels import Channels
from handlers.teams.hear.gestures import EXECUTE, GESTURES, gesture
from handlers.teams.hear.invokes import Invokes
from handlers.teams.hear.people import People
from handlers.teams.hear.reader import LEFT, is_reply, kept, kept_of_staff, read, thread_of
from handlers.teams.hear.token import Keys, NotFromTeams, check_body
from handlers.teams.settings import TeamsSettings
from handlers.teams.speak.client import TeamsClient

log = Log(__name__)

PATH = "/teams/messages"
LARGEST_BODY = 256 * 1024  # bytes
DOOR = "teams"
_SAID = ("message", "messageUpdate", "messageDelete")

Command = Callable[[Mapping[str, Any], str], Awaitable[None]]


class Receiver:
    """Takes activities. `heard_unasked` counts what people wrote without a mention: then the app may read the threads."""

    def __init__(
        self,
        settings: TeamsSettings,
        calls: Calls,
        keys: Keys,
        client: TeamsClient,
        channels: Channels,
        people: People,
        invokes: Invokes,
        command: Command,
    ) -> None:
        self._settings = settings
        self._calls = calls
        self._keys = keys
        self._client = client
        self._channels = channels
        self._people = people
        self._invokes = invokes
        self._command = command
        self._afterwards: set[asyncio.Task[None]] = set()
        self._kinds_logged: set[str] = set()
        self.refused = 0
        self.heard_unasked = 0

    async def receive(self, request: Request) -> Response:
        """401 or 403 for who is not Teams, 400 for what is no activity, 429 for what could not be stored, else 200."""
        try:
            claims = await self._keys.check(request.headers.get("authorization", ""), self._settings.app_id)
            activity = _parsed(await request.body())
            check_body(claims, activity)
        except NotFromTeams as why:
            self.refused += 1
            log.warning("teams request refused", why=str(why))
            return Response(status_code=401)
        except (ValueError, RecursionError, ClientDisconnect):
            return Response(status_code=400)
        try:
            return await self._take(activity)
        except Exception as error:  # a shape that nobody knows: answered, and seen in the log
            log.error("teams activity unreadable", type=_kind(activity), error=type(error).__name__)
            return Response(status_code=200)

    async def finish(self) -> None:
        """Let what was begun come to its end."""
        await self._invokes.finish()
        await asyncio.gather(*self._afterwards, return_exceptions=True)

    async def _take(self, activity: Mapping[str, Any]) -> Response:
        if _tenant(activity).casefold() != self._settings.tenant_id.casefold():
            log.warning("teams activity of another tenant")
            return Response(status_code=200)
        self._learn(activity)
        channel = self._channels.name_of(thread_of(activity)[0])
        if activity.get("type") == "invoke":
            return await self._invoked(activity, channel)
        if activity.get("type") in _SAID:
            return await self._said(activity, channel)
        if activity.get("type") == LEFT and (gone := self._gone(activity)):
            return await self._store(kept_of_staff(activity, gone))
        self._log_kind(activity)
        return Response(status_code=200)

    async def _invoked(self, activity: Mapping[str, Any], channel: str) -> Response:
        if activity.get("name") not in GESTURES:
            self._log_kind(activity)
            return Response(status_code=200)
        answer = await self._invokes.answer(gesture(activity, channel))
        return JSONResponse(answer) if answer else Response(status_code=200)

    async def _said(self, activity: Mapping[str, Any], channel: str) -> Response:
        if isinstance(activity.get("value"), Mapping) and not activity.get("text"):
            made = gesture({**activity, "name": EXECUTE}, channel)
            self._later(self._invokes.say_afterwards(made, await self._invokes.answer(made)))
            return Response(status_code=200)
        if channel and (is_reply(activity) or not self._is_for_us(activity)):
            return await self._keep(activity, channel)
        if activity.get("type") == "message" and self._is_for_us(activity):
            self._later(self._command(activity, channel))
        return Response(status_code=200)

    async def _keep(self, activity: Mapping[str, Any], channel: str) -> Response:
        body = kept(self._people_named(activity), channel)
        if _has_meaning(body, self._calls.concerns):
            self.heard_unasked += not self._is_for_us(activity)
            return await self._store(body)
        return Response(status_code=200)

    async def _store(self, body: Mapping[str, Any]) -> Response:
        try:
            await self._calls.hear([Event(DOOR, _key(body), body)])
        except Exception as error:  # whatever it is: not stored means not acknowledged
            log.error("teams activity not stored", error=type(error).__name__)
            return Response(status_code=429, headers={"Retry-After": "5"})
        return Response(status_code=200)

    def _gone(self, activity: Mapping[str, Any]) -> list[str]:
        """The object ids of the people who have left a team; Teams may tell only the ids that this bot knows them by."""
        found = []
        for one in activity.get("membersRemoved") or ():
            known = self._people.by_account(str(_map(one).get("id") or ""))
            found.append(str(_map(one).get("aadObjectId") or (known.id if known else "")))
        return [person for person in found if person]

    def _learn(self, activity: Mapping[str, Any]) -> None:
        """Where Teams wants to be spoken to, who people are, which group a team is: every activity tells."""
        self._client.speak_at(str(activity.get("serviceUrl") or ""))
        self._people.met(_map(activity.get("from")))
        told = _map(activity.get("channelData"))
        group = str(_map(told.get("team")).get("aadGroupId") or "")
        own = str(_map(told.get("channel")).get("id") or thread_of(activity)[0])
        if group:
            self._channels.learn_group(own, group)

    def _is_for_us(self, activity: Mapping[str, Any]) -> bool:
        """Whether the bot is spoken to: mentioned, or alone with a person."""
        if _map(activity.get("conversation")).get("conversationType") == "personal":
            return True
        own = _map(activity.get("recipient")).get("id")
        return any(_map(_map(one).get("mentioned")).get("id") == own for one in activity.get("entities") or ())

    def _people_named(self, activity: Mapping[str, Any]) -> Mapping[str, Any]:
        """The activity with the object ids of those it names: Teams tells the ids that only this bot knows them by."""
        named = [self._identified(one) for one in activity.get("entities") or ()]
        return {**activity, "entities": named}

    def _identified(self, entity: object) -> Mapping[str, Any]:
        told = _map(entity)
        who = _map(told.get("mentioned"))
        person = self._people.by_account(str(who.get("id") or ""))
        return {**told, "mentioned": {**who, "aadObjectId": person.id}} if person else told

    def _later(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(_awaited(work))
        self._afterwards.add(task)
        task.add_done_callback(self._afterwards.discard)

    def _log_kind(self, activity: Mapping[str, Any]) -> None:
        """Each kind that means nothing to us once: enough to learn of new ones."""
        kind = _kind(activity)
        if kind not in self._kinds_logged and len(self._kinds_logged) < 200:
            self._kinds_logged.add(kind)
            log.info("teams activity without meaning", type=kind)


async def _awaited(work: Awaitable[None]) -> None:
    await work


def _parsed(body: bytes) -> Mapping[str, Any]:
    activity = clean(json.loads(body))
    if not isinstance(activity, dict):
        raise ValueError("no activity")
    return activity


def _tenant(activity: Mapping[str, Any]) -> str:
    told = _map(_map(activity.get("channelData")).get("tenant")).get("id")
    return str(told or _map(activity.get("conversation")).get("tenantId") or "")


def _has_meaning(body: Mapping[str, Any], concerns: Callable[[SaidBeside], bool]) -> bool:
    """What people write outside threads is not kept, unless it `concerns` us. What cannot be read is, so that it is seen."""
    try:
        return any(not isinstance(found, SaidBeside) or concerns(found) for found in read(body))
    except Exception:
        return True


def _key(body: Mapping[str, Any]) -> str:
    parts = [_map(body.get("conversation")).get("id"), *(body.get(part) for part in ("id", "type", "timestamp"))]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _kind(activity: Mapping[str, Any]) -> str:
    told = [activity.get("type"), activity.get("name"), _map(activity.get("channelData")).get("eventType")]
    words = [str(part)[:60] for part in told if part]
    return "/".join(word for word in words if word.replace("/", "").replace(".", "").isalnum())


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
