"""Who claims, and whose claims a restarted program takes over."""

from pathlib import Path

import pytest

from storage.queues.claiming.claimant import AlreadyRunning, Claimant, SecondName, take_place


def a_start_that_dies(address: str, *, settled: bool = True) -> Claimant:
    claimant = take_place(address)
    if settled:
        claimant.settled()
    claimant.release()  # as the operating system does for a dead process
    return claimant


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'svarvakt.db'}"


def test_a_second_process_on_one_file_is_turned_away(address: str) -> None:
    first = take_place(address)

    with pytest.raises(AlreadyRunning):
        take_place(address)

    first.release()


def test_a_folder_that_is_still_to_be_made_is_made(tmp_path: Path) -> None:
    place = take_place(f"sqlite:///{tmp_path / 'data' / 'svarvakt.db'}")

    assert (tmp_path / "data" / "svarvakt.db.lock").exists()
    place.release()


def test_a_start_knows_the_one_before_it(address: str) -> None:
    a_start_that_dies(address)
    before = a_start_that_dies(address)

    now = take_place(address)

    assert now.former_ids == (before.id,)
    now.release()


def test_a_start_that_died_while_starting_hides_nobody_before_it(address: str) -> None:
    before = a_start_that_dies(address)
    early = a_start_that_dies(address, settled=False)

    now = take_place(address)

    assert now.former_ids == (before.id, early.id)
    now.release()


def test_a_second_process_is_turned_away_by_whatever_name_it_knows_the_file(tmp_path: Path, address: str) -> None:
    first = take_place(address)
    (tmp_path / "another name.db").symlink_to(tmp_path / "svarvakt.db")

    with pytest.raises(AlreadyRunning):
        take_place(f"sqlite:///{tmp_path / 'another name.db'}")

    first.release()


def test_a_file_with_a_second_name_is_refused_since_each_name_has_its_own_journal(tmp_path: Path, address: str) -> None:
    a_start_that_dies(address)
    (tmp_path / "svarvakt.db").touch()
    (tmp_path / "hard link.db").hardlink_to(tmp_path / "svarvakt.db")

    for name in ("svarvakt.db", "hard link.db"):
        with pytest.raises(SecondName):
            take_place(f"sqlite:///{tmp_path / name}")
