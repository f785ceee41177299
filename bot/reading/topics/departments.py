"""Which department a text is for: what the text is like (`bot/reading/likeness/`), and the words of `bot/reading/words.toml` and of
`topics.toml` beside them.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from math import exp

from bot.reading.likeness.likeness import Likeness
from bot.reading.topics.spoken import spoken_for
from bot.reading.word_rules import pattern, words

# What words add to their department and take from the front desk, as the logarithm of odds.
_A_WORD, _A_SUBJECT = 2.5, 2.0
_LIKELY = 0.35  # how likely a department must be to be named


def department_for(text: str, home: str, known: Collection[str], alike: Likeness) -> str:
    """The department that answers on a unit's own page (`home`), or on the municipality's the likeliest, if it is known.

    `alike` tells what the text is like. Where none is likely, where a body outside or
    nobody known is, and where several questions are for several, it is `home`: the front desk sees to it.
    """
    if home != words()["suggest"]["front_desk"]:
        return home
    several = len(_told(text).keys() & {*known}) > 1 and text.count("?") > 1
    likeliest = _likeliest(alike.topics, told_by_words(text))
    return likeliest if likeliest in known and not several else home


def told_by_words(text: str) -> str:
    """The department that the words of a text speak for most; empty where they speak for none."""
    told = _told(text)
    return max(told, key=lambda key: told[key], default="")


@lru_cache(maxsize=8)  # who knows, and how it is handled, ask the same
def _told(text: str) -> Mapping[str, tuple[int, int]]:
    return _with_words(_scores("topics", text), text) or _scores("weak_topics", text)


def _likeliest(alike: Mapping[str, float], told: str) -> str:
    """The likeliest department, what words tell made likelier; where none is likely, what words tell, which may be nothing."""
    front_desk = words()["suggest"]["front_desk"]
    odds = {key: exp(one + (_A_WORD if key == told else 0)) for key, one in alike.items()}
    if told and told != front_desk:
        odds[front_desk] *= exp(-_A_SUBJECT)
    found = max(odds, key=lambda key: odds[key])
    return found if odds[found] > _LIKELY * sum(odds.values()) else told


def _with_words(scores: Mapping[str, tuple[int, int]], text: str) -> Mapping[str, tuple[int, int]]:
    """The same with the words of `topics/`, which are known by endings and in spite of slips."""
    spoken = spoken_for(text)
    more = {key: (one.count, -one.first) for key, one in spoken.items()}
    nothing = (0, -len(text))
    both = {key: (scores.get(key, nothing), more.get(key, nothing)) for key in {*scores, *more}}
    return {key: (one[0] + other[0], other[1]) for key, (one, other) in both.items()}


def _scores(section: str, text: str) -> Mapping[str, tuple[int, int]]:
    """Department → how many different words speak for it, then how early the first one stands."""
    scores = {}
    for department in words()["suggest"][section]:
        found = list(pattern("suggest", section, department).finditer(text))
        if found:
            scores[department] = (len({one[0].casefold() for one in found}), -found[0].start())
    return scores
