"""What Slack's failures mean to us: refused for good, try later, or unknown.

Slack has no idempotency key, so for a call that must not be repeated everything that is not a definite no is unknown.
No text, token or address from an error is passed on: codes only.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.ports.failures import Reason, Refused, TryLater, Unknown

Failure = Refused | TryLater | Unknown


def _codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


_REASONS: Mapping[Reason, frozenset[str]] = {
    Reason.GONE: _codes(
        "channel_not_found message_not_found thread_not_found user_not_found users_not_found no_such_subteam "
        "subteam_not_found not_found view_not_found file_not_found file_deleted"
    ),
    Reason.TOO_LONG: _codes("msg_too_long msg_blocks_too_long metadata_too_large view_too_large"),
    Reason.UNREACHABLE: _codes(
        "user_not_in_channel messages_tab_disabled cannot_dm_bot user_disabled user_not_visible not_enabled"
    ),
    Reason.WINDOW_CLOSED: _codes(
        "edit_window_closed expired_trigger_id trigger_expired exchanged_trigger_id trigger_exchanged"
    ),
    Reason.NOT_ALLOWED: _codes(
        "missing_scope no_permission not_in_channel is_archived is_inactive cant_update_message cant_delete_message access_denied "
        "compliance_exports_prevent_deletion "
        "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel "
        "restricted_action_non_threadable_channel restricted_action_thread_locked not_allowed_token_type "
        "metadata_must_be_sent_from_app plan_upgrade_required permission_denied user_is_restricted cant_invite "
        "method_not_supported_for_channel_type as_user_not_supported enterprise_is_restricted cant_post_message "
        "two_factor_setup_required app_access_restricted team_not_found file_type_not_allowed "
        "posting_to_channel_denied no_external_invite_permission invitee_cant_see_channel "
        "external_channel_migrating app_cannot_join_channel user_is_ultra_restricted posting_to_general_channel_denied "
        "blocked_file_type file_uploads_disabled file_uploads_except_images_disabled storage_limit_reached "
        "slack_connect_file_link_sharing_blocked team_access_not_granted ura_max_channels not_authorized"
    ),
    Reason.INVALID: _codes(
        "no_text too_many_attachments too_many_contact_cards unknown_method method_deprecated missing_post_type "
        "markdown_text_conflict view_not_valid hash_conflict duplicate_external_id push_limit_reached "
        "deprecated_endpoint is_bot user_is_bot missing_charset superfluous_charset invalid_blocks_format cannot_reply_to_message "
        "block_mismatch attachment_payload_limit_exceeded"
    ),
}
# Families of codes that grow: whichever member it is, nothing was done.
_FORBIDDING = ("cant_", "cannot_", "restricted_action", "slack_connect_")
_FAULTY = ("invalid_", "no_", "missing_")
# The token itself is dead: everything has to wait until an operator has mended it.
DEAD_TOKEN = _codes(
    "invalid_auth account_inactive token_revoked token_expired not_authed org_login_required ekm_access_denied "
    "team_added_to_org"
)
_THROTTLED = _codes("ratelimited rate_limited message_limit_exceeded accesslimited")
# Surely nothing was changed, and the same call may go through in a moment.
_PASSING = _codes("update_failed")
# Slack says that these may have had an effect.
_MURKY = _codes(
    "internal_error fatal_error request_timeout service_unavailable duplicate_message_not_found "
    "duplicate_channel_not_found"
)
_TOKEN_PAUSE = timedelta(minutes=2)
_THROTTLE_PAUSE = timedelta(seconds=30)
_NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


def failure(error: Exception, *, repeatable: bool) -> Failure:
    """What an exception from a call to Slack means. Whatever is not understood may have had its effect."""
    if isinstance(error, SlackApiError):
        return _from_answer(error, repeatable=repeatable)
    if isinstance(error, _NEVER_SENT):
        return TryLater(type(error).__name__)
    return _murky(type(error).__name__, repeatable=repeatable)


def error_code(error: SlackApiError) -> str:
    """Slack's own word for what went wrong, or an empty string when the answer is not Slack's."""
    answer = getattr(error.response, "data", None)
    code = answer.get("error") if isinstance(answer, Mapping) else None
    return str(code) if code else ""


def _from_answer(error: SlackApiError, *, repeatable: bool) -> Failure:
    code, status = error_code(error), _status(error)
    if status == 429 or code in _THROTTLED:
        return TryLater(code or "429", after=_retry_after(error), whole_scope=True)
    if code in DEAD_TOKEN:
        return TryLater(code, after=_TOKEN_PAUSE, whole_scope=True)
    if code in _PASSING:
        return TryLater(code)
    if code and status < 500 and code not in _MURKY:
        return _from_code(code, _wanted(error), repeatable=repeatable)
    if not code and 400 <= status < 500:
        return TryLater(f"HTTP {status}", after=_THROTTLE_PAUSE)
    return _murky(code or f"HTTP {status}", repeatable=repeatable)


def _wanted(error: SlackApiError) -> str:
    """The scope that Slack misses, behind the code `missing_scope`."""
    answer = getattr(error.response, "data", None)
    wanted = str(answer.get("needed") or "") if isinstance(answer, Mapping) else ""
    return f" {wanted}" if re.fullmatch(r"[a-z:.,_-]+", wanted) else ""


def _from_code(code: str, wanted: str, *, repeatable: bool) -> Failure:
    if code == "missing_scope":
        return Refused(Reason.NOT_ALLOWED, code + wanted)
    for reason, codes in _REASONS.items():
        if code in codes:
            return Refused(reason, code)
    if code.startswith(_FORBIDDING):
        return Refused(Reason.NOT_ALLOWED, code)
    if repeatable or code.startswith(_FAULTY):
        return Refused(Reason.INVALID, code)
    return Unknown(code)


def _murky(detail: str, *, repeatable: bool) -> Failure:
    return TryLater(detail) if repeatable else Unknown(detail)


def _status(error: SlackApiError) -> int:
    """The HTTP status: the answer is Slack's own object, or aiohttp's when its body could not be read."""
    found: Any = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
    return found if isinstance(found, int) else 0


def _retry_after(error: SlackApiError) -> timedelta:
    headers = getattr(error.response, "headers", None) or {}
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return timedelta(seconds=int(value)) if str(value).isdigit() else _THROTTLE_PAUSE
