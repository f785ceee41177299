"""Why a file is not taken for a picture, and how large one may be."""

from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000  # the largest that telephones take; a file that claims more is made to fill memories
MOST_SIDE = 16_384


class Why(StrEnum):
    """What is wrong with it. Each has words below `stopped.picture_` in the texts."""

    TYPE = "type"  # neither JPEG nor PNG, whatever its name says
    SIZE = "size"
    DIMENSIONS = "dimensions"
    DAMAGED = "damaged"
    GONE = "gone"  # it was deleted, or may not be read


class NotAPicture(Exception):
    """This file is not passed on as a picture."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def check_dimensions(width: int, height: int) -> None:
    """Raise unless a picture of so many pixels can be shown."""
    if not width or not height:
        raise NotAPicture(Why.DAMAGED)
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise NotAPicture(Why.DIMENSIONS)
