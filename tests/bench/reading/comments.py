"""How well comments are read: what is seen of the half set aside, and how often a clerk is called for nothing. Figures only."""

from tests.bench.figure import Figure
from tests.reading import measure
from tests.reading.labels import ASIDE, NUMBERS, Comment, read
from tests.reading.measure import Share, Shares
from tests.reading.ordinary import ordinary

HOW = "of the comments that were put aside before a rule was written"


def reading_figures() -> list[Figure]:
    """What is seen, by kind; false alarms; time."""
    aside, everyday = read(ASIDE), ordinary()
    return [
        *_by_kind("seen: danger", measure.dangers(aside), 0.95),
        *_by_kind("suggested handling", measure.handlings(aside, kindly=True), None),
        _seen("suggested handling, exactly", measure.handlings(aside).whole, 0.85),
        _seen("personal matters recognised", measure.personal(aside), 0.9),
        *_by_kind("found", measure.finds(aside), None),
        _seen("found: named forms of numbers", _numbers(measure.finds(aside)), 0.97),
        *(_seen(f"language on a page in {page}", measure.languages(aside, page), 0.97) for page in ("nb", "nn")),
        *_for_nothing(aside, everyday),
        _time(aside),
    ]


def _by_kind(what: str, shares: Shares, aim: float | None) -> list[Figure]:
    groups = [_seen(f"{what}: {kind}", share, aim) for kind, share in shares.of.items() if share.total]
    return [*groups, _seen(f"{what}: all", shares.whole, aim)]


def _seen(name: str, share: Share, aim: float | None) -> Figure:
    return Figure(name, share.rate, aim, f"{share.seen} of {share.total} {HOW}", more_is_better=True)


def _numbers(shares: Shares) -> Share:
    return Shares({kind: shares[kind] for kind in NUMBERS}).whole


def _for_nothing(aside: list[Comment], everyday: list[str]) -> list[Figure]:
    figures = []
    for where, calm, clean in (
        ("set aside", measure.without_danger(aside), measure.without_finds(aside)),
        ("ordinary", everyday, everyday),
    ):
        finds, kinds = measure.false_finds(clean)
        by_kind = ", ".join(f"{kind} {times}" for kind, times in kinds.most_common()) or "none"
        figures += [
            _false("dangers", where, measure.false_dangers(calm), 5, "nobody in danger"),
            _false("finds", where, finds, 2, f"nothing personal; {by_kind}"),
        ]
    return figures


def _false(what: str, where: str, share: Share, aim: float, why: str) -> Figure:
    detail = f"{share.seen} of {share.total} comments ({where}) with {why}"
    return Figure(f"false {what} per 1,000, {where}", share.per_thousand, aim, detail)


def _time(aside: list[Comment]) -> Figure:
    detail = "median over comments of about 300 characters: handling, finds and language, the best of some readings"
    return Figure("milliseconds to read a comment", measure.milliseconds(aside), 1, detail)
