"""Tokens and subscriptions as the Graph API shows and changes them."""

from typing import Any

from sandbox.facebook.graph.call import names, text, yes
from sandbox.facebook.graph.errors import GraphError, bad_parameter
from sandbox.facebook.graph.visit import Visit
from sandbox.facebook.state.tokens import ADMIN_ID, APP_TOKEN, LONG_LIVED, USER_TOKEN, Token
from sandbox.facebook.wire import seconds
from sandbox.people import APP, App, SimPage

DONE = {"success": True}


def debug_token(visit: Visit) -> dict[str, Any]:
    """What a token is worth. The caller needs an application's or a person's token of the same application."""
    token = visit.tokens.find(text(visit.call.params, "input_token"))
    if token is None:
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return {"data": {"error": error, "is_valid": False, "scopes": []}}
    return {"data": _described(visit, token)}


def exchange_token(visit: Visit) -> dict[str, Any]:
    """A long-lived user token for a short-lived one, or the application's own token."""
    params = visit.call.params
    if (text(params, "client_id"), text(params, "client_secret")) != (APP.facebook_id, APP.facebook_secret):
        raise GraphError(101, "Error validating application or its secret")
    if text(params, "grant_type") == "client_credentials":
        return {"access_token": APP_TOKEN, "token_type": "bearer"}
    visit.tokens.checked(text(params, "fb_exchange_token"), visit.now)
    return {"access_token": USER_TOKEN, "token_type": "bearer", "expires_in": int(LONG_LIVED.total_seconds())}


def subscribe_page(visit: Visit, page: SimPage) -> dict[str, Any]:
    """Set which events of the page our application hears."""
    visit.subscriptions.subscribe_page(page.id, names(visit.call.params, "subscribed_fields"))
    return DONE


def unsubscribe_page(visit: Visit, page: SimPage) -> dict[str, Any]:
    """Hear nothing of the page any more."""
    visit.subscriptions.unsubscribe_page(page.id)
    return DONE


def app_subscriptions(visit: Visit, _app: App) -> dict[str, Any]:
    """Where the application's events go, and which."""
    return {"data": visit.subscriptions.told()}


def subscribe_app(visit: Visit, _app: App) -> dict[str, Any]:
    """Set the callback and its fields; the callback has already proved itself when this is called."""
    params = visit.call.params
    if text(params, "object") != "page":
        raise bad_parameter("Param object must be page")
    values = yes(params, "include_values") if "include_values" in params else True
    visit.subscriptions.subscribe_app(text(params, "callback_url"), names(params, "fields"), include_values=values)
    return DONE


def unsubscribe_app(visit: Visit, _app: App) -> dict[str, Any]:
    """Hear nothing at all any more."""
    visit.subscriptions.callback = None
    return DONE


def _described(visit: Visit, token: Token) -> dict[str, Any]:
    described: dict[str, Any] = {
        "app_id": APP.facebook_id,
        "type": token.kind,
        "application": APP.name,
        "is_valid": token.is_valid(visit.now),
        "issued_at": seconds(token.issued_at) if token.issued_at else 0,
        "expires_at": seconds(token.expires_at) if token.expires_at else 0,
        "data_access_expires_at": seconds(token.data_access_expires_at) if token.data_access_expires_at else 0,
        "scopes": list(token.scopes),
        "granular_scopes": [{"scope": scope, **_targets(token)} for scope in token.scopes],
    }
    if token.kind != "APP":
        described["user_id"] = ADMIN_ID
    if token.page_id:
        described["profile_id"] = token.page_id
    if not described["is_valid"]:
        described["error"] = {"code": 190, "message": "Error validating access token", "subcode": _subcode(token)}
    return described


def _subcode(token: Token) -> int:
    return 463 if token.broken_subcode is None else token.broken_subcode


def _targets(token: Token) -> dict[str, list[str]]:
    return {"target_ids": [token.page_id]} if token.page_id else {}
