"""The pictures that stand on the simulated Facebook: one for all, which can be changed for what else an address may answer."""

import zlib
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 200
SKY, GROUND = (126, 178, 221), (92, 124, 79)


def painted() -> bytes:
    """A small PNG: sky above ground."""
    rows = (bytes((0, *(SKY if row < HEIGHT * 3 // 5 else GROUND) * WIDTH)) for row in range(HEIGHT))
    header = WIDTH.to_bytes(4, "big") + HEIGHT.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


@dataclass(frozen=True)
class Painting:
    """What the address of a picture answers: these bytes, or a status, or another address (`leads_to`)."""

    content: bytes
    status: int = 200
    leads_to: str = ""
