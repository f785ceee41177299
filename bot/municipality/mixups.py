"""Values that stand in the wrong place, or were never filled in: found by what they look like, before anybody is asked.

A fault names settings only, never what stands in them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.municipality.faults import Fault
from bot.municipality.shape import Municipality

if TYPE_CHECKING:
    from bot.municipality.settings import Settings

PAGE_TOKEN = "FACEBOOK_PAGE_TOKEN_"  # noqa: S105 - the beginning of a name, not a secret
BEGINNINGS = {"xoxb-": "SLACK_BOT_TOKEN", "xapp-": "SLACK_APP_TOKEN", "EAA": PAGE_TOKEN}  # → whose values begin so
OF_PEOPLE = ("xoxp-", "xoxe", "xoxa-", "xoxc-", "xoxs-")  # Slack's keys that are no bot's
SLACK_FIELDS = ("slack_bot_token", "slack_app_token", "slack_signing_secret")
FACEBOOK_FIELDS = ("facebook_app_id", "facebook_app_secret", "facebook_verify_token")
TEAMS_FIELDS = ("teams_app_id", "teams_app_secret", "teams_tenant_id")
MUST_DIFFER = ("slack_signing_secret", "facebook_app_secret", "facebook_verify_token", "teams_app_secret")
OWN_PATHS = ("/facebook/webhook", "/facebook/data-deletion", "/slack/events", "/teams/messages", "/healthz")
GRAPH, SLACK = "graph.facebook.com", "slack.com"
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SECRET = re.compile(r"[0-9a-f]{32}")  # how Meta and Slack write theirs
_ENDINGS = (",", ";", ".")  # of the sentence or list that a key was copied from; the word for Facebook is one's own
_UNFILLED = re.compile(
    r"…|\.\.\.|^<.*>$|^\[.*\]$|^x{3,}$|^(xox[bp]-|xapp-)?(your|din|ditt|my|min)[-_ ]|change[-_ ]?me"
    r"|^(todo|tbd|fyll|sett[-_ ]inn|lim[-_ ]inn|insert)"
    r"|^(token|secret|password|passord|hemmelig(het)?|eksempel|example)$|(token|secret|hemmelighet)[-_]here$",
    re.IGNORECASE,
)


def mixups(settings: "Settings") -> Iterator[Fault]:
    """What is surely not meant as it stands, and would only be refused outside. One fault a setting."""
    for name, value in _values(settings).items():
        owner = next((owner for beginning, owner in BEGINNINGS.items() if value.startswith(beginning)), "")
        if any(map(_is_stray, value)) or (name != "FACEBOOK_VERIFY_TOKEN" and value.endswith(_ENDINGS)):
            yield Fault(name, "stray_characters")
        elif owner and not name.startswith(owner):
            yield Fault(name, "belongs_elsewhere", near=owner)
        elif value.startswith(OF_PEOPLE):
            yield Fault(name, "token_of_person", example="SLACK_BOT_TOKEN=xoxb-…")
        elif name.startswith(PAGE_TOKEN) and "|" in value:
            yield Fault(name, "token_of_app", example=f"{name}=EAAG…")
    yield from _paths(settings)


def unlikely(settings: "Settings", municipality: Municipality) -> Iterator[Fault]:
    """What a start need not refuse, and a check must name: examples, doubles, and shapes that the outside never gives."""
    values = _values(settings)
    left = [name for name, value in values.items() if _UNFILLED.search(value) or value == _example(settings, name)]
    yield from (Fault(name, "example_left") for name in left)
    rest = {name: value for name, value in values.items() if name not in left}
    for name, value in rest.items():
        yield from _shape(settings, name, value)
    yield from _same(rest)
    if key := municipality.page_key(settings.facebook_app_id):
        yield Fault("FACEBOOK_APP_ID", "page_as_app", near=key)


def _values(settings: "Settings") -> Mapping[str, str]:
    """Every value that somebody copied from elsewhere, by the name of its setting. Only the chat that is set has any."""
    chat = TEAMS_FIELDS if settings.chat == "teams" else SLACK_FIELDS
    named = {field.upper(): _text(getattr(settings, field)) for field in (*chat, *FACEBOOK_FIELDS)}
    tokens = {f"{PAGE_TOKEN}{key.upper()}": _text(token) for key, token in settings.facebook_page_tokens.items()}
    return {name: value for name, value in {**named, **tokens}.items() if value}


def _text(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _example(settings: "Settings", name: str) -> str:
    field = type(settings).model_fields.get(name.lower())
    return str(field.examples[0]) if field and field.examples and field.annotation is SecretStr else ""


def _is_stray(character: str) -> bool:
    """Blanks, quotes of a text processor, and what nobody sees: none of them is in any key."""
    return character in "\"'`´‘’“”„«»<>" or character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def _shape(settings: "Settings", name: str, value: str) -> Iterator[Fault]:
    """How the outside writes its own; simulators may write theirs in another way."""
    real = {"FACEBOOK_APP_SECRET": settings.facebook_graph_url, "SLACK_SIGNING_SECRET": settings.slack_api_url}
    hosts = (GRAPH, SLACK)
    if name in real and urlsplit(real[name]).hostname in hosts and not _SECRET.fullmatch(value):
        yield Fault(name, "not_hex")
    elif name == "TEAMS_APP_SECRET" and _GUID.fullmatch(value):
        yield Fault(name, "secret_id")
    elif name in ("TEAMS_APP_ID", "TEAMS_TENANT_ID") and not _GUID.fullmatch(
        value
    ):  # Teams tells us tenants by id alone
        yield Fault(name, "not_guid", example=f"{name}=00000000-0000-0000-0000-000000000000")


def _same(values: Mapping[str, str]) -> Iterator[Fault]:
    """One secret under two names: one of them was pasted into the wrong line."""
    first: dict[str, str] = {}
    for name, value in values.items():
        if name.lower() in MUST_DIFFER or name.startswith(PAGE_TOKEN):
            if value in first:
                yield Fault(name, "same_as", near=first[value])
            first.setdefault(value, name)


def _paths(settings: "Settings") -> Iterator[Fault]:
    """Addresses with more at their end than they may have: the rest is ours to add."""
    public, graph = urlsplit(settings.public_url), urlsplit(settings.facebook_graph_url)
    if public.query or public.fragment or public.path.rstrip("/").endswith(OWN_PATHS):
        yield Fault("PUBLIC_URL", "address_too_long", example=f"PUBLIC_URL={public.scheme}://{public.netloc}")
    if graph.hostname == GRAPH and graph.path.strip("/"):
        yield Fault("FACEBOOK_GRAPH_URL", "address_too_long", example=f"FACEBOOK_GRAPH_URL=https://{GRAPH}")
