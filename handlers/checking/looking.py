"""The whole check, from the settings on this machine to the services outside."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handlers.checking.found import FACEBOOK, HERE, Found, of_settings
from handlers.commands.common import Words, present, words_for

if TYPE_CHECKING:
    from bot.municipality.settings import Loaded
    from bot.municipality.shape import Municipality


class Checked(NamedTuple):
    """What was found, at which places was looked, the language to tell it in, and the file, if it could be read."""

    found: Sequence[Found]
    asked: Sequence[str]
    words: Words
    municipality: "Municipality | None" = None


async def checked(env_file: Path, environ: Mapping[str, str]) -> Checked:
    """Look everywhere. The services outside are asked once the settings are in order."""
    from bot.municipality import settings as reading
    from bot.municipality.mixups import unlikely
    from handlers.checking.environment import of_certificates, of_hidden, of_proxy
    from handlers.checking.here import of_addresses, of_file, of_port
    from handlers.checking.store import of_database

    settings = reading.glance(env_file, environ)
    words = words_for(settings)
    found = [*of_file(env_file, words), *of_addresses(settings, words), *await of_port(settings, words)]
    found += [*of_database(settings.database_url, words), *of_hidden(env_file, environ, words)]
    found += [*await of_proxy(environ, words), *of_certificates(environ, words)]
    try:
        loaded = reading.load(env_file, environ)
    except reading.SettingsError as error:
        return Checked([*of_settings(error, words), *found], HERE, words)
    if doubtful := list(unlikely(*loaded)):  # to ask outside with these would only hide what is wrong
        return Checked([*of_settings(reading.SettingsError(doubtful, words.language), words), *found], HERE, words)
    found += await _of_municipality(loaded, words)
    if any(one.kind == "not_asked" for one in found):
        return Checked(found, HERE, words, loaded.municipality)
    return Checked(found, (*HERE, settings.chat, FACEBOOK), words, loaded.municipality)


async def _of_municipality(loaded: "Loaded", words: Words) -> list[Found]:
    import httpx

    from handlers.checking import municipality, names, together
    from handlers.checking.here import of_abroad, of_time_zone
    from handlers.checking.outside import outside

    file, chat = loaded.municipality, loaded.settings.chat
    zone = file.municipality.time_zone
    found = [*of_time_zone(zone, words), *of_abroad(zone, words)]
    try:
        today = (await present(loaded.settings)).date()
    except httpx.HTTPError:  # a clock that nobody answers for: `outside` says so
        return [*found, *await outside(loaded, words)]
    found += [*municipality.of_file(file, loaded.settings, today, words), *together.of_file(file, today, words)]
    doubts, by_id = await names.of_names(loaded, words)
    found += doubts
    found += municipality.of_names(by_id.municipality, words) if chat == "slack" else ()
    return [*found, *await outside(by_id, words)]
