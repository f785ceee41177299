"""How identifiers of a page are compared: by the part after the last underscore.

The same comment is spelled with different prefixes in webhooks and in answers of the page; only the last segment is
the same everywhere. Identifiers of messages are one piece, whatever signs they hold.
"""

from bot.ports.happenings import Kind, Wrote


def last_segment(external_id: str) -> str:
    """The part of an identifier by which it is compared."""
    first, _, last = external_id.rpartition("_")
    return last if first and last.isdigit() else external_id


def root_of(h: Wrote) -> str:
    """The full identifier of what a public answer is hung on (the citizen's id for messages)."""
    if h.kind == Kind.MESSAGE:
        return h.author_id
    return h.parent_id if h.kind == Kind.REPLY else h.id
