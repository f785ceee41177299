"""From a citizen's comment to the published answer, told as it happens."""

from tests.town import ANNE, JONAS, KARI, OLA, TURID, shown, town


async def test_an_experts_reply_is_published_when_the_front_desk_approves() -> None:
    async with town() as solvik:
        asked = solvik.asks(KARI, "Når brøyter dere Skogvegen?")
        card = await solvik.card_with("Når brøyter dere Skogvegen?")

        await solvik.press(ANNE, card, "ask")
        await solvik.fill(ANNE, {"department": "teknisk", "holding": "holding"})
        await solvik.page_answers(asked, "du får svar her innen onsdag kl. 15.30")
        await solvik.thread_shows(card, "Anne Berg spør Teknisk drift")

        await solvik.replies(OLA, card, "Vi brøyter Skogvegen i kveld.")
        proposal = await solvik.thread_shows(card, "Hei, Kari! Vi brøyter Skogvegen i kveld.")
        await solvik.press(JONAS, proposal, "publish")

        answer = await solvik.page_answers(asked, "Vi brøyter Skogvegen i kveld.")
        assert answer.text.startswith("Hei, Kari! Vi brøyter Skogvegen i kveld.")
        assert "Publisert. Svar fra Ola Nordby, godkjent av Jonas Lie." in shown(
            await solvik.card_shows(card, "Publisert.")
        )
        assert len(solvik.public(asked)) == 2


async def test_nothing_written_in_a_thread_is_public_by_itself() -> None:
    async with town() as solvik:
        asked = solvik.asks(KARI, "Er hallen åpen?")
        card = await solvik.card_with("Er hallen åpen?")

        await solvik.replies(OLA, card, "Ja, til klokka ni.")
        await solvik.replies(ANNE, card, "Takk, Ola!")
        await solvik.thread_shows(card, "Hei, Kari! Ja, til klokka ni.")

        assert solvik.public(asked) == []


async def test_who_has_no_right_to_publish_is_told_so_and_nothing_happens() -> None:
    async with town() as solvik:
        asked = solvik.asks(KARI, "Er hallen åpen?")
        card = await solvik.card_with("Er hallen åpen?")
        await solvik.replies(OLA, card, "Ja, til klokka ni.")
        proposal = await solvik.thread_shows(card, "Hei, Kari! Ja, til klokka ni.")

        await solvik.press(TURID, proposal, "publish")

        await solvik.was_told(TURID, "Du har ikke rett til å gjøre dette.")
        assert solvik.public(asked) == []
