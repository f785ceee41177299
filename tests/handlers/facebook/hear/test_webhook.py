import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from handlers.facebook.hear.body import LARGEST_BODY
from handlers.facebook.hear.deletion import PATH as DELETION_PATH
from handlers.facebook.hear.webhook import PATH, Webhook
from handlers.facebook.signature import sign
from tests.handlers.facebook.stage import COMMENT_ID, KARI, PAGE_ID, POST_ID, Ear, TestClock, serving, settings
from tests.handlers.facebook.test_signature import signed_request

SECRET = "test-app-secret"
COMMENT = {
    "field": "feed",
    "value": {
        "item": "comment",
        "verb": "add",
        "from": {"id": KARI, "name": "Kari Nordmann"},
        "post_id": POST_ID,
        "comment_id": COMMENT_ID,
        "parent_id": POST_ID,
        "message": "Når åpner svømmehallen?",
        "created_time": 1794000000,
    },
}


def envelope(*changes: Any, **parts: Any) -> dict[str, Any]:
    return {"object": "page", "entry": [{"id": PAGE_ID, "time": 1794000002, "changes": list(changes), **parts}]}


@pytest.fixture
def webhook(ear: Ear, clock: TestClock) -> Webhook:
    return Webhook(settings(), ear, clock)


@pytest.fixture
async def facebook(webhook: Webhook) -> AsyncIterator[httpx.AsyncClient]:
    """Facebook's side of the wire."""
    async with serving(webhook.routes()) as url, httpx.AsyncClient(base_url=url) as client:
        yield client


async def post(facebook: httpx.AsyncClient, body: bytes | Any, **headers: str) -> httpx.Response:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await facebook.post(PATH, content=raw, headers={"X-Hub-Signature-256": sign(raw, SECRET), **headers})


async def test_the_handshake_gives_the_challenge_back(facebook: httpx.AsyncClient) -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "test-verify-token"}

    answer = await facebook.get(PATH, params=asked)

    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "wrong", [{"hub.verify_token": "guess"}, {"hub.verify_token": ""}, {"hub.mode": "unsubscribe"}]
)
async def test_the_handshake_refuses_strangers(facebook: httpx.AsyncClient, wrong: dict[str, str]) -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1", "hub.verify_token": "test-verify-token"}

    assert (await facebook.get(PATH, params=asked | wrong)).status_code == 403


async def test_a_signed_comment_is_heard_before_it_is_acknowledged(facebook: httpx.AsyncClient, ear: Ear) -> None:
    answer = await post(facebook, envelope(COMMENT))

    assert answer.status_code == 200
    assert [event.body["change"]["value"]["comment_id"] for event in ear.events] == [COMMENT_ID]


async def test_a_wrong_signature_is_refused_and_nothing_is_stored(facebook: httpx.AsyncClient, ear: Ear) -> None:
    answer = await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})

    assert (answer.status_code, ear.events) == (403, [])


async def test_a_missing_signature_is_refused_and_nothing_is_stored(facebook: httpx.AsyncClient, ear: Ear) -> None:
    answer = await facebook.post(PATH, json=envelope(COMMENT))

    assert (answer.status_code, ear.events) == (403, [])


async def test_refused_signatures_are_counted_until_a_right_one_comes(
    facebook: httpx.AsyncClient, webhook: Webhook
) -> None:
    await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})
    assert webhook.refused == 1

    await post(facebook, envelope(COMMENT))
    assert webhook.refused == 0


async def test_three_wrong_signatures_within_minutes_are_trouble_until_a_right_one_comes(
    facebook: httpx.AsyncClient, webhook: Webhook, clock: TestClock
) -> None:
    for _ in range(3):
        await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})
        clock.move(minutes=2)
    assert [trouble.name for trouble in webhook.health().troubles] == ["facebook_signature"]

    await post(facebook, envelope(COMMENT))
    assert (webhook.health().troubles, webhook.health().fine) == ((), {("facebook_signature", "")})


async def test_whoever_knows_a_pages_id_alarms_nobody_while_a_right_signature_has_just_proved_the_secret(
    facebook: httpx.AsyncClient, webhook: Webhook, clock: TestClock
) -> None:
    await post(facebook, envelope(COMMENT))

    for _ in range(11 * 60 // 5):
        clock.move(minutes=10)
        await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})
        assert webhook.health().troubles == ()


async def test_a_day_without_a_right_signature_proves_nothing_any_more(
    facebook: httpx.AsyncClient, webhook: Webhook, clock: TestClock
) -> None:
    await post(facebook, envelope(COMMENT))
    clock.move(hours=24)

    for _ in range(3):
        clock.move(minutes=2)
        await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})

    assert [trouble.name for trouble in webhook.health().troubles] == ["facebook_signature"]


async def test_strangers_who_sign_nothing_are_no_trouble(facebook: httpx.AsyncClient, webhook: Webhook) -> None:
    for _ in range(5):
        await facebook.post(PATH, json=envelope(COMMENT))

    assert (webhook.health().troubles, webhook.health().fine) == ((), frozenset())


async def test_a_burst_of_wrong_signatures_counts_once(facebook: httpx.AsyncClient, webhook: Webhook) -> None:
    for _ in range(5):
        await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})

    assert (webhook.refused, webhook.health().troubles) == (1, ())


@pytest.mark.parametrize("junk", [b"{}", b"not json", b'{"object":"page","entry":[{"id":"1"}]}', b"[" * 70_000])
async def test_wrongly_signed_words_of_strangers_count_for_nothing(
    facebook: httpx.AsyncClient, webhook: Webhook, clock: TestClock, junk: bytes
) -> None:
    for _ in range(4):
        await facebook.post(PATH, content=junk, headers={"X-Hub-Signature-256": sign(b"another body", SECRET)})
        clock.move(minutes=2)

    assert (webhook.refused, webhook.health().troubles) == (0, ())


async def test_wrong_signatures_with_hours_between_them_are_no_trouble(
    facebook: httpx.AsyncClient, webhook: Webhook, clock: TestClock
) -> None:
    for _ in range(3):
        await post(facebook, envelope(COMMENT), **{"X-Hub-Signature-256": sign(b"another body", SECRET)})
        clock.move(hours=1)

    assert webhook.health().troubles == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"object":"page"}',
        b'{"object":"page","entry":{}}',
        b'{"object":"page","entry":[1]}',
        b'{"object":"page","entry":[{"changes":[]}]}',
        b'{"object":"page","entry":[{"id":"1","changes":"x"}]}',
        b'{"object":"page","entry":[{"id":"1","messaging":[[]]}]}',
        b'{"object":"page","entry":[{"id":"1","time":NaN}]}',
        b'{"object":"page","entry":[{"id":"1","time":1e999}]}',
        b'{"object":"page","entry":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"object":"page","entry":' + b"[" * 60 + b"]" * 60 + b"}",
    ],
)
async def test_what_is_not_a_webhook_is_a_bad_request(facebook: httpx.AsyncClient, ear: Ear, body: bytes) -> None:
    answer = await post(facebook, body)

    assert (answer.status_code, ear.events) == (400, [])


async def test_a_body_over_a_megabyte_is_too_large(facebook: httpx.AsyncClient, ear: Ear) -> None:
    answer = await post(facebook, b" " * (LARGEST_BODY + 1))

    assert (answer.status_code, ear.events) == (413, [])


async def test_an_endless_body_without_a_length_is_not_read_to_its_end(facebook: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(4096):
            sent += 65536
            yield b" " * 65536

    with contextlib.suppress(httpx.TransportError):  # the server hangs up on us
        await facebook.post(PATH, content=endless(), headers={"X-Hub-Signature-256": "sha256=00"})

    assert sent < 64 * LARGEST_BODY


async def test_a_store_that_is_down_means_no_acknowledgement(facebook: httpx.AsyncClient, ear: Ear) -> None:
    ear.down = True

    assert (await post(facebook, envelope(COMMENT))).status_code == 503


async def test_many_pages_and_changes_in_one_post_become_one_event_each(facebook: httpx.AsyncClient, ear: Ear) -> None:
    edited = {"field": "feed", "value": {**COMMENT["value"], "verb": "edited", "message": "Nytt"}}  # type: ignore[dict-item]
    message = {
        "sender": {"id": KARI},
        "recipient": {"id": "2"},
        "timestamp": 1,
        "message": {"mid": "m_1", "text": "Hei"},
    }
    body = envelope(COMMENT, edited)
    body["entry"].append({"id": 2, "time": 3, "messaging": [message]})

    await post(facebook, body)

    assert [(event.body["page_id"], "messaging" in event.body) for event in ear.events] == [
        (PAGE_ID, False),
        (PAGE_ID, False),
        ("2", True),
    ]


async def test_the_same_post_twice_has_the_same_keys(facebook: httpx.AsyncClient, ear: Ear) -> None:
    await post(facebook, envelope(COMMENT))
    await post(facebook, envelope(COMMENT))

    assert len(ear.events) == 1


async def test_keys_hold_none_of_the_citizens_words(facebook: httpx.AsyncClient, ear: Ear) -> None:
    await post(facebook, envelope(COMMENT, {"field": "ratings", "value": {"message": "svømmehallen"}}))

    assert not [event.key for event in ear.events if "svømmehallen" in event.key]


async def test_strange_things_are_tolerated(facebook: httpx.AsyncClient) -> None:
    strange = [{"field": "ratings"}, {"field": 7, "value": []}, {"value": {"item": ["x"], "verb": {}}}, {}]
    body = envelope(*strange, standby=[{"message": {}}], messaging=[{}, {"optin": {}}], changed_fields=["feed"])

    assert (await post(facebook, body)).status_code == 200


async def test_another_object_than_a_page_is_acknowledged_and_forgotten(facebook: httpx.AsyncClient, ear: Ear) -> None:
    answer = await post(facebook, {"object": "instagram", "entry": [{"id": "1"}]})

    assert (answer.status_code, ear.events) == (200, [])


async def test_likes_and_receipts_are_not_kept(facebook: httpx.AsyncClient, ear: Ear) -> None:
    like = {"field": "feed", "value": {"item": "reaction", "verb": "add", "comment_id": COMMENT_ID}}

    await post(facebook, envelope(like, messaging=[{"read": {"watermark": 1}}], standby=[{"delivery": {}}]))

    assert ear.events == []


async def test_what_is_told_to_another_application_is_heard_all_the_same(facebook: httpx.AsyncClient, ear: Ear) -> None:
    said = {"sender": {"id": KARI}, "message": {"mid": "m_2", "text": "Er det noen der?"}}

    await post(facebook, envelope(standby=[said]))

    assert [event.body["messaging"] for event in ear.events] == [said]


async def test_half_characters_and_nul_cannot_upset_the_store(facebook: httpx.AsyncClient, ear: Ear) -> None:
    raw = json.dumps(envelope(COMMENT)).replace("hallen?", r"hallen \ud83d \u0000").encode()

    await post(facebook, raw)

    words = ear.events[0].body["change"]["value"]["message"]
    assert words == "Når åpner svømmehallen \ufffd \ufffd"


async def test_a_request_to_forget_is_heard_and_confirmed(facebook: httpx.AsyncClient, ear: Ear) -> None:
    answer = await facebook.post(DELETION_PATH, data={"signed_request": signed_request({"user_id": 17})})

    told = answer.json()
    assert [event.body for event in ear.events] == [{"forget": "17"}]
    assert told["url"].endswith(f"{DELETION_PATH}?code={told['confirmation_code']}")
    assert (await facebook.get(told["url"])).json()["confirmation_code"] == told["confirmation_code"]


async def test_each_request_to_forget_is_its_own_and_a_repetition_is_none(
    facebook: httpx.AsyncClient, ear: Ear
) -> None:
    for issued_at in (1794000000, 1794000000, 1794099999):
        request = signed_request({"user_id": "17", "issued_at": issued_at})
        await facebook.post(DELETION_PATH, data={"signed_request": request})

    assert len({event.key for event in ear.events}) == len(ear.events) == 2


async def test_a_request_to_forget_with_another_secret_is_refused(facebook: httpx.AsyncClient, ear: Ear) -> None:
    forged = signed_request({"user_id": "17"}, secret="guess")

    answer = await facebook.post(DELETION_PATH, data={"signed_request": forged})

    assert (answer.status_code, ear.events) == (403, [])


async def test_a_request_to_forget_is_not_confirmed_before_it_is_stored(facebook: httpx.AsyncClient, ear: Ear) -> None:
    ear.down = True

    answer = await facebook.post(DELETION_PATH, data={"signed_request": signed_request({"user_id": "17"})})

    assert answer.status_code == 503
