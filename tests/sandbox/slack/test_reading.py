from sandbox.people import APP
from sandbox.server import Sandbox
from tests.sandbox.slack.api import ANNE, CHANNEL, INGRID, OLA, PER, Api

METADATA = {"event_type": "question_card", "event_payload": {"key": "q1"}}


async def read(api: Api, method: str, **arguments: object) -> dict[str, object]:
    """As slack_sdk reads: GET with a query string, yes and no as 1 and 0."""
    query = {name: int(value) if isinstance(value, bool) else value for name, value in arguments.items()}
    return dict((await api.http.get(method, params=query)).json())  # type: ignore[arg-type]


async def stamps(api: Api, method: str, **arguments: object) -> list[str]:
    answer = await read(api, method, channel=CHANNEL, **arguments)
    return [message["ts"] for message in answer["messages"]]  # type: ignore[attr-defined]


async def test_history_is_newest_first_and_leaves_thread_replies_out(api: Api) -> None:
    first, second = await api.post(), await api.post()
    await api.post(thread_ts=first)

    assert await stamps(api, "conversations.history") == [second, first]


async def test_history_bounds_are_exclusive_unless_inclusive(api: Api) -> None:
    first, second = await api.post(), await api.post()

    assert await stamps(api, "conversations.history", oldest=first) == [second]
    assert await stamps(api, "conversations.history", oldest=first, inclusive=True) == [second, first]
    assert await stamps(api, "conversations.history", latest=second) == [first]


async def test_history_comes_in_pages(api: Api) -> None:
    first, second, third = await api.post(), await api.post(), await api.post()

    page = await read(api, "conversations.history", channel=CHANNEL, limit=2)
    cursor = page["response_metadata"]["next_cursor"]  # type: ignore[index]

    assert [message["ts"] for message in page["messages"]] == [third, second]  # type: ignore[attr-defined]
    assert page["has_more"] is True
    assert await stamps(api, "conversations.history", limit=2, cursor=cursor) == [first]


async def test_metadata_is_shown_only_when_asked_for(api: Api) -> None:
    await api.post(metadata=METADATA)

    plain = await read(api, "conversations.history", channel=CHANNEL)
    asked = await read(api, "conversations.history", channel=CHANNEL, include_all_metadata=True)

    assert "metadata" not in plain["messages"][0]  # type: ignore[index]
    assert asked["messages"][0]["metadata"] == METADATA  # type: ignore[index]


async def test_replies_begin_with_the_parent_and_go_on_oldest_first(api: Api) -> None:
    card = await api.post()
    first, second = await api.post(thread_ts=card), await api.post(thread_ts=card)

    assert await stamps(api, "conversations.replies", ts=card) == [card, first, second]
    assert await stamps(api, "conversations.replies", ts=card, oldest=first) == [card, second]


async def test_replies_under_nothing_are_not_found(api: Api) -> None:
    answer = await read(api, "conversations.replies", channel=CHANNEL, ts="1700000000.000100")

    assert answer["error"] == "thread_not_found"


async def test_an_invited_expert_becomes_a_member(sandbox: Sandbox, api: Api) -> None:
    answer = await api("conversations.invite", channel=CHANNEL, users=INGRID)

    assert answer["ok"]
    assert INGRID in sandbox.slack.members(CHANNEL)


async def test_with_force_those_who_can_be_added_are_added(sandbox: Sandbox, api: Api) -> None:
    answer = await api("conversations.invite", channel=CHANNEL, users=f"{OLA},{PER},U0NOBODY", force=True)

    assert {one["error"] for one in answer["errors"]} == {"already_in_channel", "user_not_found"}
    assert PER in sandbox.slack.members(CHANNEL)


async def test_inviting_a_member_again_says_so(api: Api) -> None:
    assert (await api("conversations.invite", channel=CHANNEL, users=OLA))["error"] == "already_in_channel"
    assert (await api("conversations.invite", channel=CHANNEL, users=APP.slack_bot_user_id))[
        "error"
    ] == "cant_invite_self"


async def test_the_channels_are_listed_with_the_bots_membership(api: Api) -> None:
    listed = await read(api, "conversations.list", types="public_channel")
    found = {channel["id"]: (channel["name"], channel["is_member"]) for channel in listed["channels"]}  # type: ignore[attr-defined]

    assert found == {CHANNEL: ("innbyggerspørsmål", True), "C0BIBLIOT1": ("bibliotek-spørsmål", True)}


async def test_a_person_is_known_by_id(api: Api) -> None:
    user = (await read(api, "users.info", user=ANNE, include_locale=True))["user"]

    assert (user["real_name"], user["locale"]) == ("Anne Berg", "nb-NO")  # type: ignore[index]
    assert (await read(api, "users.info", user="U0NOBODY"))["error"] == "user_not_found"


async def test_a_user_group_has_members(api: Api) -> None:
    groups = (await read(api, "usergroups.list", include_users=True))["usergroups"]
    users = (await read(api, "usergroups.users.list", usergroup="S0TEKNISK1"))["users"]

    assert {group["handle"] for group in groups} == {"kommunetorget", "teknisk"}  # type: ignore[attr-defined]
    assert users == [OLA, INGRID]
