"""`svarvakt inbox` and `svarvakt deliveries`: what did not get through, and another try for it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.queues.tables import Delivery, Inbox
from tests.handlers.commands.command_line import NOW, database, event, in_solvik, row, stored, svarvakt


@pytest.fixture(autouse=True)
def _solvik(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_solvik(tmp_path, monkeypatch)


def delivery(id: int, state: str, **changes: Any) -> Delivery:
    """An order to post a card that stands in this state."""
    usual: dict[str, Any] = {"id": id, "key": f"card:{id}", "kind": "card", "lane": "l", "scope": "s", "state": state, "attempts": 12,
             "due_at": NOW, "ordered_at": NOW - timedelta(hours=3), "finished_at": NOW}  # fmt: skip
    return Delivery(**{**usual, **changes})


def test_inbox_shows_what_is_parked_or_has_failed(tmp_path: Path) -> None:
    fresh = event(3, "waiting", attempts=0)
    stored(database(tmp_path), event(1, "parked"), event(2, "waiting"), fresh, event(4, "done"))

    listed = json.loads(svarvakt("inbox", "--json").stdout)

    assert [(one["id"], one["kind"], one["error"]) for one in listed] == [
        (1, "facebook", "KeyError"), (2, "facebook", "KeyError"),
    ]  # fmt: skip


def test_inbox_tells_age_and_never_what_somebody_wrote(tmp_path: Path) -> None:
    stored(database(tmp_path), event(1, "parked"))

    shown = svarvakt("inbox").stdout

    assert "2 døgn" in shown
    assert "hemmelig" not in shown


def test_an_event_is_handled_again_from_the_beginning(tmp_path: Path) -> None:
    address = database(tmp_path)
    stored(address, event(1, "parked"), event(2, "parked"))

    assert svarvakt("inbox", "--retry", "1").exit_code == 0

    first, second = row(address, Inbox, 1), row(address, Inbox, 2)
    assert (first.state, first.attempts, second.state) == ("waiting", 0, "parked")


def test_all_events_are_handled_again(tmp_path: Path) -> None:
    stored(database(tmp_path), event(1, "parked"), event(2, "parked"), event(3, "done"))

    assert json.loads(svarvakt("inbox", "--retry", "all", "--json").stdout) == {"retried": [1, 2]}


def test_there_may_be_nothing_to_do(tmp_path: Path) -> None:
    database(tmp_path)

    assert svarvakt("inbox").stdout == svarvakt("deliveries").stdout == "Alt har kommet fram.\n"


@pytest.mark.parametrize("command", ["inbox", "deliveries"])
def test_retrying_what_is_not_stuck_says_so(tmp_path: Path, command: str) -> None:
    stored(database(tmp_path), event(1, "done"), delivery(1, "done"))

    result = svarvakt(command, "--retry", "1")

    assert result.exit_code == 1
    assert "Nr. 1" in result.stderr


@pytest.mark.parametrize("command", ["inbox", "deliveries"])
def test_retrying_wants_a_number_or_all(command: str) -> None:
    assert svarvakt(command, "--retry", "everything").exit_code == 2


def test_deliveries_shows_what_does_not_get_through(tmp_path: Path) -> None:
    stored(
        database(tmp_path),
        delivery(1, "parked"),
        delivery(2, "unknown"),
        delivery(3, "waiting", error="slack said 500"),
        delivery(4, "refused"),
        delivery(5, "refused", finished_at=NOW - timedelta(days=8)),
        delivery(6, "waiting"),
        delivery(7, "done"),
    )

    assert [one["id"] for one in json.loads(svarvakt("deliveries", "--json").stdout)] == [1, 2, 3, 4]


def test_deliveries_has_a_table_for_people(tmp_path: Path) -> None:
    stored(database(tmp_path), delivery(1, "waiting", error="slack said 500"))

    shown = svarvakt("deliveries").stdout

    assert all(words in shown for words in ("card", "3 timer", "12", "slack said 500"))


def test_a_refused_delivery_waits_again(tmp_path: Path) -> None:
    address = database(tmp_path)
    stored(address, delivery(1, "refused"))

    svarvakt("deliveries", "--retry", "1")

    found = row(address, Delivery, 1)
    assert (found.state, found.finished_at) == ("waiting", None)


def test_a_parked_delivery_is_looked_for_before_it_is_repeated(tmp_path: Path) -> None:
    """It may have been made after the last look: two public answers are worse than a late one."""
    address = database(tmp_path)
    stored(address, delivery(1, "parked", sends=3, looks=4))

    svarvakt("deliveries", "--retry", "all")

    found = row(address, Delivery, 1)
    assert (found.state, found.looks, found.sends) == ("unknown", 0, 0)


def test_another_try_never_lowers_the_fence(tmp_path: Path) -> None:
    address = database(tmp_path)
    stored(address, delivery(1, "parked"))

    svarvakt("deliveries", "--retry", "all")

    assert row(address, Delivery, 1).attempts == 12
