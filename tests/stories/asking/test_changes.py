"""What a citizen wrote is edited, deleted or hidden, and events arrive in any order."""

from datetime import timedelta

from tests.chats import called, only_in_slack
from tests.town import ANNE, KARI, LIV, OLA, PATIENCE, Town, buttons, shown, town
from tests.waiting import eventually


async def test_an_edit_that_arrives_first_wins(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.reorder", match="comment add")

    asked = solvik.asks(KARI, "Når åpner ismuseet?")
    solvik.facebook.edit(asked, "Når åpner skimuseet?")
    card = await solvik.card_with("Når åpner skimuseet?")
    await solvik.everything_is_heard()

    assert "ismuseet" not in shown(solvik.now(card)).replace("skimuseet", "")
    assert len(solvik.cards_with("Når åpner skimuseet?")) == 1


async def test_what_was_deleted_before_it_was_heard_of_never_gets_a_card(solvik: Town) -> None:
    solvik.sandbox.faults.arm("facebook.webhook.reorder", match="comment add")

    asked = solvik.asks(KARI, "Angrer jeg på dette?")
    solvik.facebook.delete(asked)
    await solvik.everything_is_heard()

    assert not solvik.cards_with("Angrer jeg på dette?")


async def test_the_card_shows_the_newest_words_and_that_they_were_edited(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er festen i byen?")

    solvik.facebook.edit(asked, "Når er festen i bygda?")

    edited = await solvik.card_shows(card, "Når er festen i bygda?")
    assert "endret på Facebook" in shown(edited)
    assert "festen i byen" not in shown(edited)


async def test_the_thread_is_told_of_an_edit(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er det parkering ved kirka?")

    solvik.facebook.edit(asked, "Er det parkering ved skolen?")

    told = await solvik.thread_shows(card, "Innbyggeren har endret spørsmålet:")
    assert "Er det parkering ved skolen?" in shown(told)


async def test_an_edited_message_shows_its_newest_words(solvik: Town) -> None:
    mid = solvik.facebook.message("landbruk", LIV, "Når kommer tilskuddet for sau?")
    card = await solvik.card_with("Når kommer tilskuddet for sau?")

    solvik.facebook.edit_message(mid, "Når kommer tilskuddet for geit?")

    await solvik.card_shows(card, "Når kommer tilskuddet for geit?")


async def test_a_deleted_question_is_withdrawn_and_nobody_needs_to_do_anything(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem bor i nummer fem?")

    solvik.facebook.delete(asked)

    gone = await solvik.card_shows(card, "Slettet av innbyggeren")
    assert "Hvem bor i nummer fem?" not in shown(gone)
    assert buttons(gone) == ["whole"]


async def test_the_proposal_for_a_deleted_question_offers_nothing_more(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem eier brygga?")
    proposal = await solvik.proposed(OLA, card, "Brygga er kommunens.")

    solvik.facebook.delete(asked)

    left = await solvik.card_shows(proposal, "Dette ble ikke publisert.")
    assert "Dette blir publisert" not in shown(left)
    assert buttons(left) == []


async def test_the_thread_is_told_of_a_deletion(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvorfor kom ikke bussen?")

    solvik.facebook.delete(asked)

    await solvik.thread_shows(card, "Innbyggeren har slettet noe på Facebook.")


async def test_a_question_stays_open_while_some_of_its_words_still_stand(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når er det loppemarked i hallen?")
    more = solvik.asks(KARI, "Og hva koster en bod?", parent_id=solvik.facebook.comments(_post(solvik))[-1].id)
    await solvik.card_shows(card, "Og hva koster en bod?")

    solvik.facebook.delete(more)

    left = await solvik.card_shows(card, "Slettet av innbyggeren")
    assert "Når er det loppemarked i hallen?" in shown(left)
    assert "answer" in dict(left.buttons())


async def test_a_visitors_post_that_is_deleted_is_withdrawn(solvik: Town) -> None:
    post = solvik.facebook.visitor_post("main", LIV, "Jeg fant en katt ved rådhuset!")
    card = await solvik.card_with("Jeg fant en katt ved rådhuset!")

    solvik.facebook.delete(post)

    await solvik.card_shows(card, "Slettet av innbyggeren")


async def test_a_hidden_comment_is_marked_on_its_card(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan dere fjerne naboens søppel?")

    solvik.facebook.hide(asked)

    await solvik.card_shows(card, "Kommentaren er skjult på Facebook.")


async def test_a_comment_that_is_shown_again_is_no_longer_marked(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan dere male benken i parken?")
    solvik.facebook.hide(asked)
    await solvik.card_shows(card, "Kommentaren er skjult på Facebook.")

    solvik.facebook.unhide(asked)

    await solvik.card_no_longer_shows(card, "Kommentaren er skjult på Facebook.")
    await solvik.thread_shows(card, "Kommentaren vises igjen på Facebook.")


async def test_an_edit_after_the_answer_is_shown_to_the_desk(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Koster det noe å låne ski?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Nei, det er gratis."})
    await solvik.card_shows(card, "Publisert av")

    solvik.facebook.edit(asked, "Koster det noe å låne kano?")

    await solvik.card_shows(card, "Koster det noe å låne kano?")
    await solvik.thread_shows(card, "Innbyggeren har endret spørsmålet:")


async def test_a_question_that_becomes_another_under_a_ready_answer_calls_its_owner_once_and_the_proposal_says_so(
    solvik: Town,
) -> None:
    asked, card = await solvik.asked(KARI, "Hvorfor er det ikke vann i Lia?")
    await solvik.press(ANNE, card, "take")
    proposal = await solvik.proposed(OLA, card, "Vannet er tilbake kl. 14.")
    solvik.clock.move(timedelta(minutes=2))

    solvik.facebook.edit(asked, "Hvorfor lukter det kloakk i Lia?")

    await solvik.card_shows(proposal, "Innbyggeren har endret spørsmålet etter at dette svaret ble skrevet.")
    told = await solvik.thread_shows(card, "Innbyggeren har endret spørsmålet:")
    assert called(told) == {ANNE}
    await solvik.press(ANNE, proposal, "publish")
    assert "Hvorfor lukter det kloakk i Lia?" in shown(await solvik.form_of(ANNE))
    assert solvik.public(asked) == []
    solvik.facebook.edit(asked, "Hvorfor lukter det kloakk i hele Lia?")
    await solvik.thread_shows(card, "i hele Lia?")
    await solvik.everything_is_heard()
    assert not [one for one in solvik.in_thread(card, "i hele Lia?") if one.ts > told.ts and called(one)]


async def test_what_the_citizen_adds_under_a_ready_answer_is_said_on_the_proposal(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er det åpent i kiosken?")
    proposal = await solvik.proposed(OLA, card, "Kiosken er åpen til kl. 17.")
    solvik.clock.move(timedelta(minutes=2))

    solvik.asks(KARI, "Og i kaféen?", parent_id=asked)

    await solvik.card_shows(proposal, "Innbyggeren har skrevet mer etter at dette svaret ble skrevet.")


async def test_our_notes_in_the_thread_follow_what_the_citizen_takes_back(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når kommer snøplogen?")
    more = solvik.asks(KARI, "Jeg bor i Skogveien 12 og har fått kreft", parent_id=asked)
    await solvik.thread_shows(card, "Innbyggeren har skrevet mer:")

    solvik.facebook.delete(more)

    await solvik.thread_shows(card, "Innbyggeren har slettet noe på Facebook.")
    await eventually(lambda: not solvik.in_thread(card, "Innbyggeren har skrevet mer:"), within=PATIENCE)
    assert not [line for line in solvik.thread(card) if "kreft" in line or "Skogveien" in line]


async def test_who_takes_back_everything_leaves_neither_words_nor_name_in_the_thread(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Når kommer grusbilen til Liaveien?")
    more = solvik.asks(LIV, "Det er pinlig for meg å si det", parent_id=asked)
    await solvik.thread_shows(card, "Innbyggeren har skrevet mer:")

    solvik.facebook.delete(more)
    solvik.facebook.delete(asked)

    gone = await solvik.card_no_longer_shows(card, "Liv Solberg")
    await eventually(lambda: not solvik.in_thread(card, "pinlig"), within=PATIENCE)
    await eventually(lambda: not solvik.in_thread(card, "Liv Solberg"), within=PATIENCE)
    assert "En innbygger\n" in shown(gone)
    assert "Slettet av innbyggeren" in shown(gone)
    assert not [line for line in [shown(gone), *solvik.thread(card)] if "Liaveien" in line]


async def test_our_notes_in_the_thread_follow_an_edit(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når kommer feiebilen?")
    more = solvik.asks(KARI, "Pin-koden min er 4711", parent_id=asked)
    await solvik.thread_shows(card, "Innbyggeren har skrevet mer:")

    solvik.facebook.edit(more, "Til Storgata, mener jeg")

    await solvik.thread_shows(card, "Innbyggeren har endret spørsmålet:")
    await eventually(lambda: not solvik.in_thread(card, "Innbyggeren har skrevet mer:"), within=PATIENCE)


def _post(solvik: Town) -> str:
    return solvik.facebook.posts("main")[0].id


@only_in_slack("a fault of Slack's chat.update")
async def test_what_is_written_while_the_card_is_being_redrawn_is_drawn_after_it() -> None:
    async with town() as solvik:
        asked, card = await solvik.asked(LIV, "Hvor leier jeg hytte?")
        meanwhile: list[str] = []

        def redrawn(step: str) -> None:
            if step == "slack.chat.update.received" and not meanwhile:
                meanwhile.append(solvik.asks(LIV, "Helst ved vannet.", parent_id=asked))

        solvik.slack.patience.slow_seconds = 1.0
        solvik.sandbox.faults.arm("slack.slow", match="chat.update")
        solvik.sandbox.on_step(redrawn)
        solvik.asks(LIV, "Med båt, takk.", parent_id=asked)

        await solvik.card_shows(card, "Helst ved vannet.")
        assert solvik.sandbox.faults.struck["slack.slow"]


async def test_a_question_deleted_after_the_answer_shows_no_words_and_asks_for_nothing(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor parkerer jeg ved svømmehallen i Lia?")
    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Bak bygget, ved innkjørselen.\nHilsen Kommunetorget"})
    await solvik.card_shows(card, "Publisert av Anne Berg")

    solvik.facebook.delete(asked)

    gone = await solvik.card_shows(card, "Slettet av innbyggeren")
    assert "svømmehallen i Lia" not in shown(gone)
    assert not {"answer", "ask", "holding", "redirect"} & set(buttons(gone))


async def test_what_staff_delete_by_hand_is_not_said_to_be_deleted_by_the_citizen(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem eier den gamle låven i Lia?")

    solvik.facebook.delete(asked, by_page=True)

    gone = await solvik.card_shows(card, "Slettet fra siden på Facebook")
    assert "innbyggeren" not in shown(gone)
    await solvik.thread_shows(card, "er slettet fra siden på Facebook")
