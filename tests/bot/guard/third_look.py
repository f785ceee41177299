"""A third held-out set for the guard, written after the rules were mended with the second, and before they were mended again.

How an enemy, or a keyboard, would write a person's number: pictures of digits, letters of other scripts that look like
ours, codes of web pages, bold type, lists and tables, numbers read aloud in pairs. `make bench` prints the figures.
"""

import random
from collections.abc import Callable

from bot.guard.numbers import number_in
from tests.bot.guard import templates
from tests.bot.guard.held_out import FRAMES, MONTHS, OF_EACH, SPOKEN, account, birth_number, cut, international

SEED = 31_118
PICTURES = ["⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "🄋➀➁➂➃➄➅➆➇➈", "🄌➊➋➌➍➎➏➐➑➒", "０⓵⓶⓷⓸⓹⓺⓻⓼⓽", "0⑴⑵⑶⑷⑸⑹⑺⑻⑼", "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐"]
SCRIPTS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡", "🯰🯱🯲🯳🯴🯵🯶🯷🯸🯹"]
UNSEEN = [
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\u3164",
    "\u115f",
    "\u2800",
    "\ufe0f",
    "\U000e0020",
    "\u034f",
    "\x00",
    "\x1f",
]
MARKS = [
    "**",
    "*",
    "__",
    "`",
    "~~",
    "||",
    "\\",
    "\\-",
    "](",
    "> ",
    "\n* ",
    "\n\t",
    "<b>",
    "</td><td>",
    '<span class="x">',
    " | ",
    "\r\n> ",
]
CODES = [
    "&#8203;",
    "&#x200b;",
    "&#32;",
    "&#x2d;",
    "&hyphen;",
    "&ndash;",
    "&mdash;",
    "&middot;",
    "&bull;",
    "&period;",
    "&sol;",
    "%20",
    "\\u200b",
    "&zwnj;",
    "&lrm;",
    "&NoBreak;",
]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = {2: "tjue", 3: "tretti", 4: "førti", 5: "femti", 6: "seksti", 7: "sytti", 8: "åtti", 9: "nitti"}
TEENS = ["ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"]
DAYS = [
    "første",
    "andre",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "sjuende",
    "åttende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
    "trettende",
    "fjortende",
    "femtende",
    "sekstende",
    "syttende",
    "attende",
    "nittende",
    "tjuende",
]
LOOKALIKES = {"0": "OoОοØ", "1": "lI|Іі!", "5": "S", "8": "B", "2": "Z"}
LABELS = ["Fnr: {}", "fødselsnummeret er {}", "Personnummer {}", "ID {}", "D-nummer: {}", "fnr={}", "fnr{}"]


def _keycaps(number: str) -> str:
    return "".join(f"{digit}\ufe0f\u20e3" for digit in number)


def _pair(pair: str, dice: random.Random) -> str:
    first, last = int(pair[0]), int(pair[1])
    if first == 0:
        return f"null {SPOKEN[last]}"
    if first == 1:
        return TEENS[last]
    old = f"{SPOKEN[last]}og{TENS[first]}"
    return TENS[first] if last == 0 else dice.choice([TENS[first] + SPOKEN[last], old, f"{TENS[first]} {SPOKEN[last]}"])


def _in_pairs(number: str, dice: random.Random) -> str:
    pairs = [number[at : at + 2] for at in (0, 2, 4)]
    joint = dice.choice([" ", ", ", "\n", " – "])
    tail = joint.join(SPOKEN[int(one)] for one in number[6:])
    return joint.join([*(_pair(pair, dice) for pair in pairs), tail])


def _looking_alike(number: str, dice: random.Random) -> str:
    letters = {digit: dice.choice(several) for digit, several in LOOKALIKES.items()}
    kept = dice.sample(sorted(letters), 2)
    return number.translate(str.maketrans({digit: letters[digit] for digit in kept}))


def _numbered(pieces: list[str], dice: random.Random) -> str:
    mark = dice.choice(["{}) ", "{}. ", "({}) ", "Del {}: ", "{}: "])
    return "\n".join(mark.format(place) + piece for place, piece in enumerate(pieces, start=1))


def _spelt_date(number: str, dice: random.Random) -> str:
    day, month, year = int(number[:2]) % 40, int(number[2:4]) % 20, number[4:6]
    name = MONTHS[(month - 1) % 12]
    short = f"{name[:3]}."
    forms = [
        f"{day:02}-{name[:3].upper()}-19{year}",
        f"{day}. {short} {year}",
        f"{day}. {short} '{year}",
        f"{day}.{name}.{year}",
        f"år 19{year}, den {day}. {name}",
        f"19{year}, {name}, {day}.",
    ]
    if day <= len(DAYS):
        forms.append(f"{DAYS[day - 1]} {name} 19{year}")
    return dice.choice(forms)


def plain_number(dice: random.Random) -> str:
    """A birth number without the signs of tests and D-numbers, so that its date is one that people say."""
    while True:
        number = birth_number(dice)
        if number[0] < "4" and number[2] < "2":
            return number


def _tail(number: str, dice: random.Random) -> str:
    tail = number[6:]
    spoken = " ".join(SPOKEN[int(one)] for one in tail)
    forms = [
        tail,
        f"{tail[:3]} {tail[3:]}",
        f"{tail[:2]} {tail[2:]}",
        f"{tail[:2]}.{tail[2:]}",
        "-".join(tail),
        f"({tail[:2]}) {tail[2:]}",
        spoken,
    ]
    return dice.choice(forms)


def _cut_six(number: str) -> list[str]:
    return cut(number, 6)


def _mixed_scripts(number: str, dice: random.Random) -> str:
    return "".join(dice.choice([digit, *(script[int(digit)] for script in SCRIPTS)]) for digit in number)


def _entities(number: str, dice: random.Random) -> str:
    form = dice.choice(["&#{};", "&#x{:x};", "&#0{};"])
    return "".join(form.format(ord(digit)) for digit in number)


def _pictures(number: str, dice: random.Random) -> str:
    return number.translate(str.maketrans("0123456789", dice.choice(PICTURES)[:10]))


def _date_and_tail(number: str, dice: random.Random) -> str:
    return _spelt_date(number, dice) + dice.choice([", ", " og ", " – de fem siste er ", ": "]) + _tail(number, dice)


def _glued(number: str, dice: random.Random) -> str:
    form = dice.choice(["fnr{}", "A{}B", "_{}_", "{}@post.example", "#{}", "fil{}.pdf", "{}x{}"])
    return "x".join(_cut_six(number)) if form == "{}x{}" else form.format(number)


def _named(number: str, dice: random.Random) -> str:
    joint = dice.choice([" og så ", " deretter ", " … ", " (pause) "])
    return dice.choice(LABELS).format(joint.join(cut(number, dice.randint(2, 9))))


def _two_signs(parts: list[str], dice: random.Random) -> str:
    return f"{parts[0]}{dice.choice('-. /')}{parts[1]}{dice.choice('-. /')}{parts[2]}"


NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "keycaps": lambda dice: _keycaps(birth_number(dice)),
    "pictures of digits": lambda dice: _pictures(birth_number(dice), dice),
    "scripts mixed": lambda dice: _mixed_scripts(birth_number(dice), dice),
    "unseen between": lambda dice: dice.choice(UNSEEN).join(cut(birth_number(dice), *sorted(dice.sample(range(1, 11), 2)))),
    "unseen everywhere": lambda dice: dice.choice(UNSEEN).join(birth_number(dice)),
    "type": lambda dice: dice.choice(MARKS).join(_cut_six(birth_number(dice))),
    "type, single digits": lambda dice: dice.choice(MARKS).join(birth_number(dice)),
    "codes": lambda dice: dice.choice(CODES).join(_cut_six(birth_number(dice))),
    "codes for digits": lambda dice: _entities(birth_number(dice), dice),
    "in pairs, aloud": lambda dice: _in_pairs(plain_number(dice), dice),
    "in English, aloud": lambda dice: dice.choice([" ", "-", ", ", "\n"]).join(ENGLISH[int(one)] for one in birth_number(dice)),
    "aloud without blanks": lambda dice: "".join(SPOKEN[int(one)] for one in birth_number(dice)),
    "looking alike": lambda dice: _looking_alike(birth_number(dice), dice),
    "numbered lines, usual cut": lambda dice: _numbered(_cut_six(birth_number(dice)), dice),
    "numbered lines, any cut": lambda dice: _numbered(cut(birth_number(dice), *sorted(dice.sample(range(2, 10), 2))), dice),
    "spelt date, tail": lambda dice: _date_and_tail(plain_number(dice), dice),
    "glued to letters": lambda dice: _glued(birth_number(dice), dice),
    "named, words, any cut": lambda dice: _named(birth_number(dice), dice),
    "account aloud": lambda dice: f"Kontonummeret er {' '.join(SPOKEN[int(one)] for one in account(dice))}",
    "account, other signs": lambda dice: _two_signs(cut(account(dice), 4, 6), dice),
    "account, words between": lambda dice: dice.choice([" og så ", " strek ", " punktum ", " deretter "]).join(cut(account(dice), 4, 6)),
    "account, other scripts": lambda dice: _mixed_scripts("".join(account(dice)), dice),
    "account, codes": lambda dice: dice.choice(CODES).join(cut(account(dice), 4, 6)),
    "international, small letters": lambda dice: international(dice).lower(),
    "international, other scripts": lambda dice: _mixed_iban(dice),
}  # fmt: skip


def _mixed_iban(dice: random.Random) -> str:
    return international(dice).translate(str.maketrans("0123456789", dice.choice(SCRIPTS)))


EVERYDAY = {
    "works in streets": "Vannstans <1-28>.<1-12>.: Bakkegata <2-20>–<22-60>, Elvevegen <1-9>–<11-39> og Lia <2-8>, kl. <8-10>–<13-15>.",
    "numbered list": "1. Ring <20-99> <10-99> <10-99> <10-99>\n2. Møt opp i rom <100-400>\n3. Betal kr <100-9000> innen <1-28>.<1-12>.2026",
    "ages and groups": "0–1 år: <10-90> barn\n2–3 år: <10-90> barn\n4–5 år: <10-90> barn\nI alt: <100-999> plasser i <5-30> barnehager",
    "water levels": "Kl. 06: <100-399> cm\nKl. 09: <100-399> cm\nKl. 12: <100-399> cm\nKl. 15: <100-399> cm",
    "votes": "Krets 1: <100-999>\nKrets 2: <100-999>\nKrets 3: <100-999>\nKrets 4: <10-99>",
    "in words": "Vi har to barnehager, tre skoler, fire haller og fem baner. Seks av ti elever går på en av de tre skolene.",
    "keycap list": "1️⃣ Logg inn\n2️⃣ Velg skjema <1000-9999>\n3️⃣ Send før <1-28>.<1-12>.2027 kl. 12",
    "years and sums": "2024: <10-99> mill.\n2025: <10-99> mill.\n2026: <10-99> mill.\n2027: <10-99> mill. (budsjett)",
    "scores": "G13: <0-9>-<0-9>, J13: <0-9>-<0-9>, G14: <0-9>-<0-9>, J14: <0-9>-<0-9>, G15: <0-9>-<0-9>, J15: <0-9>-<0-9>",
    "times of the pool": "Ma 06.30–08.00 og 17–20, ti 17–<19-21>, on 06.30–08.00, to 17–<19-21>, fr 14–<16-20>, lø 10–<14-16>, sø 11–16",
}  # fmt: skip


def text(name: str, turn: int) -> str:
    """One made text of a family of numbers."""
    dice = random.Random(f"{SEED} {name} {turn}")
    return dice.choice(FRAMES).replace("{}", NUMBERS[name](dice))


def missed() -> dict[str, int]:
    """How many numbers of each family would be published, of `OF_EACH`."""
    return {name: sum(number_in(text(name, turn)) is None for turn in range(OF_EACH)) for name in NUMBERS}


def refused() -> dict[str, int]:
    """How many everyday answers of each family would be held back, of ten times `OF_EACH`."""
    return templates.refused(SEED, EVERYDAY, 10 * OF_EACH)
