"""The state that the demo page draws, and the stream that tells of changes."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sandbox.people import PAGES
from sandbox.server import Sandbox
from tests.sandbox.stage_page.scene import AHMED, ANNE, BUTTON, CARD, CHANNEL, KARI, OLA, WEDNESDAY, Visitor

# State


async def test_the_state_shows_every_page_with_its_posts(visitor: Visitor) -> None:
    pages = (await visitor.state())["facebook"]["pages"]

    assert [one["key"] for one in pages] == [one.key for one in PAGES]
    assert all(one["posts"] for one in pages)


async def test_the_state_shows_a_comment_with_its_replies_and_who_wrote_them(
    visitor: Visitor, sandbox: Sandbox
) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
    sandbox.facebook.staff_reply("main", comment_id, "Mandag.")

    comment = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]

    assert (comment["author"]["name"], comment["by_page"]) == ("Kari Nordmann", False)
    assert [(reply["text"], reply["by_page"], reply["author"]["bot"]) for reply in comment["replies"]] == [
        ("Mandag.", True, False)
    ]


async def test_what_the_bot_wrote_itself_is_marked(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
    form = {"message": "Mandag.", "access_token": PAGES[0].token}
    await visitor.http.post(f"{sandbox.graph_url}/v26.0/{comment_id}/comments", data=form)

    comment = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]

    assert comment["replies"][0]["author"]["bot"] is True


async def test_the_state_shows_a_conversation_with_its_citizen(visitor: Visitor, sandbox: Sandbox) -> None:
    sandbox.facebook.message("kino", AHMED, "Er det plass?")

    talks = next(one for one in (await visitor.state())["facebook"]["pages"] if one["key"] == "kino")["conversations"]

    assert [said["text"] for said in talks[AHMED]] == ["Er det plass?"]


async def test_the_state_shows_a_card_as_it_came_over_the_wire_and_its_thread(
    visitor: Visitor, sandbox: Sandbox
) -> None:
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)
    await sandbox.slack.say(OLA, CHANNEL, "Klokka 16.", thread_ts=posted["ts"])

    (card,) = (await visitor.state())["slack"]["channels"][0]["messages"]

    assert card["blocks"][0]["elements"] == [BUTTON]
    assert [reply["text"] for reply in card["replies"]] == ["Klokka 16."]


async def test_what_one_person_alone_was_told_stands_with_that_person(visitor: Visitor) -> None:
    await visitor.bot("chat.postEphemeral", channel=CHANNEL, user=ANNE, text="Jonas var først.")

    people = {one["id"]: one["ephemerals"] for one in (await visitor.state())["slack"]["people"]}

    assert [said["text"] for said in people.pop(ANNE)] == ["Jonas var først."]
    assert not any(people.values())


async def test_the_state_tells_the_time_and_where_its_jumps_lead(visitor: Visitor, sandbox: Sandbox) -> None:
    sandbox.facebook.comment("main", KARI, "Når åpner hallen?")

    clock = (await visitor.state())["clock"]

    assert datetime.fromisoformat(clock["now"]) == WEDNESDAY
    assert (clock["closing"], clock["deadline"]) == ("2026-11-25T15:30:00+01:00", "2026-11-27T15:30:00+01:00")


# Stream


async def versions(lines: AsyncIterator[str]) -> AsyncIterator[int]:
    """The version numbers as the stream tells them."""
    async for line in lines:
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))["version"]


async def test_the_stream_tells_the_version_at_once_and_then_each_change(visitor: Visitor, sandbox: Sandbox) -> None:
    async with visitor.http.stream("GET", "/sandbox/stream") as answer:
        told = versions(answer.aiter_lines())
        first = await anext(told)
        sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
        on_facebook = await anext(told)
        await sandbox.slack.say(ANNE, CHANNEL, "Hei")
        in_slack = await anext(told)
        sandbox.clock.move(timedelta(hours=1))
        of_the_clock = await anext(told)

    assert first < on_facebook < in_slack < of_the_clock


async def test_many_changes_at_once_are_told_as_one(visitor: Visitor, sandbox: Sandbox) -> None:
    async with visitor.http.stream("GET", "/sandbox/stream") as answer:
        told = versions(answer.aiter_lines())
        first = await anext(told)
        for number in range(50):
            sandbox.facebook.comment("main", KARI, f"Spørsmål {number}")
        second = await anext(told)

    assert second >= first + 50


async def test_the_state_carries_the_version_that_the_stream_told(visitor: Visitor, sandbox: Sandbox) -> None:
    sandbox.facebook.comment("main", KARI, "Når åpner hallen?")

    async with visitor.http.stream("GET", "/sandbox/stream") as answer:
        told = await anext(versions(answer.aiter_lines()))

    assert (await visitor.state())["version"] == told
