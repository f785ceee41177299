"""Lists come in pages with opaque cursors."""

from typing import Any

import pytest

from sandbox.facebook.sim import FacebookSim
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import KARI, MAIN, Caller

FIRST_POST = f"{MAIN}_777000111"


async def _all(graph: Caller, **params: Any) -> list[str]:
    ids, after = [], ""
    while True:
        page = await graph.get(f"{FIRST_POST}/comments", fields="id", after=after, **params)
        ids += [item["id"] for item in page["data"]]
        if "next" not in page.get("paging", {}):
            return ids
        after = page["paging"]["cursors"]["after"]


async def test_following_the_cursors_reads_everything_once(facebook: FacebookSim, graph: Caller) -> None:
    ids = [facebook.comment("main", KARI, f"Nummer {number}") for number in range(7)]

    assert await _all(graph, limit=3) == ids


@pytest.mark.parametrize("fault", ["facebook.short_page", "facebook.empty_page"])
async def test_short_and_empty_pages_still_have_a_next_one(sandbox: Sandbox, graph: Caller, fault: str) -> None:
    ids = [sandbox.facebook.comment("main", KARI, f"Nummer {number}") for number in range(7)]
    sandbox.faults.arm(fault, times=2)

    assert await _all(graph, limit=4) == ids
    assert sandbox.faults.armed() == []


async def test_the_last_page_has_no_next_one(facebook: FacebookSim, graph: Caller) -> None:
    facebook.comment("main", KARI, "Hei")

    assert "next" not in (await graph.get(f"{FIRST_POST}/comments", limit=1))["paging"]


async def test_the_next_link_can_be_followed_as_it_is(facebook: FacebookSim, graph: Caller) -> None:
    _, second = [facebook.comment("main", KARI, f"Nummer {number}") for number in range(2)]
    first_page = await graph.get(f"{FIRST_POST}/comments", limit=1, fields="id")

    path = first_page["paging"]["next"].removeprefix(graph.url + "/")

    assert (await graph.get(path))["data"] == [{"id": second}]


async def test_the_cursor_before_leads_back(facebook: FacebookSim, graph: Caller) -> None:
    first, _ = [facebook.comment("main", KARI, f"Nummer {number}") for number in range(2)]
    second_page = await graph.get(
        f"{FIRST_POST}/comments",
        limit=1,
        after=(await graph.get(f"{FIRST_POST}/comments", limit=1))["paging"]["cursors"]["after"],
    )

    back = await graph.get(
        f"{FIRST_POST}/comments", limit=1, fields="id", before=second_page["paging"]["cursors"]["before"]
    )

    assert back["data"] == [{"id": first}]


async def test_a_cursor_dies_with_the_comment_it_stands_at(facebook: FacebookSim, graph: Caller) -> None:
    ids = [facebook.comment("main", KARI, f"Nummer {number}") for number in range(3)]
    page = await graph.get(f"{FIRST_POST}/comments", limit=2)
    facebook.delete(ids[1])

    error = (await graph.get(f"{FIRST_POST}/comments", after=page["paging"]["cursors"]["after"]))["error"]

    assert error["code"] == 100


@pytest.mark.parametrize("edge", ["published_posts", "visitor_posts", "feed"])
async def test_more_than_a_hundred_posts_cannot_be_asked_for(graph: Caller, edge: str) -> None:
    assert (await graph.get(f"{MAIN}/{edge}", limit=101))["error"]["code"] == 100


async def test_ranked_posts_are_not_in_order_of_time(facebook: FacebookSim, graph: Caller) -> None:
    facebook.switches.ranked_posts = True

    listed = (await graph.get(f"{MAIN}/published_posts", fields="id"))["data"]

    assert listed[0]["id"] == FIRST_POST
