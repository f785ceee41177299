"""What experts write in the thread becomes the proposal, and follows their newest words."""

from tests.chats import only_in_slack
from tests.town import ANNE, INGRID, JONAS, KARI, KJELL, OLA, TURID, Town, buttons, shown
from tests.waiting import eventually


async def test_the_newest_experts_words_are_the_proposal(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor bred er brua?")
    await solvik.proposed(OLA, card, "Den er fire meter.")

    proposal = await solvik.proposed(INGRID, card, "Den er fem meter etter utvidelsen.")
    await solvik.press(ANNE, proposal, "publish")

    await solvik.page_answers(asked, "Den er fem meter etter utvidelsen.")


async def test_there_is_one_proposal_in_the_thread(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor lang er brua?")
    await solvik.proposed(OLA, card, "Den er tjue meter.")

    await solvik.proposed(INGRID, card, "Den er tretti meter.")

    assert len(solvik.in_thread(card, "Forslag til svar")) == 1


async def test_the_proposal_follows_an_edited_reply(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor høy er brua?")
    reply = await solvik.replies(OLA, card, "Den er to meter.")
    await solvik.proposal(card, "Den er to meter.")

    await solvik.slack.edit(OLA, card.channel, reply, "Den er tre meter.")

    await solvik.proposal(card, "Hei, Kari! Den er tre meter.")


@only_in_slack("a fault of Slack's chat.update")
async def test_an_answer_approved_from_an_outdated_screen_is_refused(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor gammel er brua?")
    old = await solvik.proposed(OLA, card, "Den er fra 1960.")
    solvik.sandbox.faults.arm("slack.http_503", times=None, match="chat.update")
    calls = len(solvik.slack.calls)
    await solvik.replies(INGRID, card, "Den er fra 1966.")
    await eventually(lambda: [call for call in solvik.slack.calls[calls:] if call.status == 503])

    await solvik.press(ANNE, old, "publish")

    await solvik.was_told(ANNE, "Forslaget er endret siden du så det.")
    assert solvik.public(asked) == []


async def test_without_the_reply_it_came_from_there_is_no_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem eier brua?")
    reply = await solvik.replies(OLA, card, "Det er fylket som eier den.")
    await solvik.proposal(card, "Det er fylket som eier den.")

    await solvik.slack.delete(OLA, card.channel, reply)

    await solvik.thread_shows(card, "Det er ikke noe forslag til svar lenger.")
    await solvik.card_shows(card, "Svar eller foreløpig svar innen")


async def test_who_deleted_it_is_named_and_what_else_was_said_can_be_used(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem måker brua?")
    await solvik.replies(TURID, card, "Brua måkes av fylket.")
    await solvik.thread_shows(card, "er ikke ført opp som fagperson")
    reply = await solvik.replies(OLA, card, "Det gjør vi selv.")
    await solvik.proposal(card, "Det gjør vi selv.")

    await solvik.slack.delete(OLA, card.channel, reply)

    told = await solvik.thread_shows(card, "Ola Nordby har slettet svaret sitt.")
    assert "Brua måkes av fylket." in shown(told)
    await solvik.press(ANNE, told, "use_this")
    await solvik.press(ANNE, await solvik.proposal(card, "Hei, Kari! Brua måkes av fylket."), "publish")
    await solvik.page_answers(asked, "Brua måkes av fylket.")


async def test_who_takes_it_back_in_words_is_named(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem vasker brua?")
    await solvik.proposed(OLA, card, "Den vaskes hver mandag.")

    await solvik.replies(OLA, card, "Vent, ikke send det jeg skrev")

    await solvik.thread_shows(card, "Ola Nordby har trukket svaret tilbake.")


async def test_when_one_expert_deletes_the_others_words_are_proposed(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem bygde brua?")
    await solvik.proposed(OLA, card, "Det gjorde Brødrene Dahl.")
    wrong = await solvik.replies(INGRID, card, "Det gjorde Veidekke.")
    await solvik.proposal(card, "Det gjorde Veidekke.")

    await solvik.slack.delete(INGRID, card.channel, wrong)

    await solvik.proposal(card, "Det gjorde Brødrene Dahl.")


async def test_an_asked_question_whose_reply_is_deleted_waits_for_the_expert_again(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem tegnet brua?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    reply = await solvik.replies(OLA, card, "Det må være Norsk Brukonsult.")
    await solvik.proposal(card, "Det må være Norsk Brukonsult.")

    await solvik.slack.delete(OLA, card.channel, reply)

    await solvik.card_shows(card, "Venter på svar fra Teknisk drift.")


async def test_what_the_desk_writes_is_talk(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor er brua?")

    await solvik.replies(ANNE, card, "Kan noen se på denne?")
    await solvik.everything_is_heard()

    assert not solvik.in_thread(card, "Forslag til svar")


async def test_what_somebody_without_a_part_writes_is_talk(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er brua åpen?")

    await solvik.replies(TURID, card, "Jeg kjørte der i går.")
    await solvik.everything_is_heard()

    assert not solvik.in_thread(card, "Forslag til svar")


async def test_a_managers_words_are_proposed_like_an_experts(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når rives brua?")

    proposal = await solvik.proposed(KJELL, card, "Den rives i 2028.")

    assert "Svar fra Kjell Strand" in shown(proposal)


async def test_the_desk_can_pick_its_own_words_as_the_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem kan låne brua?")
    talk = await solvik.replies(ANNE, card, "Alle kan bruke den.")
    await solvik.everything_is_heard()

    await solvik.slack.shortcut(ANNE, card.channel, talk, "use_as_answer")
    proposal = await solvik.proposal(card, "Hei, Kari! Alle kan bruke den.")
    await solvik.press(ANNE, proposal, "publish")

    await solvik.page_answers(asked, "Alle kan bruke den.")


async def test_picking_something_outside_a_questions_thread_is_explained(solvik: Town) -> None:
    elsewhere = await solvik.slack.say(ANNE, "C0SPORSMAL", "Noen som vil ha kaffe?")

    await solvik.slack.shortcut(ANNE, "C0SPORSMAL", elsewhere, "use_as_answer")

    await solvik.was_told(ANNE, "Bruk dette på et svar i tråden under et spørsmål.")


async def test_a_greeting_the_expert_wrote_herself_is_not_doubled_and_there_is_one_sign_off(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvor parkerer jeg ved brua?")
    await solvik.replies(OLA, card, "Hei Kari! Bak skolen.\nMvh Ola")
    proposal = await solvik.proposal(card, "Hei Kari! Bak skolen.\nHilsen")

    await solvik.press(ANNE, proposal, "publish")

    assert (await solvik.page_answers(asked, "Bak skolen.")).text == "Hei Kari! Bak skolen.\nHilsen Kommunetorget"


async def test_a_reply_edited_after_the_answer_is_out_changes_nothing_but_is_said(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er brua saltet?")
    reply = await solvik.replies(OLA, card, "Ja, den er saltet.")
    proposal = await solvik.proposal(card, "Ja, den er saltet.")
    await solvik.press(JONAS, proposal, "publish")
    await solvik.page_answers(asked, "Ja, den er saltet.")

    await solvik.slack.edit(OLA, card.channel, reply, "Nei, den er bare strødd.")

    await solvik.thread_shows(card, "Det publiserte svaret er ikke endret.")
    assert "strødd" not in solvik.public(asked)[0]


@only_in_slack("Teams need not tell that a message of ours was deleted; test_teams_troubles")
async def test_a_deleted_proposal_comes_back(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Tåler brua en lastebil?")
    proposal = await solvik.proposed(OLA, card, "Ja, opptil ti tonn.")

    await solvik.slack.delete_card(card.channel, proposal.ts)

    again = await solvik.proposal(card, "Ja, opptil ti tonn.")
    assert again.ts != proposal.ts
    assert "publish" in buttons(again)


@only_in_slack("a fault of Slack's events")
async def test_a_message_held_up_on_the_way_does_not_take_the_place_of_newer_words(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem malte brua?")
    solvik.sandbox.faults.arm("slack.event_late", match="message")
    await solvik.replies(OLA, card, "Den er ikke malt.")
    await solvik.proposed(INGRID, card, "Den ble malt av Solvik malerforening.")

    await eventually(lambda: not solvik.slack.unheard)
    solvik.asks(KARI, "Bare lurte!", parent_id=asked)
    await solvik.thread_shows(card, "Bare lurte!")

    assert len(solvik.in_thread(card, "Den ble malt av Solvik malerforening.")) == 2  # the message and the proposal


async def test_a_published_proposal_says_so_and_folds(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når åpner stupetårnet i hallen igjen?")
    proposal = await solvik.proposed(OLA, card, f"Det åpner mandag 4. januar. {'Velkommen!' * 20} Ta med håndkle.")

    await solvik.press(ANNE, proposal, "publish")

    await solvik.page_answers(asked, "Ta med håndkle.")
    await solvik.thread_shows(card, "Publisert. Godkjent av Anne Berg.")
    folded = shown(solvik.now(proposal))
    assert "Forslag til svar" not in folded
    assert "Det åpner mandag 4. januar." in folded
    assert len(folded) < 400
    assert "http" in folded


async def test_a_proposal_that_was_left_when_the_question_was_closed_says_so(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er isen sikker på vannet?")
    proposal = await solvik.proposed(OLA, card, "Ja, isen er målt til 20 cm.")

    await solvik.press_and_fill(ANNE, card, "close", {"reason": "answered_elsewhere"})

    await solvik.thread_shows(card, "Dette ble ikke publisert.")
    assert buttons(solvik.now(proposal)) == []
