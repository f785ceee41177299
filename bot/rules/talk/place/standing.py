"""Whether a sentence belongs in the answer where it stands: its signs in its place, weighed by a linear model.

`make model` trains it on the dialogues that may be read: what stands in a right proposal belongs there.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources

from bot.rules.talk.contributions import EXPERT, Contribution
from bot.rules.talk.place.signs import Message, Thread, sentences
from bot.rules.talk.tone.tone import Kind, slot, weigh

BY_ITSELF = 0.5  # how much it counts how clearly a sentence is talk by itself, see `tone`


def standing(said: Sequence[Contribution], question: str, names: Collection[str]) -> Mapping[tuple[int, str], float]:
    """How clearly each sentence of the experts belongs in the answer, by its message's place; below nought it is rather talk.

    `names` are the first names of colleagues, in small letters.
    """
    thread = Thread([message(one, question, names) for one in said], question)
    return {
        (place, part.strip()): weighed(thread, place, number)
        for place, one in enumerate(thread.messages)
        for number, part in enumerate(one.sentences)
        if one.weights
    }


def message(said: Contribution, question: str, names: Collection[str]) -> Message:
    """A message as the model sees it; only what experts say is weighed."""
    parts = sentences(said.text) if said.part == EXPERT else ()
    return Message(said, [list(weigh(part, question, names).values()) for part in parts], names)


def weighed(thread: Thread, place: int, number: int) -> float:
    """How clearly one sentence belongs in the answer."""
    found = slots(thread, place, number)
    return _kind().weigh(found) - BY_ITSELF * thread.messages[place].doubts[number]


def slots(thread: Thread, place: int, number: int) -> frozenset[int]:
    """Where the weights of a sentence's signs stand."""
    return frozenset(map(slot, thread.signs(place, number)))


@cache
def _kind() -> Kind:
    """What the weight file holds. Loaded once. Raises ValueError when it is not one."""
    return Kind.of((resources.files("bot.rules.talk.place") / "weights.bin").read_bytes())
