"""Odd answers to the page's calls, one at a time. Whole conversations are held with the simulator in tests/contracts."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.happenings import Kind
from bot.ports.picture import Picture, PictureType
from handlers.facebook.look.access.trust import Trust
from handlers.facebook.look.conversations import Conversations
from handlers.facebook.page import FacebookPage
from handlers.facebook.speak.client import GraphClient
from tests.handlers.facebook.stage import COMMENT_ID, KARI, NOON, PAGE_ID, TestClock, graph, place

NEW_ID = "777000111_888000999"
TOKEN: Mapping[str, Any] = {"is_valid": True, "type": "PAGE", "profile_id": PAGE_ID, "app_id": "424242424242"}
TASKS = ["MODERATE", "MESSAGING"]
Answers = Mapping[str, Any]


class Facebook:
    """Answers by the end of the path; a value that is a list of responses is used up one by one."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {"debug_token": {"data": TOKEN}, PAGE_ID: {"id": PAGE_ID, "tasks": TASKS}, **answers}
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        last = request.url.path.rpartition("/")[2]
        answer = self.answers.get(f"{request.method} {last}", self.answers.get(last))
        if answer is None:
            return httpx.Response(400, json={"error": {"code": 100, "error_subcode": 33}})
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)


def page(facebook: Callable[[httpx.Request], httpx.Response], clock: TestClock | None = None) -> FacebookPage:
    client: GraphClient = graph(facebook, clock)
    return FacebookPage(client, Trust(client), Conversations(client))


def own(text: str = "Svar", /, **parts: Any) -> dict[str, Any]:
    usual = {"id": NEW_ID, "message": text, "from": {"id": PAGE_ID}, "parent": {"id": COMMENT_ID}}
    return {**usual, "created_time": NOON.isoformat(), **parts}


def by(author: dict[str, str] | None) -> dict[str, Any]:
    return {**own(), "from": author}


PICTURE = Picture(b"\xff\xd8\xffbytes", PictureType.JPEG, "Kari sin hage.jpg", "En hage")


async def test_words_and_picture_go_in_one_call_and_the_files_name_tells_nothing() -> None:
    facebook = Facebook(comments={"id": NEW_ID}, **{NEW_ID: own()})

    await page(facebook).reply(place(), "Svar", "delivery:1", PICTURE)

    (call,) = [request for request in facebook.requests if request.method == "POST"]
    assert call.headers["content-type"].startswith("multipart/form-data")
    body = call.read()
    assert b'name="message"\r\n\r\nSvar\r\n' in body
    assert b'name="source"; filename="bilde.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + PICTURE.content in body
    assert b"Kari" not in body


async def test_a_message_takes_no_picture_and_nothing_is_sent() -> None:
    facebook = Facebook()

    with pytest.raises(Refused) as refused:
        await page(facebook).reply(place(kind=Kind.MESSAGE), "Svar", "delivery:1", PICTURE)

    assert refused.value.reason is Reason.INVALID
    assert facebook.requests == []


async def test_a_picture_that_facebook_does_not_take_is_refused_with_its_words() -> None:
    answer = httpx.Response(400, json={"error": {"code": 324, "message": "Missing or invalid image file"}})

    with pytest.raises(Refused) as refused:
        await page(Facebook(comments=answer)).reply(place(), "Svar", "delivery:1", PICTURE)

    assert refused.value.reason is Reason.INVALID


async def test_a_reply_is_read_back_for_its_link() -> None:
    facebook = Facebook(comments={"id": NEW_ID}, **{NEW_ID: own(permalink_url="https://www.facebook.com/x")})

    published = await page(facebook).reply(place(), "Svar", "delivery:1")

    assert (published.id, published.link) == (NEW_ID, "https://www.facebook.com/x")


@pytest.mark.parametrize(
    "root",
    [
        {COMMENT_ID: own(parent=None)},
        {"777000111_888000444": own(parent={"id": COMMENT_ID})},  # the reply answered is a reply itself
    ],
)
async def test_a_reply_to_a_reply_goes_under_the_top_level_comment(root: dict[str, Any]) -> None:
    facebook = Facebook(comments={"id": NEW_ID}, **{NEW_ID: own(), **root})

    await page(facebook).reply(
        place(Kind.REPLY, id="777000111_888000333", root_id=next(iter(root))), "Svar", "delivery:1"
    )

    (write,) = [request for request in facebook.requests if request.method == "POST"]
    assert write.url.path.endswith(f"/{COMMENT_ID}/comments")


async def test_a_reply_without_an_id_is_unknown() -> None:
    with pytest.raises(Unknown):
        await page(Facebook(comments={"ok": True})).reply(place(), "Svar", "delivery:1")


async def test_a_reply_that_cannot_be_read_back_is_published_all_the_same() -> None:
    facebook = Facebook(comments={"id": NEW_ID}, **{NEW_ID: httpx.Response(502, text="<html>")})

    assert (await page(facebook).reply(place(), "Svar", "delivery:1")).id == NEW_ID


async def test_a_reply_that_overwrote_the_comment_halts_the_page() -> None:
    facebook = Facebook(comments={"id": COMMENT_ID}, subscribed_apps={"data": []})
    door = page(facebook)

    for _ in range(2):
        with pytest.raises(Refused):
            await door.reply(place(), "Svar", "delivery:1")

    assert [request.method for request in facebook.requests] == ["POST"]
    assert "facebook_overwrote" in [trouble.name for trouble in (await door.health()).troubles]


async def test_a_text_too_long_for_facebook_is_never_sent() -> None:
    facebook = Facebook()

    for kind, length in ((Kind.COMMENT, 8001), (Kind.MESSAGE, 2000)):
        with pytest.raises(Refused) as caught:
            await page(facebook).reply(place(kind), "x" * length, "delivery:1")
        assert caught.value.reason is Reason.TOO_LONG
    assert facebook.requests == []


@pytest.mark.parametrize(("hours", "allowed"), [(23, True), (23.85, False), (25, False)])
async def test_a_message_is_sent_only_while_the_window_is_open(hours: float, allowed: bool, clock: TestClock) -> None:
    facebook = Facebook(messages={"recipient_id": KARI, "message_id": "m_9"})
    clock.move(hours=hours)

    if allowed:
        assert (await page(facebook, clock).reply(place(Kind.MESSAGE), "Svar", "delivery:1")).id == "m_9"
        return
    with pytest.raises(Refused) as caught:
        await page(facebook, clock).reply(place(Kind.MESSAGE), "Svar", "delivery:1")
    assert (caught.value.reason, facebook.requests) == (Reason.WINDOW_CLOSED, [])


async def test_a_message_carries_our_key_for_its_echo() -> None:
    facebook = Facebook(messages={"message_id": "m_9"})

    await page(facebook).reply(place(Kind.MESSAGE), "Svar", "delivery:1")

    assert json.loads(facebook.requests[0].content) == {
        "recipient": {"id": KARI},
        "messaging_type": "RESPONSE",
        "message": {"text": "Svar", "metadata": "delivery:1"},
    }


async def test_a_comment_that_is_gone_reads_as_nothing() -> None:
    assert await page(Facebook()).read(place()) is None


async def test_a_fault_does_not_read_as_gone() -> None:
    with pytest.raises(TryLater):
        await page(Facebook(**{COMMENT_ID: httpx.Response(503, text="")})).read(place())


async def test_an_own_reply_is_found_by_its_words_whatever_the_white_space() -> None:
    facebook = Facebook(comments={"data": [own("Hei,  Kari!\r\nI morgen.")]})

    found = await page(facebook).find_own_reply(place(), "Hei, Kari!\nI morgen.", "delivery:1", NOON)

    assert found is not None
    assert found.id == NEW_ID


@pytest.mark.parametrize(
    "other",
    [
        own("Et annet svar"),
        by({"id": KARI}),
        by(None),
        own(created_time=(NOON - timedelta(minutes=3)).isoformat()),
    ],
)
async def test_other_words_authors_and_times_are_not_our_reply(other: dict[str, Any]) -> None:
    facebook = Facebook(comments={"data": [other]})

    assert await page(facebook).find_own_reply(place(), "Svar", "delivery:1", NOON) is None


async def test_of_two_equal_replies_the_oldest_is_ours() -> None:
    newer = own(id="777000111_888001000", created_time=(NOON + timedelta(minutes=1)).isoformat())
    facebook = Facebook(comments={"data": [newer, own()]})

    found = await page(facebook).find_own_reply(place(), "Svar", "delivery:1", NOON)

    assert found is not None
    assert found.id == NEW_ID


@pytest.mark.parametrize(
    "answers",
    [
        {"debug_token": {"data": {**TOKEN, "type": "USER"}}},
        {"debug_token": {"data": {**TOKEN, "is_valid": False}}},
        {"debug_token": {"data": {**TOKEN, "profile_id": "999"}}},
        {PAGE_ID: {"id": PAGE_ID, "tasks": ["MESSAGING"]}},
        {"comments": {"data": [{"message": "no id"}]}},
        {"comments": httpx.Response(400, json={"error": {"code": 10}})},
        {"comments": httpx.Response(200, text="<html>")},
    ],
)
async def test_a_look_that_cannot_be_believed_is_no_look(answers: Answers) -> None:
    facebook = Facebook(**{"comments": {"data": []}, **answers})

    with pytest.raises(TryLater):
        await page(facebook).find_own_reply(place(), "Svar", "delivery:1", NOON)


async def test_a_crowded_conversation_cannot_be_looked_through() -> None:
    messages = [
        own("x", id=f"m_{number}", created_time=(NOON + timedelta(seconds=number)).isoformat()) for number in range(20)
    ]
    facebook = Facebook(conversations={"data": [{"id": "t_1"}]}, messages={"data": messages})

    with pytest.raises(TryLater):
        await page(facebook).find_own_reply(place(Kind.MESSAGE), "Svar", "delivery:1", NOON - timedelta(hours=1))


async def test_a_heavy_list_is_asked_for_in_smaller_pages() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.params["limit"])
        if len(asked) < 3:
            return httpx.Response(500, json={"error": {"code": 1}})
        return httpx.Response(200, json={"data": [own()]})

    await page(answer).own_replies(place(), NOON)

    assert asked == ["100", "50", "25"]


async def test_a_stale_cursor_starts_the_list_again() -> None:
    first = {"data": [], "paging": {"cursors": {"after": "A"}, "next": "https://graph/?access_token=TOKEN"}}
    answers = iter(
        [
            httpx.Response(200, json=first),
            httpx.Response(400, json={"error": {"code": 100}}),
            httpx.Response(200, json={"data": [own()]}),
        ]
    )

    assert [item.id for item in await page(lambda _: next(answers)).own_replies(place(), NOON)] == [NEW_ID]


async def test_deleting_what_is_gone_is_done() -> None:
    await page(Facebook()).delete("main", NEW_ID)


async def test_hiding_says_so_in_words_facebook_knows() -> None:
    facebook = Facebook(**{COMMENT_ID: {"success": True}})

    await page(facebook).hide("main", COMMENT_ID, hidden=True)

    assert facebook.requests[0].content == b"is_hidden=true"


async def test_an_unknown_page_is_our_own_mistake() -> None:
    with pytest.raises(Refused) as caught:
        await page(Facebook()).reply(place(Kind.MESSAGE, page="nowhere"), "Svar", "delivery:1")

    assert caught.value.reason is Reason.INVALID
