"""The town in which the stories play: people with names, Facebook pages, a chat for staff, and the bot between them.

Everything goes over localhost sockets, as in production. A story's clock starts on a Monday morning and runs fast, so
that paces and waits pass quickly; nothing here knows anything of the bot's inside.
"""

from tests.chats import shown
from tests.town.opening import FAST, MONDAY_MORNING, bot_in, sandbox_at, town
from tests.town.people import (
    AHMED,
    ANNA,
    ANNE,
    CHANNEL,
    DESK,
    ERIK,
    INGRID,
    JONAS,
    KARI,
    KJELL,
    LIBRARY_CHANNEL,
    LIV,
    MONA,
    OLA,
    SIRI,
    THOMAS,
    TURID,
)
from tests.town.place import TO_BE_READ, Town
from tests.town.seeing import PATIENCE, buttons, is_reached, staff_chat
from tests.town.solvik import SOLVIK, for_chat, held_back, solvik_with, without_briefs

__all__ = [
    "AHMED",
    "ANNA",
    "ANNE",
    "CHANNEL",
    "DESK",
    "ERIK",
    "FAST",
    "INGRID",
    "JONAS",
    "KARI",
    "KJELL",
    "LIBRARY_CHANNEL",
    "LIV",
    "MONA",
    "MONDAY_MORNING",
    "OLA",
    "PATIENCE",
    "SIRI",
    "SOLVIK",
    "THOMAS",
    "TO_BE_READ",
    "TURID",
    "Town",
    "bot_in",
    "buttons",
    "for_chat",
    "held_back",
    "is_reached",
    "sandbox_at",
    "shown",
    "solvik_with",
    "staff_chat",
    "town",
    "without_briefs",
]
