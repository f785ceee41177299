"""The steps for Facebook: the application, a lasting token for each page, and how events reach us."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.municipality.mixups import PAGE_TOKEN
from bot.ports.failures import Refused, TryLater
from handlers.facebook.look.access.tokens import Opened, OwnPage
from handlers.facebook.speak.errors import DeadToken
from handlers.setting_up import asking_outside
from handlers.setting_up.unanswered import FACEBOOK, say_untried

if TYPE_CHECKING:
    from handlers.setting_up.session import Session

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SPELT = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})


def set_up(session: "Session") -> None:
    """Get the application, the pages and the address."""
    session.talk.say("head_facebook")
    _application(session)
    _pages(session)
    _address(session)


def _application(session: "Session") -> None:
    settings = session.settings
    stands = settings.facebook_app_id and settings.facebook_app_secret.get_secret_value()
    if stands and not session.again and _application_tried(session):
        return
    session.talk.say("application_how")
    while True:
        app_id = session.talk.ask(
            "facebook_app_id", session.settings.facebook_app_id, check=lambda one: _digits(session, one)
        )
        session.keep("FACEBOOK_APP_ID", app_id)
        session.keep("FACEBOOK_APP_SECRET", session.talk.secret("facebook_app_secret"))
        if _application_tried(session):
            return


def _application_tried(session: "Session") -> bool:
    try:
        session.asked(asking_outside.tokens(session.settings).app())
    except (Refused, TryLater) as failed:
        if isinstance(failed, Refused | DeadToken):
            session.talk.say("application_refused", error=failed.detail)
            return False
        say_untried(session, FACEBOOK, "FACEBOOK_APP_SECRET", failed)
        return session.talk.agrees("keep_untried", default=False, name="FACEBOOK_APP_SECRET")
    session.talk.say("application_right")
    return True


def _digits(session: "Session", answer: str) -> str:
    return "" if answer.isascii() and answer.isdecimal() else session.talk.text("only_digits")


# --- pages


def _pages(session: "Session") -> None:
    """Ask for tokens until every page that stands in the file has one, and there is one page at least."""
    lacking = _lacking(session)
    if session.tables_at("pages") and not lacking and not session.again:
        session.talk.say("pages_right", pages=", ".join(session.tables_at("pages")))
        return
    session.talk.say("token_how")
    while True:
        _take_token(session, session.talk.secret("facebook_token"))
        lacking = _lacking(session)
        if lacking:
            session.talk.say("pages_lacking", pages=", ".join(lacking))
        elif session.tables_at("pages") and not session.talk.agrees("another_token", default=False):
            return


def _lacking(session: "Session") -> list[str]:
    """The pages in the file without a token that is their own and alive, as far as Facebook answers."""
    return [key for key, page in session.tables_at("pages").items() if not _is_good(session, key, page)]


def _is_good(session: "Session", key: str, page: dict[str, object]) -> bool:
    token = session.settings.facebook_page_tokens.get(key.lower())
    if token is None:
        return False
    try:
        opened = session.asked(asking_outside.tokens(session.settings).opened(token.get_secret_value()))
    except (Refused, TryLater):
        return True  # nothing speaks against it; the check at the end tells more
    return opened.kind == "PAGE" and [one.id for one in opened.pages] == [page.get("facebook_id")]


def _take_token(session: "Session", token: str) -> None:
    talk = session.talk
    try:
        opened = session.asked(asking_outside.tokens(session.settings).opened(token))
    except (Refused, TryLater) as failed:
        if isinstance(failed, Refused | DeadToken):
            talk.say("token_failed", error=failed.detail)
        else:
            say_untried(session, FACEBOOK, talk.text("the_token"), failed)
        return
    if wrong := _wrong(opened):
        talk.say(wrong, subcode=opened.subcode or "–", app=opened.of_app)
        return
    if opened.missing_scopes:
        talk.say("token_scopes", scopes=", ".join(opened.missing_scopes))
    talk.say("token_opens", count=str(len(opened.pages)))
    for page in opened.pages:
        _take_page(session, page)


def _wrong(opened: Opened) -> str:
    if not opened.kind:
        return "token_dead"
    if opened.of_app:
        return "token_of_app"
    if not opened.lasts:
        return "token_runs_out"
    return "" if opened.pages else "token_without_pages"


def _take_page(session: "Session", page: OwnPage) -> None:
    talk, known = session.talk, session.tables_at("pages")
    key = next((key for key, each in known.items() if each.get("facebook_id") == page.id), "")
    if not key and not talk.agrees("this_page", default=True, page=page.name):
        return
    if page.missing_tasks:
        talk.say("page_tasks", page=page.name, tasks=", ".join(page.missing_tasks))
    if not key:
        default = key_of(page.name, list(known)) if known else "main"
        key = talk.ask(
            "page_key", default, check=lambda one: _page_key(session, one, list(known)), values={"page": page.name}
        )
        session.write("pages", key, "facebook_id", value=page.id)
        session.write("pages", key, "name", value=page.name)
    session.keep(f"{PAGE_TOKEN}{key.upper()}", page.token)
    talk.say("page_kept", page=page.name, page_key=key)


def _page_key(session: "Session", answer: str, taken: Sequence[str]) -> str:
    if not _KEY.fullmatch(answer):
        return session.talk.text("no_key")
    return session.talk.text("key_taken") if answer in taken else ""


def key_of(name: str, taken: Sequence[str] = ()) -> str:
    """A key made of a name: «Solvik bibliotek» → solvik_bibliotek."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT)).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    key = key if key[:1].isalpha() else f"s_{key}".rstrip("_")
    return next(one for one in (key, *(f"{key}_{number}" for number in range(2, 99))) if one not in taken)


# --- the way in


def _address(session: "Session") -> None:
    """Webhooks need an address; without one the pages are read. The word for Facebook's question is made here."""
    settings, talk = session.settings, session.talk
    if session.again or not (session.secrets.value("FACEBOOK_INTAKE") or session.is_given("FACEBOOK_INTAKE")):
        talk.say("address_how")
        url = talk.ask("public_url", settings.public_url, check=lambda one: _https(session, one), may_be_empty=True)
        session.keep("PUBLIC_URL", url)
        session.keep("FACEBOOK_INTAKE", "both" if url else "poll")
        talk.say("intake_both" if url else "intake_poll")
    if session.settings.facebook_intake != "poll" and not session.settings.facebook_verify_token.get_secret_value():
        session.keep("FACEBOOK_VERIFY_TOKEN", secrets.token_urlsafe(18))


def _https(session: "Session", answer: str) -> str:
    return (
        ""
        if re.fullmatch(r"https://[^\s/]+\S*|http://(127\.0\.0\.1|localhost)\S*", answer)
        else session.talk.text("no_url")
    )
