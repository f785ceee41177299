"""How well what was answered before is found again, on questions set aside before a rule was written. Figures only."""

from tests.bench.figure import Figure
from tests.finding import measure
from tests.finding.labels import ASIDE, asked
from tests.reading.measure import Share


def finding_figures() -> list[Figure]:
    """The right earlier answer, the right department, and offers in vain."""
    questions = asked(ASIDE)
    return [
        _share("right earlier answer among the first three", measure.among_first(questions, 3), 0.9),
        _share("right department first", measure.departments(questions), 0.9),
        _share("earlier answers offered where none fits", measure.in_vain(questions), 0.1, more=False),
    ]


def _share(name: str, share: Share, aim: float, *, more: bool = True) -> Figure:
    detail = f"{share.seen} of {share.total} questions that were set aside before a rule was written"
    return Figure(name, share.rate, aim, detail, more_is_better=more)
