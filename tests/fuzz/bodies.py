"""What is thrown at the addresses: bodies that are nearly right, wrong in every way, or no bodies at all."""

import json
from typing import Any
from urllib.parse import quote_plus

from hypothesis import strategies as st

PAGE, POST, CARD = "100200300400500", "100200300400500_777", "1770000000.000100"
PERSON, CHANNEL = "U0ANNE0001", "C0SPORSMAL"

text = st.text(max_size=12) | st.sampled_from(
    [
        "",
        "\x00",
        "\ud800",
        "Når åpner dere?",
        "Det brenner!",
        "15869099918",
        "<script>",
        "' OR 1=1 --",
        "../../etc",
        "٣",
        "²",
    ]
)
numbers = st.integers(-(10**6), 10**6) | st.sampled_from(
    [0, -1, 1770000000, 253402300799, 10**18, 10**400, 1e308, -1e308, 0.1]
)
scalars = st.none() | st.booleans() | numbers | text
junk = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3), max_leaves=8
)
ids = st.sampled_from([POST, f"777_{PAGE}", "888", "_", "1_2_3", PAGE, CARD, ""]) | st.integers(1, 5000).map(
    lambda n: f"777_{n}"
)


def _object(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


@st.composite
def hurt(draw: st.DrawFn, whole: st.SearchStrategy[Any]) -> Any:
    """Something well-formed in which a few parts are missing or are something else."""
    value = draw(whole)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2, 4]))):
        _hurt(draw, value)
    return value


def _hurt(draw: st.DrawFn, value: Any) -> None:
    """Walk down at random and put junk, or nothing, in the place where the walk ends."""
    while isinstance(value, dict | list) and value:
        places = sorted(value) if isinstance(value, dict) else list(range(len(value)))
        place = draw(st.sampled_from(places))
        if not isinstance(value[place], dict | list) or not value[place] or draw(st.integers(0, 3)) == 0:
            if draw(st.booleans()):
                value[place] = draw(junk)
            else:
                del value[place]
            return
        value = value[place]


moments = st.sampled_from([1770628500, 1770628500, 1770628500000, "2026-02-09T08:00:00+0000"]) | numbers
people = _object(id=st.sampled_from([PAGE, "6543210987650001", PERSON]), name=text)
values = _object(
    item=st.sampled_from(["comment", "comment", "post", "photo", "like", "status"]),
    verb=st.sampled_from(["add", "add", "edited", "remove", "hide", "unhide"]),
    comment_id=ids,
    post_id=ids,
    parent_id=ids,
    message=text,
    created_time=moments,
    post=_object(id=ids, permalink_url=text),
    **{"from": people},
)
messages = _object(mid=ids, text=text, is_echo=st.booleans(), is_deleted=st.booleans(), metadata=text, num_edit=numbers)
messaging = _object(sender=people, recipient=people, timestamp=moments, message=messages, message_edit=messages)
changes = _object(field=st.sampled_from(["feed", "feed", "mention", "x"]), value=values)
entries = _object(
    id=st.sampled_from([PAGE, PAGE, "999"]),
    time=moments,
    changes=st.lists(changes, min_size=1, max_size=3),
    messaging=st.lists(messaging, max_size=2),
)
webhooks = _object(object=st.sampled_from(["page", "page", "user"]), entry=st.lists(entries, min_size=1, max_size=2))

stamps = st.sampled_from([CARD, CARD, "1770000000.000200", "1770000000", "nan", "inf", "1e400", "-1", "x"])
said = _object(
    type=st.sampled_from(["message", "message", "app_home_opened", "reaction_added"]),
    subtype=st.sampled_from([None, "message_changed", "message_deleted", "bot_message", "tombstone"]),
    channel=st.just(CHANNEL),
    user=st.just(PERSON),
    ts=stamps,
    thread_ts=stamps,
    event_ts=stamps,
    deleted_ts=stamps,
    text=text,
    tab=st.sampled_from(["home", "messages"]),
    blocks=st.lists(_object(type=st.just("rich_text"), elements=st.lists(junk, max_size=2)), max_size=2),
    message=_object(ts=stamps, thread_ts=stamps, user=st.just(PERSON), text=text, edited=_object(ts=stamps)),
    previous_message=_object(ts=stamps, thread_ts=stamps, text=text),
)
callbacks = _object(
    type=st.just("event_callback"), event=said, event_id=text, authorizations=st.lists(junk, max_size=2)
)
actions = _object(
    action_id=st.sampled_from(["take", "answer", "publish", "filter", "collected", "bring_out", "use", "x"]) | text,
    value=st.sampled_from(["1", "1:2", "all@9", "999999999999999999999", "²"]) | text,
    action_ts=stamps,
)
filled = st.dictionaries(
    text,
    _object(value=text)
    | _object(selected_option=_object(value=text))
    | _object(selected_options=st.lists(_object(value=st.sampled_from(["1", "2", "²", "9" * 30])), max_size=2)),
    max_size=1,
)
views = _object(
    id=text,
    hash=text,
    callback_id=st.sampled_from(["answer", "ask", "close", "collected", "extend", "x"]),
    private_metadata=st.sampled_from(["", "{}", '{"subject": "1:0"}', '{"subject": "1:²"}', "[]", "{"]) | text,
    state=_object(
        values=st.dictionaries(
            st.sampled_from(["text", "text~2n", "questions", "reason", "~"]), filled | junk, max_size=3
        )
    ),
    blocks=st.lists(junk, max_size=2),
)
gestures = _object(
    type=st.sampled_from(["block_actions", "view_submission", "message_action", "view_closed", "shortcut"]),
    user=_object(id=st.just(PERSON), name=text),
    actions=st.lists(actions, min_size=1, max_size=2),
    view=views,
    channel=_object(id=st.just(CHANNEL)),
    container=_object(message_ts=stamps, channel_id=st.just(CHANNEL)),
    message=_object(ts=stamps, thread_ts=stamps),
    callback_id=st.sampled_from(["use_as_answer", "x"]),
    trigger_id=text,
    response_url=st.sampled_from(["", "http://127.0.0.1:9/x"]),
    team=_object(id=text),
)
commands = st.fixed_dictionaries(
    {},
    optional={"command": text, "user_id": st.just(PERSON) | text, "text": text | st.just("all@99"), "ssl_check": text},
)
teams = _object(
    type=st.sampled_from(["message", "invoke", "conversationUpdate"]),
    serviceUrl=st.sampled_from(["https://smba.example/", "file:///etc/passwd"]),
    conversation=_object(id=text),
    value=junk,
    text=text,
    **{"from": people},
)

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def _json(value: Any) -> tuple[str, bytes]:
    return JSON, json.dumps(value).encode()


def _payload(value: Any) -> tuple[str, bytes]:
    return FORM, b"payload=" + quote_plus(json.dumps(value)).encode()


def _form(fields: dict[str, str]) -> tuple[str, bytes]:
    pairs = (f"{name}={quote_plus(value.encode(errors='replace'))}" for name, value in fields.items())
    return FORM, "&".join(pairs).encode()


nested = st.tuples(st.sampled_from([b"[", b'{"a":', b'{"entry":[']), st.integers(1, 5000)).map(lambda n: n[0] * n[1])
raw = st.tuples(st.sampled_from([JSON, FORM, "", "text/html", "multipart/form-data"]), st.binary(max_size=200) | nested)
bodies = st.one_of(
    hurt(webhooks).map(_json),
    hurt(webhooks).map(_json),
    hurt(webhooks).map(_json),
    hurt(_object(user_id=ids, algorithm=text)).map(_json),
    hurt(callbacks).map(_json),
    hurt(gestures).map(_payload),
    commands.map(_form),
    hurt(teams).map(_json),
    junk.map(_json),
    junk.map(_payload),
    raw,
)
"""A content type and a body."""
