"""Reading posts, comments and conversations as the Graph API shows them."""

from datetime import UTC, datetime

import pytest

from sandbox.clock import SandboxClock
from sandbox.facebook.sim import FacebookSim
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import AHMED, KARI, MAIN, Caller

FIRST_POST = f"{MAIN}_777000111"
USER_TOKEN = "USER-TOKEN-admin"


async def test_only_requested_fields_come_back(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Når brøytes Elvegata?")

    assert await graph.get(written_id, fields="id,message") == {"id": written_id, "message": "Når brøytes Elvegata?"}


async def test_fields_without_a_value_are_left_out(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "", photo=True)

    assert "message" not in await graph.get(written_id, fields="id,message,attachment")


async def test_the_default_set_of_fields_is_small(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")

    assert set(await graph.get(written_id)) == {"id", "message", "created_time", "from"}


async def test_a_field_that_does_not_exist_is_an_error(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Hei")

    assert (await graph.get(written_id, fields="updated_time"))["error"]["code"] == 100


async def test_a_comment_shows_its_parent_only_when_it_is_a_reply(facebook: FacebookSim, graph: Caller) -> None:
    top = facebook.comment("main", KARI, "Hei")
    reply = facebook.comment("main", AHMED, "Hei du", parent_id=top)

    assert "parent" not in await graph.get(top, fields="parent{id}")
    assert (await graph.get(reply, fields="parent{id}"))["parent"] == {"id": top}


async def test_a_comment_by_the_application_names_it(facebook: FacebookSim, graph: Caller) -> None:
    top = facebook.comment("main", KARI, "Hei")
    written_id = (await graph.post(f"{top}/comments", message="Hei!"))["id"]

    assert (await graph.get(written_id, fields="application"))["application"]["id"] == "424242424242"


async def test_a_comment_by_staff_names_no_application(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.staff_reply("main", facebook.comment("main", KARI, "Hei"), "Hei!")

    assert await graph.get(written_id, fields="application,from{id}") == {"id": written_id, "from": {"id": MAIN}}


async def test_comments_are_top_level_unless_the_stream_is_asked_for(facebook: FacebookSim, graph: Caller) -> None:
    top = facebook.comment("main", KARI, "Hei")
    reply = facebook.comment("main", AHMED, "Hei du", parent_id=top)

    plain = await graph.get(f"{FIRST_POST}/comments", fields="id")
    stream = await graph.get(f"{FIRST_POST}/comments", fields="id", filter="stream")

    assert plain["data"] == [{"id": top}]
    assert stream["data"] == [{"id": top}, {"id": reply}]


async def test_comments_can_come_newest_first(facebook: FacebookSim, graph: Caller) -> None:
    ids = [facebook.comment("main", KARI, text) for text in ("en", "to")]

    read = await graph.get(f"{FIRST_POST}/comments", fields="id", order="reverse_chronological")

    assert [item["id"] for item in read["data"]] == ids[::-1]


async def test_a_summary_counts_the_comments(facebook: FacebookSim, graph: Caller) -> None:
    facebook.comment("main", KARI, "Hei")

    read = await graph.get(f"{FIRST_POST}/comments", summary="true")

    assert read["summary"] == {"order": "chronological", "total_count": 1, "can_comment": True}


async def test_without_the_moderate_task_ids_are_withheld(facebook: FacebookSim, graph: Caller) -> None:
    facebook.comment("main", KARI, "Hei")
    facebook.tokens.set_page_rights(MAIN, tasks={"CREATE_CONTENT"})

    read = await graph.get(f"{FIRST_POST}/comments", fields="id,message")

    assert read["data"] == [{"message": "Hei"}]


async def test_a_user_token_sees_no_comments_and_no_error(facebook: FacebookSim, graph: Caller) -> None:
    facebook.comment("main", KARI, "Hei")

    assert await graph.get(f"{FIRST_POST}/comments", token=USER_TOKEN) == {"data": []}


async def test_authors_can_be_withheld(facebook: FacebookSim, graph: Caller) -> None:
    facebook.switches.omit_from = True
    written_id = facebook.comment("main", KARI, "Hei")

    assert "from" not in await graph.get(written_id, fields="from,message")


@pytest.mark.parametrize("deleted", [True, False])
async def test_the_deleted_and_the_invisible_look_alike(facebook: FacebookSim, graph: Caller, deleted: bool) -> None:
    written_id = facebook.comment("main" if deleted else "kino", KARI, "Hei")
    if deleted:
        facebook.delete(written_id)

    error = (await graph.get(written_id))["error"]

    assert (error["code"], error["error_subcode"], error["type"]) == (100, 33, "GraphMethodException")


async def test_replies_go_with_their_comment(facebook: FacebookSim, graph: Caller) -> None:
    top = facebook.comment("main", KARI, "Hei")
    facebook.comment("main", AHMED, "Hei du", parent_id=top)
    facebook.delete(top)

    assert (await graph.get(f"{FIRST_POST}/comments", filter="stream"))["data"] == []


async def test_edges_open_inside_fields(facebook: FacebookSim, graph: Caller) -> None:
    top = facebook.comment("main", KARI, "Hei")
    facebook.comment("main", AHMED, "Hei du", parent_id=top)

    read = await graph.get(FIRST_POST, fields="id,comments.filter(stream).limit(1){id,message}")

    assert read["comments"]["data"] == [{"id": top, "message": "Hei"}]


async def test_several_nodes_are_read_at_once_by_ids(facebook: FacebookSim, graph: Caller) -> None:
    ids = [facebook.comment("main", KARI, text) for text in ("en", "to")]

    read = await graph.get("", ids=",".join(ids), fields="message")

    assert {written_id: node["message"] for written_id, node in read.items()} == dict(
        zip(ids, ("en", "to"), strict=True)
    )


async def test_published_posts_are_the_pages_own_newest_first(facebook: FacebookSim, graph: Caller) -> None:
    facebook.visitor_post("main", KARI, "Hvem eier veien?")
    newest = facebook.new_post("main", "Nå er isbanen åpen.")

    read = await graph.get(f"{MAIN}/published_posts", fields="id")

    assert [post["id"] for post in read["data"]] == [newest, f"{MAIN}_777000112", FIRST_POST]


async def test_visitor_posts_are_everyone_elses(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.visitor_post("main", KARI, "Hvem eier veien?")

    read = await graph.get(f"{MAIN}/visitor_posts", fields="id,from")

    assert read["data"] == [{"id": written_id, "from": {"name": "Kari Nordmann", "id": KARI}}]


async def test_the_feed_holds_both(facebook: FacebookSim, graph: Caller) -> None:
    facebook.visitor_post("main", KARI, "Hvem eier veien?")

    assert len((await graph.get(f"{MAIN}/feed"))["data"]) == 3


async def test_a_comment_moves_the_posts_updated_time(sandbox: Sandbox, graph: Caller) -> None:
    before = (await graph.get(FIRST_POST, fields="updated_time"))["updated_time"]
    sandbox.facebook.comment("main", KARI, "Hei")

    assert (await graph.get(FIRST_POST, fields="updated_time"))["updated_time"] > before


async def test_times_carry_an_offset_without_colon(graph: Caller) -> None:
    assert (await graph.get(FIRST_POST, fields="created_time"))["created_time"].endswith("+0000")


async def test_conversations_show_their_people_and_messages(facebook: FacebookSim, graph: Caller) -> None:
    mid = facebook.message("main", KARI, "Er svømmehallen åpen?")

    (found,) = (await graph.get(f"{MAIN}/conversations", fields="id,participants,messages{id,message,from}"))["data"]

    assert [person["id"] for person in found["participants"]["data"]] == [KARI, MAIN]
    assert found["messages"]["data"][0]["id"] == mid


async def test_conversations_are_narrowed_to_one_person(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Hei")
    facebook.message("main", AHMED, "Hei")

    found = await graph.get(f"{MAIN}/conversations", user_id=AHMED, fields="participants")

    assert [one["participants"]["data"][0]["id"] for one in found["data"]] == [AHMED]


async def test_only_the_newest_twenty_messages_have_details(facebook: FacebookSim, graph: Caller) -> None:
    mids = [facebook.message("main", KARI, f"Melding {number}") for number in range(21)]
    (thread,) = (await graph.get(f"{MAIN}/conversations"))["data"]

    listed = (await graph.get(f"{thread['id']}/messages", fields="id,message", limit=50))["data"]

    assert (listed[0]["message"], listed[-1]) == ("Melding 20", {"id": mids[0]})
    assert (await graph.get(mids[0]))["error"]["error_subcode"] == 33


async def test_a_persons_name_needs_a_feature_the_app_lacks(facebook: FacebookSim, graph: Caller) -> None:
    facebook.message("main", KARI, "Hei")

    assert (await graph.get(KARI))["error"]["error_subcode"] == 33


async def test_norwegian_letters_and_slashes_are_escaped_on_the_wire(facebook: FacebookSim, graph: Caller) -> None:
    written_id = facebook.comment("main", KARI, "Brøyting/strøing")

    assert rb"Br\u00f8yting\/str\u00f8ing" in (await graph.ask("GET", written_id)).content


async def test_an_unchanged_answer_costs_no_bytes_but_a_call(facebook: FacebookSim, graph: Caller) -> None:
    etag = (await graph.ask("GET", FIRST_POST)).headers["ETag"]

    again = await graph.ask("GET", FIRST_POST, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert len(facebook.calls) == 2


@pytest.mark.parametrize(
    ("path", "served"), [("v26.0", "v26.0"), ("v24.0", "v24.0"), ("v19.0", "v21.0"), ("", "v21.0")]
)
async def test_a_dead_version_is_served_by_the_oldest_living(path: str, served: str) -> None:
    sandbox = Sandbox(clock=SandboxClock(datetime(2026, 11, 20, tzinfo=UTC)))
    await sandbox.start()
    caller = Caller(f"{sandbox.graph_url}/{path}".rstrip("/"), "PAGE-TOKEN-main")
    answer = await caller.ask("GET", "me")
    await caller.close()
    await sandbox.stop()

    assert answer.headers["facebook-api-version"] == served


async def test_an_unknown_edge_is_an_unknown_path(graph: Caller) -> None:
    assert (await graph.get(f"{MAIN}/private_replies"))["error"]["code"] == 2500


async def test_every_error_carries_a_trace_id(graph: Caller) -> None:
    assert (await graph.get("1_2"))["error"]["fbtrace_id"]
