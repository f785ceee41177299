"""Made texts for the guard's two figures: spellings of people's numbers, and everyday answers. Held out: no rule is fitted to them.

The families differ from those of the tests beside this file: other signs, other words, other scripts, other everyday
lists. Whoever mends a rule thinks of a kind, not of these; `make bench` prints the figures.
"""

import random
from collections.abc import Callable, Iterator

from bot.guard.digits import is_account, is_birth_number
from bot.guard.numbers import number_in
from tests.bot.guard.templates import filled

SEED = 77_412
SIGNS = [
    "·", "~", "→", "\\", "+", "#", ")(", "][", '"', "» «", "\n\n", "\n- ", "\r", "\x0b", "\u2029", "\u3000", "\u180e",
    "<br>", "&nbsp;", "👉", " … ", "--", "//", " | ", "\u00b7", "﹣", "・", ", ", " ,", ".\n", "\u2007", "\u2063", "&",
    "\u2003/\u2003", "_ _", "\n\n\n", "= ", "\t|\t",
]  # fmt: skip
WORDS = [
    " etterfølgt av ", " – og de siste fem er ", " pluss ", " så kommer ", " og til slutt ", " (de fem siste: ", " med kontrollsifre ",
    " bindestrek ", ", resten: ", " and the rest is ", " followed by ", ", deretter ", " og dei siste sifra er ", " med nummer ",
    ", siste del ",
]  # fmt: skip
SCRIPTS = ["๐๑๒๓๔๕๖๗๘๙", "০১২৩৪৫৬৭৮৯", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿", "₀₁₂₃₄₅₆₇₈₉", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵", "⁰¹²³⁴⁵⁶⁷⁸⁹"]
FRAMES = [
    "Hei! {} står på søknaden din.", "Vedtaket gjelder {}, og er sendt.", "Da finner vi deg: {}", "{}\nHilsen Solvik",
    "Vi har sett på saken ({}) og svarer i morgen.", "Takk, Kari. Det gjaldt {} sa du?", "Han heiter Per, {}.",
]  # fmt: skip
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
SPOKEN = ["null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni"]
OF_EACH = 300


def birth_number(dice: random.Random) -> str:
    """A synthetic birth number: its month carries 80, 65 or 40, or it is a plain one of nobody we know."""
    while True:
        day = dice.randint(1, 28) + dice.choice([0, 0, 40])
        begun = f"{day:02}{dice.randint(1, 12) + dice.choice([0, 40, 80]):02}{dice.randrange(100):02}{dice.randrange(1000):03}"
        valid = [number for number in (f"{begun}{last:02}" for last in range(100)) if is_birth_number(number)]
        if valid:
            return dice.choice(valid)


def account(dice: random.Random) -> str:
    """An account number that is no birth number."""
    while True:
        number = f"{dice.randint(1000, 9999)}{dice.randrange(10**7):07}"
        if is_account(number) and not is_birth_number(number):
            return number


def cut(number: str, *places: int) -> list[str]:
    """The pieces of a number, cut at these places."""
    return [number[start:end] for start, end in zip((0, *places), (*places, len(number)), strict=True)]


def _anyhow(dice: random.Random, number: str) -> list[str]:
    """Two to four pieces, cut anywhere."""
    return cut(number, *sorted(dice.sample(range(1, len(number)), dice.randint(1, 3))))


def _mixed(dice: random.Random, pieces: list[str]) -> str:
    return "".join(piece + dice.choice(SIGNS) for piece in pieces[:-1]) + pieces[-1]


def _with_letters(dice: random.Random, number: str) -> str:
    written = number.replace("0", dice.choice("oO"))
    return dice.choice([written, written.replace("1", dice.choice("lI")), f"{written[:6]} {written[6:]}"])


def _date(dice: random.Random, number: str) -> str:
    day, month, year = int(number[:2]), int(number[2:4]), number[4:6]
    whole = dice.choice(["19", "20"]) + year
    if 1 <= month <= 12 and dice.random() < 0.5:
        return dice.choice([f"{day}. {MONTHS[month - 1]} {whole}", f"{MONTHS[month - 1]} {day}, {whole}"])
    return dice.choice(
        [
            f"{day:02}.{month:02}.{whole}",
            f"{day}/{month}-{whole}",
            f"{whole}.{month:02}.{day:02}",
            f"{day} {month} {whole}",
        ]
    )


def _tail(dice: random.Random, number: str) -> str:
    return dice.choice([number[6:], f"{number[6:9]} {number[9:]}", f"{number[6:9]}-{number[9:]}"])


def _number_first(dice: random.Random) -> str:
    number = birth_number(dice)
    words = dice.choice(["født", "og datoen er", "for en som kom til verden"])
    return f"{_tail(dice, number)} er de siste sifrene, {words} {_date(dice, number)}"


def international(dice: random.Random) -> str:
    """An account as an IBAN, with one sign between its pieces."""
    number = account(dice)
    whole = f"NO{98 - int(f'{number}232400') % 97:02}{number}"
    return dice.choice(SIGNS).join(cut(whole, *dice.choice([(4, 8, 12), (2, 4), (4,), (2, 6, 10)])))


NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "the usual cut, one sign": lambda dice: dice.choice(SIGNS).join(cut(birth_number(dice), 6)),
    "day, month, year, rest": lambda dice: _mixed(dice, cut(birth_number(dice), 2, 4, 6)),
    "cut anywhere, one sign": lambda dice: dice.choice(SIGNS).join(_anyhow(dice, birth_number(dice))),
    "cut anywhere, other signs": lambda dice: _mixed(dice, _anyhow(dice, birth_number(dice))),
    "single digits": lambda dice: dice.choice(SIGNS).join(birth_number(dice)),
    "words between, usual cut": lambda dice: dice.choice(WORDS).join(cut(birth_number(dice), 6)),
    "words between, any cut": lambda dice: dice.choice(WORDS).join(_anyhow(dice, birth_number(dice))),
    "date with the century, then the rest": lambda dice: (
        lambda number: f"{_date(dice, number)}{dice.choice([*SIGNS, *WORDS])}{_tail(dice, number)}"
    )(birth_number(dice)),
    "the rest before the date": _number_first,
    "another script": lambda dice: birth_number(dice).translate(str.maketrans("0123456789", dice.choice(SCRIPTS))),
    "letters for digits": lambda dice: _with_letters(dice, birth_number(dice)),
    "digits as words": lambda dice: dice.choice([" ", ", ", "-"]).join(SPOKEN[int(one)] for one in birth_number(dice)),
    "account, usual cut": lambda dice: dice.choice(SIGNS).join(cut(account(dice), 4, 6)),
    "account, named and cut anywhere": lambda dice: f"kontonummeret er {_mixed(dice, _anyhow(dice, account(dice)))}",
    "international account": international,
}  # fmt: skip


MONTH = f"<{'|'.join(MONTHS)}>"
PHONE = "<20-99> <10-99> <10-99> <10-99>"
MEETING = f"<1-28>. {MONTH} <2025-2028> kl. <8-19>.<00|15|30>: sak <1-160>/<25-28>"
YEARS = "\n".join(f"{year}: <1-30> <100-999> (<1-9>,<0-9> %)" for year in range(2019, 2026))
WHO = ("Byggesak", "Skatt", "Landbruk", "Helse")
EVERYDAY = {
    "bus times": "Rute <100-999>: 05.<05-55>, " + ", ".join(f"{hour}.<05-55>" for hour in range(6, 16)),
    "meetings": "\n".join([MEETING] * 5),
    "statistics": f"Innbyggertall\n{YEARS}",
    "contacts": "\n".join(f"{who}: {PHONE}, rom <1-420>, <8-9>–<14-16>" for who in WHO),
    "water": "Prøve <01-28>.<01-12>.2026: pH <6-8>,<01-99>, turbiditet 0,<10-99>, <0-200> kim/ml, <1-15>,<0-9> °C",
    "property": (
        "Gnr. <1-300>, bnr. <1-900>, fnr. <0-30>: <300-9000> m², takst kr <1-9> <100-999> 000, skatt <2000-9000> kr/år."
    ),
    "accounts of the house": (
        "Regnskapet <2020-2026>: <100-999> <100-999> 000 i inntekter, <100-999> <100-999> <100-999> i utgifter."
    ),
    "companies and places": (
        "Org.nr. <800-999> <100-999> <100-999>, <1000-9999> Solvik, N <58-70>.<1000-9999> Ø <5-30>.<1000-9999>"
    ),
    "holidays": (
        "Skolestart <14-20>.08.<2026|26>, høstferie uke <40-41>, fri <1-9>.–<10-20>.4., <180-195> skoledager, start kl. 8.<10-59>."
    ),
    "prices": "\n".join(f"{size} l: <1000-9000>,<01-99> (i fjor <1000-9000>,-)" for size in (80, 140, 240, 360)),
    "references and forms": (
        "Søk på https://solvik.example/s/<10000000000-99999999999>, skjema <1000-9999>-<1-99>, innen <1-28>.<1-12>. kl. 12. "
        "KID: <1000000000000-9999999999999>."
    ),
    "standards and roads": (
        "NS 8405:2008, NS-EN 1<1000-9999>-<1-9>, Fv. <30-2400> fra km <0-20>,<0-9> til <21-40>,<0-9>, <50|60|80> km/t, "
        "stengt <1-28>.<1-12>.2026 kl. <20-23>–<5-6>."
    ),
}


def spelt(name: str) -> Iterator[str]:
    """The made texts of one family of numbers."""
    dice = random.Random(f"{SEED} {name}")
    return (dice.choice(FRAMES).format(NUMBERS[name](dice)) for _ in range(OF_EACH))


def answers(name: str) -> Iterator[str]:
    """The made texts of one family of everyday answers."""
    dice = random.Random(f"{SEED} {name}")
    return (filled(dice, EVERYDAY[name]) for _ in range(10 * OF_EACH))


def missed() -> dict[str, int]:
    """How many numbers of each family would be published, of `OF_EACH`."""
    return {name: sum(number_in(text) is None for text in spelt(name)) for name in NUMBERS}


def refused() -> dict[str, int]:
    """How many everyday answers of each family would be held back, of ten times `OF_EACH`."""
    return {name: sum(number_in(text) is not None for text in answers(name)) for name in EVERYDAY}
