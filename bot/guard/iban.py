"""International account numbers: two letters, two digits, and a check over the whole. Arithmetic only, no words."""

import re

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

_IBAN = re.compile(
    r"(?:(?<=IBAN)|(?<![^\W\d_]))(?=(?P<land>[A-Z])[\W_]{0,2}(?P<land2>[A-Z])(?P<rest>(?:[\W_]{0,6}[0-9A-Z]){13,32}))"
)


def has_iban(seen: str) -> bool:
    """Does a text give away an international account number of the countries around us?"""
    for found in _IBAN.finditer(seen.upper()):
        land, rest = found["land"] + found["land2"], re.sub(r"[\W_]", "", found["rest"])
        length = IBAN_LENGTHS.get(land, 0) - len(land)
        if 0 < length <= len(rest) and _is_iban(land + rest[:length]):
            return True
    return False


def _is_iban(number: str) -> bool:
    turned = number[4:] + number[:4]
    return number[2:4].isdigit() and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
