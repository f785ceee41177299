"""What the stories about alarms share: letting the bot look, and waiting for what it says."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from sqlmodel import col, func, select

from sandbox.facebook.wire import dump, signatures
from sandbox.people import PAGES
from storage.queues import listing
from storage.queues.deliveries import PENDING
from storage.queues.tables import Delivery
from tests.town import Town
from tests.waiting import eventually


@contextmanager
def at_one_moment(solvik: Town) -> Iterator[None]:
    """The town's clock stands still meanwhile: on a busy machine it would run for minutes."""
    rate = solvik.clock.rate
    solvik.clock.set_rate(0)
    try:
        yield
    finally:
        solvik.clock.set_rate(rate)


async def looked(solvik: Town, *, reading: bool = False) -> None:
    """The bot looks after everything at once, and reads the pages before if that matters."""
    if reading:
        await solvik.app.facebook.catch_up()
    for look in solvik.app.watch.looks:
        await solvik.app.watch.look(look)


async def looked_until(solvik: Town, words: str) -> None:
    """Look after everything until the channel hears these words."""

    async def heard() -> bool:
        await looked(solvik)
        return bool(solvik.cards_with(words))

    await eventually(heard, within=15, every=0.2)


async def is_said_not_ready(solvik: Town, trouble: str) -> bool:
    """Look after everything; whether the bot then says that this keeps it from its work."""
    await looked(solvik)
    return trouble in await readiness(solvik, 503)


async def all_is_delivered(solvik: Town) -> None:
    """Wait until nothing waits to be sent."""

    async def waits() -> bool:
        async with solvik.app.database.read() as session:
            is_due = (col(Delivery.state).in_(PENDING), Delivery.due_at <= solvik.clock.now())
            query = select(func.count()).select_from(Delivery).where(*is_due)
            return (await session.exec(query)).one() == 0

    await eventually(waits, within=15, every=0.05)


async def retried(solvik: Town) -> None:
    """What the operator does with `svarvakt deliveries --retry all`."""
    async with solvik.app.database.write() as session:
        await listing.retry_deliveries(session, solvik.clock.now())
    solvik.app.office.signals.deliveries.set()


async def told(solvik: Town, path: str) -> str:
    """What the program answers at this address."""
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(f"{solvik.app.url}{path}")).text


async def readiness(solvik: Town, status: int) -> str:
    """What `/readyz` says, if it answers with this status."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{solvik.app.url}/readyz")
    return answer.text if answer.status_code == status else ""


async def posted(solvik: Town, secret: str) -> int:
    """A webhook about the main page without events, signed with this secret; the status that came back."""
    body = dump({"object": "page", "entry": [{"id": PAGES[0].id, "time": 1, "changes": []}]})
    headers = {**signatures(secret, body), "Content-Type": "application/json"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{solvik.app.url}/facebook/webhook", content=body, headers=headers)
    return answer.status_code
