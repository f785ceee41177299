import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.ports.failures import Reason, Refused, TryLater, Unknown
from handlers.facebook.signature import appsecret_proof
from handlers.facebook.speak.client import address
from handlers.facebook.speak.errors import TooMuchData
from tests.handlers.facebook.stage import PAGE_ID, TestClock, graph

FORM = {"message": "Svar"}


def error(code: int, subcode: int = 0, *, status: int = 400, **parts: Any) -> httpx.Response:
    told = {"message": "(#1) Kari Nordmann", "type": "OAuthException", "code": code, "fbtrace_id": "Axyz", **parts}
    return httpx.Response(status, json={"error": {**told, **({"error_subcode": subcode} if subcode else {})}})


def always(response: httpx.Response) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: response


def failing(failure: type[httpx.TransportError]) -> Callable[[httpx.Request], httpx.Response]:
    def fail(request: httpx.Request) -> httpx.Response:
        raise failure("no", request=request)

    return fail


async def test_the_token_travels_in_a_header_with_its_proof() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"id": "1"})

    await graph(answer).get("main", "1", fields="id")

    assert asked[0].headers["authorization"] == "Bearer TOKEN"
    assert "TOKEN" not in str(asked[0].url)
    assert asked[0].url.params["appsecret_proof"] == appsecret_proof("TOKEN", "test-app-secret")
    assert asked[0].url.path == "/v26.0/1"


@pytest.mark.parametrize(
    ("code", "subcode", "reason"),
    [
        (100, 33, Reason.GONE),
        (100, 2018001, Reason.GONE),
        (9000001, 0, Reason.GONE),
        (10, 0, Reason.NOT_ALLOWED),
        (200, 0, Reason.NOT_ALLOWED),
        (299, 0, Reason.NOT_ALLOWED),
        (200, 2018028, Reason.NOT_ALLOWED),
        (283, 0, Reason.NOT_ALLOWED),
        (1705, 0, Reason.NOT_ALLOWED),
        (10, 2018278, Reason.WINDOW_CLOSED),
        (10, 2534022, Reason.WINDOW_CLOSED),
        (10, 2018065, Reason.WINDOW_CLOSED),
        (551, 0, Reason.UNREACHABLE),
        (551, 1545041, Reason.UNREACHABLE),
        (200, 1545041, Reason.UNREACHABLE),  # the subcode wins over the permission code
        (10, 2018108, Reason.UNREACHABLE),
        (10, 1893063, Reason.BLOCKED),
        (368, 1390008, Reason.BLOCKED),
        (368, 1404082, Reason.BLOCKED),
        (2022, 0, Reason.BLOCKED),
        (10900, 0, Reason.TAKEN),
        (2018300, 0, Reason.TAKEN),
        (100, 2534037, Reason.TAKEN),
        (100, 0, Reason.INVALID),
        (2500, 0, Reason.INVALID),
        (4711, 0, Reason.INVALID),
    ],
)
async def test_a_refusal_is_known_by_code_and_subcode(code: int, subcode: int, reason: Reason) -> None:
    with pytest.raises(Refused) as caught:
        await graph(always(error(code, subcode))).create("main", "1/comments", FORM)

    assert caught.value.reason is reason


@pytest.mark.parametrize(
    "response",
    [
        error(1, status=500),
        error(2, status=503),
        error(2),
        error(1, 1357046),
        error(506),
        error(4711, status=500),
        error(4711, is_transient=True),
        httpx.Response(502, text="<html>Bad gateway</html>"),
        httpx.Response(404, text="not found"),
        httpx.Response(200, text="<html>"),
    ],
)
async def test_a_doubtful_answer_to_a_write_is_unknown(response: httpx.Response) -> None:
    with pytest.raises(Unknown):
        await graph(always(response)).create("main", "1/comments", FORM)


@pytest.mark.parametrize("response", [error(2), httpx.Response(502, text="<html>"), httpx.Response(200, text="")])
async def test_the_same_doubt_about_a_read_means_try_again(response: httpx.Response) -> None:
    with pytest.raises(TryLater):
        await graph(always(response)).get("main", "1")


async def test_a_write_that_may_be_repeated_is_tried_again_after_doubt() -> None:
    with pytest.raises(TryLater):
        await graph(failing(httpx.ReadTimeout)).change("main", "1", {"is_hidden": "true"})


@pytest.mark.parametrize("failure", [httpx.ReadTimeout, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError])
async def test_a_write_without_an_answer_is_unknown(failure: type[httpx.TransportError]) -> None:
    with pytest.raises(Unknown):
        await graph(failing(failure)).create("main", "1/comments", FORM)


@pytest.mark.parametrize("failure", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout])
async def test_a_write_that_never_left_is_tried_again(failure: type[httpx.TransportError]) -> None:
    with pytest.raises(TryLater):
        await graph(failing(failure)).create("main", "1/comments", FORM)


@pytest.mark.parametrize(("code", "subcode"), [(190, 0), (190, 463), (190, 460), (102, 0), (0, 492)])
async def test_a_dead_token_rests_the_whole_page(code: int, subcode: int) -> None:
    with pytest.raises(TryLater) as caught:
        await graph(always(error(code, subcode))).create("main", "1/comments", FORM)

    assert caught.value.whole_scope


@pytest.mark.parametrize("code", [4, 17, 32, 341, 613, 80001])
async def test_throttling_pauses_the_page_without_another_call(code: int) -> None:
    calls: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return error(code)

    client = graph(answer)
    for _ in range(2):
        with pytest.raises(TryLater) as caught:
            await client.create("main", "1/comments", FORM)
        assert (caught.value.whole_scope, caught.value.after) == (True, timedelta(minutes=5))

    assert len(calls) == 1


async def test_the_pause_grows_when_throttling_goes_on(clock: TestClock) -> None:
    client = graph(always(error(80001)), clock)
    pauses = []

    for _ in range(4):
        with pytest.raises(TryLater) as caught:
            await client.get("main", "1")
        pauses.append(caught.value.after)
        clock.move(hours=1)

    assert [pause.total_seconds() / 60 for pause in pauses if pause] == [5, 15, 60, 60]


async def test_facebook_says_itself_how_long_to_rest(clock: TestClock) -> None:
    share = {"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 17}
    headers = {"X-Business-Use-Case-Usage": json.dumps({PAGE_ID: [share]})}
    client = graph(lambda _: httpx.Response(400, headers=headers, json={"error": {"code": 80001}}), clock)

    with pytest.raises(TryLater) as caught:
        await client.get("main", "1")

    assert caught.value.after == timedelta(minutes=17)


async def test_another_page_goes_on_while_one_rests() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return error(80001) if request.headers["authorization"] == "Bearer A" else httpx.Response(200, json={"id": "1"})

    client = graph(answer, pages={"a": "1", "b": "2"}, tokens={"a": "A", "b": "B"})
    with pytest.raises(TryLater):
        await client.get("a", "1")

    assert await client.get("b", "1") == {"id": "1"}


async def test_a_page_called_abusive_publishes_nothing_for_a_while(clock: TestClock) -> None:
    calls: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return error(368, 1390008)

    client = graph(answer, clock)
    for _ in range(2):
        with pytest.raises(Refused):
            await client.create("main", "1/comments", FORM)
    assert len(calls) == 1

    clock.move(hours=2)
    with pytest.raises(Refused):
        await client.create("main", "1/comments", FORM)
    assert len(calls) == 2


async def test_repeated_words_stop_only_those_words() -> None:
    answers = iter([error(368, 1404082), httpx.Response(200, json={"id": "1"})])
    client = graph(lambda _: next(answers))
    with pytest.raises(Refused):
        await client.create("main", "1/comments", FORM)

    assert await client.create("main", "1/comments", {"message": "Annet svar"}) == {"id": "1"}


@pytest.mark.parametrize(("percent", "may_poll", "busy"), [(59, True, False), (70, True, True), (85, False, True)])
async def test_answers_go_before_polls_when_the_quota_runs_low(percent: int, may_poll: bool, busy: bool) -> None:
    headers = {"X-App-Usage": json.dumps({"call_count": 1, "total_time": percent, "total_cputime": 1})}
    client = graph(lambda _: httpx.Response(200, headers=headers, json={"id": "1"}))

    await client.get("main", "1")

    now = client.clock.now()
    assert (client.usage.may_poll("main", now), client.usage.is_busy("main", now)) == (may_poll, busy)


@pytest.mark.parametrize("header", ["", "{", "[]", "7", '{"x": 7}', '{"x": [7, {"call_count": "a"}]}'])
async def test_odd_usage_headers_do_no_harm(header: str) -> None:
    headers = {"X-Business-Use-Case-Usage": header, "X-App-Usage": header}

    assert await graph(lambda _: httpx.Response(200, headers=headers, json={"id": "1"})).get("main", "1")


async def test_another_version_than_asked_for_is_noticed() -> None:
    client = graph(lambda _: httpx.Response(200, headers={"facebook-api-version": "v27.0"}, json={"id": "1"}))

    await client.get("main", "1")

    assert client.served_version == "v27.0"


async def test_a_failure_keeps_the_trace_and_none_of_the_words() -> None:
    with pytest.raises(Refused) as caught:
        await graph(always(error(100))).get("main", "1")

    assert "Axyz" in caught.value.detail
    assert "Kari" not in str(caught.value)


async def test_too_much_data_at_once_is_told_apart_from_other_faults() -> None:
    with pytest.raises(TooMuchData):
        await graph(always(error(1, status=500))).get("main", "1/comments")


async def test_success_may_be_spelled_as_a_word() -> None:
    await graph(always(httpx.Response(200, json={"success": "true"}))).change("main", "1", {"is_hidden": "true"})


async def test_an_unconfirmed_change_is_tried_again() -> None:
    with pytest.raises(TryLater):
        await graph(always(httpx.Response(200, json={"success": False}))).delete("main", "1")


async def test_a_page_without_a_token_is_not_allowed() -> None:
    with pytest.raises(Refused) as caught:
        await graph(always(httpx.Response(200, json={})), tokens={}).get("main", "1")

    assert caught.value.reason is Reason.NOT_ALLOWED


async def test_a_batch_gives_each_node_its_own_answer() -> None:
    body = [
        {"code": 200, "body": json.dumps({"id": "1"})},
        {"code": 400, "body": json.dumps({"error": {"code": 100, "error_subcode": 33}})},
        None,
        {"code": 200, "body": "<html>"},
    ]

    found, gone, late, odd = await graph(always(httpx.Response(200, json=body))).read_many("main", ["1", "2", "3", "4"])

    assert (found, late, odd) == ({"id": "1"}, None, None)
    assert not isinstance(gone, dict)
    assert gone is not None
    assert gone.meaning is Reason.GONE


def test_ids_from_outside_cannot_leave_their_place_in_the_path() -> None:
    assert address("1/../2?x", "comments") == "1%2F..%2F2%3Fx/comments"
    with pytest.raises(Refused):
        address("..", "comments")
