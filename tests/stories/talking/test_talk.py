"""The thread is a conversation: what colleagues mean becomes the proposal, and nothing they write is lost."""

import pytest

from tests.chats import called, only_in_slack
from tests.town import ANNE, INGRID, KARI, OLA, PATIENCE, TURID, Town, buttons, shown
from tests.waiting import eventually


async def test_small_talk_does_not_replace_an_answer(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er det lov å parkere ved brygga?")
    await solvik.proposed(OLA, card, "Nei, parkering er forbudt der.")

    await solvik.replies(OLA, card, "takk!")
    await solvik.replies(OLA, card, "ok")

    proposal = await solvik.proposal(card, "2 til i tråden: bare takk")
    assert "Hei, Kari! Nei, parkering er forbudt der.\nHilsen" in shown(proposal)


async def test_words_that_may_be_meant_for_colleagues_are_named_in_the_proposal(solvik: Town) -> None:
    """What is unclear is proposed, so that nothing vanishes, and told, so that it is not published unseen."""
    _, card = await solvik.asked(KARI, "Hvem rydder stranda?")

    proposal = await solvik.proposed(
        OLA, card, "Velforeningen rydder stranda hver vår. Det er litt uklart hvem som eier den."
    )

    assert "«Det er litt uklart hvem som eier den.» kan være ment for kolleger." in shown(proposal)


async def test_what_may_be_meant_for_colleagues_is_taken_out_with_one_click(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvem rydder stranda?")
    proposal = await solvik.proposed(
        OLA,
        card,
        "Velforeningen rydder stranda hver vår. Det er litt uklart hvem som eier den. Ta gjerne med søppelsekk.",
    )

    await solvik.press(ANNE, proposal, "leave_out")

    without = await solvik.proposal(card, "hver vår. Ta gjerne med søppelsekk.")
    assert "tatt ut da svaret ble endret" in shown(without)
    assert "leave_out" not in [name.partition("#")[0] for name in buttons(without)]
    await solvik.press(ANNE, without, "publish")
    await solvik.page_answers(asked, "Velforeningen rydder stranda hver vår. Ta gjerne med søppelsekk.")


async def test_two_messages_of_one_expert_are_one_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er hallen åpen?")
    await solvik.proposed(OLA, card, "Hallen er åpen lørdag.")

    proposal = await solvik.proposed(OLA, card, "Fra kl. 11 til 16.")
    await solvik.press(ANNE, proposal, "publish")

    answer = await solvik.page_answers(asked, "Fra kl. 11 til 16.")
    assert answer.text.startswith("Hei, Kari! Hallen er åpen lørdag.\nFra kl. 11 til 16.\nHilsen")


async def test_a_question_back_is_shown_with_a_way_to_ask_the_citizen(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når blir veien brøytet?")
    await solvik.replies(OLA, card, "Hvilken vei mener hun?")
    note = await solvik.thread_shows(card, "Ola Nordby spør i tråden")

    await solvik.press(ANNE, note, "clarify")
    await solvik.fill(ANNE, {})

    await solvik.page_answers(asked, "Kan du skrive litt mer")


async def test_the_desk_can_switch_to_another_experts_words(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hva er fristen?")
    await solvik.proposed(OLA, card, "Fristen er 1. februar.")
    proposal = await solvik.proposed(INGRID, card, "Fristen er 1. mars.")
    assert "svar fra før" in shown(proposal)
    assert "Ola Nordby har svart noe annet." in shown(proposal)

    await solvik.press(ANNE, proposal, "use_this")

    await solvik.press(ANNE, await solvik.proposal(card, "Hei, Kari! Fristen er 1. februar."), "publish")
    await solvik.page_answers(asked, "Fristen er 1. februar.")


async def test_an_english_question_with_a_norwegian_answer_is_told_to_be_translated(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Is there any parking near the church on Sundays?")

    proposal = await solvik.proposed(OLA, card, "Ja, det er parkering bak kirka.")

    assert "Innbyggeren skrev på engelsk, og svaret er på norsk." in shown(proposal)


async def test_the_desk_can_join_the_words_of_two_experts(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Kan jeg kaste maling hos dere?")
    await solvik.proposed(OLA, card, "Maling leveres som farlig avfall.")
    proposal = await solvik.proposed(INGRID, card, "Stasjonen er åpen tirsdag 12 til 19.")

    await solvik.press(ANNE, proposal, "join")

    both = await solvik.proposal(
        card, "Maling leveres som farlig avfall.\nStasjonen er åpen tirsdag 12 til 19.\nHilsen"
    )
    assert "join" not in [name.partition("#")[0] for name in buttons(both)]


async def test_what_the_desk_drafts_and_the_expert_agrees_to_is_the_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når er hallen åpen?")
    await solvik.replies(ANNE, card, "Er dette ok? «Hallen er åpen lørdag fra 11 til 16.»")

    await solvik.replies(OLA, card, "ok for meg")

    proposal = await solvik.proposal(card, "Hei, Kari! Hallen er åpen lørdag fra 11 til 16.\nHilsen")
    await solvik.press(ANNE, proposal, "publish")
    await solvik.page_answers(asked, "Hallen er åpen lørdag fra 11 til 16.")


async def test_a_short_correction_is_part_of_the_answer_until_it_is_deleted(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når begynner møtet?")
    await solvik.proposed(OLA, card, "Møtet begynner klokka 18 i kantina.")

    said = await solvik.replies(OLA, card, "nei, klokka 16")

    await solvik.proposal(card, "Hei, Kari! Møtet begynner klokka 16 i kantina.\nHilsen")
    await solvik.slack.delete(OLA, card.channel, said)
    await solvik.proposal(card, "Hei, Kari! Møtet begynner klokka 18 i kantina.\nHilsen")


async def test_a_correction_stands_in_the_words_that_the_desk_picks(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når begynner møtet?")
    await solvik.proposed(OLA, card, "Møtet begynner klokka 18 i kantina.")
    await solvik.replies(OLA, card, "nei, klokka 16")
    proposal = await solvik.proposed(INGRID, card, "Møtet er flyttet til torsdag kveld.")

    await solvik.press(ANNE, proposal, "use_this")

    await solvik.proposal(card, "Hei, Kari! Møtet begynner klokka 16 i kantina.\nHilsen")


async def test_what_an_expert_dictates_is_the_answer(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Kan jeg parkere ved brygga?")

    await solvik.replies(OLA, card, "Dere kan svare at det ikke er lov å parkere der.")
    proposal = await solvik.proposal(card, "Hei, Kari! Det er ikke lov å parkere der.")

    await solvik.press(ANNE, proposal, "publish")
    await solvik.page_answers(asked, "Det er ikke lov å parkere der.")


async def test_taking_back_brings_the_other_experts_words_forward(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem bygde brua?")
    await solvik.proposed(OLA, card, "Det gjorde Brødrene Dahl.")
    await solvik.proposed(INGRID, card, "Det gjorde Veidekke.")

    await solvik.replies(INGRID, card, "Glem det")

    await solvik.proposal(card, "Hei, Kari! Det gjorde Brødrene Dahl.")


async def test_words_of_a_colleague_not_listed_can_be_used_with_one_click(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er isen trygg?")
    await solvik.replies(TURID, card, "Isen er åtte centimeter tykk.")
    note = await solvik.thread_shows(card, "er ikke ført opp som fagperson")
    await solvik.was_told(TURID, "Du er ikke ført opp som fagperson")

    await solvik.press(ANNE, note, "use_this")

    await solvik.press(ANNE, await solvik.proposal(card, "Hei, Kari! Isen er åtte centimeter tykk."), "publish")
    await solvik.page_answers(asked, "Isen er åtte centimeter tykk.")


@only_in_slack("Teams need not tell that a message of ours was deleted; test_teams_troubles")
async def test_the_thread_of_a_deleted_card_still_belongs_to_the_question(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor gammel er brua?")
    await solvik.replies(OLA, card, "ok")  # with replies under it, the thread stays when the card goes
    await solvik.everything_is_heard()
    await solvik.slack.delete_card(card.channel, card.ts)
    again = await solvik.card_with("Hvor gammel er brua?")

    await solvik.replies(OLA, card, "Den er fra 1960.")

    proposal = await solvik.proposal(again, "Hei, Kari! Den er fra 1960.")
    assert again.ts != card.ts
    assert "publish" in buttons(proposal)


async def test_advice_stands_under_the_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Kan jeg bygge garasje?")

    proposal = await solvik.proposed(
        OLA, card, "Etter jf. plan- og bygningsloven § 20-4 må du søke. " + "Det er slik. " * 60 + "Slutt."
    )

    assert "Prøv å holde den under 600" in shown(proposal)
    assert "jf., §" in shown(proposal)


async def test_a_colleague_in_the_text_is_named_and_the_approver_is_told(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvem kan jeg ringe?")

    await solvik.replies(OLA, card, f"Det er <@{INGRID}> som har dette, ring henne på 61 01 20 01")

    proposal = await solvik.proposal(card, "Det er Ingrid Moen som har dette")
    assert "Sjekk at navnet kan stå offentlig" in shown(proposal)


@only_in_slack("how Teams tells forwarded words is not known")
async def test_forwarded_words_are_the_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner svømmehallen?")
    words = {"author_name": "Per", "text": "Svømmehallen åpner fredag kl. 10."}

    await solvik.slack.share(OLA, card.channel, card.ts, forwarded=words)

    proposal = await solvik.proposal(card, "Hei, Kari! Svømmehallen åpner fredag kl. 10.")
    assert "Teksten er videresendt" in shown(proposal)


async def test_who_sends_a_file_is_told_what_becomes_of_it(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når er det åpent?")

    await solvik.slack.share(OLA, card.channel, card.ts, file="tider.pdf")
    await solvik.slack.share(OLA, card.channel, card.ts, "Se vedlagte åpningstider!", file="tider.pdf")

    proposal = await solvik.proposal(card, "Se vedlagte åpningstider!")
    assert "Et vedlegg fulgte med" in shown(proposal)
    await solvik.was_told(OLA, "Filer og bilder blir ikke publisert")
    assert solvik.in_thread(card, "la ved en fil uten tekst")


async def test_who_writes_about_a_person_is_told_alone(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvorfor får ikke jeg svar på det jeg søkte om?")

    await solvik.replies(OLA, card, "Hun har fødselsnummer 138190 10050, så det må være hun som har fått avslag.")

    await solvik.was_told(OLA, "ser ut til å handle om en person (fødselsnummer)")
    assert solvik.in_thread(card, "ser ut til å handle om en person") == []


async def test_who_only_says_again_what_a_colleague_wrote_about_a_person_is_not_told(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvorfor får ikke jeg svar på det jeg søkte om?")
    private, told = "Hun har kreft og fikk avslag i fjor.", "ser ut til å handle om en person"
    await solvik.replies(OLA, card, private)
    await solvik.was_told(OLA, told)

    await solvik.replies(OLA, card, private)
    await solvik.replies(INGRID, card, f"> {private}\nenig")
    await solvik.replies(TURID, card, "Hun har ADHD også, og det vet skolen.")

    await solvik.was_told(TURID, told)
    assert len([text for text in solvik.told(OLA) if told in text]) == 1
    assert solvik.told(INGRID) == []


async def test_a_hedge_after_an_answer_is_told_with_it(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hva koster det å leie salen?")
    await solvik.proposed(OLA, card, "Salen koster 4500 kr for en dag.")

    await solvik.replies(OLA, card, "sånn ca")

    await solvik.proposal(card, "ikke tatt med: «sånn ca» (Ola Nordby).")


async def test_who_publishes_from_the_card_reads_what_is_not_taken_with_it(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når er ryddedagen?")
    await solvik.proposed(OLA, card, "Ryddedagen er lørdag 24. april.")
    await solvik.replies(OLA, card, "hm, må høre med Nils om det er 25. april")
    await solvik.proposal(card, "hm, må høre med Nils om det er 25. april")

    await solvik.press(ANNE, await solvik.card_shows(card, "Publiser …"), "edit")

    assert (
        shown(await solvik.form_of(ANNE)).count("hm, må høre med Nils om det er 25. april") == 2
    )  # the warning, and the words


async def test_a_question_back_that_is_deleted_is_no_longer_asked(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir stien ryddet?")
    asked = await solvik.replies(OLA, card, "Hvilken sti mener hun?")
    await solvik.thread_shows(card, "Ola Nordby spør i tråden")

    await solvik.slack.delete(OLA, card.channel, asked)

    await eventually(lambda: not solvik.in_thread(card, "Ola Nordby spør i tråden"), within=PATIENCE)


@only_in_slack("Teams need not tell that a message of ours was deleted; test_teams_troubles")
async def test_who_was_asked_is_called_to_the_card_that_came_back(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor dyp er elva?")
    await solvik.press_and_fill(ANNE, card, "ask", {"department": "teknisk", "holding": "none"})
    await solvik.thread_shows(card, "spør Teknisk drift")

    await solvik.slack.delete_card(card.channel, card.ts)

    again = await solvik.card_with("Hvor dyp er elva?")
    await solvik.thread_shows(again, "Anne Berg spør Teknisk drift")
    assert again.ts != card.ts


async def test_what_is_wanted_of_the_citizen_is_added_to_a_ready_answer_in_words_for_her(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når blir stikkrenna i Elvevegen rensket?")
    await solvik.proposed(OLA, card, "Stikkrenna blir rensket torsdag.")
    await solvik.replies(OLA, card, "be henne ringe meg på 61 01 20 00")

    proposal = await solvik.proposal(card, "I svaret: «Kan du ringe oss på 61 01 20 00?»")
    assert "clarify" not in [name.partition("#")[0] for name in buttons(proposal)]
    await solvik.press(ANNE, proposal, "join")
    both = await solvik.proposal(card, "Stikkrenna blir rensket torsdag.\nKan du ringe oss på 61 01 20 00?")
    await solvik.press(ANNE, both, "publish")

    answer = await solvik.page_answers(asked, "Stikkrenna blir rensket torsdag.")
    assert "be henne" not in answer.text
    assert "Kan du ringe oss på 61 01 20 00?" in answer.text


async def test_what_the_desk_has_added_stays_when_the_answer_is_edited(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir stikkrenna i Bakkevegen rensket?")
    said = await solvik.replies(OLA, card, "Stikkrenna blir rensket torsdag.")
    await solvik.proposal(card, "Stikkrenna blir rensket torsdag.")
    await solvik.replies(OLA, card, "be henne ringe meg på 61 01 20 00")
    await solvik.press(ANNE, await solvik.proposal(card, "I svaret: «Kan du ringe oss"), "join")
    await solvik.proposal(card, "torsdag.\nKan du ringe oss")

    await solvik.slack.edit(OLA, card.channel, said, "Stikkrenna blir rensket fredag.")

    assert await solvik.proposal(card, "Stikkrenna blir rensket fredag.\nKan du ringe oss på 61 01 20 00?")


async def test_what_somebody_has_said_twice_stands_in_the_proposal_once(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir stikkrenna i Myrvegen rensket?")
    await solvik.proposed(OLA, card, "Stikkrenna blir rensket torsdag.")
    await solvik.replies(OLA, card, "Stikkrenna blir rensket torsdag.")
    await solvik.replies(OLA, card, "Internt: grøfta er lang.")

    assert shown(await solvik.proposal(card, "grøfta er lang")).count("Stikkrenna blir rensket torsdag.") == 1


async def test_a_question_back_under_an_answer_is_shown_as_the_citizen_would_read_it(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir stikkrenna i Nesvegen rensket?")
    await solvik.proposed(OLA, card, "Stikkrenna blir rensket torsdag.")
    await solvik.replies(INGRID, card, "Hvilken stikkrenne mener hun?")

    proposal = await solvik.proposal(card, "I svaret: «Hvilken stikkrenne mener du?»")
    assert "clarify" in [name.partition("#")[0] for name in buttons(proposal)]


async def test_a_sentence_that_was_taken_for_talk_is_told_below_the_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir stikkrenna i Rudvegen rensket?")
    await solvik.replies(OLA, card, "Stikkrenna blir rensket torsdag.\nPS: ikke nevn hva det koster")

    proposal = shown(await solvik.proposal(card, "ikke tatt med"))
    public, _, beside = proposal.partition("Hei, Kari!")[2].partition("Hilsen Kommunetorget")
    assert "ikke nevn" not in public
    assert "ikke nevn hva det koster" in beside


async def test_a_sentence_that_was_wrongly_taken_for_talk_is_added_where_it_was_said(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir stikkrenna i Moavegen rensket?")
    await solvik.replies(OLA, card, "Stikkrenna blir rensket torsdag.\nPS: ikke nevn at grøfta er på mandag")
    await solvik.replies(OLA, card, "Veien er stengt imens.")
    proposal = await solvik.proposal(card, "Veien er stengt imens.")
    assert "ikke tatt med" in shown(proposal)

    await solvik.press(ANNE, proposal, "join")

    added = await solvik.card_no_longer_shows(proposal, "ikke tatt med")
    public = shown(added).partition("endret av Anne Berg")[2]
    assert (
        public.index("rensket torsdag.") < public.index("grøfta er på mandag") < public.index("Veien er stengt imens.")
    )


async def test_a_signature_goes_also_where_something_was_written_behind_it(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Hvor lang tid tar det å få kart over Mosletta?")
    await solvik.replies(OLA, card, "Det tar en til to uker.\nHilsen Ola Nordby, kart")

    await solvik.replies(OLA, card, "ps: arkivet er stengt i romjula")

    proposal = shown(await solvik.proposal(card, "arkivet er stengt i romjula"))
    assert "Hilsen Ola Nordby" not in proposal
    assert "Hilsen Kommunetorget" in proposal


async def test_a_card_says_that_the_answer_was_changed_before_it_went_out(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når blir stikkrenna i Lievegen rensket?")
    proposal = await solvik.proposed(OLA, card, "Stikkrenna blir rensket torsdag.")
    words = "Hei, Kari! Stikkrenna blir rensket torsdag. Takk for at du sier fra.\nHilsen Anne, Kommunetorget"
    await solvik.press_and_fill(ANNE, proposal, "edit", {"text": words})

    await solvik.page_answers(asked, "Takk for at du sier fra.")
    assert await solvik.card_shows(card, "svar fra Ola Nordby, endret av Anne Berg.")


async def test_a_card_says_nothing_of_changes_where_there_were_none(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når blir stikkrenna i Åsvegen rensket?")
    proposal = await solvik.proposed(OLA, card, "Stikkrenna blir rensket torsdag.")
    await solvik.press_and_fill(ANNE, proposal, "edit", {})

    await solvik.page_answers(asked, "Stikkrenna blir rensket torsdag.")
    assert "endret av" not in shown(await solvik.card_shows(card, "svar fra Ola Nordby."))


async def test_what_would_make_the_text_better_stands_in_the_form_where_it_is_changed(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når blir fortauet strødd?")
    proposal = await solvik.proposed(OLA, card, "Fortauet blir strødd før klokka tre i dag.")

    await solvik.press(ANNE, proposal, "edit")

    assert "«i dag» blir lest senere." in shown(await solvik.form_of(ANNE))


async def test_a_wish_of_the_desk_for_a_ready_answer_calls_who_wrote_it_once(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når tennes julegrana på torget?")
    await solvik.proposed(OLA, card, "Grana tennes søndag klokka 17.")

    await solvik.replies(ANNE, card, "Kan du gjøre den kortere?")
    await solvik.replies(ANNE, card, "kan noen legge til hvor det er?")

    told = await solvik.thread_shows(card, "Dette gjelder svaret som ligger klart: Anne Berg")
    assert called(told) == {OLA}
    assert "Kan du gjøre den kortere?" in shown(told)
    proposal = await solvik.proposal(card, "kan noen legge til hvor det er?")
    assert not {"use_this", "join"} & {name.partition("#")[0] for name in buttons(proposal)}
    await solvik.everything_is_heard()
    assert len(solvik.in_thread(card, "Dette gjelder svaret som ligger klart")) == 1


@pytest.mark.parametrize(
    "asks", ["Skal vi publisere denne?", "Kan du godkjenne?", "Tar du denne, eller skal jeg sende den ut?"]
)
async def test_what_the_desk_asks_the_desk_calls_no_expert(solvik: Town, asks: str) -> None:
    _, card = await solvik.asked(KARI, f"Når tennes grana ved kirka? ({asks[:9]})")
    await solvik.proposed(OLA, card, "Grana ved kirka tennes klokka 16.")

    await solvik.replies(ANNE, card, asks)

    await solvik.everything_is_heard()
    assert not solvik.in_thread(card, "Dette gjelder svaret som ligger klart")
    assert not {"use_this", "join"} & {name.partition("#")[0] for name in buttons(await solvik.proposal(card, asks))}


async def test_what_a_colleague_asks_about_a_ready_answer_calls_who_has_the_question(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner julemarkedet på torget?")
    await solvik.press(ANNE, card, "take")
    await solvik.proposed(OLA, card, "Det åpner lørdag klokka 10.")

    await solvik.replies(INGRID, card, "Kan noen legge til at det koster 50 kroner?")

    told = await solvik.thread_shows(card, "Dette gjelder svaret som ligger klart: Ingrid Moen")
    assert called(told) == {ANNE}


async def test_what_only_tells_a_colleague_or_answers_calls_nobody_about_a_ready_answer(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når stenger julemarkedet på torget?")
    await solvik.proposed(OLA, card, "Det stenger søndag klokka 18.")

    await solvik.replies(ANNE, card, "Takk, supert!")
    await solvik.replies(OLA, card, "Holder det slik?")

    await solvik.everything_is_heard()
    assert not solvik.in_thread(card, "Dette gjelder svaret som ligger klart")
