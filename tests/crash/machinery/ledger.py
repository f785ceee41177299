"""What came of the runs so far, in a file: so that the long crash run can be made in pieces and added up."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crash.machinery.audit import Fault, Finding
from tests.crash.machinery.runs import Tally


@dataclass
class Ledger:
    """The runs that were played to their end, by name. Without a file nothing is kept."""

    file: Path | None

    def __post_init__(self) -> None:
        self._runs: dict[str, dict[str, Any]] = {}
        if self.file and self.file.exists():
            self._runs = json.loads(self.file.read_text(encoding="utf-8"))

    def has(self, run: str) -> bool:
        """Whether this run was played before."""
        return run in self._runs

    def note(self, run: str, tally: Tally) -> None:
        """Keep what came of a run."""
        self._runs[run] = {
            **{name: getattr(tally, name) for name in ("questions", "events", "kills", "faults", "seconds")},
            "steps": dict(tally.steps),
            "findings": [[finding.fault.value, finding.what] for finding in tally.findings],
        }
        if self.file:
            part = self.file.with_name(self.file.name + ".part")
            part.write_text(json.dumps(self._runs, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self.file)

    @property
    def total(self) -> Tally:
        """Everything together."""
        total = Tally()
        for kept in self._runs.values():
            findings = [Finding(Fault(fault), what) for fault, what in kept["findings"]]
            total.add(Tally(**{**kept, "steps": Counter(kept["steps"]), "findings": findings}))
        return total
