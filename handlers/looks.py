"""What the watch looks at in this program, and how often."""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk.office import Office
from bot.ports.chat import Chat
from bot.ports.health import Health
from bot.ports.page import Page
from bot.watch.groups import Groups
from bot.watch.stuck import Queues
from bot.watch.watching import Look
from bot.watch.workers import Workers
from handlers.machine import Machine
from storage.database import sqlite_path

EVERY = timedelta(minutes=5)
SOON = timedelta(minutes=1)
PAGES_EVERY = timedelta(minutes=30)  # three calls a page each time, of a quota that answers need more

NO_HEALTH = Health()


def looks(
    office: Office, chat: Chat, page: Page, groups: Groups, workers: Workers, names: Health = NO_HEALTH
) -> Sequence[Look]:
    """The workers, the chat, its groups, the pages, the queues and the disk; `names` is what came of those in the file."""

    async def names_health() -> Health:
        return names

    return (
        Look("names", SOON, names_health),
        Look("workers", SOON, workers.health),
        Look("chat", EVERY, chat.health),
        Look("groups", EVERY, groups.health),
        Look("pages", PAGES_EVERY, page.health),
        Look("queues", EVERY, Queues(office).health),
        Look("machine", EVERY, Machine(sqlite_path(office.database.address)).health),
    )
