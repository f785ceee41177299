"""Other people's text on its way into Slack."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.speak.text import escape, escape_within


def test_only_slacks_three_signs_are_escaped() -> None:
    assert escape('<!channel> & "x"\'') == '&lt;!channel&gt; &amp; "x"\''


def test_what_looks_escaped_is_escaped_again() -> None:
    assert escape("&lt;!channel&gt;") == "&amp;lt;!channel&amp;gt;"


@given(st.text(alphabet="&<>aå \n🙂", max_size=200), st.integers(1, 80))
def test_escaped_text_keeps_its_room_and_its_entities(text: str, room: int) -> None:
    shown = escape_within(text, room)

    assert len(shown) <= room
    assert "&" not in shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
