"""Whatever is sent: never a failure of ours, and nothing heard that is not signed."""

import json
from typing import Any

import httpx
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from handlers.facebook.hear.reader import read
from handlers.facebook.hear.webhook import PATH, Webhook
from handlers.facebook.signature import sign
from tests.handlers.facebook.stage import Ear, TestClock, settings

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ENVELOPE = ("object", "entry", "id", "time", "changes", "messaging", "standby", "field", "value", "message_edit")
CHANGE = ("item", "verb", "from", "post", "post_id", "comment_id", "parent_id", "message", "created_time")
MESSAGE = ("sender", "recipient", "timestamp", "mid", "text", "is_echo", "app_id", "metadata", "num_edit", "is_deleted")
names = st.sampled_from([*ENVELOPE, *CHANGE, *MESSAGE])
some_json = st.recursive(
    scalars | st.sampled_from(["page", "feed", "comment", "post", "add", "edited", "remove", "hide"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names | st.text(max_size=5), inner, max_size=6),
    max_leaves=25,
)
changes = st.fixed_dictionaries(
    {"field": st.sampled_from(["feed", "mention", "x"]) | some_json}, optional={"value": some_json}
)
values = st.fixed_dictionaries(
    {
        "item": st.sampled_from(["comment", "post", "photo"]),
        "verb": st.sampled_from(["add", "edited", "remove", "hide"]),
    },
    optional=dict.fromkeys(
        ("comment_id", "post_id", "parent_id", "from", "message", "created_time", "post"), some_json
    ),
)
fuller = st.fixed_dictionaries({"field": st.just("feed"), "value": values})
entries = st.fixed_dictionaries(
    {"id": st.just("1") | some_json},
    optional={
        "time": some_json,
        "changes": st.lists(changes | fuller) | some_json,
        "messaging": st.lists(some_json) | some_json,
    },
)
envelopes = st.fixed_dictionaries({"object": st.just("page"), "entry": st.lists(entries, max_size=3) | some_json})
usually = hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


async def answer_to(body: bytes, headers: dict[str, str], ear: Ear) -> int:
    application = Starlette(routes=Webhook(settings(), ear, TestClock()).routes())
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        return (await client.post(PATH, content=body, headers=headers)).status_code


@usually
@given(body=st.binary(max_size=300), header=st.text(st.characters(max_codepoint=255, categories=["L", "N", "P"])))
async def test_unsigned_bytes_are_refused_and_never_heard(body: bytes, header: str) -> None:
    ear = Ear()

    status = await answer_to(body, {"X-Hub-Signature-256": header.encode("latin-1")} if header else {}, ear)  # type: ignore[dict-item]

    assert (status, ear.events) == (403, [])


@usually
@given(body=st.binary(max_size=300) | some_json.map(lambda value: json.dumps(value).encode()))
async def test_signed_rubbish_is_a_bad_request_at_worst(body: bytes) -> None:
    status = await answer_to(body, {"X-Hub-Signature-256": sign(body, "test-app-secret")}, Ear())

    assert status in (200, 400)


@usually
@given(envelope=envelopes)
async def test_whatever_was_heard_can_be_read_and_kept(envelope: Any) -> None:
    ear, body = Ear(), json.dumps(envelope).encode()

    status = await answer_to(body, {"X-Hub-Signature-256": sign(body, "test-app-secret")}, ear)

    assert status in (200, 400)
    for event in ear.events:
        json.dumps(dict(event.body), ensure_ascii=False).encode()
        event.key.encode()
        assert all(happening.at.tzinfo for happening in read(event.body))


@usually
@given(
    body=st.dictionaries(
        st.sampled_from(["change", "messaging", "graph", "graph_message", "gone", "page_id"]), some_json
    )
)
def test_reading_never_fails(body: dict[str, Any]) -> None:
    assert isinstance(read(body), tuple)
