"""What a multipart form holds. aiohttp's own reading leaves a temporary file behind when the sender goes away in the middle, as a killed
program does.
"""

from collections.abc import Mapping

from aiohttp import BodyPartReader, web

MULTIPART = "multipart/form-data"


async def parts(request: web.Request) -> Mapping[str, str | bytes]:
    """The fields of a multipart form by their names: words as text, files as bytes."""
    found: dict[str, str | bytes] = {}
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader):  # and not a form within the form
            content = bytes(await part.read(decode=True))
            found[part.name or ""] = content if part.filename else content.decode()
    return found
