from typing import Any

import pytest

from sandbox.slack.limits.block_limits import block_problems
from sandbox.slack.limits.view_limits import view_problems

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(label: str = "Ta", **more: Any) -> Json:
    return {"type": "button", "action_id": "take", "text": plain(label)} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, label: str = "Svar") -> Json:
    return {"type": "input", "label": plain(label), "element": element}


def options(number: int, length: int = 5) -> list[Json]:
    return [{"text": plain("x" * length), "value": str(index)} for index in range(number)]


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("Svar"), "submit": plain("Send"), "blocks": [{"type": "divider"}]} | more


ALLOWED = [
    [{"type": "section", "text": mrkdwn("x" * 3000)}],
    [{"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [mrkdwn("x")] * 10}],
    [actions(*(button(action_id=str(number)) for number in range(25)))],
    [actions(button("x" * 75, value="v" * 2000, style="danger"))],
    [actions(button()), actions(button())],  # the same action in two blocks
    [{"type": "divider"}] * 50,
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hei"}]}]}],
    [field({"type": "static_select", "options": options(100, 75)})],
]

REFUSED = [
    [],
    "no list",
    [{"type": "nonsense"}],
    [{"type": "divider"}] * 51,
    [{"type": "section"}],
    [{"type": "section", "text": mrkdwn("")}],
    [{"type": "section", "text": mrkdwn("x" * 3001)}],
    [{"type": "section", "fields": [mrkdwn("x")] * 11}],
    [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
    [{"type": "header", "text": plain("x" * 151)}],
    [{"type": "header", "text": mrkdwn("x")}],
    [{"type": "context", "elements": []}],
    [{"type": "context", "elements": [mrkdwn("x")] * 11}],
    [{"type": "context", "elements": [mrkdwn("")]}],
    [actions()],
    [actions(*(button(action_id=str(number)) for number in range(26)))],
    [actions(button("x" * 76))],
    [actions(button(""))],
    [actions(button(value="v" * 2001))],
    [actions(button(style="loud"))],
    [actions(button(action_id="x" * 256))],
    [actions(button(), button())],  # twice the same action in one block
    [
        actions(
            button(confirm={"title": plain("x" * 101), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")})
        )
    ],
    [actions({"type": "plain_text_input", "action_id": "x"})],
    [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}],
    [{"type": "divider", "block_id": "x" * 256}],
    [{"type": "alert", "text": plain("x")}],  # modals only
    [{"type": "markdown", "text": "x" * 6001}, {"type": "markdown", "text": "x" * 6000}],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}]}],
    [field({"type": "static_select", "options": options(101)})],
    [field({"type": "static_select", "options": options(1, 76)})],
    [field({"type": "checkboxes", "options": options(11)})],
    [field({"type": "radio_buttons", "options": options(2), "initial_option": options(3)[2]})],
    [field({"type": "plain_text_input", "max_length": 3001})],
    [field({"type": "plain_text_input", "max_length": 10, "initial_value": "x" * 11})],
    [field({"type": "plain_text_input"}, label="x" * 2001)],
]

REFUSED_VIEWS = [
    modal(type="home"),
    modal(title=plain("x" * 25)),
    modal(title=None),
    modal(submit=plain("x" * 25)),
    modal(close=plain("x" * 25)),
    modal(private_metadata="x" * 3001),
    modal(callback_id="x" * 256),
    modal(blocks=[{"type": "divider"}] * 101),
    modal(blocks=[{"type": "markdown", "text": "x"}]),
    modal(blocks=[field({"type": "plain_text_input"})], submit=None),
]


@pytest.mark.parametrize("blocks", ALLOWED)
def test_blocks_at_the_limit_are_allowed(blocks: list[Json]) -> None:
    assert block_problems(blocks, "message") == []


@pytest.mark.parametrize("blocks", REFUSED)
def test_blocks_beyond_a_limit_are_refused(blocks: list[Json]) -> None:
    assert len(block_problems(blocks, "message")) == 1


@pytest.mark.parametrize("view", REFUSED_VIEWS)
def test_a_modal_beyond_a_limit_is_refused(view: Json) -> None:
    assert len(list(view_problems(view, "modal"))) == 1


def test_a_modal_at_the_limits_is_allowed() -> None:
    view = modal(title=plain("x" * 24), private_metadata="x" * 3000, blocks=[{"type": "divider"}] * 100)

    assert list(view_problems(view, "modal")) == []


def test_a_problem_says_where_it_stands() -> None:
    problems = block_problems([{"type": "divider"}, {"type": "header", "text": plain("")}], "message")

    assert problems == ["must be more than 0 characters [json-pointer:/blocks/1/text/text]"]
