"""What an operator is told of an error that he can mend, and how a package that is missing is installed."""

import errno
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.commands.common import Words

PIPX = "pipx_metadata.json"  # pipx notes in it what it put into an environment of its own


def explained(error: BaseException, words: "Words") -> str:
    """What an operator should know about this error; empty for a bug. Never a password or anybody's words."""
    if isinstance(error, BaseExceptionGroup):
        return explained(error.exceptions[0], words)
    return _about_store(error, words) or _about_machine(error, words)


def _about_store(error: BaseException, words: "Words") -> str:
    from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

    from storage.database import UnsupportedDatabase
    from storage.engine.schema import NewerSchema
    from storage.queues.claiming.claimant import AlreadyRunning, SecondName

    match error:
        case AlreadyRunning():
            return words("cli.already_running", file=str(error.path))
        case SecondName():
            return words("cli.second_name", file=str(error.path))
        case NewerSchema():
            return words("cli.newer_schema", found=error.found)
        case UnsupportedDatabase() | ArgumentError():
            return words("cli.unsupported_database")
        case DatabaseError() if type(error) in (OperationalError, DatabaseError):  # not those that quote a row
            return words(f"cli.{_of_code(error.orig)}", error=str(error.orig).partition("\n")[0])
    return ""


OF_SQLITE = {  # the beginning of its own name for what is wrong
    "SQLITE_READONLY": "database_closed",
    "SQLITE_CANTOPEN": "database_closed",
    "SQLITE_PERM": "database_closed",
    "SQLITE_NOTADB": "database_damaged",
    "SQLITE_CORRUPT": "database_damaged",
    "SQLITE_FULL": "database_full",
    "SQLITE_BUSY": "database_busy",
    "SQLITE_LOCKED": "database_busy",
}


def _of_code(error: BaseException | None) -> str:
    """The key of what a database says of itself; SQLite has a name for it, a server is only known not to answer as it should."""
    name = str(getattr(error, "sqlite_errorname", ""))
    return next((key for beginning, key in OF_SQLITE.items() if name.startswith(beginning)), "database_unreachable")


OF_FILES = {
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EROFS: "no_right",
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
}


def _about_machine(error: BaseException, words: "Words") -> str:
    import httpx

    match error:
        case ModuleNotFoundError(name="psycopg"):
            return words("cli.no_psycopg", command=to_install("psycopg[binary]"))
        case ModuleNotFoundError(name="jwt" | "cryptography"):
            return words("cli.no_pyjwt", command=to_install("PyJWT[crypto]"))
        case httpx.HTTPError():
            return words("cli.clock_unreachable", error=type(error).__name__)
        case OSError(filename=str() | Path(), errno=number):
            return words(
                f"cli.{OF_FILES.get(number or 0, 'no_access')}", file=str(error.filename), error=error.strerror or ""
            )
    return ""


def to_install(package: str, prefix: str = sys.prefix, python: str = sys.executable) -> str:
    """The command after which `package` is there for the program that lives in the environment `prefix`."""
    if Path(prefix, PIPX).exists():
        return shlex.join(["pipx", "inject", Path(prefix).name, package])
    return shlex.join([python, "-m", "pip", "install", package])
