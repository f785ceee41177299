"""What the desk has changed by hand and taken back: what colleagues say meanwhile is put into it, or shown beside it."""

from tests.town import ANNE, INGRID, KARI, OLA, Town, shown

TOLD = "Toget går klokka tolv hver lørdag fra stasjonen."


async def test_what_is_added_to_a_text_changed_by_hand_stands_where_it_was_said(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Hva koster en tur med museumstoget?")
    await slow.replies(INGRID, card, "Barn betaler 60 kroner.")
    await slow.proposal(card, "Barn betaler 60 kroner.")
    await slow.replies(OLA, card, "Toget går klokka tolv hver lørdag fra stasjonen.")
    proposal = await slow.proposal(card, "Svar fra Ola Nordby")
    await slow.press_and_fill(ANNE, proposal, "edit", {"text": f"Hei, Kari! Velkommen.\n{TOLD}\nHilsen Kommunetorget"})
    await slow.press(ANNE, await slow.card_shows(card, "Kan angres"), "undo")

    await slow.press(ANNE, await slow.proposal(card, "Velkommen."), "join")

    both = shown(await slow.proposal(card, "Svar fra Ola Nordby, Ingrid Moen"))
    assert both.index("Velkommen.") < both.index("Barn betaler 60 kroner.") < both.index(TOLD)


async def test_who_adds_words_whose_place_is_gone_is_told_where_they_stand(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Hva koster en tur med det gamle toget?")
    await slow.replies(INGRID, card, "Barn betaler 60 kroner.")
    await slow.proposal(card, "Barn betaler 60 kroner.")
    await slow.replies(OLA, card, TOLD)
    proposal = await slow.proposal(card, "Svar fra Ola Nordby")
    await slow.press_and_fill(ANNE, proposal, "edit", {"text": "Hei, Kari! Kom klokka tolv.\nHilsen Kommunetorget"})
    await slow.press(ANNE, await slow.card_shows(card, "Kan angres"), "undo")

    await slow.press(ANNE, await slow.proposal(card, "Kom klokka tolv."), "join")

    both = shown(await slow.proposal(card, "Svar fra Ola Nordby, Ingrid Moen"))
    assert both.index("Kom klokka tolv.") < both.index("Barn betaler 60 kroner.") < both.index("Hilsen Kommunetorget")
    await slow.was_told(ANNE, "Lagt til nederst i forslaget.")


async def test_what_the_desk_wrote_itself_is_shown_when_an_edit_takes_its_place(slow: Town) -> None:
    _, card = await slow.asked(KARI, "Når blir stikkrenna i Dalevegen rensket?")
    said = await slow.replies(OLA, card, "Stikkrenna blir rensket torsdag.")
    proposal = await slow.proposal(card, "Stikkrenna blir rensket torsdag.")
    words = "Hei, Kari! Stikkrenna blir rensket torsdag. Takk for at du sier fra.\nHilsen Kommunetorget"
    await slow.press_and_fill(ANNE, proposal, "edit", {"text": words})
    await slow.press(ANNE, await slow.card_shows(card, "Kan angres"), "undo")
    await slow.proposal(card, "endret av Anne Berg")

    await slow.slack.edit(OLA, card.channel, said, "Stikkrenna blir rensket fredag.")

    beside = shown(await slow.proposal(card, "skrevet her før svaret ble endret i tråden"))
    assert beside.index("Stikkrenna blir rensket fredag.") < beside.index("Takk for at du sier fra.")
