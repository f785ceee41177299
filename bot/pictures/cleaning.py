"""Somebody's file becomes a picture that may go on, or is refused. What it is its first bytes say, never its name."""

from bot.pictures import jpeg, png
from bot.pictures.refusing import MOST_BYTES, NotAPicture, Why
from bot.ports.picture import Picture, PictureType


def cleaned(content: bytes) -> Picture:
    """The picture alone, without anything that its file told beside it. Raises `NotAPicture`."""
    if len(content) > MOST_BYTES:
        raise NotAPicture(Why.SIZE)
    if content.startswith(jpeg.BEGIN):
        return Picture(jpeg.cleaned(content), PictureType.JPEG)
    if content.startswith(png.BEGIN):
        return Picture(png.cleaned(content), PictureType.PNG)
    raise NotAPicture(Why.TYPE)
