"""Solvik kommune, an invented municipality: its pages, citizens, staff, channels and applications. Nobody here exists."""

import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class SimPage:
    """A Facebook page of the municipality: our key, Facebook's id, the name and the page access token."""

    key: str
    id: str
    name: str
    token: str


@dataclass(frozen=True)
class Citizen:
    """A person on Facebook; `id` is page-scoped there, here the same on every page."""

    id: str
    name: str


@dataclass(frozen=True)
class Colleague:
    """A person on Slack. `role` is front_desk, expert, manager or none."""

    id: str
    name: str
    role: str
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Channel:
    """A Slack channel."""

    id: str
    name: str


@dataclass(frozen=True)
class UserGroup:
    """A Slack user group: `handle` is what people write after the @."""

    id: str
    handle: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class App:
    """What the bot is outside: its Facebook application and its Slack app with all their secrets."""

    name: str
    facebook_id: str
    facebook_secret: str
    facebook_verify_token: str
    slack_bot_token: str
    slack_app_token: str
    slack_signing_secret: str
    slack_team_id: str
    slack_bot_user_id: str
    slack_bot_id: str
    slack_app_id: str


MUNICIPALITY = "Solvik kommune"

PAGES = (
    SimPage("main", "100200300400500", "Solvik kommune", "PAGE-TOKEN-main"),
    SimPage("landbruk", "100200300400501", "Landbrukskontoret i Solvik", "PAGE-TOKEN-landbruk"),
    SimPage("kulturskole", "100200300400502", "Solvik kulturskole", "PAGE-TOKEN-kulturskole"),
    SimPage("bibliotek", "100200300400503", "Solvik bibliotek", "PAGE-TOKEN-bibliotek"),
    SimPage("kino", "100200300400504", "Solvik kino", "PAGE-TOKEN-kino"),
)

CITIZENS = (
    Citizen("6543210987650001", "Kari Nordmann"),
    Citizen("6543210987650002", "Ahmed Hassan"),
    Citizen("6543210987650003", "Liv Solberg"),
    Citizen("6543210987650004", "Erik Sæther"),
    Citizen("6543210987650005", "Anna Kowalska"),
    Citizen("6543210987650006", "Thomas Bakke"),
)

COLLEAGUES = (
    Colleague("U0ANNE0001", "Anne Berg", "front_desk"),
    Colleague("U0JONAS001", "Jonas Lie", "front_desk"),
    Colleague("U0OLA00001", "Ola Nordby", "expert", ("teknisk",)),
    Colleague("U0INGRID01", "Ingrid Moen", "expert", ("teknisk", "renovasjon")),
    Colleague("U0SIRI0001", "Siri Haugen", "expert", ("barnehage",)),
    Colleague("U0PER00001", "Per Dahl", "expert", ("bibliotek", "kultur")),
    Colleague("U0MONA0001", "Mona Aas", "expert", ("plan_bygg", "landbruk")),
    Colleague("U0KJELL001", "Kjell Strand", "manager", ("teknisk", "barnehage", "plan_bygg")),
    Colleague("U0TURID001", "Turid Vik", "none"),
)

CHANNELS = (
    Channel("C0SPORSMAL", "innbyggerspørsmål"),
    Channel("C0BIBLIOT1", "bibliotek-spørsmål"),
)

USER_GROUPS = (
    UserGroup("S0FRONT001", "kommunetorget", ("U0ANNE0001", "U0JONAS001")),
    UserGroup("S0TEKNISK1", "teknisk", ("U0OLA00001", "U0INGRID01")),
)

APP = App(
    name="Svarvakt",
    facebook_id="424242424242",
    facebook_secret="sandbox-app-secret",  # noqa: S106 - invented, opens nothing
    facebook_verify_token="sandbox-verify-token",  # noqa: S106 - invented, opens nothing
    slack_bot_token="xoxb-sandbox",  # noqa: S106 - invented, opens nothing
    slack_app_token="xapp-sandbox",  # noqa: S106 - invented, opens nothing
    slack_signing_secret="sandbox-signing-secret",  # noqa: S106 - invented, opens nothing
    slack_team_id="T0SOLVIK01",
    slack_bot_user_id="U0SVARVAKT",
    slack_bot_id="B0SVARVAKT",
    slack_app_id="A0SVARVAKT",
)


def first_posts() -> dict[str, list[str]]:
    """The posts that stand on each page when the sandbox opens, oldest first, by page key."""
    text = resources.files("sandbox").joinpath("posts.toml").read_text(encoding="utf-8")
    return {key: list(page["posts"]) for key, page in tomllib.loads(text).items()}
