"""From a citizen's comment to the published answer, told as it happens."""

from tests.town import AHMED, ANNE, JONAS, KARI, LIV, OLA, Town, shown


async def test_an_experts_reply_is_published_when_the_front_desk_approves(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når brøyter dere Skogvegen?")

    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "holding"})
    await solvik.page_answers(asked, "du får svar her innen onsdag kl. 15.30")
    await solvik.thread_shows(card, "Anne Berg spør Teknisk drift")
    proposal = await solvik.proposed(OLA, card, "Vi brøyter Skogvegen i kveld.")
    await solvik.press(JONAS, proposal, "publish")

    answer = await solvik.page_answers(asked, "Vi brøyter Skogvegen i kveld.")
    assert answer.text == "Hei, Kari! Vi brøyter Skogvegen i kveld.\nHilsen Kommunetorget"
    assert len(solvik.public(asked)) == 2


async def test_the_card_shows_who_answered_who_approved_and_where_it_stands(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når strør dere Bakkevegen?")
    proposal = await solvik.proposed(OLA, card, "Vi strør Bakkevegen i ettermiddag.")

    await solvik.press(JONAS, proposal, "publish")

    await solvik.page_answers(asked, "Vi strør Bakkevegen i ettermiddag.")
    done = await solvik.card_shows(card, "Publisert av Jonas Lie ")
    assert "Se svaret på Facebook" in shown(done)


async def test_nothing_written_in_a_thread_is_public_by_itself(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er hallen åpen på søndag?")

    await solvik.proposed(OLA, card, "Ja, til klokka ni.")
    await solvik.replies(ANNE, card, "Takk, Ola!")
    await solvik.everything_is_heard()

    assert solvik.public(asked) == []


async def test_a_question_in_a_reply_is_answered_in_the_same_facebook_thread(solvik: Town) -> None:
    above = solvik.asks(KARI, "Hvor er det ledige plasser i korps?")
    _, card = await solvik.asked(AHMED, "Og er det ledig i kor?", parent_id=above)

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Ahmed! Ja, i koret er det ledig."})

    await solvik.page_answers(above, "Hei, Ahmed! Ja, i koret er det ledig.")


async def test_two_citizens_in_one_thread_both_get_their_answer(solvik: Town) -> None:
    above, kari = await solvik.asked(KARI, "Når er det folkebad?")
    _, ahmed = await solvik.asked(AHMED, "Er det folkebad for bare kvinner også?", parent_id=above)
    solvik.sandbox.faults.arm("facebook.webhook.drop", match="comment add")  # of our own answer

    await solvik.press_and_fill(ANNE, ahmed, "answer", {"text": "Hei, Ahmed! Ja, hver torsdag."})
    await solvik.page_answers(above, "Ja, hver torsdag.")
    await solvik.press_and_fill(ANNE, kari, "answer", {"text": "Hei, Kari! Lørdag og søndag."})

    await solvik.page_answers(above, "Lørdag og søndag.")


async def test_a_visitors_post_is_answered_under_the_post(solvik: Town) -> None:
    post = solvik.facebook.visitor_post("main", LIV, "Hvem eier den gamle låven ved elva?")
    card = await solvik.card_with("Hvem eier den gamle låven ved elva?")

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Liv! Den eier kommunen."})

    await solvik.page_answers(post, "Hei, Liv! Den eier kommunen.")


async def test_a_message_is_answered_by_message(solvik: Town) -> None:
    solvik.facebook.message("main", KARI, "Kan dere svare meg her?")
    card = await solvik.card_with("Kan dere svare meg her?")

    await solvik.press_and_fill(ANNE, card, "answer", {"text": "Hei, Kari! Ja, det kan vi."})

    await solvik.card_shows(card, "Publisert av")
    assert [m.text for m in solvik.facebook.conversation("main", KARI)][1:] == ["Hei, Kari! Ja, det kan vi."]


async def test_a_citizen_is_answered_in_her_own_form_of_norwegian(solvik: Town) -> None:
    asked, card = await solvik.asked(LIV, "Kva tid opnar de biblioteket på laurdag? Eg veit ikkje.")

    proposal = await solvik.proposed(OLA, card, "Klokka ti.")
    await solvik.press(ANNE, proposal, "publish")

    answer = await solvik.page_answers(asked, "Klokka ti.")
    assert answer.text.endswith("Helsing Kommunetorget")
