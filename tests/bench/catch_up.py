"""How many calls a pass over the pages costs after an outage, beside the least with which it could be made.

Facebook's quota counts calls, each one in a batch too; how long a pass takes depends on the requests they travel in. The least
counts each list that must be read to its end at a hundred things a page, one look at the tasks and one at each token, and
two looks at everything that seems to be gone. Lists within lists could save calls, but Facebook refuses what is too much.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from handlers.facebook.door import FacebookDoor
from sandbox import people
from sandbox.clock import SandboxClock
from sandbox.facebook.sim import FacebookSim
from sandbox.people import CITIZENS
from sandbox.server import Sandbox
from tests.bench.figure import Figure
from tests.clocks import Borrowed
from tests.contracts.facebook_scene import settings_for
from tests.handlers.facebook.stage import Ear, Notebook
from tests.town import MONDAY_MORNING
from tests.waiting import eventually

PAGES = people.PAGES[:2]
OWN_POSTS, VISITOR_POSTS, LONG_THREAD, TALKS, GONE = 20, 5, 120, 30, 4  # on each page
A_PAGE, A_BATCH = 100, 50
RATE = 20.0
PATIENCE_SECONDS = 60.0


@dataclass
class Count:
    """Calls as the quota counts them, and the requests they came in."""

    calls: int
    requests: int


async def calls_per_catch_up() -> list[Figure]:
    """Both ratios for one pass over all pages, from its start until it is complete."""
    sandbox = Sandbox(clock=SandboxClock(MONDAY_MORNING, RATE))
    await sandbox.start()
    try:
        for page in PAGES:
            _furnish(sandbox.facebook, page.key)
        settings = settings_for(sandbox, "webhook")
        ear = Ear()
        notebook = Notebook(ear, settings.pages)
        door = FacebookDoor(settings, ear, notebook, Borrowed(sandbox.clock))
        await door.catch_up()
        await door.close()
        sandbox.clock.move(timedelta(days=1))
        for page in PAGES:
            _outage(sandbox.facebook, page.key)
        made = await _counted(sandbox, FacebookDoor(settings, ear, notebook, Borrowed(sandbox.clock)), notebook)
    finally:
        await sandbox.stop()
    return _figures(made, _least(sandbox.facebook))


def _furnish(facebook: FacebookSim, page: str) -> None:
    facebook.switches.live = False
    for number in range(OWN_POSTS - len(facebook.posts(page))):
        facebook.new_post(page, f"Nytt fra oss, del {number}")
    for number in range(VISITOR_POSTS):
        facebook.visitor_post(page, CITIZENS[number % len(CITIZENS)].id, f"Innlegg {number}?")
    for number in range(LONG_THREAD):
        facebook.comment(page, CITIZENS[number % len(CITIZENS)].id, f"Kommentar {number}?")
    for number in range(TALKS):
        facebook.message(page, facebook.newcomer(f"Innbygger {number}"), "Hei?")


def _outage(facebook: FacebookSim, page: str) -> None:
    comments = facebook.comments(facebook.posts(page)[0].id)
    for comment in comments[:GONE]:
        facebook.delete(comment.id)
    facebook.edit(comments[-1].id, "Nå er den endret?")
    facebook.comment(page, CITIZENS[0].id, "Og denne er ny?")
    facebook.message(page, CITIZENS[1].id, "Denne òg?")


async def _counted(sandbox: Sandbox, door: FacebookDoor, notebook: Notebook) -> Count:
    requests: list[str] = []
    sandbox.on_step(lambda step: requests.append(step) if _is_request(step) else None)
    before, marks = len(sandbox.facebook.calls), dict(notebook.marks)
    running = asyncio.create_task(door.run())

    def complete() -> bool:
        sandbox.clock.move(timedelta(seconds=10))
        return all(notebook.marks[page.key] != marks[page.key] for page in PAGES)

    await eventually(complete, within=PATIENCE_SECONDS, every=0.2)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await door.close()
    made = [call for call in list(sandbox.facebook.calls)[before:] if call[:2] != ("POST", "/")]
    return Count(len(made), len(requests))


def _is_request(step: str) -> bool:
    return step.startswith("facebook.") and step.endswith(".received")


def _least(facebook: FacebookSim) -> Count:
    calls, requests = 0, ceil(len(PAGES) / A_BATCH)  # all tokens can be examined in one request
    for page in PAGES:
        posts = facebook.posts(page.key)
        comments = [max(1, ceil(len(facebook.comments(post.id)) / A_PAGE)) for post in posts]
        lists = ceil(OWN_POSTS / A_PAGE) + ceil(VISITOR_POSTS / A_PAGE) + ceil((TALKS + 1) / A_PAGE)
        calls += 2 + lists + sum(comments) + 2 * GONE
        # the first pages of all lists; of the threads; their further pages; the first and the second look at what is gone
        requests += 1 + ceil(len(posts) / A_BATCH) + (max(comments) - 1) + 2
    return Count(calls, requests)


def _figures(made: Count, least: Count) -> list[Figure]:
    world = f"{len(PAGES)} pages with {OWN_POSTS + VISITOR_POSTS} posts, a thread of {LONG_THREAD} and {TALKS} conversations each"
    return [
        Figure(
            "calls per catch-up",
            made.calls / least.calls,
            1.5,
            f"{made.calls} Graph calls as the quota counts them, beside the least possible {least.calls}; {world}",
        ),
        Figure(
            "requests per catch-up",
            made.requests / least.requests,
            1.5,
            f"{made.requests} requests, beside the least possible {least.requests}",
        ),
    ]
