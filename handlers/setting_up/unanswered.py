"""What is said when a key could not be tried: whose address is wrong, or that the machine does not get through."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bot.municipality.settings import Settings
from bot.ports.failures import Refused, TryLater
from handlers.facebook.speak.errors import NotFacebook

if TYPE_CHECKING:
    from handlers.setting_up.session import Session

_STRANGE = re.compile(r"HTTP (?!429)[2-4]\d\d|JSONDecodeError")  # a server answers, and not as the service would


class Service(NamedTuple):
    """A service outside: what it is called, and the setting with its address."""

    name: str
    setting: str


SLACK, FACEBOOK, TEAMS = (
    Service("Slack", "SLACK_API_URL"),
    Service("Facebook", "FACEBOOK_GRAPH_URL"),
    Service("Microsoft", "TEAMS_LOGIN_URL"),
)


def say_untried(session: "Session", service: Service, name: str, failed: Refused | TryLater) -> None:
    """Tell why `name` could not be tried, and what to do about it."""
    session.talk.say(_key(failed), name=name, error=failed.detail, **_about(session.settings, service))


def _key(failed: Refused | TryLater) -> str:
    return "stranger" if isinstance(failed, NotFacebook) or _STRANGE.search(failed.detail) else "no_answer"


def _about(settings: Settings, service: Service) -> Mapping[str, str]:
    field = service.setting.lower()
    address, usual = str(getattr(settings, field)), str(Settings.model_fields[field].default)
    host = urlsplit(address).hostname or address
    return {"service": service.name, "setting": service.setting, "usual": usual, "host": host}
