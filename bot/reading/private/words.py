"""Words that tell something private when a person is tied to them, and names of people who are not present."""

import re
from collections.abc import Iterator
from functools import cache

from bot.guard.patterns import any_of, regex
from bot.reading.private.matters import full_names, given_names, is_grave, is_serious, told
from bot.reading.private.numbers import Spot
from bot.reading.private.places import addresses
from bot.reading.word_rules import WordList, listed, pattern

TYPES = ("health", "social_services", "economy", "child")

_SENTENCE = regex(r"[^.!?\n]+[.!?]*")


def spots(text: str) -> Iterator[Spot]:
    """Everything that words alone give away; of kin in friendly and everyday sentences nothing."""
    kin = pattern("privacy", "relatives")
    calm = () if is_serious(text) else tuple(_friendly(text))
    for spot in _all_spots(text):
        is_kin = spot.type == "child" or (
            spot.type == "name_third_party" and kin.fullmatch(text[spot.start : spot.end])
        )
        if not (is_kin and any(start <= spot.start < end for start, end in calm)):
            yield spot


def _friendly(text: str) -> Iterator[tuple[int, int]]:
    """The sentences in which something friendly or everyday is told."""
    for sentence in _SENTENCE.finditer(text) if pattern("privacy", "friendly").may_stand_in(text) else ():
        if pattern("privacy", "friendly").search(text, *sentence.span()):
            yield sentence.span()


def _all_spots(text: str) -> Iterator[Spot]:
    for sentence in _SENTENCE.finditer(text):
        yield from _in_sentence(text, sentence.start(), sentence.end())
    yield from _classes(text)
    yield from _names(text)
    yield from _pointed_out(text)
    yield from _spoken_of(text)
    yield from told(text)
    yield from _acting(text)
    yield from _written_large(text)
    yield from _first_names(text)


def _acting(text: str) -> Iterator[Spot]:
    """Somebody with a full name who does or has done something; not a performer, an author or a friend who is called."""
    if pattern("privacy", "performs").search(text):
        return
    for found in full_names(text):
        rest = _SENTENCE.match(text, found.end(), found.end() + _REACH)
        does = (rest and pattern("privacy", "does").search(rest[0])) or _is_pointed_at(text, *found.span())
        if does and not pattern("privacy", "not_people").search(found[0]):
            yield Spot("name_third_party", found.start(), found.end(), "named_person")


def _is_pointed_at(text: str, start: int, end: int) -> bool:
    """Does an address or a phone follow the name, and is it not the writer's own below her words?"""
    return bool(_WITH_NUMBER.match(text, end) and not _SIGNED.search(text, max(0, start - _NEAR_NAME), start))


_NEAR_NAME = 20  # characters before a name in which the writer signs
_SIGNED = regex(r"(?i)(?:mvh|hilsen|helsing|heter|heiter|heite|navn|namn|name is|jeg er|eg er|regards|fra|frå)\W*$")
_WITH_NUMBER = regex(r"\s?[,(:–-]\s?[^.!?\n]{0,25}?(?:[A-ZÆØÅ]\w+ \d{1,3}(?!\d)|\d[\d ]{7,})")
_REACH = 80  # characters behind a name in which the verb stands
_CAPITALS = regex(r"(?<!\w)(?i:har|hatt|med|fått|got|have|has) (?P<ill>ME|MS|ALS|HIV|KOLS|CP|OCD|PTSD|ADHD|ADD)(?!\w)")


def _written_large(text: str) -> Iterator[Spot]:
    """Illnesses that are known by their letters; in small ones they are other words ("me har")."""
    yield from (
        Spot("health", found.start("ill"), found.end("ill"), "word_and_person") for found in _CAPITALS.finditer(text)
    )


def _first_names(text: str) -> Iterator[Spot]:
    """A given name alone of whom something is told, beside illness, school, care or a quarrel."""
    if pattern("privacy", "performs").search(text) or not is_grave(text):
        return
    kind = "child" if pattern("privacy", "school").search(text) else "name_third_party"
    for found in given_names(text):
        next_word = _DOES_NEXT.match(text, found.end())
        does = next_word and pattern("privacy", "does").fullmatch(next_word["verb"])
        if does or _ABOUT.search(text, max(0, found.start() - _NEAR), found.start()):
            yield Spot(kind, found.start(), found.end(), "named_person")


_NEAR = 8  # characters before a name
_ABOUT = regex(r"(?i:for|av|til|om|med|hos|lille|vesle|by|kan|får|fikk|at) $")
_DOES_NEXT = regex(r" (?:(?:i|på|fra|frå|in) \w+ )?(?P<verb>[a-zæøå]+)")


def _spoken_of(text: str) -> Iterator[Spot]:
    """A relative, a neighbour or somebody with a name, in a sentence that tells something about that person."""
    named = (found for look in (_FULL_NAME, *_titles(text)) for found in look.finditer(text))
    people = [*pattern("privacy", "relatives").finditer(text), *named]
    for sentence in _SENTENCE.finditer(text) if people else ():
        start, end = sentence.span()
        inside = [
            one for one in people if start <= one.start() < end and not pattern("privacy", "not_people").search(one[0])
        ]
        if inside and (pattern("privacy", "telling").search(text, start, end) or any(_in_sentence(text, start, end))):
            yield from (Spot("name_third_party", one.start(), one.end(), "named_person") for one in inside)
    pupils = (one for one in _WITH_AGE.finditer(text) if not pattern("privacy", "not_pupils").match(one[0]))
    for found in (*pupils, *(_AGED.finditer(text) if is_grave(text) else ())):
        yield Spot("child", found.start(), found.end(), "word_and_person")


def _titles(text: str) -> Iterator[re.Pattern[str]]:
    if any(pattern("privacy", names).may_stand_in(text) for names in ("work_places", "kin_titles")):
        yield _with_title()


_GIVEN = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_FULL_NAME = regex(rf"(?<!\w){_GIVEN}(?: (?:og|and) {_GIVEN})? {_GIVEN}(?!\w)")


@cache
def _with_title() -> re.Pattern[str]:
    """A name with the article or the role of somebody absent ("han Kurt", "tante Gerd", "Berit i hjemmetjenesten")."""
    places = any_of(listed("privacy", "work_places")).pattern
    titles = any_of(listed("privacy", "kin_titles")).pattern
    return re.compile(rf"{titles}\s+(?-i:{_GIVEN})|(?-i:{_GIVEN}) (?:i|på|in) {places}", re.IGNORECASE)


_YEARS = r"(?:[1-9]|1[0-7])"
_UNITS = r"(?! ?(?:meter|km|m|kr|prosent|%|\d|[.:]\d|min))"
_WITH_AGE = regex(  # "Tobias på 7", "Sara (10)", "Ola i 2. klasse"
    rf"(?<!\w){_GIVEN} (?:på {_YEARS}{_UNITS}(?!\w)|\({_YEARS}\)|i [1-9]\.? (?:klasse|trinn))"
)
_AGED = regex(  # "broren min på 15", "dattera på ni", "barnet vårt er to"
    r"(?<!\w)(?:sønn|son|datter|dotter|bror|søster|syster|gutt|gut|jent|barn|ung|niese|nevø|elev|lillebror|lillesøster)(?:en|et|a|e|n)?"
    rf"(?: (?:min|mi|mitt|vår|vårt))? (?:på|er) (?:{_YEARS}|en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten)"
    r"(?= år|[,.!?]|$| og | med | i | har | som | får | er | kan | skal | på )(?! (?:dager|uker|timer|prosent|kr))",
    re.IGNORECASE,
)


def _in_sentence(text: str, start: int, end: int) -> Iterator[Spot]:
    yield from _of_lists(text, start, end, "always")
    if not any(words.may_stand_in(text) for name in ("tied", "case") for _, words in _lists(name)):
        return
    if pattern("privacy", "joining").search(text, start, end):
        return
    if _speaks_of_a_person(text[start:end], asks=pattern("privacy", "asking").may_stand_in(text)):
        yield from _of_lists(text, start, end, "tied")
        if pattern("privacy", "case_words", "any").search(text, start, end):
            yield from _of_lists(text, start, end, "case")


def _of_lists(text: str, start: int, end: int, name: str) -> Iterator[Spot]:
    for kind, words in _lists(name):
        for found in words.finditer(text, start, end):
            yield Spot(kind, found.start(), found.end(), "word_and_person")


@cache
def _lists(name: str) -> tuple[tuple[str, WordList], ...]:
    return tuple((kind, pattern("privacy", kind, name)) for kind in TYPES)


def _speaks_of_a_person(sentence: str, *, asks: bool) -> bool:
    """Is somebody in this sentence, beyond the one who merely asks?"""
    without_asking = pattern("privacy", "asking").compiled.sub(" ", sentence) if asks else sentence
    implied = not sentence.endswith("?") and _implied().match(sentence)
    return bool(_person().search(without_asking) or implied)


@cache
def _person() -> re.Pattern[str]:
    # "i" is a person in English and a preposition in Norwegian: only the capital one counts.
    people = [one for one in listed("privacy", "person") if one not in ("i", "her")]
    return re.compile(rf"{any_of(people).pattern}|(?-i:\bI\b(?!\s+\d))", re.IGNORECASE)


@cache
def _implied() -> re.Pattern[str]:
    beginnings = any_of(listed("privacy", "implied")).pattern
    others = any_of(listed("privacy", "implied_not")).pattern
    return re.compile(rf"\W*{beginnings}(?!\s+{others})", re.IGNORECASE)


def _classes(text: str) -> Iterator[Spot]:
    """A school class ("i 4B") tells which child is meant."""
    for found in re.finditer(r"(?<!\w)(?:i|I|in|klasse)\s+((?:[1-9]|10)\s?[A-FÆØÅ])(?!\w)", text):
        yield Spot("child", found.start(1), found.end(1), "word_and_person")


def _names(text: str) -> Iterator[Spot]:
    if not any(pattern("privacy", names).may_stand_in(text) for names in ("roles", "called")):
        return
    for found in _named().finditer(text):
        if not pattern("privacy", "not_names").fullmatch(found["name"].split()[0]):
            yield Spot("name_third_party", found.start("name"), found.end("name"), "named_person")


@cache
def _named() -> re.Pattern[str]:
    """A name after a role ("naboen Arne", "læreren til Emil", "saksbehandleren på byggesak, Per K") or after "han heter"."""
    roles = any_of(listed("privacy", "roles")).pattern
    others = any_of(listed("privacy", "others")).pattern
    called = any_of(listed("privacy", "called")).pattern
    one, two = (
        r"[A-ZÆØÅ][a-zæøåéü]+",
        r"(?:[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?|[A-ZÆØÅ]\.) [A-ZÆØÅ](?:[a-zæøåéü]+|\b)",
    )
    by_role = rf"(?i:{roles})(?:,? (?:til |for |of )?(?={one})|[^.!?\n]{{0,30}}?[ ,](?={two}))"
    by_call = rf"(?i:{others})\s+(?i:{called})\s+(?={one})"
    return re.compile(rf"(?:{by_role}|{by_call})(?P<name>{two}|{one})")


def _pointed_out(text: str) -> Iterator[Spot]:
    """Nobody is named and everybody knows who is meant, as in "Hun i Storgata 5"."""
    for address in addresses(text) if any(map(str.isdigit, text)) else ():
        if before := _somebody_at().search(text[: address.start]):
            yield Spot("name_third_party", before.start(1), before.end(1), "pointed_out")


@cache
def _somebody_at() -> re.Pattern[str]:
    others, at_place = (any_of(listed("privacy", name)).pattern for name in ("others", "at_place"))
    return re.compile(rf"({others})\s+{at_place}\s*$", re.IGNORECASE)
