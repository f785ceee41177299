"""Everyday numbers in public answers: dates, times, phones, prices. By chance they may look like a part of a person's number.

The guard asks only where the grouping does not speak for itself.
"""

from dataclasses import dataclass

from bot.guard.patterns import regex

_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_EXACT_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_MONEY = r"(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(?:\d\d|-))?"
_PHONE = r"[2-9]\d(?: \d\d){3}|[2-9]\d\d \d\d \d{3}|[2-9]\d{3} \d{4}|[2-9]\d{7}"
_DATE = r"(?:[0-2]?\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:(?:19|20)?\d\d)?"
_TIMES = regex(
    rf"(?<![\d.:/-])(?:{_DATE})(?![\d:])|(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?!\d)"
    rf"|(?i:\b(?:kl|klokk\w+|at)\b\.?\s*){_CLOCK}(?:\s?(?:-|til|og|to)\s?(?:kl\.?\s?)?{_CLOCK})?(?![\d:]|[.-]\d)"
    rf"|(?<![\d.:-]){_EXACT_CLOCK}\s?(?:-|til|to)\s?{_CLOCK}(?![\d:]|[.-]\d)"
    rf"|(?<![\d.:-])(?:0?[6-9]|1\d)(?:[.:][0-5]\d)?\s?(?:-|til|to)\s?(?:1\d|2[0-4])(?:[.:][0-5]\d)?(?![\d:]|[.-]\d)"
    rf"|(?<![\d.:-]){_EXACT_CLOCK}(?![\d:]|[.-]\d)"
    r"|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d(?: (?:[01]\d|2[0-3])[0-5]\d){2,}(?!\d)"
    r"|(?m:^)\W{0,3}(?:19|20)\d\d(?=\s?[:-]\s)"  # a year that begins a line of a table
    r"|(?<![\d,.])\d{1,3},\d{1,3}\s?(?i:%|prosent|km|m|cm|mm|mg|µg|kim|°|grader|mill|pst)(?!\w)"
)
_AMOUNTS = regex(
    rf"(?<!\d)(?:\+47 ?)?(?:{_PHONE})(?!\d)|(?<!\d)[89]\d\d \d{{3}} \d{{3}}(?!\d)"
    rf"|(?i:\b(?:kr|nok)\b\.?\s?){_MONEY}(?!\d)|(?<!\d){_MONEY}\s?(?i:kr|kroner|nok|prosent|%|,-)(?!\w)"
)


@dataclass(frozen=True)
class Ordinary:
    """Where everyday numbers stand: moments, and phones and amounts."""

    times: tuple[tuple[int, int], ...]
    amounts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, seen: str) -> "Ordinary":
        """Read the everyday numbers of a text."""
        return cls(
            tuple(one.span() for one in _TIMES.finditer(seen)), tuple(one.span() for one in _AMOUNTS.finditer(seen))
        )

    def touches(self, start: int, end: int) -> bool:
        """Does any of them stand in this piece of the text?"""
        return any(left < end and start < right for left, right in (*self.times, *self.amounts))

    def explains(self, start: int, end: int) -> bool:
        """Is there a moment in this piece, or a phone or an amount that only begins or ends in it?"""
        return self.cuts(start, end) or any(left < end and start < right for left, right in self.times)

    def cuts(self, start: int, end: int) -> bool:
        """Does a phone or an amount only begin or end in this piece?"""
        return any(left < end and start < right and (left < start or end < right) for left, right in self.amounts)
