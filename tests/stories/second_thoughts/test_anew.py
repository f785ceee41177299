"""An answer that comes anew stands where the talk is and calls the desk once more; what stood before offers nothing."""

from sandbox.slack.state.values import SimMessage
from tests.chats import called
from tests.town import ANNE, INGRID, KARI, OLA, Town, buttons, shown
from tests.waiting import eventually

NO_LONGER = "Dette forslaget gjelder ikke lenger. Det nye står lenger ned i tråden."


def publishable(solvik: Town, card: SimMessage) -> list[SimMessage]:
    """The messages in the thread from which something can be published now."""
    return [each for each in solvik.slack.thread(card.channel, card.ts) if "publish" in buttons(each)]


async def test_a_new_answer_after_a_doubt_is_the_newest_message_and_calls_the_desk(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner hallen på lørdag da?")
    first = await solvik.proposed(OLA, card, "Hallen åpner klokka 9.")
    await solvik.replies(OLA, card, "hm vent, det stemmer ikke")
    await eventually(lambda: "Det er ikke noe forslag" in shown(solvik.now(first)))

    await solvik.replies(OLA, card, "Sjekket nå: hallen åpner 10")
    anew = await solvik.proposal(card, "Hei, Kari! Hallen åpner 10")

    assert anew.ts == solvik.slack.thread(card.channel, card.ts)[-1].ts
    assert ANNE in called(anew)
    await eventually(lambda: NO_LONGER in shown(solvik.now(first)))
    assert [each.ts for each in publishable(solvik, card)] == [anew.ts]
    await solvik.press(ANNE, anew, "publish")
    await solvik.page_answers(asked, "Hallen åpner 10")


async def test_the_older_message_leads_to_the_new_one(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner isbanen på lørdag da?")
    first = await solvik.proposed(OLA, card, "Isbanen åpner klokka 9.")
    await solvik.replies(OLA, card, "hm vent, det stemmer ikke")
    await eventually(lambda: "Det er ikke noe forslag" in shown(solvik.now(first)))

    await solvik.replies(OLA, card, "Sjekket nå: isbanen åpner 10")

    await solvik.proposal(card, "Hei, Kari! Isbanen åpner 10")
    await eventually(lambda: "Åpne det nye forslaget" in shown(solvik.now(first)))


async def test_a_doubt_is_shown_as_one_and_offers_no_answer(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner badstua på lørdag da?")
    await solvik.proposed(OLA, card, "Badstua åpner klokka 9.")
    await solvik.replies(OLA, card, "hm vent, det stemmer visst ikke")
    await solvik.thread_shows(card, "svaret er holdt tilbake")

    anew = await solvik.proposed(OLA, card, "Badstua åpner klokka 11.")

    await solvik.card_shows(anew, "holder svaret tilbake")
    assert buttons(solvik.now(anew)).count("use_this") == 1  # under the older answer, and none under the doubt


async def test_a_new_answer_after_a_colleagues_doubt_is_the_newest_message(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner kiosken på lørdag?")
    first = await solvik.proposed(OLA, card, "Kiosken åpner klokka 9.")
    await solvik.replies(INGRID, card, "er du sikker på det, Ola?")
    await solvik.proposal(card, "ikke tatt med: «er du sikker på det, Ola?»")

    await solvik.replies(OLA, card, "Nei, kiosken åpner klokka 12 på lørdag.")

    await eventually(lambda: NO_LONGER in shown(solvik.now(first)))
    anew = await solvik.proposal(card, "klokka 12")
    assert anew.ts != first.ts
    assert ANNE in called(anew)


async def test_more_of_the_same_answer_stands_in_the_same_message(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner badet på lørdag?")
    first = await solvik.proposed(OLA, card, "Badet åpner klokka 9.")

    more = await solvik.proposed(OLA, card, "Det stenger klokka 15.")

    assert more.ts == first.ts
    assert "@Kommunetorget" in shown(more) or "@Anne Berg" in shown(more)  # whom it called when it was posted


async def test_the_answer_to_a_new_question_leaves_the_published_one_where_it_stands(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner klatreveggen på lørdag?")
    first = await solvik.proposed(OLA, card, "Klatreveggen åpner klokka 9.")
    await solvik.press(ANNE, first, "publish")
    await solvik.page_answers(asked, "klokka 9")
    await eventually(lambda: "Publisert. Godkjent av Anne Berg." in shown(solvik.now(first)))
    solvik.asks(KARI, "Og når stenger den da?", parent_id=asked)
    await solvik.thread_shows(card, "har skrevet mer")

    second = await solvik.proposed(OLA, card, "Den stenger klokka 14.")

    assert called(second) == {ANNE}
    assert second.ts != first.ts
    assert "klokka 9" in shown(solvik.now(first))
    assert "Publisert. Godkjent av Anne Berg." in shown(solvik.now(first))
