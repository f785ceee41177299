"""Real files of pictures, made here, with everything beside the picture that telephones and programs write into them."""

import io
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRETS = (b"Solvik 60.4042", b"IPHONE OF KARI", b"written by Kari", b"a second picture", b"<x:xmpmeta>")
"""Words that stand beside the picture in every file made here."""

GPS, MAKE, ORIENTATION, GPS_AREA = 0x8825, 0x010F, 0x0112, 0x001C


def drawn(width: int = 64, height: int = 40) -> Image.Image:
    """A picture in which every corner has a colour of its own."""
    image = Image.new("RGB", (width, height), (40, 120, 200))
    image.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    image.paste((30, 160, 30), (width // 2, height // 2, width, height))
    return image


def jpeg(*, orientation: int = 1, progressive: bool = False, mode: str = "RGB") -> bytes:
    """A JPEG with EXIF (place, maker, which way is up), XMP, a colour profile, a comment, and a second picture behind it."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "IPHONE OF KARI", orientation
    exif.get_ifd(GPS)[GPS_AREA] = b"Solvik 60.4042"
    file = io.BytesIO()
    drawn().convert(mode).save(
        file,
        "JPEG",
        exif=exif,
        comment=b"written by Kari",
        xmp=b"<x:xmpmeta>",
        icc_profile=b"IPHONE OF KARI profile",
        progressive=progressive,
    )
    return file.getvalue() + b"a second picture"


def png(**more: object) -> bytes:
    """A PNG with texts of all three kinds, EXIF, a colour profile, and something behind its end."""
    told = PngInfo()
    told.add_text("Author", "written by Kari")
    told.add_text("Comment", "written by Kari", zip=True)
    told.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>")
    exif = Image.Exif()
    exif[MAKE] = "IPHONE OF KARI"
    file = io.BytesIO()
    image = drawn()
    image.save(file, "PNG", pnginfo=told, exif=exif, icc_profile=b"IPHONE OF KARI profile", **more)
    return file.getvalue() + b"a second picture"


def pixels(content: bytes) -> bytes:
    """What a picture shows, unpacked by a program that is not ours."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image.convert("RGB").tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    """One part of a PNG."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def claiming(width: int, height: int, packed: bytes = b"\x78\x9c\x03\x00\x00\x00\x00\x01") -> bytes:
    """A PNG that claims to be so large."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
