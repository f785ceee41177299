"""Writing, editing, hiding and deleting through the Graph API."""

import pytest

from sandbox.facebook.sim import FacebookSim
from tests.sandbox.facebook.outsiders import AHMED, KARI, MAIN, Caller

FIRST_POST = f"{MAIN}_777000111"


@pytest.fixture
def question(facebook: FacebookSim) -> str:
    return facebook.comment("main", KARI, "Når brøytes Elvegata?")


async def test_a_reply_stands_under_the_comment(facebook: FacebookSim, graph: Caller, question: str) -> None:
    created = await graph.post(f"{question}/comments", message="I dag kl. 14.")

    (reply,) = facebook.replies_by_page(question)
    assert (created, reply.text, reply.app_id) == ({"id": reply.id}, "I dag kl. 14.", "424242424242")


async def test_a_comments_id_begins_with_its_post(question: str) -> None:
    assert question.startswith("777000111_")


async def test_json_bodies_are_understood(facebook: FacebookSim, graph: Caller, question: str) -> None:
    await graph.ask("POST", f"{question}/comments", json={"message": "I dag."})

    assert facebook.public_texts("main") == ["I dag."]


async def test_asking_for_fields_returns_the_new_comment_at_once(graph: Caller, question: str) -> None:
    created = await graph.post(f"{question}/comments", message="I dag.", fields="id,message,parent{id}")

    assert (created["message"], created["parent"]) == ("I dag.", {"id": question})


async def test_a_reply_to_a_reply_lands_under_the_top_comment(
    facebook: FacebookSim, graph: Caller, question: str
) -> None:
    deeper = facebook.comment("main", AHMED, "Lurer på det samme", parent_id=question)
    await graph.post(f"{deeper}/comments", message="I dag.")

    assert [reply.text for reply in facebook.replies_by_page(question)] == ["I dag."]
    assert [reply.parent_id for reply in facebook.replies_by_page(deeper)] == [question]


async def test_deep_replies_can_stay_deep(facebook: FacebookSim, graph: Caller, question: str) -> None:
    facebook.switches.reparent_replies = False
    deeper = facebook.comment("main", AHMED, "Lurer på det samme", parent_id=question)
    await graph.post(f"{deeper}/comments", message="I dag.")

    ((child,),) = [comment.replies for comment in facebook.comments(FIRST_POST)]
    assert [reply.text for reply in child.replies] == ["I dag."]


async def test_the_page_edits_its_own_comment(facebook: FacebookSim, graph: Caller, question: str) -> None:
    written_id = (await graph.post(f"{question}/comments", message="I dga."))["id"]

    assert await graph.post(written_id, message="I dag.") == {"success": True}
    assert facebook.public_texts("main") == ["I dga.", "I dag."]


async def test_a_citizens_words_cannot_be_edited(graph: Caller, question: str) -> None:
    assert (await graph.post(question, message="Noe annet"))["error"]["code"] == 200


async def test_a_comment_is_hidden_and_shown_again(facebook: FacebookSim, graph: Caller, question: str) -> None:
    await graph.post(question, is_hidden="true")
    hidden = (await graph.get(question, fields="is_hidden"))["is_hidden"]
    await graph.post(question, is_hidden="false")

    assert (hidden, facebook.comments(FIRST_POST)[0].hidden) == (True, False)


async def test_the_pages_own_comment_cannot_be_hidden(graph: Caller, question: str) -> None:
    written_id = (await graph.post(f"{question}/comments", message="I dag."))["id"]

    assert (await graph.post(written_id, is_hidden="true"))["error"]["code"] == 100


async def test_a_deleted_comment_is_gone(facebook: FacebookSim, graph: Caller, question: str) -> None:
    assert await graph.delete(question) == {"success": True}
    assert facebook.comments(FIRST_POST) == ()


async def test_the_page_likes_a_comment_once(facebook: FacebookSim, graph: Caller, question: str) -> None:
    await graph.post(f"{question}/likes")
    await graph.post(f"{question}/likes")

    assert facebook.comments(FIRST_POST)[0].likes == 1


async def test_an_answer_to_a_deleted_comment_is_refused(facebook: FacebookSim, graph: Caller, question: str) -> None:
    facebook.delete(question)

    assert (await graph.post(f"{question}/comments", message="I dag."))["error"]["error_subcode"] == 33


@pytest.mark.parametrize("words", ["", "   ", "x" * 8001])
async def test_empty_and_overlong_comments_are_refused(graph: Caller, question: str, words: str) -> None:
    assert (await graph.post(f"{question}/comments", message=words))["error"]["code"] == 100


async def test_a_person_cannot_write_as_the_page(graph: Caller, question: str) -> None:
    answer = await graph.post(f"{question}/comments", token="USER-TOKEN-admin", message="I dag.")

    assert answer["error"]["code"] == 1705


async def test_writing_needs_the_permission(facebook: FacebookSim, graph: Caller, question: str) -> None:
    facebook.tokens.set_page_rights(MAIN, scopes=["pages_read_engagement"])

    assert (await graph.post(f"{question}/comments", message="I dag."))["error"]["code"] == 10


async def test_writing_needs_the_task(facebook: FacebookSim, graph: Caller, question: str) -> None:
    facebook.tokens.set_page_rights(MAIN, tasks=["MESSAGING"])

    assert (await graph.post(f"{question}/comments", message="I dag."))["error"]["code"] == 200


async def test_the_page_puts_up_a_post(facebook: FacebookSim, graph: Caller) -> None:
    created = await graph.post(f"{MAIN}/feed", message="Vannet er stengt.")

    assert facebook.posts("main")[-1].id == created["id"]


async def test_what_staff_write_counts_as_public_text(facebook: FacebookSim, question: str) -> None:
    facebook.staff_reply("main", question, "Vi brøyter nå.")

    assert facebook.public_texts("main") == ["Vi brøyter nå."]


async def test_every_visible_change_is_called_back(facebook: FacebookSim) -> None:
    changes: list[str] = []
    facebook.on_change(lambda: changes.append("changed"))

    facebook.like(facebook.comment("main", KARI, "Hei"))

    assert changes == ["changed", "changed"]
