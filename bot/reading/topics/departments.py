"""Which department a text is for: the words of `bot/reading/words.toml`, and those of `topics.toml` beside them."""

from collections.abc import Collection, Mapping

from bot.reading.topics.spoken import spoken_for
from bot.reading.word_rules import pattern, words


def department_for(text: str, home: str, known: Collection[str]) -> str:
    """The department that answers on a unit's own page (`home`), or whose topic it is on the municipality's, of those that are known."""
    front_desk = str(words()["suggest"]["front_desk"])
    if home != front_desk:
        return home
    scores = _with_words(_scores("topics", text), text) or _scores("weak_topics", text)
    ours = {key: score for key, score in scores.items() if key in known}
    several = len(ours) > 1 and text.count("?") > 1
    if not ours or several:
        return home
    return max(ours, key=lambda key: ours[key])


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
