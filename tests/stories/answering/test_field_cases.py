"""Small inputs that went wrong in the field, from the thread to the page, each played as it was typed."""

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import SLACK, TEAMS
from tests.stories.days import oslo
from tests.town import AHMED, ANNE, INGRID, KARI, OLA, TURID, Town, buttons, shown, town

MORNING = oslo("2026-02-09 09:00")

INSIDE = {
    SLACK: "https://solvik.slack.com/archives/C0SPORSMAL/p1",
    TEAMS: "https://teams.microsoft.com/l/message/19:a/1",
}


async def thread_of(solvik: Town, words: str, *said: tuple[str, str]) -> SimMessage:
    """The card of a question, after colleagues have said this in its thread."""
    _, card = await solvik.asked(KARI, words)
    for person, text in said:
        await solvik.replies(person, card, text)
    return card


async def test_small_talk_and_a_question_to_the_desk_leave_the_answer_as_it_is(solvik: Town) -> None:
    card = await thread_of(
        solvik,
        "Kan jeg parkere bak kirka?",
        (OLA, "Nei, parkering er forbudt der."),
        (OLA, "Ja"),
        (OLA, "Hvem er det som spør, egentlig?"),
        (OLA, "ok"),
    )
    await solvik.everything_is_heard()

    proposal = await solvik.proposal(card, "Nei, parkering er forbudt der.")
    assert "Hei, Kari! Nei, parkering er forbudt der.\nHilsen" in shown(proposal)
    assert "spør i tråden" in shown(proposal)


async def test_two_in_a_row_are_one_proposal_in_order(solvik: Town) -> None:
    card = await thread_of(
        solvik, "Når er storhallen åpen?", (OLA, "Hallen er åpen lørdag."), (OLA, "Fra kl. 11 til 16.")
    )

    assert "Hallen er åpen lørdag.\nFra kl. 11 til 16." in shown(await solvik.proposal(card, "Fra kl. 11 til 16."))


async def test_struck_out_words_are_left_out_and_told(solvik: Town) -> None:
    card = await thread_of(solvik, "Er badet åpent i helga?", (OLA, "Badet er ~ikke~ åpent på lørdag."))

    proposal = shown(await solvik.proposal(card, "Hei, Kari! Badet er åpent på lørdag."))
    assert "Overstrøkne ord er ikke med i teksten." in proposal


async def test_there_is_one_sign_off(solvik: Town) -> None:
    card = await thread_of(solvik, "Når tømmer dere bossen i Åsen?", (OLA, "Vi tømmer bossen onsdag.\nMvh Ola"))

    proposal = shown(await solvik.proposal(card, "Vi tømmer bossen onsdag."))
    assert "Mvh" not in proposal
    assert proposal.count("Hilsen") == 1


async def test_an_introduction_alone_is_not_published_without_the_words_it_introduces(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når åpner det lille bassenget?")
    forwarded = {"author_name": "Per", "text": "Det lille bassenget åpner fredag kl. 10."}

    await solvik.slack.share(OLA, card.channel, card.ts, "Her er svaret fra vaktmesteren:", forwarded=forwarded)

    await solvik.proposal(card, "Det lille bassenget åpner fredag kl. 10.")


async def test_a_link_into_the_workspace_and_a_colleague_never_reach_a_citizen(chat: str, solvik: Town) -> None:
    card = await thread_of(
        solvik,
        "Hvem svarer om gravlunden?",
        (OLA, f"Gravlunden er åpen hele døgnet, sier <@{INGRID}>. Se {INSIDE[chat]}"),
    )

    message = await solvik.proposal(card, "Gravlunden er åpen hele døgnet, sier Ingrid Moen")
    await solvik.press(ANNE, message, "edit")
    for told in (shown(message), shown(await solvik.form_of(ANNE))):
        assert INSIDE[chat] not in told
        assert "En kollega er nevnt ved navn." in told
        assert "En lenke som bare virker inne hos oss, er tatt ut." in told


@pytest.mark.parametrize("file", ["tider.pdf", "tider.gif"])
async def test_a_file_alone_is_told_to_writer_and_desk_and_proposes_nothing(solvik: Town, file: str) -> None:
    _, card = await solvik.asked(KARI, f"Har dere en plan som heter {file}?")

    await solvik.slack.share(OLA, card.channel, card.ts, file=file)

    await solvik.was_told(OLA, "Filer og bilder blir ikke publisert")
    await solvik.thread_shows(card, "uten tekst")
    assert not [message for message in solvik.slack.thread(card.channel, card.ts) if "publish" in buttons(message)]


async def test_who_is_not_listed_is_told_and_called_to_nothing(solvik: Town) -> None:
    card = await thread_of(
        solvik, "Hvor gammel er steinbrua?", (TURID, "Steinbrua er bygd i 1890 av bygdefolket selv.")
    )

    note = await solvik.thread_shows(card, "er ikke ført opp som fagperson")
    assert "use_this" in [name.partition("#")[0] for name in buttons(note)]
    await solvik.was_told(TURID, "Du er ikke ført opp som fagperson")


async def test_staff_are_told_in_staffs_language_whatever_the_citizen_writes() -> None:
    async with town(start=MORNING, rate=10) as solvik:
        asked, card = await solvik.asked(AHMED, "Hello, when will the swimming pool open after Christmas?")
        await solvik.press_and_fill(ANNE, card, "holding", {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "Wednesday")
        card = await solvik.card_shows(card, "lovet svar innen onsdag kl. 15.30")

        await solvik.press(ANNE, card, "extend")

        await solvik.was_told(ANNE, "Løftet gjelder allerede til onsdag kl. 15.30")
