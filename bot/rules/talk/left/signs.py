"""What may make an answer wrong, seen without understanding: other numbers, days and links, a no, a word of mending, a condition."""

import re

from bot.guard.patterns import regex

_SPELT = {
    word: str(number)
    for number, words in {
        3: "tre three",
        4: "fire four",
        5: "fem five",
        6: "seks six",
        7: "sju syv seven",
        8: "åtte eight",
        9: "nine",
        10: "ti ten",
        11: "elleve eleven",
        12: "tolv twelve",
        13: "tretten",
        14: "fjorten",
        15: "femten",
        16: "seksten",
        17: "sytten",
        18: "atten",
        19: "nitten",
        20: "tjue twenty",
        30: "tretti thirty",
        40: "førti",
        50: "femti fifty",
        100: "hundre hundred",
    }.items()
    for word in words.split()
}  # «to» and «ni» are other words, too
_NUMBER = regex(r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d\d(?:[ \u00a0]\d\d){3}(?!\d)|\d+(?:[.:,]\d+)*")
_WORD = regex(r"[^\W\d_]+")
_LINK = regex(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|example)\b[\w/.-]*",
    re.IGNORECASE,
)
_DAYS = regex(
    r"\b(?:(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)da?g|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:en|ar|er|s)?\b"
    r"|\b(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    r"|january|february|march|june|july|october|december)\b"
    r"|\bi\s+(?:morgen|morgon|kveld|natt|overmorgen|overmorgon)\b|\b(?:tomorrow|tonight)\b",
    re.IGNORECASE,
)
_NO = regex(
    r"(?<!\w)(?:nei|neida|næ|næi|nope|niks|ikke|ikkje|ikkj|itj|aldri|not|never|cannot|[a-z]+n['’]t)(?!\w)|^\W*no(?=\s*(?:[,.!–-]|$))",
    re.IGNORECASE,
)
_MENDS = regex(
    r"(?<!\w)(?:stryk|strek\s+over|ta\s+(?:\w+\s+){0,2}(?:ut|bort|vekk)|tatt\s+(?:bort|ut)|teke\s+(?:bort|ut)|ut(?:\s+igjen)?\s+med|fjern|kutt|drop|dropp"
    r"|rett(?:e|else|ing|et|a)?(?!\s+(?:ved|på|under|over|fram|bak|og\s+slett|etter|før|til|i)\b)|feil|galt?|blande[rt]|blanda[r]?|bekrefte[tr]?|bekrefta|stadfest\w*"
    r"|sjekk(?:a|et)|dobbeltsjekk\w*|heller|dessverre|diverre|ups|oops|ops|ojsann|oisann|sorry|sry|(?<!vi\s)(?<!me\s)beklager|orsak|unnskyld|likevel|egentlig|eigentleg"
    r"|actually|wait|vent|vente|stopp?|oppdatering|update|endr(?:et|a)|avvikl(?:et|a)|avlyst?|utsatt|utsett|stengt|stengd|gjelder\s+bare|gjeld\s+berre"
    r"|instead|wrong|mistake|correction|confirmed|checked|remove|unfortunately|changed|cancelled|har\s+rett(?!\s+(?:til|på)\b)|is\s+right)(?!\w)",
    re.IGNORECASE,
)

_BINDS = regex(  # «hvis det står en meter fra naboen»
    r"\W*(?:(?:men|but|og|and)\s+)?(?:hvis|viss|dersom|med\s+mindre|forutsatt|føresett|så\s+lenge|unntatt|unnateke|bortsett|if|unless|except"
    r"|only\s+if|bare\s+hvis|berre\s+om)\b(?!\s+\w+\s+(?:spør|spørr|asks?)\b)",
    re.IGNORECASE,
)


def facts(text: str) -> set[str]:
    """The numbers, days and links in a text, as they can be compared; a number that is spelt out is the same."""
    links = {found[0].casefold().rstrip("./") for found in _LINK.finditer(text)}
    text = _LINK.sub(" ", text)
    numbers = {_number(found[0]) for found in _NUMBER.finditer(text)}
    spelt = {_SPELT[word.casefold()] for word in _WORD.findall(text) if word.casefold() in _SPELT}
    return links | numbers | spelt | {_day(found[0]) for found in _DAYS.finditer(text)}


def without_facts(text: str) -> str:
    """A text without its numbers, days and links."""
    return _DAYS.sub(" ", _NUMBER.sub(" ", _LINK.sub(" ", text)))


def denies(text: str) -> bool:
    """Whether there is a no in a text."""
    return _NO.search(text) is not None


def mends(text: str) -> bool:
    """Whether there is a word in a text by which people put right what was said."""
    return _MENDS.search(text) is not None


def may_change(text: str, answer: str) -> bool:
    """Whether words may change an answer in which they do not stand."""
    return denies(text) or mends(text) or _BINDS.match(text) is not None or not facts(text) <= facts(answer)


def _number(written: str) -> str:
    """«10.00» is «10», and «2 050» is «2050»."""
    return re.sub(r"[.:,]00$", "", re.sub(r"[ \u00a0]", "", written))


def _day(written: str) -> str:
    word = " ".join(written.casefold().split())
    return word[:3] if re.search(r"d[a]?g|day", word) else word
