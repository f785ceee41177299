"""What the bot is told by webhook, how it is signed, and what happens when nobody listens."""

import hashlib
import hmac
import json
from datetime import timedelta

from sandbox.facebook.sim import FacebookSim
from sandbox.facebook.wire import signatures
from sandbox.server import Sandbox
from tests.sandbox.facebook.outsiders import AHMED, KARI, MAIN, Caller, Listener
from tests.waiting import eventually

FIRST_POST = f"{MAIN}_777000111"
PUBLISHED_EXAMPLE = (
    rb'{"object":"page","entry":[{"id":"1","time":1794000000,"changes":[{"field":"feed","value":{"item":"comment",'
    rb'"verb":"add","message":"Stra\u00dfe \ud83d\ude42"}}]}]}'
)


# --- what is told


async def test_a_comment_is_told_with_its_place_and_author(facebook: FacebookSim, listener: Listener) -> None:
    written_id = facebook.comment("main", KARI, "Når brøytes Elvegata?")

    value = await listener.change()

    assert (value["item"], value["verb"], value["comment_id"]) == ("comment", "add", written_id)
    assert (value["post_id"], value["parent_id"]) == (FIRST_POST, FIRST_POST)
    assert value["from"] == {"id": KARI, "name": "Kari Nordmann"}


async def test_the_entry_names_the_page_and_the_time_in_seconds(facebook: FacebookSim, listener: Listener) -> None:
    facebook.comment("main", KARI, "Hei")

    (body,) = await listener.heard()

    assert (body["object"], body["entry"][0]["id"]) == ("page", MAIN)
    assert len(str(body["entry"][0]["time"])) == 10


async def test_a_reply_names_its_comment_as_parent(facebook: FacebookSim, listener: Listener) -> None:
    top = facebook.comment("main", KARI, "Hei")
    facebook.comment("main", AHMED, "Hei du", parent_id=top)

    bodies = await listener.heard(2)

    assert bodies[1]["entry"][0]["changes"][0]["value"]["parent_id"] == top


async def test_the_parents_prefix_may_differ(facebook: FacebookSim, listener: Listener) -> None:
    facebook.switches.parent_prefix_differs = True
    facebook.comment("main", KARI, "Hei")

    value = await listener.change()

    assert value["parent_id"] != value["post_id"]
    assert value["parent_id"].split("_")[1] == value["post_id"].split("_")[1]


async def test_the_author_may_be_withheld(facebook: FacebookSim, listener: Listener) -> None:
    facebook.switches.omit_from = True
    facebook.comment("main", KARI, "Hei")

    assert "from" not in await listener.change()


async def test_hiding_is_told_with_the_page_as_actor_and_its_own_time(sandbox: Sandbox, listener: Listener) -> None:
    written_id = sandbox.facebook.comment("main", KARI, "Hei")
    sandbox.clock.move(timedelta(hours=2))
    sandbox.facebook.hide(written_id)

    added, hidden = [body["entry"][0]["changes"][0]["value"] for body in await listener.heard(2)]

    assert (hidden["verb"], hidden["from"]["id"]) == ("hide", MAIN)
    assert hidden["created_time"] - added["created_time"] >= 7200


async def test_a_removal_carries_no_words(facebook: FacebookSim, listener: Listener) -> None:
    facebook.delete(facebook.comment("main", KARI, "Hei"))

    bodies = await listener.heard(2)

    assert "message" not in bodies[1]["entry"][0]["changes"][0]["value"]


async def test_a_visitors_post_with_a_photo_is_a_photo(facebook: FacebookSim, listener: Listener) -> None:
    facebook.visitor_post("main", KARI, "Se på veien", photo=True)

    value = await listener.change()

    assert (value["item"], value["from"]["id"], "photo_id" in value) == ("photo", KARI, True)


async def test_the_pages_own_post_is_a_status(facebook: FacebookSim, listener: Listener) -> None:
    facebook.new_post("main", "Vannet er stengt.")

    value = await listener.change()

    assert (value["item"], value["published"]) == ("status", 1)


async def test_a_like_is_a_reaction(facebook: FacebookSim, listener: Listener) -> None:
    facebook.like(FIRST_POST, KARI)

    assert (await listener.change())["item"] == "reaction"


async def test_what_the_bot_writes_is_told_too(graph: Caller, listener: Listener) -> None:
    await graph.post(f"{FIRST_POST}/comments", message="Hei alle")

    assert (await listener.change())["from"]["id"] == MAIN


async def test_a_message_is_told_with_milliseconds(facebook: FacebookSim, listener: Listener) -> None:
    mid = facebook.message("main", KARI, "Er svømmehallen åpen?")

    item = await listener.item()

    assert (item["sender"]["id"], item["recipient"]["id"], item["message"]["mid"]) == (KARI, MAIN, mid)
    assert len(str(item["timestamp"])) == 13


async def test_an_edited_message_counts_its_edits(facebook: FacebookSim, listener: Listener) -> None:
    mid = facebook.message("main", KARI, "Er svømehallen åpen?")
    facebook.edit_message(mid, "Er svømmehallen åpen?")

    bodies = await listener.heard(2)

    edit = bodies[1]["entry"][0]["messaging"][0]["message_edit"]
    assert edit == {"mid": mid, "text": "Er svømmehallen åpen?", "num_edit": 1}


async def test_the_bots_own_message_echoes_its_metadata(
    facebook: FacebookSim, graph: Caller, listener: Listener
) -> None:
    facebook.message("main", KARI, "Hei")
    await graph.send("", message={"text": "Hei!", "metadata": "outbox:7"})

    echo = (await listener.heard(2))[1]["entry"][0]["messaging"][0]

    assert (echo["sender"]["id"], echo["message"]["is_echo"]) == (MAIN, True)
    assert (echo["message"]["app_id"], echo["message"]["metadata"]) == (424242424242, "outbox:7")


async def test_a_message_by_staff_echoes_the_inboxs_application(facebook: FacebookSim, listener: Listener) -> None:
    facebook.message("main", KARI, "Hei")
    facebook.staff_message("main", KARI, "Hei!")

    echo = (await listener.heard(2))[1]["entry"][0]["messaging"][0]

    assert echo["message"]["app_id"] == 263902037430900


# --- how it is told


async def test_the_body_is_escaped_and_signed_as_it_is(facebook: FacebookSim, listener: Listener) -> None:
    facebook.comment("main", KARI, "Brøyting/strøing 🙂")
    await listener.heard()

    (body,), (headers,) = listener.bodies, listener.headers
    expected = hmac.new(b"sandbox-app-secret", body, hashlib.sha256).hexdigest()

    assert rb"Br\u00f8yting\/str\u00f8ing \ud83d\ude42" in body
    assert headers["X-Hub-Signature-256"] == f"sha256={expected}"


async def test_the_legacy_signature_comes_along(facebook: FacebookSim, listener: Listener) -> None:
    facebook.comment("main", KARI, "Hei")
    await listener.heard()

    assert listener.headers[0]["X-Hub-Signature"].startswith("sha1=")


def test_the_signature_is_the_one_that_others_compute() -> None:
    signed = signatures("test-app-secret", PUBLISHED_EXAMPLE)["X-Hub-Signature-256"]

    assert signed == "sha256=4e0e8ce93acbeacd323668f533080375b214322465bccb9c7f0a13501ebcf772"


async def test_events_come_in_order(facebook: FacebookSim, listener: Listener) -> None:
    ids = [facebook.comment("main", KARI, f"Nummer {number}") for number in range(10)]

    bodies = await listener.heard(10)

    assert [body["entry"][0]["changes"][0]["value"]["comment_id"] for body in bodies] == ids


# --- who hears


async def test_both_levels_must_name_the_field(facebook: FacebookSim, graph: Caller, listener: Listener) -> None:
    await graph.post(f"{MAIN}/subscribed_apps", subscribed_fields="messages")
    facebook.comment("main", KARI, "Dette hører ingen")
    facebook.message("main", KARI, "Dette høres")

    (body,) = await listener.heard()

    assert "messaging" in body["entry"][0]


async def test_an_application_that_is_not_live_hears_nothing(facebook: FacebookSim, listener: Listener) -> None:
    facebook.switches.live = False
    facebook.comment("main", KARI, "Hei")

    assert facebook.sender.undelivered == 0


# --- when nobody listens


async def test_a_refused_event_is_tried_again(facebook: FacebookSim, listener: Listener) -> None:
    listener.status = 500
    facebook.comment("main", KARI, "Hei")
    await listener.heard(2)
    listener.status = 200

    await eventually(lambda: facebook.sender.undelivered == 0)


async def test_a_restarted_bot_gets_what_it_missed(facebook: FacebookSim, listener: Listener) -> None:
    await listener.close()
    written_id = facebook.comment("main", KARI, "Hei")
    await eventually(lambda: len(facebook.sender.attempts) >= 2)
    await listener.open()

    assert (await listener.change())["comment_id"] == written_id


async def test_retries_come_ever_more_seldom(facebook: FacebookSim, listener: Listener) -> None:
    listener.status = 503
    facebook.comment("main", KARI, "Hei")
    await listener.heard(3)

    first, second, third = [attempt.at for attempt in facebook.sender.attempts]

    assert third - second > second - first


async def test_a_jump_of_the_clock_makes_waiting_events_due(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.clock.set_rate(0)
    listener.status = 503
    sandbox.facebook.comment("main", KARI, "Hei")
    await listener.heard(2)
    listener.status = 200
    sandbox.clock.move(timedelta(minutes=30))

    await eventually(lambda: sandbox.facebook.sender.undelivered == 0)


async def test_a_bot_that_never_answers_is_given_up_on_for_now(facebook: FacebookSim, listener: Listener) -> None:
    facebook.switches.delivery_timeout_seconds = 0.05
    listener.deaf = True
    facebook.comment("main", KARI, "Hei")

    await eventually(lambda: [attempt.status for attempt in facebook.sender.attempts][:2] == [0, 0])


async def test_after_an_hour_of_failures_the_page_is_unsubscribed(sandbox: Sandbox, listener: Listener) -> None:
    listener.status = 500
    sandbox.facebook.comment("main", KARI, "Hei")
    await listener.heard()
    sandbox.clock.move(timedelta(hours=1, minutes=1))

    await eventually(lambda: sandbox.facebook.subscriptions.page_fields(MAIN) == ())
    assert [alert.name for alert in sandbox.facebook.sender.alerts] == ["deliveries_failing", "page_unsubscribed"]


async def test_after_a_day_and_a_half_an_event_is_dropped(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.facebook.switches.unsubscribe_when_failing = False
    listener.status = 500
    sandbox.facebook.comment("main", KARI, "Hei")
    await listener.heard()
    sandbox.clock.move(timedelta(hours=37))

    await eventually(lambda: sandbox.facebook.sender.undelivered == 0)


async def test_without_values_only_the_names_of_fields_are_told(
    facebook: FacebookSim, graph: Caller, listener: Listener
) -> None:
    await graph.post(
        "424242424242/subscriptions",
        token="424242424242|sandbox-app-secret",
        object="page",
        callback_url=f"{listener.url}/facebook/webhook",
        verify_token="sandbox-verify-token",
        fields="feed",
        include_values="false",
    )
    facebook.comment("main", KARI, "Hei")

    (body,) = await listener.heard()

    assert body["entry"][0]["changed_fields"] == ["feed"]
    assert "Hei" not in json.dumps(body)
