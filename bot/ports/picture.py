"""A picture that crosses a door: its bytes, what kind of file that is, and what it shows in words."""

from dataclasses import dataclass
from enum import StrEnum


class PictureType(StrEnum):
    """The kinds of picture that go through us, by the second half of their media type."""

    JPEG = "jpeg"
    PNG = "png"


@dataclass(frozen=True)
class Picture:
    """A picture on its way to people. `name` is what they see of the file, `alt` what it shows for who cannot see it.

    Where somebody else has made it, `content` has been through `bot.pictures.cleaning`.
    """

    content: bytes
    type: PictureType
    name: str = ""
    alt: str = ""

    @property
    def suffix(self) -> str:
        """How the name of its file ends."""
        return ".jpg" if self.type is PictureType.JPEG else ".png"

    @property
    def media_type(self) -> str:
        """Its type on the web."""
        return f"image/{self.type.value}"
