import pytest

from sandbox.slack.hands.typed import typed


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Åpent til 15.30", "Åpent til 15.30"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("Spør <@U0OLA00001> først", "Spør <@U0OLA00001> først"),
        ("<!subteam^S0TEKNISK1> ser på det", "<!subteam^S0TEKNISK1> ser på det"),
        ("Se https://solvik.kommune.no/a?b=1&c=2 nå", "Se <https://solvik.kommune.no/a?b=1&amp;c=2> nå"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("- én\n- to", "• én\n• to"),
        ("> sitat", "&gt; sitat"),
    ],
)
def test_typed_words_are_escaped_as_a_client_does(keys: str, text: str) -> None:
    assert typed(keys)[0] == text


def test_the_rich_text_holds_the_words_unescaped() -> None:
    section = typed("a < b, spør <@U0OLA00001> :smile:")[1][0]["elements"][0]

    assert section["elements"] == [
        {"type": "text", "text": "a < b, spør "},
        {"type": "user", "user_id": "U0OLA00001"},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "smile"},
    ]


def test_lists_quotes_and_styles_are_parts_of_their_own() -> None:
    drawn = typed("Husk *dette*:\n- én\n- to\n> sitat")[1][0]["elements"]

    assert [part["type"] for part in drawn] == ["rich_text_section", "rich_text_list", "rich_text_quote"]
    assert drawn[0]["elements"][1] == {"type": "text", "text": "dette", "style": {"bold": True}}
    assert len(drawn[1]["elements"]) == 2
