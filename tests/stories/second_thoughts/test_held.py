"""An answer that must wait, or that somebody doubts or stops, is never one click away from being public unseen."""

from tests.town import ANNE, INGRID, KARI, OLA, Town, buttons, shown
from tests.waiting import eventually


async def test_an_answer_that_must_not_go_out_yet_is_no_proposal_and_the_thread_says_so(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hva koster det å leie hallen?")
    await solvik.proposed(OLA, card, "Hallen koster 4500 kroner døgnet.")

    await solvik.replies(OLA, card, "Men ikke publiser prisen før rådmannen har godkjent den")
    note = await solvik.thread_shows(card, "Ola Nordby har svart, men svaret er holdt tilbake.")
    await eventually(lambda: not [m for m in solvik.in_thread(card, "4500 kroner") if "publish" in buttons(m)])

    await solvik.press(ANNE, note, "use_this")
    await solvik.press(
        ANNE, await solvik.proposal(card, "Hei, Kari! Hallen koster 4500 kroner døgnet.\nHilsen"), "publish"
    )
    await solvik.page_answers(asked, "Hallen koster 4500 kroner døgnet.")


async def test_a_doubt_about_an_answer_stands_on_the_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er kaia åpen i kveld?")
    await solvik.proposed(OLA, card, "Kaia er åpen til klokka 21.")

    await solvik.replies(INGRID, card, "er du sikker på det, Ola?")

    await solvik.proposal(card, "ikke tatt med: «er du sikker på det, Ola?»")


async def test_what_a_colleague_stops_is_no_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er kaia åpen i kveld?")
    await solvik.proposed(OLA, card, "Kaia er åpen til klokka 21.")

    await solvik.replies(INGRID, card, "Nei! Ikke send, den ble stengt i går!")

    await solvik.thread_shows(card, "Ola Nordby har svart, men svaret er holdt tilbake.")
    await eventually(lambda: not [m for m in solvik.in_thread(card, "klokka 21") if "publish" in buttons(m)])


async def test_the_note_offers_the_answer_and_quotes_the_doubt_as_one(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner hallen på lørdag, egentlig?")
    await solvik.proposed(OLA, card, "Hallen er åpen på lørdag.")
    await solvik.proposed(OLA, card, "Den åpner klokka 9.")

    await solvik.replies(OLA, card, "hm, ble litt usikker nå")

    seen = shown(await solvik.thread_shows(card, "svaret er holdt tilbake"))
    answer, use, doubt = (seen.rindex(words) for words in ("Den åpner klokka 9.", "Bruk dette", "hm, ble litt usikker"))
    assert seen.index("Hallen er åpen på lørdag.") < answer < use < doubt
    assert "holder svaret tilbake" in seen


async def test_what_the_note_offers_is_the_answer_without_the_doubt(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når stenger hallen på lørdag?")
    await solvik.proposed(OLA, card, "Hallen stenger klokka 14.")
    await solvik.replies(OLA, card, "vent, må dobbeltsjekke")
    note = await solvik.thread_shows(card, "svaret er holdt tilbake")

    await solvik.press(ANNE, note, "use_this")

    await solvik.proposal(card, "Hei, Kari! Hallen stenger klokka 14.\nHilsen")


async def test_what_the_answer_says_nothing_of_stands_on_the_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner svømmebassenget, og hva koster det for barn?")

    proposal = await solvik.proposed(OLA, card, "Svømmebassenget åpner klokka 10.")
    assert "Innbyggeren spør også: «Hva koster det for barn?»" in shown(proposal)

    await solvik.replies(OLA, card, "Det er gratis for barn.")
    await eventually(lambda: "Innbyggeren spør også" not in shown(solvik.now(proposal)))


async def test_what_the_expert_will_not_have_in_public_is_no_proposal(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Er båtplassen min betalt?")
    await solvik.proposed(OLA, card, "Båtplassen er betalt 3. februar.")
    await solvik.replies(ANNE, card, "kan vi si det offentlig?")

    await solvik.replies(OLA, card, "nei, ikke det")

    await solvik.thread_shows(card, "svaret er holdt tilbake")
    await eventually(lambda: not [m for m in solvik.in_thread(card, "3. februar") if "publish" in buttons(m)])
