"""How often the guard misses a person's number, and how often it refuses an everyday answer, on made texts held out from its rules."""

from tests.bench.figure import Figure
from tests.bot.guard import held_out, second_look, third_look


def guard_figures() -> list[Figure]:
    """Both figures for each set, per 1,000 texts, with what is left of each."""
    return [
        figure
        for name, made in (("first set", held_out), ("second set", second_look), ("third set", third_look))
        for figure in (
            _per_thousand(f"numbers missed, {name}", made.missed(), held_out.OF_EACH, 1),
            _per_thousand(f"answers refused, {name}", made.refused(), 10 * held_out.OF_EACH, 1),
        )
    ]


def _per_thousand(name: str, counts: dict[str, int], of_each: int, aim: float) -> Figure:
    texts = of_each * len(counts)
    left = ", ".join(f"{family}: {count}" for family, count in counts.items() if count) or "none"
    return Figure(name, 1000 * sum(counts.values()) / texts, aim, f"per 1,000, of {texts} made texts; {left}")
