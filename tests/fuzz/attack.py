"""One body at every address, signed and unsigned, and what must hold of each answer."""

import base64
import hashlib
import hmac
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from sandbox.people import APP
from tests.fuzz.bodies import FORM, JSON, bodies
from tests.fuzz.house import SECRETS, Answer, FuzzedHouse

NOISE = {"read", "delivery", "reaction", "typing"}
LEAKS = (b"Traceback", b'File "', *(secret.encode() for secret in SECRETS))
OFTEN = 150  # bodies between two times of working the inbox off


@dataclass
class Tally:
    """What was sent and what came of it."""

    inputs: int = 0
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    stored: int = 0


@dataclass(frozen=True)
class Shot:
    """One request. `is_signed` means that we must believe it."""

    name: str
    path: str
    headers: dict[str, str]
    body: bytes
    is_signed: bool
    method: str = "POST"


def shots(kind: str, body: bytes) -> Iterator[Shot]:
    """One body at every address."""
    plain = {"content-type": kind} if kind else {}
    right = "sha256=" + hmac.new(APP.facebook_secret.encode(), body, hashlib.sha256).hexdigest()
    yield Shot("facebook signed", "/facebook/webhook", plain | {"x-hub-signature-256": right}, body, is_signed=True)
    yield Shot("facebook unsigned", "/facebook/webhook", plain, body, is_signed=False)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    yield Shot("facebook forged", "/facebook/webhook", plain | {"x-hub-signature-256": wrong}, body, is_signed=False)
    now = int(time.time())
    yield Shot("slack signed", "/slack/events", plain | _slack(body, now), body, is_signed=True)
    yield Shot("slack unsigned", "/slack/events", plain, body, is_signed=False)
    yield Shot("slack old", "/slack/events", plain | _slack(body, now - 301), body, is_signed=False)
    other = {"content-type": FORM if kind == JSON else JSON, "content-encoding": "gzip"}
    yield Shot("slack other kind", "/slack/events", other | _slack(body, now), body, is_signed=True)
    yield Shot("deletion signed", "/facebook/data-deletion", {"content-type": FORM}, _deletion(body), is_signed=True)
    yield Shot("deletion unsigned", "/facebook/data-deletion", plain, body, is_signed=False)
    yield Shot("teams", "/teams/messages", plain | {"authorization": "Bearer x.y.z"}, body, is_signed=False)
    yield Shot("nowhere", "/healthz", plain, body, is_signed=False)
    question = "/facebook/webhook?hub.mode=subscribe&hub.challenge=" + body[:40].hex()
    yield Shot("subscribe", question + "&hub.verify_token=" + body[:9].hex(), {}, b"", is_signed=False, method="GET")


def fuzz(house: FuzzedHouse, run: Callable[[object], object], *, examples: int, start: int, tally: Tally) -> None:
    """Shoot this many bodies, always the same for the same `start`; `run` carries out a coroutine. Raises AssertionError."""
    count = 0

    @seed(start)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(bodies)
    def shoot(thrown: tuple[str, bytes]) -> None:
        nonlocal count
        for shot in shots(*thrown):
            run(_shoot(house, shot, tally))
        count += 1
        if count % OFTEN == 0:
            run(house.work_off())

    shoot()
    run(house.work_off())
    tally.stored = house.heard()


async def _shoot(house: FuzzedHouse, shot: Shot, tally: Tally) -> None:
    before = house.heard()
    answer = await house(shot.method, shot.path, shot.headers, shot.body)
    tally.inputs += 1
    tally.answers[shot.name, answer.status] += 1
    told = f"{shot.name} answered {answer.status} to {shot.body[:300]!r}"
    assert answer.status < 500, told
    assert not any(leak in answer.body for leak in LEAKS), f"leak: {told}"
    _check_store(house, shot, answer, before, told)


def _check_store(house: FuzzedHouse, shot: Shot, answer: Answer, before: int, told: str) -> None:
    after = house.heard()
    if not shot.is_signed:
        assert after == before, f"stored: {told}"
        assert answer.status >= 400, f"accepted: {told}"
    elif answer.status != 200:
        assert after == before, f"stored and refused: {told}"
    elif shot.name == "facebook signed":
        assert after - before <= _worth_keeping(shot.body), f"stored too much: {told}"
        assert after > before or not _worth_keeping(shot.body) or _is_repetition(house, shot.body), f"lost: {told}"


def _worth_keeping(body: bytes) -> int:
    """How many events of a webhook somebody may want to know of: all but likes, receipts and other objects than pages."""
    envelope = json.loads(body)
    if envelope["object"] != "page":
        return 0
    changes = [change for entry in envelope["entry"] for change in entry.get("changes", [])]
    items = [change["value"].get("item") if isinstance(change.get("value"), dict) else None for change in changes]
    talk = [one for entry in envelope["entry"] for one in entry.get("messaging", []) if not NOISE & one.keys()]
    return sum(not isinstance(item, str) or item not in ("like", "reaction") for item in items) + len(talk)


def _is_repetition(house: FuzzedHouse, body: bytes) -> bool:
    """Whether the store knows all of it from before, by the keys under which the door hands it over."""
    from handlers.facebook.hear.body import parse
    from handlers.facebook.hear.split import split

    return all(house.knows(event.door, event.key) for event in split(parse(body), house.clock.now()))


def _slack(body: bytes, at: int) -> dict[str, str]:
    digest = hmac.new(APP.slack_signing_secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(at), "x-slack-signature": f"v0={digest}"}


def _deletion(body: bytes) -> bytes:
    inside = base64.urlsafe_b64encode(body).rstrip(b"=")
    digest = hmac.new(APP.facebook_secret.encode(), inside, hashlib.sha256).digest()
    return b"signed_request=" + base64.urlsafe_b64encode(digest).rstrip(b"=") + b"." + inside
