"""What the front desk probably does first with a citizen's words, and who knows the answer. Pure, and a suggestion only.

1. Danger that a rule tells comes before all else (`bot/reading/danger/`), unless the whole text speaks against it.
2. The rules of `bot/reading/words.toml` are read from top to bottom; the first that fits has a word in it.
3. A small model weighs what the text is like (`bot/reading/likeness/`), the rule's handling helped by what the rule is worth. It
   may guess that there is danger; a rule that tells another matter makes that guess less likely.
4. Where the model says what some rule says, the rule is the reason; else the words that weighed most.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from bot.guard.plain import plain
from bot.municipality.shape import Municipality
from bot.reading.danger.seeing import Danger, danger_in, like
from bot.reading.danger.weighing import guess_in, trusted
from bot.reading.fitting import Reading, Rule, calmed, fitting, read
from bot.reading.likeness.heads import HANDLINGS
from bot.reading.topics.departments import department_for
from bot.reading.topics.spoken import spoken_for
from bot.reading.word_rules import listed, pattern, words

_SURE = frozenset({"no_words"})  # rules that tell what the model cannot see
# What a rule adds to its handling, as the logarithm of odds (decision 0042); less where many name somebody, or a body outside, and ask of
# something else.
_A_RULE, _WEAKER = 2.5, {"about_a_person": 0.0, "external": 1.0}
_A_GROUND = 5  # words
_AGAINST_DANGER = 1.0  # and where the other choice is danger

_NEEDS_NOBODY = frozenset({"thanks", "tagging", "no_words"})  # the reasons that are sure enough to stop a clock


@dataclass(frozen=True)
class Suggestion:
    """What to do first, and why.

    `expected` is answer, holding, redirect_case, redirect_personal, redirect_other, emergency, no_answer_needed or hide.
    `department` is a key of the municipality's, or "none" or "ekstern". `reason` is a text key (below "suggest.").
    `ready` is the citizen text that fits, `redirect` the body outside that is responsible, `found` the citizen's
    words that decided, `danger` the kind of danger (`bot/reading/danger/kinds.toml`), `otherwise` what is likeliest where danger
    is guessed and the guess is wrong; each may be empty.
    """

    expected: str
    department: str
    reason: str
    ready: str = ""
    redirect: str = ""
    found: str = ""
    danger: str = ""
    otherwise: str = ""

    @property
    def noted(self) -> str:
        """What is kept of it, for the time that runs: an opinion, or a guess that nobody has to answer, stops no clock."""
        runs_on = self.expected == "no_answer_needed" and self.reason not in _NEEDS_NOBODY
        return "answer" if runs_on else self.expected


@lru_cache(maxsize=256)  # a card, its view and its reminder read the same words
def suggest(
    text: str,
    page: str | None,
    municipality: Municipality,
    *,
    shows: bool = False,
    no_data: frozenset[str] = frozenset(),
) -> Suggestion:
    """Suggest what to do with a text on a page (None, or one that was taken out of the settings: the municipality's first).

    `shows` tells that something stands beside the words which only a person can look at, such as a picture.
    `no_data` are fingerprints of finds that are not personal, as a person has said.
    """
    home = (municipality.pages.get(page or "") or next(iter(municipality.pages.values()))).department
    reading = read(text, municipality, shows=shows, no_data=no_data)
    topic = department_for(reading.text, home, municipality.departments, like(text))
    if (told := danger_in(text)) and (danger := trusted(told, text)):
        return _urgent(danger, topic, municipality)
    rule = next(fitting(reading), None)
    if rule and rule[0].name in _SURE:
        return _by_rule(*rule, topic, municipality)
    first = rule[0].expected if rule else _usual(topic)
    name = _likeliest(text, reading, first, _WEAKER.get(rule[0].name if rule else "", _A_RULE))
    if danger := guess_in(text, {first: _AGAINST_DANGER}):
        return replace(_urgent(danger, topic, municipality), otherwise=name)
    if by_rule := rule if rule and first == name else next(fitting(reading, name), None):
        return _by_rule(*by_rule, topic, municipality)
    return _alike(name, like(text).words(name), topic, municipality)


def _likeliest(text: str, reading: Reading, first: str, helps: float) -> str:
    """The handling that the text is most like, where what the first rule says is helped by so much."""
    names = [one for one in HANDLINGS if one == first or _may_be_guessed(one, reading)]
    return like(text).clearest(names, {first: helps})


def _may_be_guessed(name: str, reading: Reading) -> bool:
    """A picture may ask, and to hide somebody's words, a few of them are no ground."""
    return not (name == "no_answer_needed" and reading.shows) and not (name == "hide" and reading.words < _A_GROUND)


def _usual(topic: str) -> str:
    """What is usual for a department where no rule fits; often nothing."""
    return "holding" if topic in listed("suggest", "holding_departments") else ""


def _by_rule(rule: Rule, found: str, topic: str, municipality: Municipality) -> Suggestion:
    department = _known(rule.department, topic, municipality)
    return Suggestion(rule.expected, department, rule.name, rule.ready, rule.redirect, found)


def _urgent(danger: Danger, topic: str, municipality: Municipality) -> Suggestion:
    kind = danger.kind
    department = _known(kind.department, topic, municipality)
    return Suggestion("emergency", department, kind.reason, kind.ready, found=danger.words, danger=kind.name)


def _alike(name: str, found: str, topic: str, municipality: Municipality) -> Suggestion:
    """What no rule knew, but what is like texts that are handled so."""
    way = words()["suggest"]["alike"][name]
    department = _known(way.get("department", ""), topic, municipality)
    if reason := way.get("reason"):
        return Suggestion(name, department, reason, way.get("ready", ""))
    return Suggestion(name, department, f"alike_{name}", way.get("ready", ""), found=found)


def word_for(text: str, department: str) -> str:
    """The words of a text that speak for a department; empty where it was not told by words."""
    calm = calmed(plain(text).text)
    found = pattern("suggest", "topics", department).search(calm)
    spoken = spoken_for(calm).get(department)
    return found[0] if found else spoken.word if spoken else ""


def _known(department: str, topic: str, municipality: Municipality) -> str:
    special = (words()["suggest"]["none"], words()["suggest"]["external"])
    return department if department in special or department in municipality.departments else topic
