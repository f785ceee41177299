"""Cards become messages that Slack takes, and nobody's words can do anything in them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports.card import Action, Card, Fact, Line, Link, Listing, Mention, Notice, Quote, Style, Tone
from handlers.slack.speak import limits
from handlers.slack.speak.blocks import action_name, message, several
from tests.handlers.cards import HOSTILE, cards, leaves
from tests.handlers.recording import words
from tests.handlers.slack.foreign import foreign_home, foreign_message

FULL = Card(
    summary="Nytt spørsmål på Solvik kommune",
    title="Når åpner svømmehallen?",
    lead="Kari spør på Solvik kommune",
    notices=(Notice(Tone.WARNING, "Inneholder trolig personopplysninger"),),
    quotes=(Quote("Kari Nordmann", "Når åpner svømmehallen?", "redigert"),),
    body="Forslag til svar",
    facts=(Fact("Frist", "onsdag kl. 15.30"), Fact("Side", "Solvik")),
    mentions=(Mention("U0OLA00001"), Mention("S0TEKNISK1")),
    actions=(
        Action("take", "Ta", "12"),
        Action("publish", "Publiser", "12:1", Style.PRIMARY, "Alle kan lese dette"),
        Action("close", "Avslutt", "12", Style.DANGER),
    ),
    links=(Link("Se på Facebook", "https://facebook.example/1?a=1&b=2"),),
    footer="Spørsmål 12",
)


def written(card: Card, *, calling: bool = False) -> str:
    return "\n".join(leaf["text"] for leaf in leaves(message(card, words, calling=calling).blocks))


MENU = replace(FULL, more=tuple(Action(f"seldom_{number}", f"Sjelden {number}", "12") for number in range(7)))


def test_what_is_seldom_pressed_stands_behind_menus_of_five() -> None:
    drawn = message(MENU, words)

    (actions,) = [block for block in drawn.blocks if block["type"] == "actions"]
    menus = [element for element in actions["elements"] if element["type"] == "overflow"]
    assert [len(menu["options"]) for menu in menus] == [5, 2]
    assert limits.message_faults(drawn.blocks, drawn.text) == []
    assert foreign_message(drawn.blocks, drawn.text) == drawn.blocks


def test_a_button_may_stand_beside_a_short_text() -> None:
    drawn = message(Card(summary="Spørsmål 12", body="Besvart", aside=Action("whole", "Vis alt", "12")), words)

    (section,) = drawn.blocks
    assert (section["text"]["text"], section["accessory"]["text"]["text"]) == ("Besvart", "Vis alt")
    assert foreign_message(drawn.blocks, drawn.text) == drawn.blocks


@settings(max_examples=80, deadline=None)
@given(cards)
def test_every_card_is_within_slacks_limits(card: Card) -> None:
    drawn = message(card, words, calling=True)

    assert limits.message_faults(drawn.blocks, drawn.text) == []


@settings(max_examples=60, deadline=None)
@given(cards)
def test_a_foreign_validator_takes_every_card_as_it_stands(card: Card) -> None:
    drawn = message(card, words, calling=True)

    assert foreign_message(drawn.blocks, drawn.text) == drawn.blocks


@settings(max_examples=40, deadline=None)
@given(cards)
def test_every_button_is_drawn_however_long_the_texts_are(card: Card) -> None:
    drawn = [b for block in message(card, words).blocks if block["type"] == "actions" for b in block["elements"]]

    assert [action_name(b["action_id"]) for b in drawn] == [action.name for action in card.actions]


@pytest.mark.parametrize("text", HOSTILE)
def test_nobodys_words_leave_a_tag_where_slack_looks_for_tags(text: str) -> None:
    card = Card(
        text, text, text, (Notice(Tone.INFO, text),), (Quote(text, text, text),), text, (Fact(text, text),), footer=text
    )

    drawn = message(card, words, calling=True)

    interpreted = [leaf["text"] for leaf in leaves(drawn.blocks) if leaf["type"] != "text"] + [drawn.text]
    assert not [text for text in interpreted if "<" in text or ">" in text]


@pytest.mark.parametrize("text", HOSTILE)
def test_only_a_quote_or_plain_text_shows_what_somebody_wrote_with_marks(text: str) -> None:
    card = Card("s", title=text, lead=text, quotes=(Quote(text, text),), facts=(Fact("Navn", text),), footer=text)

    marked = [leaf["text"] for leaf in leaves(message(card, words).blocks) if leaf["type"] == "mrkdwn"]

    assert not [shown for shown in marked if set("*_~`") & set(shown.removeprefix("*Navn*"))]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_entity_is_cut_in_two(text: str) -> None:
    drawn = message(Card(text, title=text, lead=text, facts=(Fact(text, text),)), words)

    for leaf in [*leaves(drawn.blocks), {"text": drawn.text, "type": "fallback"}]:
        rest = leaf["text"].replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
        assert leaf["type"] == "text" or "&" not in rest


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hidden_direction_or_zero_width_sign_survives(text: str) -> None:
    shown = written(Card(text, title=text, quotes=(Quote(text, text),), body=text))

    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")


def test_a_quote_shows_the_citizens_words_letter_by_letter() -> None:
    said = "Pris < 100 & *gratis* <@U0ANNE0001> :)"

    assert said in written(Card("s", quotes=(Quote("Kari", said),)))


def test_a_quote_without_words_says_so() -> None:
    assert "no_text" in written(Card("s", quotes=(Quote("Kari", "\u200b "),)))


def test_an_emoji_alone_is_words_enough() -> None:
    assert "👨‍👩‍👧" in written(Card("s", quotes=(Quote("Kari", "👨‍👩‍👧"),)))


def test_a_cut_quote_says_behind_which_link_the_whole_stands() -> None:
    card = Card("s", quotes=(Quote("Kari", "ord " * 5000),), links=FULL.links)

    assert "cut Se på Facebook" in written(card)


def test_a_cut_quote_without_a_link_says_that_it_is_cut() -> None:
    assert "cut_short" in written(Card("s", quotes=(Quote("Kari", "ord " * 5000),)))


def test_a_text_that_fits_is_not_cut() -> None:
    said = "Hvorfor er det ikke brøytet? " * 100

    assert said.strip() in written(Card("s", quotes=(Quote("Kari", said),)))


def test_people_are_called_when_a_card_is_posted() -> None:
    assert "<@U0OLA00001> <!subteam^S0TEKNISK1>" in written(FULL, calling=True)


def test_people_are_not_called_again_when_a_card_is_redrawn() -> None:
    assert "U0OLA00001" not in written(FULL)


def test_what_is_no_id_is_never_a_mention() -> None:
    assert "<" not in written(Card("s", mentions=(Mention("!channel"), Mention("U1> <!here"))), calling=True)


def test_tone_is_shown_by_sign_and_word() -> None:
    assert "⚠️ \ntone_warning: \nInneholder trolig" in written(FULL)


def test_sixty_facts_stand_ten_to_a_block() -> None:
    facts = tuple(Fact(f"Navn {n}", str(n)) for n in range(60))

    drawn = message(Card("s", facts=facts), words).blocks

    assert [len(block["fields"]) for block in drawn] == [10] * 6


def test_an_unsafe_address_is_no_link() -> None:
    card = Card("s", links=(Link("x", "javascript:alert(1)"), Link("y", "https://a.example/|<!here>")))

    assert "example" not in written(card)


def test_a_links_address_keeps_its_parameters() -> None:
    assert "<https://facebook.example/1?a=1&amp;b=2|Se på Facebook>" in written(FULL)


def test_two_buttons_with_one_name_come_back_under_that_name() -> None:
    card = Card("s", actions=(Action("use", "Ola", "1"), Action("use", "Ingrid", "2")))

    ids = [button["action_id"] for button in message(card, words).blocks[0]["elements"]]

    assert ids == ["use", "use#2"]
    assert [action_name(name) for name in ids] == ["use", "use"]


def test_a_button_with_a_question_asks_before_it_acts() -> None:
    buttons = next(block for block in message(FULL, words).blocks if block["type"] == "actions")["elements"]

    assert buttons[1]["confirm"]["text"]["text"] == "Alle kan lese dette"
    assert [button.get("style") for button in buttons] == [None, "primary", "danger"]


def test_a_card_reads_in_its_own_order() -> None:
    kinds = [block["type"] for block in message(FULL, words).blocks]

    assert kinds == ["header", "context", "rich_text", "rich_text", "rich_text", "section", "context", "actions"]


def test_the_notification_shows_the_summary_alone() -> None:
    assert message(FULL, words).text == "Nytt spørsmål på Solvik kommune"


def test_many_cards_end_with_how_many_had_no_room() -> None:
    blocks = several([FULL] * 40, words, most_blocks=limits.VIEW_BLOCKS, most_bytes=limits.VIEW_BYTES)

    assert len(blocks) <= limits.VIEW_BLOCKS
    assert blocks[-1]["elements"][0]["text"] == "more 29"


def test_cards_in_a_row_are_parted_by_a_line() -> None:
    blocks = several([Card("a", title="A"), Card("b", title="B")], words, most_blocks=50, most_bytes=12_000)

    assert [block["type"] for block in blocks] == ["header", "divider", "header"]


@settings(max_examples=30, deadline=None)
@given(st.lists(cards, max_size=8))
def test_every_home_is_within_slacks_limits_and_the_foreign_validators(shown: list[Card]) -> None:
    blocks = several(shown, words, most_blocks=limits.VIEW_BLOCKS, most_bytes=limits.VIEW_BYTES)
    view = {"type": "home", "blocks": blocks}

    assert limits.view_faults(view) == []
    assert foreign_home(view) == blocks


def test_each_line_of_a_listing_begins_with_its_link() -> None:
    line = Line(Link("Nr. 12", "https://solvik.slack.example/archives/C0SPORSMAL/p1"), "Frist i dag <!channel>")

    (block,) = message(Card("Kort", listings=(Listing("Forfalt", (line,)),)), words).blocks

    title, lines = block["elements"]
    link, rest = lines["elements"][0]["elements"]
    assert title["elements"][0]["text"] == "Forfalt"
    assert (link["type"], link["url"], link["text"]) == ("link", line.link.url, "Nr. 12")
    assert rest == {"type": "text", "text": " Frist i dag <!channel>"}


def test_a_line_without_an_address_shows_its_label_alone() -> None:
    (block,) = message(Card("Kort", listings=(Listing("Forfalt", (Line(Link("Nr. 12", ""), "Frist"),)),)), words).blocks

    assert [leaf["type"] for leaf in block["elements"][1]["elements"][0]["elements"]] == ["text", "text"]


def test_who_was_called_is_named_when_the_message_is_drawn_anew() -> None:
    shown = written(Card("s", body="Hjelp!", mentions=(Mention("U0OLA00001", "Ola Nordby"), Mention("S0FRONT001", ""))))

    assert "@Ola Nordby" in shown
    assert "<" not in shown
