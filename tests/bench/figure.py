"""One measured figure: what it is, what it is held against, and what we aim for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `aim` have the unit `unit` (empty for a ratio); `detail` says in words what was measured against what.

    A figure without an aim only tells where the cost lies.
    """

    name: str
    value: float
    aim: float | None
    detail: str
    unit: str = ""
    more_is_better: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the aim is reached, if there is one."""
        if self.aim is None:
            return True
        return self.value >= self.aim if self.more_is_better else self.value <= self.aim

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return f"{self.value:.2f}" if not self.unit else f"{self.value:.0f} {self.unit}"

    @property
    def shown_aim(self) -> str:
        """The aim as people read it."""
        if self.aim is None:
            return ""
        return f"{'≥' if self.more_is_better else '≤'} {self.aim:g} {self.unit}".rstrip()
