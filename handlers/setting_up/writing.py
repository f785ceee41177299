"""Putting a file in the place of another so that neither a crash nor a full disk can lose what stood there."""

import contextlib
import os
import tempfile
from pathlib import Path

SECRET, OPEN = 0o600, 0o644


class NotWritten(Exception):
    """The file could not be changed without losing or breaking something; it stands as it was. Carries no value."""


def put(path: Path, text: str, *, mode: int | None = None) -> None:
    """Write the whole text beside the file and then take its place. `mode` None keeps the rights that the file has.

    A link is followed, and the owner is kept: what root sets up, the service must still be able to read.
    """
    target = path.resolve()
    before = target.stat() if target.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            os.chmod(name, mode if mode is not None else (before.st_mode & 0o777 if before else OPEN))  # noqa: PTH101
            if before and hasattr(os, "chown"):
                with contextlib.suppress(PermissionError):
                    os.chown(name, before.st_uid, before.st_gid)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
