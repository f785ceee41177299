"""A citizen writes on a page, and a card with the words stands in the right channel, once."""

from tests.chats import called
from tests.town import AHMED, ANNA, ANNE, CHANNEL, JONAS, KARI, LIBRARY_CHANNEL, LIV, Town, buttons, shown


async def test_a_card_shows_who_asks_what(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner svømmehallen igjen?")

    assert "Kari Nordmann · svar innen onsdag kl. 15.30" in shown(card)
    assert "Kari Nordmann" in shown(card)


async def test_a_card_shows_the_post_the_question_stands_under(solvik: Town) -> None:
    post = solvik.facebook.new_post("main", "I morgen stenger vi vannet i Storgata fra kl. 8.")

    _, card = await solvik.asked(KARI, "Gjelder det bakgården også?", post_id=post)

    await solvik.card_shows(card, "Under «I morgen stenger vi vannet i …»")


async def test_a_card_says_until_when_an_answer_is_due(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor leverer jeg gamle briller?")

    assert "svar innen onsdag kl. 15.30" in shown(card)


async def test_a_card_offers_the_next_sensible_steps(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Har dere en liste over turløyper?")

    assert buttons(card) == ["answer", "ask", "holding", "take", "redirect", "close", "give_to", "hide"]


async def test_somebody_elses_reply_is_a_question_of_its_own(solvik: Town) -> None:
    asked, kari = await solvik.asked(KARI, "Hvor finner jeg skirenn for barn?")

    _, ahmed = await solvik.asked(AHMED, "Og hvor finner jeg kurs for voksne?", parent_id=asked)

    assert kari.ts != ahmed.ts
    assert "Ahmed Hassan · svar innen" in shown(ahmed)


async def test_a_reply_to_a_reply_of_the_same_citizen_continues_her_question(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Går skolebussen på fredag?")
    between = solvik.asks(AHMED, "Det lurer jeg også på, går den?", parent_id=asked)
    await solvik.card_with("Det lurer jeg også på, går den?")

    solvik.asks(LIV, "Jeg mener den fra Nordbygda.", parent_id=between)

    await solvik.card_shows(card, "Jeg mener den fra Nordbygda.")
    assert solvik.cards_with("Jeg mener den fra Nordbygda.")[0].ts == card.ts


async def test_where_facebook_nests_replies_deeper_the_question_goes_on_all_the_same(solvik: Town) -> None:
    solvik.facebook.switches.reparent_replies = False
    asked, card = await solvik.asked(LIV, "Er lysløypa tent i kveld?")
    between = solvik.asks(AHMED, "Er den preparert også?", parent_id=asked)
    await solvik.card_with("Er den preparert også?")

    solvik.asks(LIV, "Den på Åsen altså.", parent_id=between)
    solvik.facebook.switches.reparent_replies = True

    await solvik.card_shows(card, "Den på Åsen altså.")


async def test_a_visitors_post_with_a_photo_becomes_a_card(solvik: Town) -> None:
    solvik.facebook.visitor_post("main", KARI, "Se på dette hullet i veien ved skolen!", photo=True)

    card = await solvik.card_with("Se på dette hullet i veien ved skolen!")

    assert "Kari Nordmann i et innlegg · svar innen" in shown(card)


async def test_a_photo_without_words_becomes_a_card_that_says_so(solvik: Town) -> None:
    solvik.facebook.visitor_post("kulturskole", AHMED, photo=True)

    card = await solvik.card_with("Solvik kulturskole")

    assert "Uten ord: et bilde." in shown(card)


async def test_a_message_becomes_a_card(solvik: Town) -> None:
    solvik.facebook.message("main", LIV, "Hei, når har dere åpent på torsdag?")

    card = await solvik.card_with("Hei, når har dere åpent på torsdag?")

    assert "i en melding · svar innen" in shown(card)


async def test_a_message_names_its_writer_although_facebook_told_only_a_number(solvik: Town) -> None:
    solvik.facebook.message("landbruk", ANNA, "Hei, hvor søker jeg om hogst?")

    card = await solvik.card_with("Hei, hvor søker jeg om hogst?")

    await solvik.card_shows(card, "Anna Kowalska")


async def test_a_second_message_names_its_writer_too(solvik: Town) -> None:
    solvik.facebook.message("kulturskole", ANNA, "Hei, har dere orgel?")
    card = await solvik.card_with("Hei, har dere orgel?")
    await solvik.card_shows(card, "Anna Kowalska")

    solvik.facebook.message("kulturskole", ANNA, "Eller piano?")

    await solvik.card_shows(card, "Eller piano?")
    assert "Ukjent innbygger" not in shown(solvik.now(card))


async def test_each_page_has_its_own_channel(solvik: Town) -> None:
    solvik.asks(KARI, "Har dere den nye boka om Mjøsa?", page="bibliotek")

    await solvik.card_with("Har dere den nye boka om Mjøsa?", LIBRARY_CHANNEL)
    assert not solvik.cards_with("Har dere den nye boka om Mjøsa?", CHANNEL)


async def test_pages_that_share_a_channel_are_told_apart_on_the_card(solvik: Town) -> None:
    solvik.asks(KARI, "Kan jeg betale med kort i kiosken?", page="kino")

    card = await solvik.card_with("Kan jeg betale med kort i kiosken?")

    assert "Solvik kino" in shown(card)


async def test_an_event_that_comes_twice_makes_one_card(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.duplicate")

    solvik.asks(KARI, "Kommer dette bare én gang?")
    await solvik.everything_is_heard()

    assert len(solvik.cards_with("Kommer dette bare én gang?")) == 1


async def test_an_event_of_an_unknown_kind_disturbs_nobody(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.strange")

    _, card = await solvik.asked(KARI, "Kommer dette fram likevel?")

    assert "Kari Nordmann" in shown(card)


async def test_a_citizen_facebook_does_not_name_is_answered_all_the_same(solvik: Town) -> None:
    solvik.facebook.switches.omit_from = True
    asked, card = await solvik.asked(KARI, "Kan jeg spørre uten navn?")
    solvik.facebook.switches.omit_from = False

    assert "Ukjent innbygger" in shown(card)
    await solvik.press_and_fill("U0ANNE0001", card, "answer", {"text": "Hei! Ja, det kan du."})
    await solvik.page_answers(asked, "Hei! Ja, det kan du.")


async def test_what_may_be_an_emergency_calls_the_desk_with_the_words_and_the_way_there(solvik: Town) -> None:
    solvik.asks(LIV, "Hjelp, det brenner i garasjen ved siden av skolen!")

    alarm = await solvik.card_with("Det kan haste: spørsmål")

    assert "det brenner i garasjen" in shown(alarm)
    assert "Liv Solberg" in shown(alarm)
    assert {ANNE, JONAS} <= called(alarm)
    assert "Se på Facebook" in shown(alarm)
