"""Pieces of the long crash run add up, and none is played twice."""

from collections import Counter
from pathlib import Path

from tests.crash.machinery.audit import Fault, Finding
from tests.crash.machinery.ledger import Ledger
from tests.crash.machinery.runs import Tally


def test_pieces_add_up_across_starts(tmp_path: Path) -> None:
    file = tmp_path / "crash.json"
    lost = Finding(Fault.LOST, "card of Kari")
    Ledger(file).note("sqlite seed 1", Tally(questions=10, kills=2, steps=Counter({"a": 3}), findings=[lost]))

    second = Ledger(file)
    second.note("sqlite seed 2", Tally(questions=5, kills=1, steps=Counter({"a": 1})))

    assert second.has("sqlite seed 1")
    assert not second.has("sqlite seed 3")
    total = Ledger(file).total
    assert (total.questions, total.kills, total.steps["a"], total.findings) == (15, 3, 4, [lost])
