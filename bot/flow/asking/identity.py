"""How identifiers of a page are compared: by the part after the last underscore.

The same comment is spelled with different prefixes in webhooks and in answers of the page; only the last segment is
the same everywhere. Identifiers of messages are one piece, whatever signs they hold.
"""


def last_segment(external_id: str) -> str:
    """The part of an identifier by which it is compared."""
    first, _, last = external_id.rpartition("_")
    return last if first and last.isdigit() else external_id
