"""What Slack's failures mean."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.ports.failures import Reason, Refused, TryLater, Unknown
from handlers.slack.speak.refusals import failure


def answer(data: Any = None, status: int = 200, **headers: str) -> SlackApiError:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return SlackApiError("x", SimpleNamespace(status_code=status, data=data, headers=shown))


def said(code: str) -> SlackApiError:
    return answer({"ok": False, "error": code})


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("message_not_found", Reason.GONE),
        ("channel_not_found", Reason.GONE),
        ("msg_blocks_too_long", Reason.TOO_LONG),
        ("is_archived", Reason.NOT_ALLOWED),
        ("missing_scope", Reason.NOT_ALLOWED),
        ("user_not_in_channel", Reason.UNREACHABLE),
        ("two_factor_setup_required", Reason.NOT_ALLOWED),
        ("app_access_restricted", Reason.NOT_ALLOWED),
        ("team_not_found", Reason.NOT_ALLOWED),
        ("file_type_not_allowed", Reason.NOT_ALLOWED),
        ("posting_to_channel_denied", Reason.NOT_ALLOWED),
        ("file_uploads_disabled", Reason.NOT_ALLOWED),
        ("cant_broadcast_message", Reason.NOT_ALLOWED),
        ("slack_connect_lists_sharing_blocked", Reason.NOT_ALLOWED),
        ("restricted_action_something_new", Reason.NOT_ALLOWED),
        ("cannot_reply_to_message", Reason.INVALID),
        ("cannot_dm_bot", Reason.UNREACHABLE),
        ("deprecated_endpoint", Reason.INVALID),
        ("invalid_blocks", Reason.INVALID),
        ("invalid_something_new", Reason.INVALID),
    ],
)
def test_a_documented_no_is_final(code: str, reason: Reason) -> None:
    found = failure(said(code), repeatable=False)

    assert isinstance(found, Refused)
    assert (found.reason, found.detail) == (reason, code)


@pytest.mark.parametrize(
    "error",
    [
        said("internal_error"),
        said("fatal_error"),
        said("request_timeout"),
        said("service_unavailable"),
        said("duplicate_message_not_found"),
        said("a_code_nobody_has_seen"),
        answer({}, 503),
        answer("upstream error", 502),
        answer({"ok": False, "error": "invalid_blocks"}, 500),
        SlackApiError("x", SimpleNamespace(status=200)),
        answer(),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientOSError(104, "reset"),
        aiohttp.SocketTimeoutError(),
        TimeoutError(),
        AttributeError("str has no get"),
    ],
)
def test_what_may_have_had_an_effect_is_unknown(error: Exception) -> None:
    assert isinstance(failure(error, repeatable=False), Unknown)


@pytest.mark.parametrize("error", [said("fatal_error"), answer({}, 503), TimeoutError()])
def test_what_may_be_repeated_is_simply_tried_later(error: Exception) -> None:
    assert isinstance(failure(error, repeatable=True), TryLater)


def test_what_never_left_is_tried_later() -> None:
    refused = aiohttp.ClientConnectorError(SimpleNamespace(ssl=None, host="x", port=1), OSError(111, "refused"))  # type: ignore[arg-type]

    assert isinstance(failure(refused, repeatable=False), TryLater)
    assert isinstance(failure(aiohttp.ConnectionTimeoutError(), repeatable=False), TryLater)


@pytest.mark.parametrize(
    "error", [answer({"ok": False, "error": "ratelimited"}, 429, Retry_After="17"), answer({}, 429, retry_after="17")]
)
def test_throttling_stops_everything_for_as_long_as_slack_says(error: SlackApiError) -> None:
    found = failure(error, repeatable=False)

    assert isinstance(found, TryLater)
    assert (found.after, found.whole_scope) == (timedelta(seconds=17), True)


def test_both_spellings_of_throttling_are_known() -> None:
    found = failure(said("rate_limited"), repeatable=False)

    assert isinstance(found, TryLater)
    assert found.whole_scope


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "token_expired", "not_authed"])
def test_a_dead_token_stops_everything(code: str) -> None:
    found = failure(said(code), repeatable=False)

    assert isinstance(found, TryLater)
    assert found.whole_scope


def test_a_gatekeepers_page_is_tried_later() -> None:
    assert isinstance(failure(answer({}, 403), repeatable=False), TryLater)


@pytest.mark.parametrize("repeatable", [True, False])
def test_a_redraw_that_failed_for_a_moment_is_tried_again(*, repeatable: bool) -> None:
    assert isinstance(failure(said("update_failed"), repeatable=repeatable), TryLater)
