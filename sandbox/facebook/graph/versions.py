"""Which version of the Graph API answers: a dead version is silently served by the oldest living one."""

from datetime import date

NEVER = date.max

USABLE_UNTIL = {
    "v20.0": date(2026, 9, 24),
    "v21.0": date(2027, 1, 21),
    "v22.0": date(2027, 5, 20),
    "v23.0": date(2027, 10, 8),
    "v24.0": date(2028, 2, 18),
    "v25.0": date(2028, 7, 29),
    "v26.0": NEVER,
}


def served_version(asked: str, today: date) -> str:
    """The version that answers a call made to `asked` (empty: no version in the path)."""
    living = [version for version, until in USABLE_UNTIL.items() if today < until]
    return asked if asked in living else living[0]
