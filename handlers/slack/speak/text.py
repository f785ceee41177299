"""Making other people's text harmless on its way into Slack: escaped at the leaves.

What comes the other way, from Slack to plain text, lives in `spoken.py`.
"""

from bot.ports.showing import cut


def escape(text: str) -> str:
    """The text so that Slack reads no mention, link or command in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_within(text: str, room: int) -> str:
    """The escaped text in at most `room` characters; it is cut before it is escaped, so no entity is broken."""
    shown, limit = escape(cut(text, room)), room
    while len(shown) > room:
        limit -= max((len(shown) - room) // 5, 1)
        shown = escape(cut(text, limit))
    return shown
