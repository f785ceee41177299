"""Everything a citizen can send has its own name on the card, and its own way to be seen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sandbox.facebook.state.things import SimThing
from tests.listed import is_list
from tests.town import AHMED, ANNE, KARI, LIV, OLA, Town, buttons, shown, town

LINK = SimThing("fallback", "Rutetabell", "https://rute.example.no/")


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        (SimThing("image"), "Uten ord: et bilde."),
        (SimThing("video"), "Uten ord: en video."),
        (SimThing("audio"), "Uten ord: et lydopptak."),
        (SimThing("file", "søknad.pdf"), "Uten ord: en fil «søknad.pdf»."),
        (SimThing("location", at=(60.4, 10.5)), "Uten ord: et sted på kartet «60.40000, 10.50000»."),
        (LINK, "Uten ord: en lenke «Rutetabell» https://rute.example.no/."),
        (SimThing("reel", "Brannøvelse"), "Uten ord: en reel «Brannøvelse»."),
        (SimThing("unsupported"), "Uten ord: noe som Facebook ikke lar meg se."),
    ],
)
async def test_a_message_without_words_is_named_for_what_it_is_and_no_one_is_told_to_close_it(
    solvik: Town, thing: SimThing, name: str
) -> None:
    citizen = solvik.facebook.newcomer("Nora Ny")
    solvik.facebook.rarely.message("kino", citizen, "", thing)

    card = await solvik.card_with(name)

    assert "Trenger kanskje ikke svar" not in shown(card)
    assert buttons(card)[0] == "answer"


async def test_a_thumb_alone_may_be_closed(solvik: Town) -> None:
    solvik.facebook.rarely.message("kino", solvik.facebook.newcomer("Tor Tommel"), "", SimThing("sticker"))

    card = await solvik.card_with("Uten ord: et klistremerke «👍».")

    assert buttons(card)[0] in ("close", "no_answer")


async def test_a_picture_beside_words_is_told_with_the_way_to_see_it(solvik: Town, no_picture_can_be_had: None) -> None:
    card = (await solvik.asked(KARI, "Er dette giftig?", photo=True))[1]

    assert "med et bilde, se det på Facebook" in shown(card)


async def test_a_picture_in_a_message_is_looked_at_in_the_inbox(solvik: Town, no_picture_can_be_had: None) -> None:
    solvik.facebook.message("kino", solvik.facebook.newcomer("Bo Bilde"), "Er denne setet ødelagt?", photo=True)

    card = await solvik.card_with("Er denne setet ødelagt?")

    assert "med et bilde, se det i innboksen til siden på Facebook" in shown(card)


@pytest.fixture
def no_picture_can_be_had(solvik: Town) -> Iterator[None]:
    """Facebook's addresses of pictures lead nowhere in this story."""
    before = solvik.facebook.switches.picture
    solvik.facebook.switches.picture = replace(before, status=404)
    yield
    solvik.facebook.switches.picture = before


async def test_a_link_beside_words_is_shown_with_its_title(solvik: Town) -> None:
    solvik.facebook.rarely.message("kino", solvik.facebook.newcomer("Lise Lenke"), "Gjelder denne ruta ennå?", LINK)

    card = await solvik.card_with("Gjelder denne ruta ennå?")

    assert "med en lenke «Rutetabell» https://rute.example.no/" in shown(card)


async def test_a_link_in_a_comment_is_found_by_reading_and_completes_the_card(solvik: Town) -> None:
    shared = SimThing("share", "Avisa", "https://avisa.example.no/sak")
    solvik.facebook.rarely.comment("main", KARI, "Stemmer det som står i denne saken?", shared)

    card = await solvik.card_with("Stemmer det som står i denne saken?")

    assert "answer" in buttons(card)


async def test_a_number_in_a_links_title_is_masked(solvik: Town) -> None:
    link = SimThing("fallback", "Sak om 13819010050", "https://sak.example.no/")
    solvik.facebook.rarely.message(
        "kino", solvik.facebook.newcomer("Mia Maske"), "Hva skjer med denne saken min?", link
    )

    card = await solvik.card_with("Hva skjer med denne saken min?")

    assert "13819010050" not in shown(card)


async def test_three_question_marks_are_a_question(solvik: Town) -> None:
    solvik.facebook.message("kino", solvik.facebook.newcomer("Hva Hva"), "???")

    card = await solvik.card_with("???")

    assert buttons(card)[0] == "answer"


async def test_a_button_that_is_pressed_is_a_question(solvik: Town) -> None:
    solvik.facebook.rarely.press("kino", solvik.facebook.newcomer("Kim Knapp"), "Når har dere åpent i påsken?")

    card = await solvik.card_with("Når har dere åpent i påsken?")

    assert "trykket på en knapp" in shown(card)


async def test_a_message_that_is_taken_back_is_withdrawn(solvik: Town) -> None:
    mid = solvik.facebook.message("kino", solvik.facebook.newcomer("Ane Angrer"), "Er sjefen min en tosk?")
    card = await solvik.card_with("Er sjefen min en tosk?")

    solvik.facebook.rarely.unsend(mid)

    gone = await solvik.card_shows(card, "Slettet av innbyggeren")
    assert "tosk" not in shown(gone)


async def test_a_visitors_post_has_a_link_from_the_start(solvik: Town) -> None:
    post = solvik.facebook.visitor_post("main", LIV, "Hvem eier den røde hytta?")

    card = await solvik.card_with("Hvem eier den røde hytta?")

    assert f"facebook.com/{post}" in str(card.blocks)


async def test_an_event_of_the_page_is_no_question(solvik: Town) -> None:
    before = asked_in(solvik)

    solvik.facebook.rarely.put_up_event("main")
    await solvik.everything_is_heard()

    assert asked_in(solvik) == before + 1  # the card of the question by which everything is known to be heard


def asked_in(solvik: Town) -> int:
    """How many cards of questions there are; lists of reminders come in their own time."""
    return len([card for card in solvik.cards() if not is_list(card)])


async def test_a_comment_under_an_advertisement_is_a_question_like_any_other(solvik: Town) -> None:
    advertisement = solvik.facebook.rarely.advertise("main", "Søk barnehageplass nå!")

    asked, card = await solvik.asked(KARI, "Hvordan søker jeg på denne?", post_id=advertisement)

    await solvik.card_shows(card, "Søk barnehageplass nå!")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Søk på nettsiden."})
    await solvik.page_answers(asked, "Søk på nettsiden.")


# Where the page is a guest


async def test_a_mention_under_somebody_elses_post_is_called_that_and_promises_nothing(solvik: Town) -> None:
    solvik.facebook.rarely.mention("main", "Solvik kommune, når måker dere hos oss?")

    card = await solvik.card_with("når måker dere hos oss?")

    assert "nevner siden et annet sted" in shown(card)
    assert "Der kan jeg ikke svare" in shown(card)
    assert not {"answer", "holding", "ask", "redirect"} & {*buttons(card)}


async def test_nothing_is_published_where_the_page_is_a_guest(solvik: Town) -> None:
    solvik.facebook.rarely.mention("main", "Solvik kommune, når tiner vannet hos oss?")
    card = await solvik.card_with("når tiner vannet hos oss?")

    proposal = await solvik.proposed(OLA, card, "Vannet tiner i april.")
    await solvik.press(ANNE, proposal, "publish")

    await solvik.was_told(ANNE, "der kan jeg ikke svare")


async def test_what_was_answered_elsewhere_can_be_closed(solvik: Town) -> None:
    solvik.facebook.rarely.mention("main", "Solvik kommune, hvor er hundeparken?")
    card = await solvik.card_with("hvor er hundeparken?")

    await solvik.press_and_fill(ANNE, card, "close", {"reason": "answered_by_hand"})

    await solvik.card_shows(card, "besvart for hånd på Facebook")


# What is told later completes what was told first


async def test_an_author_who_is_told_later_is_known_from_then_on(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.no_author", match="comment add")
    asked, card = await solvik.asked(AHMED, "Når tømmes glasscontaineren?")
    assert "Ukjent innbygger" in shown(card)

    solvik.facebook.rarely.tell_again(asked)

    named = await solvik.card_shows(card, "Ahmed")
    assert "Ukjent innbygger" not in shown(named)
    solvik.asks(AHMED, "Den er helt full nå.", parent_id=asked)
    await solvik.card_shows(card, "Den er helt full nå.")
    assert len(solvik.cards_with("Den er helt full nå.")) == 1


async def test_a_mention_on_the_page_and_its_comment_are_one_question(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.drop", match="comment add")
    asked = solvik.asks(AHMED, "Solvik kommune, når åpner gjenbruksbua?")
    solvik.facebook.rarely.mention_of(asked)
    card = await solvik.card_with("når åpner gjenbruksbua?")

    solvik.facebook.rarely.tell_again(asked)

    whole = await solvik.card_shows(card, "Ahmed")
    assert f"comment_id={asked.rpartition('_')[2]}" in str(whole.blocks)
    assert "Under «" in shown(whole)
    assert len(solvik.cards_with("når åpner gjenbruksbua?")) == 1


async def test_an_author_whom_only_reading_tells_is_known_from_then_on() -> None:
    async with town() as own:
        own.sandbox.faults.arm("facebook.webhook.no_author", match="comment add")
        _, card = await own.asked(AHMED, "Når tømmes papircontaineren?")
        own.asks(KARI, "Lurer på det samme.")  # the post has moved, so it is read again

        await own.card_shows_in_time(card, "Ahmed")


# What a reply answers


async def test_the_words_that_a_reply_answers_stand_above_it(solvik: Town) -> None:
    above, _ = await solvik.asked(KARI, "Når blir det lys i lysløypa?")

    solvik.asks(AHMED, "Lurer på det samme", parent_id=above)

    card = await solvik.card_with("Lurer på det samme")
    text = shown(card)
    assert "dette svares det på" in text
    assert text.rindex("Når blir det lys i lysløypa?") < text.rindex("Lurer på det samme")


async def test_words_that_are_taken_back_are_not_shown_above_a_reply(solvik: Town) -> None:
    above, _ = await solvik.asked(KARI, "Er naboen min forbryter?")
    solvik.asks(AHMED, "Det lurer jeg også på", parent_id=above)
    card = await solvik.card_with("Det lurer jeg også på")

    solvik.facebook.edit(above, "Er naboen min hyggelig?")

    changed = await solvik.card_shows(card, "Er naboen min hyggelig?")
    assert "forbryter" not in shown(changed)


async def test_a_message_tells_which_earlier_one_it_answers(solvik: Town) -> None:
    citizen = solvik.facebook.newcomer("Rita Retur")
    first = solvik.facebook.message("kino", citizen, "Har dere billetter til lørdag?")
    card = await solvik.card_with("Har dere billetter til lørdag?")
    solvik.facebook.message("kino", citizen, "Og popkorn?")
    await solvik.card_shows(card, "Og popkorn?")

    solvik.facebook.rarely.message("kino", citizen, "To stykker, mente jeg.", reply_to=first)

    await solvik.card_shows(card, "svarer på «Har dere billetter til lørdag?»")


# Conversations of another application, and what nobody wrote


async def test_a_message_in_a_conversation_that_another_application_owns_is_heard(solvik: Town) -> None:
    citizen = solvik.facebook.newcomer("Stina Standby")
    solvik.facebook.rarely.give_away("kino", citizen)

    solvik.facebook.message("kino", citizen, "Er det noen som hører meg?")

    assert await solvik.card_with("Er det noen som hører meg?")


@pytest.mark.parametrize("app_id", ["", "263902037430900"])
async def test_an_automatic_reply_ends_nothing_whatever_it_carries(solvik: Town, app_id: str) -> None:
    citizen = solvik.facebook.newcomer(f"Aud Auto{app_id}")
    solvik.facebook.message("kino", citizen, f"Er det plass i kveld {app_id}?")
    solvik.facebook.rarely.reply_by_itself("kino", citizen, "Takk for meldingen!", app_id=app_id)

    card = await solvik.card_with(f"Er det plass i kveld {app_id}?")

    await solvik.card_shows(card, "Takk for meldingen!")
    assert "answer" in buttons(solvik.now(card))
