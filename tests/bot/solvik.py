"""The sandbox's municipality, read as the bot reads it."""

from functools import cache
from pathlib import Path

from bot.municipality.settings import load
from bot.municipality.shape import Municipality

ROOT = Path(__file__).parents[2]
PAGES = ("main", "landbruk", "kulturskole", "bibliotek", "kino")

ENVIRON = {
    "MUNICIPALITY_FILE": str(ROOT / "sandbox" / "solvik.toml"),
    "SLACK_BOT_TOKEN": "xoxb-invented",
    "SLACK_APP_TOKEN": "xapp-invented",
    "FACEBOOK_APP_ID": "424242424242",
    "FACEBOOK_APP_SECRET": "invented-secret",
    "FACEBOOK_VERIFY_TOKEN": "invented-verify",
    **{f"FACEBOOK_PAGE_TOKEN_{page.upper()}": f"invented-{page}" for page in PAGES},
}


@cache
def solvik() -> Municipality:
    """Solvik kommune."""
    return load(None, ENVIRON).municipality
