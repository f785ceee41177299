"""The steps for the chat: which one it is, and the keys to it, each tried at once."""

import re
from typing import TYPE_CHECKING

from bot.ports.failures import Refused, TryLater
from handlers.setting_up import asking_outside
from handlers.setting_up.unanswered import SLACK, TEAMS, say_untried
from handlers.slack.speak.refusals import DEAD_TOKEN
from handlers.teams.speak.bearer import REFUSED

if TYPE_CHECKING:
    from handlers.setting_up.session import Session

CHATS = ("slack", "teams")
BOT_TOKEN, APP_TOKEN = "xoxb-", "xapp-"
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def set_up(session: "Session") -> None:
    """Choose the chat and get its keys."""
    talk = session.talk
    talk.say("head_chat")
    if session.again or not (session.is_given("CHAT") or session.secrets.value("CHAT")):
        options = [talk.text(f"chat_{name}") for name in CHATS]
        session.keep("CHAT", CHATS[talk.choose("chat", options, CHATS.index(session.settings.chat) + 1)])
    if session.settings.chat == "teams":
        _teams(session)
    else:
        _slack(session)


def _slack(session: "Session") -> None:
    standing = session.settings.slack_bot_token.get_secret_value()
    if session.again or not (standing and _bot_token(session, standing)):
        session.talk.say("slack_how")
        while not _bot_token(session, session.talk.secret("slack_bot_token")):
            pass
    _how_slack_reaches_us(session)


def _bot_token(session: "Session", token: str) -> bool:
    """Try a bot token, and keep it if it is good."""
    talk = session.talk
    if not token.startswith(BOT_TOKEN):
        talk.say("is_app_token" if token.startswith(APP_TOKEN) else "is_no_bot_token")
        return False
    api_url = session.settings.slack_api_url
    try:
        found = session.asked(asking_outside.workspace(token, api_url))
    except (Refused, TryLater) as failed:
        return _kept_anyway(session, "SLACK_BOT_TOKEN", token, failed)
    session.keep("SLACK_BOT_TOKEN", token)
    talk.say("slack_right", address=found.address)
    if found.missing:
        talk.say("slack_scopes", scopes=", ".join(found.missing))
    return True


def _kept_anyway(session: "Session", name: str, value: str, failed: Refused | TryLater) -> bool:
    """A key that is refused is not kept; one that cannot be tried now is, if the person says so."""
    is_refused = isinstance(failed, Refused) or failed.detail in DEAD_TOKEN or failed.detail.startswith(REFUSED)
    if is_refused:
        session.talk.say("refused", name=name, error=failed.detail)
    else:
        say_untried(session, SLACK, name, failed)
    if is_refused or not session.talk.agrees("keep_untried", default=False, name=name):
        return False
    session.keep(name, value)
    return True


def _how_slack_reaches_us(session: "Session") -> None:
    settings, talk = session.settings, session.talk
    token, secret = settings.slack_app_token.get_secret_value(), settings.slack_signing_secret.get_secret_value()
    if not session.again and ((token and _app_token(session, token)) or (secret and not token)):
        return
    if talk.choose("slack_way", [talk.text("way_socket"), talk.text("way_http")]) == 1:
        talk.say("signing_how")
        session.keep("SLACK_SIGNING_SECRET", talk.secret("slack_signing_secret"))
        session.keep("SLACK_APP_TOKEN", "")
        return
    talk.say("app_token_how")
    while not _app_token(session, talk.secret("slack_app_token")):
        pass


def _app_token(session: "Session", token: str) -> bool:
    talk = session.talk
    if not token.startswith(APP_TOKEN):
        talk.say("is_bot_token" if token.startswith(BOT_TOKEN) else "is_no_app_token")
        return False
    try:
        session.asked(asking_outside.line(token, session.settings.slack_api_url))
    except (Refused, TryLater) as failed:
        return _kept_anyway(session, "SLACK_APP_TOKEN", token, failed)
    session.keep("SLACK_APP_TOKEN", token)
    talk.say("line_right")
    return True


def _teams(session: "Session") -> None:
    settings, talk = session.settings, session.talk
    stands = settings.teams_app_id and settings.teams_tenant_id and settings.teams_app_secret.get_secret_value()
    if stands and not session.again and _teams_tried(session):
        return
    talk.say("teams_how")
    while True:
        for name in ("teams_app_id", "teams_tenant_id"):
            standing = str(getattr(session.settings, name))
            session.keep(name.upper(), talk.ask(name, standing, check=lambda answer: _guid(session, answer)))
        session.keep("TEAMS_APP_SECRET", talk.secret("teams_app_secret"))
        if _teams_tried(session):
            return


def _teams_tried(session: "Session") -> bool:
    try:
        session.asked(asking_outside.teams(session.settings))
    except TryLater as failed:
        if failed.detail.startswith(REFUSED):
            session.talk.say("refused", name="TEAMS_APP_SECRET", error=failed.detail)
            return False
        say_untried(session, TEAMS, "TEAMS_APP_SECRET", failed)
        return session.talk.agrees("keep_untried", default=False, name="TEAMS_APP_SECRET")
    session.talk.say("teams_right")
    return True


def _guid(session: "Session", answer: str) -> str:
    return "" if _GUID.fullmatch(answer) else session.talk.text("is_no_guid")
