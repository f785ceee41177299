"""Which chat's page is opened: Slack's in every build, Teams' with `--chat teams` (`make test-teams`), as with the stories."""

import pytest

from tests.chats import SLACK, TEAMS


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as left out, what is about the other chat's page."""
    wanted = config.getoption("chat") or SLACK
    others = [item for item in items if _chat(item) not in ("", wanted)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def _chat(item: pytest.Item) -> str:
    """The chat a browser test is about; empty for what is no browser test."""
    if "tests/ui/" not in item.nodeid:
        return ""
    if "test_teams_page" in item.nodeid:
        return TEAMS
    callspec = getattr(item, "callspec", None)
    return str(callspec.params.get("chat", SLACK)) if callspec else SLACK
