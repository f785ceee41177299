"""Webhooks as Facebook would send them, signed, for comments that stand on the simulated Facebook."""

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from sandbox.facebook.wire import signatures
from sandbox.people import APP, CITIZENS, PAGES
from sandbox.server import Sandbox

PATH = "/facebook/webhook"
AT_ONCE = 8  # connections side by side, as a busy Facebook would use them
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Post:
    """One webhook POST that is ready to be sent, and the words of its comment."""

    words: str
    body: bytes
    headers: dict[str, str]


def new_comments(sandbox: Sandbox, count: int) -> list[Post]:
    """Let citizens comment, without Facebook telling anybody, and make the webhook of each ready."""
    sandbox.facebook.switches.live = False
    return [_post(sandbox, next(_NUMBERS)) for _ in range(count)]


def _post(sandbox: Sandbox, number: int) -> Post:
    page, citizen = PAGES[0], CITIZENS[number % len(CITIZENS)]
    post = sandbox.facebook.posts(page.key)[0]
    words = f"Når blir lykta med merket {_letters(number)} reparert?"
    comment_id = sandbox.facebook.comment(page.key, citizen.id, words, post_id=post.id)
    seconds = int(sandbox.clock.now().timestamp())
    value = {
        "from": {"id": citizen.id, "name": citizen.name},
        "post": {"id": post.id, "status_type": "mobile_status_update", "is_published": True},
        "item": "comment",
        "verb": "add",
        "post_id": post.id,
        "comment_id": comment_id,
        "parent_id": post.id,
        "message": words,
        "created_time": seconds,
    }
    entry = {"id": page.id, "time": seconds, "changes": [{"field": "feed", "value": value}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    return Post(words, body, {"Content-Type": "application/json", **signatures(APP.facebook_secret, body)})


async def send_all(url: str, posts: Sequence[Post]) -> float:
    """Send them over some connections side by side; seconds until all are answered. Raises for any answer but 200."""
    waiting = iter(posts)
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector, raise_for_status=True) as client:

        async def work() -> None:
            for post in waiting:
                async with client.post(url + PATH, data=post.body, headers=post.headers) as answer:
                    await answer.read()

        began = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        return time.perf_counter() - began


def _letters(number: int) -> str:
    """A mark without digits: those could be taken for something personal and be blotted out on the card."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
