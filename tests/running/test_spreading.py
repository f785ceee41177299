"""What shares a town stays together on one processor; what shares nothing keeps no processor waiting."""

import pytest

from tests.running.spreading import PLACE, group_of, require_group, spread


@pytest.fixture(scope="module", params=["one", "two"])
def town_of(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def inn(town_of: str) -> str:
    return f"the inn of {town_of}"


@pytest.mark.parametrize("guest", ["Kari", "Ahmed"])
def test_who_lives_in_one_town_stays_together(inn: str, guest: str, request: pytest.FixtureRequest) -> None:
    town = inn.rpartition(" ")[2]

    assert group_of(request.node) == f"tests/running/test_spreading.py/{town}"


def test_a_quick_test_stays_with_its_module(request: pytest.FixtureRequest) -> None:
    request.node.add_marker("quick")

    assert group_of(request.node) == "tests/running/test_spreading.py"


@pytest.mark.parametrize("address", ["postgresql"])
def test_one_postgresql_serves_all(address: str, request: pytest.FixtureRequest) -> None:
    assert group_of(request.node) == "postgresql"


def test_programs_that_are_killed_have_the_machine_to_themselves(request: pytest.FixtureRequest) -> None:
    killed = pytest.Function.from_parent(
        request.node.parent, name="test_killed", callobj=test_one_postgresql_serves_all
    )

    killed.path = request.node.path.parent.parent / "crash" / "test_crash.py"

    assert group_of(killed) == "crash"


def test_a_group_stays_in_one_piece_as_it_was_read(request: pytest.FixtureRequest) -> None:
    said = [(0, 2), (1, 1), (0, 0)]
    tests = [_test(request, place) for place in said]

    spread(tests)

    assert [one.stash[PLACE] for one in tests] == [(0, 0), (0, 2), (1, 1)]


def test_what_is_quick_fills_the_time_between(request: pytest.FixtureRequest) -> None:
    tests = [_test(request, (place, place)) for place in range(6)]
    for quick in tests[4:]:
        quick.add_marker("quick")

    spread(tests)

    assert [one.stash[PLACE][0] for one in tests] == [0, 1, 4, 2, 3, 5]


def _test(request: pytest.FixtureRequest, place: tuple[int, int]) -> pytest.Item:
    one = pytest.Function.from_parent(request.node.parent, name="test_one", callobj=test_one_postgresql_serves_all)
    one.stash[PLACE] = place
    return one


def test_a_test_that_was_taken_from_its_group_fails_and_says_why(request: pytest.FixtureRequest) -> None:
    alone = pytest.Function.from_parent(request.node.parent, name="test_alone", callobj=test_one_postgresql_serves_all)
    require_group(alone)

    alone.add_marker(pytest.mark.xdist_group("postgresql"))

    with pytest.raises(pytest.fail.Exception, match="scatter the groups"):
        require_group(alone)
