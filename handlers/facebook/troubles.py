"""What can be wrong on Facebook's side, by name, and how each is told. The words stand in the text files under `trouble.<name>`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from bot.ports.health import Health, Manner, Mark, Trouble, health_of, together

WAITS = Manner("alarm.meanwhile.page_waits", stops=True)
READS = Manner("alarm.meanwhile.page_is_read")
GOES_ON = Manner("alarm.meanwhile.goes_on")
OUT_OF_REACH = Manner("alarm.meanwhile.tries_on", patience=timedelta(minutes=30), stops=True)

MANNERS: Mapping[str, Manner] = {
    "facebook_token_missing": WAITS,
    "facebook_token_dead": WAITS,
    "facebook_token_type": WAITS,
    "facebook_token_foreign": WAITS,
    "facebook_token_of_app": WAITS,
    "facebook_app_refused": Manner("alarm.meanwhile.tries_on", stops=True),
    "facebook_token_expires": GOES_ON,
    "facebook_scope_missing": WAITS,
    "facebook_moderate_missing": WAITS,
    "facebook_messaging_missing": Manner("alarm.meanwhile.no_messages", stops=True),
    "facebook_not_allowed": WAITS,
    "facebook_not_subscribed": READS,
    "facebook_webhook_silent": Manner(READS.meanwhile, patience=timedelta(hours=1), sightings=3),
    "facebook_signature": READS,
    "facebook_unreachable": OUT_OF_REACH,
    "facebook_away": OUT_OF_REACH,
    "facebook_unread": Manner("alarm.meanwhile.tries_on", sightings=2, stops=True),
    "facebook_post_unread": GOES_ON,
    "facebook_messages_unread": Manner(GOES_ON.meanwhile, stops=True),
    "facebook_overwrote": Manner("alarm.meanwhile.halted", stops=True),
    "facebook_version": GOES_ON,
    "facebook_page_name": GOES_ON,
    "facebook_unpublished": GOES_ON,
    "facebook_names_withheld": GOES_ON,
    "facebook_callback": READS,
    "facebook_app_fields": READS,
    "machine_clock": Manner("alarm.meanwhile.clock", sightings=2),
}

WRONG_ADDRESS = "trouble.facebook_wrong_address"
CONSEQUENCES = {"facebook_unread", "facebook_not_allowed", "facebook_messages_unread"}
TOKEN = ("token_missing", "token_dead", "token_type", "token_foreign", "token_of_app", "token_expires", "scope_missing")
TASKS = ("moderate_missing", "messaging_missing")
OF_PAGE = ("page_name", "unpublished")
SUBSCRIPTION = ("not_subscribed",)


def trouble(name: str, page: str, **values: str) -> Trouble:
    """A trouble of one page, or of all when `page` is empty."""
    told = (("page", page), *values.items())
    return Trouble(name, f"trouble.{name}", told, page, MANNERS[name])


def marks(names: Iterable[str], page: str) -> list[Mark]:
    """The marks of these troubles of a page; the names are given without `facebook_`."""
    return [(f"facebook_{name}", page) for name in names]


def without_consequences(health: Health) -> Health:
    """A page that cannot be read because of something else that was found is not a trouble of its own."""
    causes = {each.subject for each in health.troubles if each.manner.stops and each.name not in CONSEQUENCES}
    found = [each for each in health.troubles if each.name not in CONSEQUENCES or each.subject not in causes]
    return Health(tuple(found), health.fine)


def once(health: Health) -> Health:
    """What each page's look has found of the whole application is one trouble."""
    return Health(tuple({each.mark: each for each in health.troubles}.values()), health.fine)


def one_outage(health: Health, pages: Collection[str]) -> Health:
    """When no page can be reached, it is Facebook that is away: that is said once, not page by page."""
    lost = [each for each in health.troubles if each.name == "facebook_unreachable"]
    if len(pages) < 2 or len(lost) < len(pages):
        return together([health, health_of((), marks(["away"], ""))])
    first = lost[0]
    key = first.text_key if first.text_key == WRONG_ADDRESS else "trouble.facebook_away"
    away = Trouble("facebook_away", key, first.values[1:], "", MANNERS["facebook_away"])
    return Health((*(each for each in health.troubles if each not in lost), away), health.fine)
