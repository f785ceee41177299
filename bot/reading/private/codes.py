"""What opens something, or pays: payment cards, PINs and passwords, the numbers of library cards."""

import re
from collections.abc import Iterator
from functools import cache

from bot.guard import digits
from bot.guard.patterns import any_of
from bot.reading.private.numbers import Spot, named
from bot.reading.word_rules import listed, pattern


def cards_and_codes(text: str) -> Iterator[Spot]:
    """Payment cards, PINs and passwords, and the numbers of library cards."""
    for number in digits.numbers(text, 16):
        grouped = number.groups in {(16,), (4, 4, 4, 4)}
        if grouped and (digits.is_card(number.digits) or named(text, number.start, "payment_cards")):
            yield Spot("credential", number.start, number.end, "card_number")
    for names, look in _CODES:
        for found in look().finditer(text) if pattern("privacy", names).may_stand_in(text) else ():
            yield Spot("credential", found.start("code"), found.end("code"), "code_word")


@cache
def _code() -> re.Pattern[str]:
    """What stands right behind a word for a code, or a few words later behind "er", "is" or a colon."""
    known = r"(?:\s+(?:min|mitt|mi|er|e|is|var|my|til|på|nr|nummer|det|den|som|for|døra|porten|minid|bankid|feide|inn))*\s*[:=]?\s*"
    said = r"(?:\s+[^\W\d_]+){1,5}?(?:\s+(?:er|e|is|var|was|med)\s+|\s*[:=]\s*)"
    hidden = r"(?=[^\s,.;]*(?:\d{2}|[^\W\d_]\d|\d[^\W\d_]|[!#$%&*+@]\S))[^\s,.;?]{3,}"
    code = rf"(?P<code>\d{{3}} \d{{3}}(?!\d)|\d(?: \d){{3,7}}(?! ?\d)|{hidden})"
    return re.compile(rf"{any_of(listed('privacy', 'code_words')).pattern}(?:{known}|{said}){code}", re.IGNORECASE)


@cache
def _opened() -> re.Pattern[str]:
    """What opens a door or a box ("døra åpnes med 1357#")."""
    opens = r"(?:åpnes?|opnast|opnar|åpner|låses opp|låser opp|tast(?:er)?(?: inn)?|trykk|slå inn|opens?)(?: (?:med|ved|with|koden?))*"
    return re.compile(
        rf"{any_of(listed('privacy', 'locks')).pattern}[^.!?\n]{{0,30}}?\b{opens} (?P<code>\d{{3,8}}[#*]?)(?!\d|[:.]\d)",
        re.IGNORECASE,
    )


@cache
def _user() -> re.Pattern[str]:
    """A user's name, told as such."""
    words = r"(?<!\w)(?:brukernavn|brukarnamn|username|user name)\w*(?: (?:mitt|min|my))?(?: (?:er|is))?[:=]?\s*"
    return re.compile(rf"{words}(?P<code>[^\W\d_]+[.\d]\w+)", re.IGNORECASE)


@cache
def _login() -> re.Pattern[str]:
    """A name and a secret, as people send them together ("Feide: jonas05 / Pokemon!!99")."""
    return re.compile(
        any_of(listed("privacy", "login_words")).pattern + r"\W{1,3}\S+\s?(?:/|og|,|\s)\s?(?P<code>(?=\S*\d)\S{6,})",
        re.IGNORECASE,
    )


@cache
def _used() -> re.Pattern[str]:
    """Letters and digits that somebody uses to get into something ("vi bruker barnehage99 på foreldreappen")."""
    places = any_of(listed("privacy", "login_places")).pattern
    return re.compile(
        rf"(?<!\w)(?:bruker|brukar|bruke|skriver|taster|use|using)\s+(?P<code>(?=\S*\d)(?=\S*[^\W\d_])\S{{5,}})\s+(?:på|i|til|for|on|in)\s+{places}",
        re.IGNORECASE,
    )


@cache
def _card() -> re.Pattern[str]:
    number = r"\D{0,30}?(?P<code>(?<!\w)[A-Z]{0,2}\d{6,})"
    return re.compile(any_of(listed("privacy", "card_words")).pattern + number, re.IGNORECASE)


# What stands in every text in which one of them finds a thing, and how it is looked for.
_CODES = (
    ("code_words", _code),
    ("user_words", _user),
    ("locks", _opened),
    ("login_words", _login),
    ("login_places", _used),
    ("card_words", _card),
)
