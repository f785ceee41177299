"""How long something took, as people say it."""

from datetime import timedelta

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def in_words(length: timedelta, language: str) -> str:
    """The two largest parts of a length of time, as in "1 døgn og 4 timer"; less than a minute is one minute."""
    # Imported here to keep the start quick.
    from babel.lists import format_list
    from babel.units import format_unit

    days, rest = divmod(max(length, MINUTE), DAY)
    hours, rest = divmod(rest, HOUR)
    parts = [(days, "duration-day"), (hours, "duration-hour")]
    parts += [(rest // MINUTE, "duration-minute")] if not days else []
    shown = [format_unit(number, unit, locale=language) for number, unit in parts if number]
    return str(format_list(shown, locale=language))
