"""What people do on Facebook from the demo page."""

import json
from typing import Any

import pytest

from sandbox.server import Sandbox
from tests.sandbox.stage_page.scene import AHMED, ANNE, KARI, Visitor


async def test_a_citizen_comments_and_replies(visitor: Visitor, sandbox: Sandbox) -> None:
    post = sandbox.facebook.posts("main")[1].id
    comment = await visitor.do("facebook/comment", page="main", citizen=KARI, post=post, text="Når åpner hallen?")
    await visitor.do("facebook/comment", page="main", citizen=AHMED, parent=comment["id"], text="Lurer på det samme")

    (seen,) = sandbox.facebook.comments(post)

    assert (seen.text, seen.replies[0].author.name) == ("Når åpner hallen?", "Ahmed Hassan")


async def test_a_citizen_posts_a_picture_without_words(visitor: Visitor, sandbox: Sandbox) -> None:
    posted = await visitor.do("facebook/visitor_post", page="main", citizen=KARI, photo=True)

    seen = sandbox.facebook.posts("main")[-1]

    assert (seen.id, seen.photo) == (posted["id"], True)


async def test_a_citizen_writes_a_message_and_changes_it(visitor: Visitor, sandbox: Sandbox) -> None:
    sent = await visitor.do("facebook/message", page="main", citizen=KARI, text="Hie")
    await visitor.do("facebook/edit", id=sent["id"], text="Hei")

    assert [said.text for said in sandbox.facebook.conversation("main", KARI)] == ["Hei"]


async def test_a_citizen_changes_a_comment_likes_it_and_deletes_it(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Nå åpner hallen?")
    await visitor.do("facebook/edit", id=comment_id, text="Når åpner hallen?")
    await visitor.do("facebook/like", id=comment_id, citizen=AHMED)
    seen = sandbox.facebook.comments(sandbox.facebook.posts("main")[0].id)[0]
    await visitor.do("facebook/delete", id=comment_id)

    assert (seen.text, seen.likes) == ("Når åpner hallen?", 1)
    assert sandbox.facebook.find(comment_id) is None


async def test_staff_hide_a_comment_and_show_it_again(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Nummeret er …")
    await visitor.do("facebook/hide", id=comment_id)
    hidden = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]["hidden"]
    await visitor.do("facebook/hide", id=comment_id, hidden=False)

    shown = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]["hidden"]

    assert (hidden, shown) == (True, False)


async def test_staff_answer_by_hand_in_public_and_by_message(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
    await visitor.do("facebook/staff_reply", page="main", target=comment_id, text="Mandag.")
    await visitor.do("facebook/staff_message", page="main", citizen=KARI, text="Hei, Kari")

    assert [reply.text for reply in sandbox.facebook.replies_by_page(comment_id)] == ["Mandag."]
    assert [said.by_page for said in sandbox.facebook.conversation("main", KARI)] == [True]


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("facebook/comment", {"page": "main", "citizen": KARI, "text": "  "}, (400, "not_possible")),
        ("facebook/comment", {"page": "main", "citizen": KARI, "text": 7}, (400, "not_possible")),
        ("facebook/comment", {"page": "main", "citizen": KARI, "text": "Hei", "post": "1_2"}, (404, "gone")),
        ("facebook/edit", {"id": "1_2", "text": "Hei"}, (404, "gone")),
        ("slack/say", {"user": ANNE, "channel": "C0NOWHERE", "text": "Hei"}, (400, "not_possible")),
        ("slack/submit", {"user": ANNE, "view_id": "V1", "values": {"text": 7}}, (400, "not_possible")),
    ],
)
async def test_what_nobody_can_do_is_refused_with_a_code(
    visitor: Visitor, path: str, body: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert await visitor.refused(path, **body) == answer


async def test_only_json_is_taken_so_that_no_other_web_page_can_send_gestures(
    visitor: Visitor, sandbox: Sandbox
) -> None:
    words = json.dumps({"page": "main", "citizen": KARI, "text": "Hei"})

    answer = await visitor.http.post("/sandbox/facebook/comment", content=words, headers={"Content-Type": "text/plain"})

    assert answer.status_code == 400
    assert not sandbox.facebook.comments(sandbox.facebook.posts("main")[0].id)
