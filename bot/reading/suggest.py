"""What the front desk probably does first with a citizen's words, and who knows the answer. Pure, and a suggestion only.

1. Rules look for danger (`bot/reading/danger/`), and those of `bot/reading/words.toml` are read from top to bottom; the first that
   fits has a word in it.
2. What they tell and what the text is like are weighed together (`weighing.py`): how likely each handling is. Danger comes first.
3. Where what is likeliest is what some rule says, the rule is the reason; else the words that weighed most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.guard.plain import plain
from bot.municipality.shape import Municipality
from bot.reading.danger.seeing import Danger, danger_in, like
from bot.reading.fitting import Reading, Rule, calmed, fitting, read
from bot.reading.likeness.heads import HANDLINGS
from bot.reading.likeness.together import EMERGENCY
from bot.reading.privacy import NEVER_PUBLIC
from bot.reading.topics.departments import department_for
from bot.reading.topics.spoken import spoken_for
from bot.reading.weighing import CALLED, danger_of, likely
from bot.reading.word_rules import pattern, words

_SURE = frozenset({"no_words"})  # rules that tell what nothing else can see
_FEW = 5  # words
_NEEDS_A_GROUND, _A_GROUND = ("hide", "redirect_other"), 0.5  # how likely it must be where no rule says so
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
    topic = department_for(reading.text, home, municipality.departments, like(text)) if reading.words else home
    told, rule = danger_in(text), next(fitting(reading), None)
    if rule and rule[0].name in _SURE:
        return _by_rule(*rule, topic, municipality)
    chances = likely(text, reading, told, rule[0].name if rule else "")
    name = _likeliest(chances, reading, _first(rule, home))
    if danger := danger_of(text, reading, told, chances[EMERGENCY]):
        return replace(_urgent(danger, topic, municipality), otherwise=name if chances[EMERGENCY] < CALLED else "")
    if by_rule := rule if rule and rule[0].expected == name else next(fitting(reading, name), None):
        return _by_rule(*by_rule, topic, municipality)
    return _alike(name, like(text).words(name), topic, municipality)


def _likeliest(chances: Mapping[str, float], reading: Reading, first: str) -> str:
    """The likeliest handling but danger; what the first rule says may always be, and is where a number stands that is never public.

    What has no words is like nothing: somebody has to look at it.
    """
    if first and not reading.finds.isdisjoint(NEVER_PUBLIC):
        return first
    if not reading.words:
        return first or "answer"
    names = [one for one in HANDLINGS if one == first or _may_be_guessed(one, reading, chances[one])]
    return max(names, key=lambda one: chances[one])


def _first(rule: tuple[Rule, str] | None, home: str) -> str:
    """What the first rule says; but who asks on a unit's own page is seldom told by a word alone that it is not for us."""
    found = rule[0].expected if rule else ""
    return "" if found == "redirect_other" and home != words()["suggest"]["front_desk"] else found


def _may_be_guessed(name: str, reading: Reading, chance: float) -> bool:
    """A picture may ask; and to hide somebody's words, or to say that it is not for us, neither a few of them are a ground, nor what is
    not likelier than all else together.
    """
    if name in _NEEDS_A_GROUND:
        return reading.words >= _FEW and chance > _A_GROUND
    return not (name == "no_answer_needed" and reading.shows)


def _by_rule(rule: Rule, found: str, topic: str, municipality: Municipality) -> Suggestion:
    department = _known(rule.department, topic, municipality)
    return Suggestion(rule.expected, department, rule.name, rule.ready, rule.redirect, found)


def _urgent(danger: Danger, topic: str, municipality: Municipality) -> Suggestion:
    kind = danger.kind
    department = _known(kind.department, topic, municipality)
    return Suggestion(EMERGENCY, department, kind.reason, kind.ready, found=danger.words, danger=kind.name)


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
