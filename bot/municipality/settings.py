"""Reading the settings: secrets and addresses from `.env` and the environment, everything else from the municipality's file.

Both are read before anything is reported, so that all faults are told at once.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.municipality import file as municipality_file
from bot.municipality.env_file import lookalike, read_env
from bot.municipality.faults import Fault, SettingsError, example, nearest, wrong_setting
from bot.municipality.hosts import movable_clock, unsafe_addresses
from bot.municipality.mixups import PAGE_TOKEN, mixups
from bot.municipality.shape import Municipality

__all__ = ["Loaded", "Settings", "SettingsError", "glance", "load"]

OUR_PREFIXES = ("SLACK_", "FACEBOOK_", "TEAMS_", "DATABASE_", "MUNICIPALITY_")
SLIP = 0.82  # how alike a name must be to one of ours to be a slip of the pen; PGPORT is none of PORT
NO_SECRET = SecretStr("")
SLACK_WAYS = {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}  # one of them is enough
FOLLOWS = ("missing", "no_municipality_file")  # how the faults begin that come of a value that was not read
ALSO = {"slack_app_token": "missing_slack_way", "facebook_verify_token": "missing_verify_token"}
"""What need not be there, as there is another way: the text names both."""


class Settings(BaseModel):
    """Secrets and addresses. Names in `.env` are these in capitals; an empty value counts as not set."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    database_url: str = Field("sqlite:///svarvakt.db", repr=False, examples=["sqlite:///svarvakt.db"])
    municipality_file: Path = Field(Path("municipality.toml"), examples=["municipality.toml"])
    host: str = Field("127.0.0.1", examples=["127.0.0.1"])
    port: int = Field(8080, ge=0, le=65535, examples=["8080"])
    public_url: str = Field("", examples=["https://svarvakt.solvik.example"])
    log_format: Literal["console", "json"] = Field("console", examples=["json"])
    clock_url: str = Field("", examples=["http://127.0.0.1:8081/clock"])
    chat: Literal["slack", "teams"] = Field("slack", examples=["slack"])

    slack_bot_token: SecretStr = Field(NO_SECRET, examples=["xoxb-…"])
    slack_signing_secret: SecretStr = Field(NO_SECRET, examples=["8f742231b10e8888abcd99yyyzzz85a5"])
    slack_app_token: SecretStr = Field(NO_SECRET, examples=["xapp-…"])
    slack_api_url: str = Field("https://slack.com/api/", examples=["https://slack.com/api/"])

    facebook_app_id: str = Field("", examples=["424242424242"])
    facebook_app_secret: SecretStr = Field(NO_SECRET, examples=["0123456789abcdef0123456789abcdef"])
    facebook_verify_token: SecretStr = Field(NO_SECRET, examples=["solvik-2026"])
    facebook_graph_url: str = Field("https://graph.facebook.com", examples=["https://graph.facebook.com"])
    facebook_graph_version: str = Field("v26.0", pattern=r"^v\d+\.\d+$", examples=["v26.0"])
    facebook_intake: Literal["webhook", "poll", "both"] = Field("both", examples=["both"])
    facebook_page_tokens: Mapping[str, SecretStr] = {}

    teams_app_id: str = Field("", examples=["00000000-0000-0000-0000-000000000000"])
    teams_app_secret: SecretStr = Field(NO_SECRET, examples=["…"])
    teams_tenant_id: str = Field("", examples=["00000000-0000-0000-0000-000000000000"])
    teams_service_url: str = Field(
        "https://smba.trafficmanager.net/teams", examples=["https://smba.trafficmanager.net/emea"]
    )
    teams_login_url: str = Field("https://login.microsoftonline.com", examples=["https://login.microsoftonline.com"])
    teams_keys_url: str = Field(
        "https://login.botframework.com/v1/.well-known/keys",
        examples=["https://login.botframework.com/v1/.well-known/keys"],
    )
    teams_graph_url: str = Field("https://graph.microsoft.com", examples=["https://graph.microsoft.com"])


class Loaded(NamedTuple):
    """What a start needs to know."""

    settings: Settings
    municipality: Municipality


def load(env_file: Path | None, environ: Mapping[str, str]) -> Loaded:
    """Read everything, or raise one `SettingsError` that lists all faults. What stands in `environ` wins over the file."""
    written = read_env(env_file)
    settings, faults = _read_settings(written.values, environ)
    municipality, language, found = municipality_file.read(settings.municipality_file)
    faults += [
        *written.faults,
        *_without(written.unread, [*found, *_needs(settings), *_page_tokens(settings, municipality, found)]),
        *movable_clock(settings),
    ]
    mixed = {fault.name: fault for fault in mixups(settings)}  # they explain more than that a form is wrong
    faults = [*(fault for fault in faults if fault.name not in mixed), *mixed.values()]
    faults += _no_file_at_all(env_file, settings)
    if faults or municipality is None:
        raise SettingsError(faults, language)
    return Loaded(settings, municipality)


def _without(unread: Collection[str], faults: Iterable[Fault]) -> Iterator[Fault]:
    """What is said to be missing only because its line cannot be read is not told beside that."""
    for fault in faults:
        names = SLACK_WAYS if fault.key == ALSO["slack_app_token"] else {fault.name}
        if not (fault.key.startswith(FOLLOWS) and names & set(unread)):
            yield fault


def glance(env_file: Path | None, environ: Mapping[str, str]) -> Settings:
    """Only the settings, wrong ones with their defaults: for commands that must work while others are being mended."""
    return _read_settings(read_env(env_file).values, environ)[0]


def _no_file_at_all(env_file: Path | None, settings: Settings) -> list[Fault]:
    """When the environment holds nothing either, the missing file is what to mend."""
    if env_file is None or env_file.exists() or settings.facebook_app_id or _text(settings.facebook_app_secret):
        return []
    near = lookalike(env_file)
    return [Fault(str(env_file), "no_env_file_near" if near else "no_env_file", near=near)]


def _read_settings(written: Mapping[str, str], environ: Mapping[str, str]) -> tuple[Settings, list[Fault]]:
    """The settings and what is wrong with them; a wrong one has its default, so that the rest can be looked at, too."""
    given = {**_fields(written), **_fields(environ), "facebook_page_tokens": _tokens({**written, **environ})}
    faults = list(_unknown(written))
    try:
        return Settings(**given), faults
    except ValidationError as error:
        wrong = {str(found["loc"][0]) for found in error.errors()}
    right = {field: value for field, value in given.items() if field not in wrong}
    return Settings(**right), [*faults, *(wrong_setting(Settings, field) for field in sorted(wrong))]


def _fields(values: Mapping[str, str]) -> dict[str, Any]:
    """What is set, by the names of the settings; an empty value counts as not set."""
    names = {name.upper(): name for name in Settings.model_fields}
    return {names[name]: value for name, value in values.items() if name in names and value.strip()}


def _tokens(values: Mapping[str, str]) -> dict[str, str]:
    names = [name for name, value in values.items() if name.startswith(PAGE_TOKEN) and value.strip()]
    return {name.removeprefix(PAGE_TOKEN).lower(): values[name].strip() for name in names}


def _unknown(written: Mapping[str, str]) -> Iterator[Fault]:
    """Names that are none of ours and look as if they should be. Others may keep theirs in the same file."""
    known = [name.upper() for name in Settings.model_fields]
    others = (name for name in written if name not in known and not name.startswith(PAGE_TOKEN))
    for name in others:
        near = _meant(name, known)
        if near or name.startswith(OUR_PREFIXES):
            yield Fault(name, "unknown_near" if near else "unknown", near=near)


def _meant(name: str, known: Sequence[str]) -> str:
    if re.match(r"(?i)(facebook|fb)_\w*token_\w+$", name):
        return PAGE_TOKEN + name.rpartition("_")[2].upper()
    near = nearest(name, known)
    is_close = SequenceMatcher(None, name.upper(), near).ratio() > SLIP
    return near if is_close or name.startswith(OUR_PREFIXES) else ""


def _missing(field: str) -> Fault:
    return Fault(field.upper(), ALSO.get(field, "missing"), example=example(Settings, field))


def _needs(settings: Settings) -> Iterator[Fault]:
    for field in _needed(settings):
        if not _text(getattr(settings, field)):
            yield _missing(field)
    for field, beginning in (("slack_bot_token", "xoxb-"), ("slack_app_token", "xapp-")):
        value = _text(getattr(settings, field))
        if value and not value.startswith(beginning):
            yield wrong_setting(Settings, field)
    if re.search(r"\D", settings.facebook_app_id):
        yield wrong_setting(Settings, "facebook_app_id")
    yield from unsafe_addresses(settings)


def _needed(settings: Settings) -> Iterator[str]:
    yield from ("facebook_app_id", "facebook_app_secret")
    if settings.facebook_intake != "poll":
        yield "facebook_verify_token"
    if settings.chat == "teams":
        yield from ("teams_app_id", "teams_app_secret", "teams_tenant_id")
    else:
        yield "slack_bot_token"
        if not _text(settings.slack_app_token) and not _text(settings.slack_signing_secret):
            yield "slack_app_token"


def _text(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _page_tokens(settings: Settings, municipality: Municipality | None, found: Sequence[Fault]) -> Iterator[Fault]:
    if municipality is None or any(fault.name == "pages" for fault in found):
        return
    for key in municipality.pages:
        if key.lower() not in settings.facebook_page_tokens:
            name = f"{PAGE_TOKEN}{key.upper()}"
            yield Fault(name, "missing", example=f"{name}=EAAG…")
    for key in settings.facebook_page_tokens.keys() - {page.lower() for page in municipality.pages}:
        near = nearest(key, municipality.pages)
        yield Fault(f"{PAGE_TOKEN}{key.upper()}", "token_of_no_page", near=near.upper())
