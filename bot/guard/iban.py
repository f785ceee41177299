"""International account numbers: two letters, two digits, and a check over the whole. Arithmetic only, no words."""

from collections.abc import Iterator

from bot.guard.patterns import regex

IBAN_LENGTHS = {
    "NO": 15,
    "DK": 18,
    "FI": 18,
    "NL": 18,
    "EE": 20,
    "LT": 20,
    "LV": 21,
    "DE": 22,
    "GB": 22,
    "SE": 24,
    "PL": 28,
}

FEWEST_DIGITS = 10  # some countries have letters inside the number
_IBAN = regex(
    r"(?:(?<=IBAN)|(?<![^\W\d_]))(?=(?P<land>[A-Z])[\W_]{0,2}(?P<land2>[A-Z])(?P<rest>(?:[\W_]{0,6}[0-9A-Z]){13,32}))"
)


def has_iban(seen: str) -> bool:
    """Does a text give away an international account number of the countries around us?"""
    return any(True for _ in ibans(seen))


def ibans(seen: str) -> Iterator[tuple[int, int]]:
    """Where the international account numbers of the countries around us stand."""
    if sum(map(str.isdigit, seen)) < FEWEST_DIGITS:
        return
    capitals = seen.upper()
    if len(capitals) != len(seen):  # "ß" becomes two letters; then only what is written in capitals is seen
        capitals = seen
    for found in _IBAN.finditer(capitals):
        land, rest = found["land"] + found["land2"], found["rest"]
        length = IBAN_LENGTHS.get(land, 0) - len(land)
        places = [place for place, sign in enumerate(rest) if sign.isalnum()]
        if 0 < length <= len(places) and _is_iban(land + "".join(rest[place] for place in places[:length])):
            yield found.start(), found.start("rest") + places[length - 1] + 1


def _is_iban(number: str) -> bool:
    turned = number[4:] + number[:4]
    return number[2:4].isdigit() and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
