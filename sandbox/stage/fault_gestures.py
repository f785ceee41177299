"""The demo page's panel of faults: what there is to try, what is on and how often it struck, and the switches."""

from collections.abc import Collection
from datetime import timedelta

from aiohttp import web

from sandbox.catalogue import Fault, catalogue, faults_of, groups
from sandbox.clock import SandboxClock
from sandbox.faults import Armed, Faults
from sandbox.stage.asking import Asked, Json, gesture

PATH = "/sandbox/faults"


def fault_gestures(faults: Faults, clock: SandboxClock, doors: Collection[str]) -> list[web.AbstractRouteDef]:
    """`GET /sandbox/faults` lists what can strike where these doors are open.

    `arm` takes `name` and at will `minutes`, `always`, `chance` and `match`; `disarm` a `name`, or nothing for all; `seed` a
    whole number. All answer with what is on now.
    """

    async def listed(request: web.Request) -> web.Response:  # noqa: ARG001 - the shape of a handler
        return web.json_response(
            {"groups": _groups(doors), **faults_state(faults)}, headers={"Cache-Control": "no-store"}
        )

    async def arm(asked: Asked) -> Json:
        _arm(faults, clock, asked)
        return faults_state(faults)

    async def disarm(asked: Asked) -> Json:
        faults.disarm(asked.text("name") or None)
        return faults_state(faults)

    async def seed(asked: Asked) -> Json:
        faults.reseed(int(_number(asked, "seed", None)))
        return faults_state(faults)

    return [
        web.get(PATH, listed),
        gesture(f"{PATH}/arm", arm),
        gesture(f"{PATH}/disarm", disarm),
        gesture(f"{PATH}/seed", seed),
    ]


def faults_state(faults: Faults) -> Json:
    """What is on, oldest first, how often each fault has struck since the sandbox opened, and the seed of all luck."""
    armed = [_shown(one) for one in faults.armed()]
    return {"seed": faults.seed, "armed": armed, "struck": dict(faults.struck)}


def _arm(faults: Faults, clock: SandboxClock, asked: Asked) -> None:
    """Switch on, in place of what was on under this name: for some minutes of the sandbox's time, always, or once."""
    name = asked.needed("name")
    fault = catalogue()[name]
    minutes, chance = _number(asked, "minutes", 0), _number(asked, "chance", 1)
    until = clock.now() + timedelta(minutes=minutes) if minutes else None
    lasting = until is not None or asked.flag("always")
    match = asked.text("match") or fault.aim
    faults.disarm(name)
    faults.arm(name, times=None if lasting else 1, chance=chance, match=match, until=until)


def _number(asked: Asked, name: str, default: float | None) -> float:
    """A number that is not negative; ValueError for anything else."""
    found = asked.body.get(name, default)
    if isinstance(found, bool) or not isinstance(found, int | float) or found < 0:
        raise ValueError(f"{name} must be a number")
    return found


def _groups(doors: Collection[str]) -> list[Json]:
    found = faults_of(doors).values()
    shown = {name: [_told(fault) for fault in found if fault.group == name] for name in groups()}
    return [_headed(name, *groups()[name]) | {"faults": faults} for name, faults in shown.items() if faults]


def _headed(name: str, title: str, english: str) -> Json:
    return {"name": name, "title": title, "english": {"title": english}}


def _told(fault: Fault) -> Json:
    return {
        "name": fault.name,
        "door": fault.door,
        "title": fault.title,
        "words": fault.words,
        "english": fault.english,
    }


def _shown(armed: Armed) -> Json:
    until = armed.until.isoformat() if armed.until else None
    return {"name": armed.name, "times": armed.times, "chance": armed.chance, "until": until}
