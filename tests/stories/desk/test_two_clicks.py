"""From the expert's words to the public answer in two clicks, from wherever the clerk is. Every press and every sending counts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from sandbox.slack.state.values import SimMessage
from tests.chats import only_in_slack, written
from tests.town import ANNE, KARI, OLA, Town, buttons, shown, town

EVERYTHING_READY = "klare"


@dataclass
class Hand:
    """A clerk's hand, and how often it clicked."""

    town: Town
    listed: SimMessage | None = None
    clicks: int = 0
    pressed: list[str] = field(default_factory=list)

    async def presses(self, message: SimMessage, action: str) -> None:
        self._counts(action)
        await self.town.press(ANNE, message, action)

    async def presses_in_the_list(self, action: str) -> None:
        self._counts(action)
        assert self.listed is not None
        outcome = await self.town.slack.press(ANNE, self.listed.channel, self.listed.ts, action)
        assert outcome.ok

    async def presses_at_home(self, action: str) -> None:
        self._counts(action)
        home = self.town.slack.home_of(ANNE)
        assert home is not None
        assert (await self.town.slack.press_in_view(ANNE, home.id, action)).ok

    async def sends(self, **values: Any) -> None:
        """Send the form as it stands. What has to be chosen in it first is a click as well."""
        self._counts("send")
        self.clicks += len(values)
        sent = await self.town.fill(ANNE, values)
        assert sent.ok, sent

    def _counts(self, name: str) -> None:
        self.clicks += 1
        self.pressed.append(name)


@pytest.fixture
async def alone() -> AsyncIterator[Town]:
    """A town for one story, in which a list shows nothing else."""
    async with town() as solvik:
        yield solvik


async def ready(solvik: Town, question: str, words: str) -> tuple[str, SimMessage, SimMessage]:
    """An expert has answered: the comment, the card and the proposal."""
    asked, card = await solvik.asked(KARI, question)
    return asked, card, await solvik.proposed(OLA, card, words)


async def test_from_the_card(solvik: Town) -> None:
    asked, card, _ = await ready(solvik, "Når åpner svømmehallen?", "Svømmehallen åpner kl. 10.")
    await solvik.card_shows(card, "Et svar er klart i tråden.")
    hand = Hand(solvik)

    await hand.presses(card, buttons(solvik.now(card))[0])
    assert "Svømmehallen åpner kl. 10." in _written(await solvik.form_of(ANNE))
    await hand.sends()

    await solvik.page_answers(asked, "Svømmehallen åpner kl. 10.")
    assert hand.clicks == 2


async def test_from_the_message_with_the_proposal(solvik: Town) -> None:
    asked, _, proposal = await ready(solvik, "Når åpner fotballhallen?", "Fotballhallen åpner kl. 11.")
    hand = Hand(solvik)

    await hand.presses(proposal, "publish")
    hand.clicks += 1  # Slack itself asks once more

    await solvik.page_answers(asked, "Fotballhallen åpner kl. 11.")
    assert hand.clicks == 2


async def test_from_the_list_of_the_command(alone: Town) -> None:
    asked, _, _ = await ready(alone, "Når åpner skihallen?", "Skihallen åpner kl. 12.")
    hand = Hand(alone, await _listed(alone, "Når åpner skihallen?"))

    await hand.presses_in_the_list("publish_listed")
    assert "Skihallen åpner kl. 12." in _written(await alone.form_of(ANNE))
    await hand.sends()

    await alone.page_answers(asked, "Skihallen åpner kl. 12.")
    assert hand.clicks == 2
    await alone.was_told(ANNE, "kan angres i 10 sekunder")


@only_in_slack("there is no page of one's own in Teams")
async def test_from_her_own_page(alone: Town) -> None:
    asked, _, _ = await ready(alone, "Når åpner ishallen?", "Ishallen åpner kl. 13.")
    await _listed(alone, "Når åpner ishallen?")
    await alone.slack.open_home(ANNE)
    await alone.home_shows(ANNE, "Når åpner ishallen?")
    hand = Hand(alone)

    await hand.presses_at_home("publish_listed")
    assert "Ishallen åpner kl. 13." in _written(await alone.form_of(ANNE))
    await hand.sends()

    await alone.page_answers(asked, "Ishallen åpner kl. 13.")
    assert hand.clicks == 2
    await alone.home_no_longer_shows(ANNE, "Når åpner ishallen?")


async def test_an_expert_sees_the_list_without_the_button(alone: Town) -> None:
    await ready(alone, "Når åpner turnhallen?", "Turnhallen åpner kl. 14.")

    listed = await alone.listed(OLA, EVERYTHING_READY)

    assert "Når åpner turnhallen?" in shown(listed)
    assert "publish_listed" not in buttons(listed)


async def test_what_came_after_the_list_was_drawn_stands_on_top_of_the_dialog(alone: Town) -> None:
    _, card, _ = await ready(alone, "Når åpner bowlinghallen?", "Bowlinghallen åpner kl. 15.")
    listed = await _listed(alone, "Når åpner bowlinghallen?")
    await alone.replies(OLA, card, "Feil! Bowlinghallen er stengt hele uka.")
    await alone.proposal(card, "Bowlinghallen er stengt hele uka.")

    await Hand(alone, listed).presses_in_the_list("publish_listed")

    form = await alone.form_of(ANNE)
    assert "Noe nytt har kommet" in shown(form)
    assert "Bowlinghallen er stengt hele uka." in _written(form)


async def test_a_list_from_before_the_answer_publishes_nothing_twice(alone: Town) -> None:
    asked, card, proposal = await ready(alone, "Når åpner tennishallen?", "Tennishallen åpner kl. 16.")
    listed = await _listed(alone, "Når åpner tennishallen?")
    await alone.press(ANNE, proposal, "publish")
    await alone.card_shows(card, "Publisert av Anne Berg")

    await Hand(alone, listed).presses_in_the_list("publish_listed")

    await alone.was_told(ANNE, "Spørsmålet er allerede besvart.")
    assert len(alone.public(asked)) == 1


async def test_a_message_that_does_not_show_the_latest_words_opens_the_dialog_with_them(solvik: Town) -> None:
    asked, card, proposal = await ready(solvik, "Når åpner danssalen?", "Danssalen åpner kl. 17.")
    solvik.asks(KARI, "Jeg mente den gamle danssalen.", parent_id=asked)
    await solvik.card_shows(card, "Jeg mente den gamle danssalen.")

    await solvik.press(ANNE, proposal, "publish")

    assert "Jeg mente den gamle danssalen." in shown(await solvik.form_of(ANNE))
    assert solvik.public(asked) == []


@pytest.mark.parametrize(
    ("words", "public"),
    [
        ("Hvorfor fikk jeg avslag på byggesøknaden min?", "saker kan vi ikke behandle her"),
        ("Når asfalterer dere riksveien gjennom byen?", "Det er Statens vegvesen som har ansvaret"),
        ("Det lukter gass i gata vår!", "110"),
    ],
)
async def test_a_redirect_that_is_suggested(solvik: Town, words: str, public: str) -> None:
    asked, card = await solvik.asked(KARI, words)
    hand = Hand(solvik)

    await hand.presses(card, buttons(card)[0])
    assert public in _written(await solvik.form_of(ANNE))
    await hand.sends()

    await solvik.page_answers(asked, public)
    assert hand.pressed == ["ready_text", "send"]
    assert hand.clicks == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Tusen takk for fine stier!", "bare takk eller emoji"),
        ("Per Hansen Ola Nordmann", "tagger venner"),
    ],
)
async def test_what_needs_no_answer_is_closed_with_one_click(solvik: Town, words: str, reason: str) -> None:
    _, card = await solvik.asked(KARI, words)
    hand = Hand(solvik)

    await hand.presses(card, buttons(card)[0])

    await solvik.card_shows(card, "Avsluttet uten svar av Anne Berg")
    assert reason in await solvik.whole(ANNE, card)
    assert hand.pressed == ["no_answer"]
    assert hand.clicks == 1


async def test_where_nothing_speaks_for_a_reason_none_is_chosen(solvik: Town) -> None:
    _, card = await solvik.asked(KARI, "Når er det valg?")

    sent = await solvik.press_and_fill(ANNE, card, "close", {})

    assert not sent.closed
    assert sent.errors


async def test_another_text_than_the_suggested_one_stays_to_be_chosen(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvorfor fikk naboen avslag på søknaden sin?")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_case", "department": "plan_bygg"})
    await solvik.fill(ANNE, {})

    await solvik.page_answers(asked, "Plan og bygg")


async def _listed(solvik: Town, question: str) -> SimMessage:
    """Ask for the list of what is ready; the question stands in it."""
    listed = await solvik.listed(ANNE, EVERYTHING_READY)
    assert question in shown(listed)
    return listed


def _written(form: Any) -> str:
    """What stands in the fields of a form."""
    return "\n".join(written(form).values())
