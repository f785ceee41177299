"""Sixty citizens ask under one post within minutes: the channel does not drown, nobody is forgotten, nothing is hidden."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from sandbox.slack.state.values import SimMessage, elements
from tests.chats import only_in_slack, ways_to
from tests.town import (
    ANNE,
    CHANNEL,
    JONAS,
    KARI,
    LIV,
    OLA,
    SOLVIK,
    TURID,
    Town,
    bot_in,
    buttons,
    sandbox_at,
    shown,
)
from tests.waiting import eventually

CITIZENS = 60
OWN_CARDS = 8  # the default: as many get their own card before the collecting card begins
FIRE = "Hjelp, det brenner i garasjen vår akkurat nå!"
NUMBER = "hvor er søknaden min?"
PATIENCE = 40.0


def words(number: int) -> str:
    """What citizen so-and-so asks: letters only, for digits could be taken for something personal."""
    return f"Når åpner dere hall {chr(97 + number // 26)}{chr(97 + number % 26)} igjen?"


@dataclass
class Flood:
    """A town in which a burst has come, and what the citizens have been told by Facebook: the comments' ids."""

    solvik: Town
    post: str
    comments: dict[str, str]
    refusals: int = 0  # how often Slack had to say 429 until the burst was shown

    def collecting_cards(self) -> list[SimMessage]:
        """The cards of the burst's post that stand for many."""
        return [card for card in self.solvik.cards() if "Samlekort: spørsmål" in shown(card)]

    async def collecting_card(self) -> SimMessage:
        """The one of them."""
        (card,) = await eventually(self.collecting_cards, within=PATIENCE)
        return card

    def own_cards(self) -> list[str]:
        """Whose questions have cards of their own."""
        return [asked for asked in self.comments if self._card_of(asked)]

    def _card_of(self, asked: str) -> list[SimMessage]:
        others = ("Samlekort: spørsmål", "Det kan haste: spørsmål")
        single = [card for card in self.solvik.cards() if not any(words in shown(card) for words in others)]
        return [card for card in single if asked in shown(card)]

    async def card_of(self, asked: str) -> SimMessage:
        """Somebody's own card, once it is there."""
        (card,) = await eventually(lambda: self._card_of(asked), within=PATIENCE)
        return card

    async def collected(self, person: str = ANNE) -> list[str]:
        """Everything that the list behind the collecting card shows, read from page to page."""
        pages = [await self._first_page(person)]
        while "Vis neste side" in pages[-1]:
            await self.solvik.fill(person, {"then": "next"})
            pages.append(shown(await self.solvik.form_of(person)))
        view = await self.solvik.form_of(person)
        await self.solvik.slack.close_view(person, view.id)
        return [asked for asked in self.comments if any(asked in page for page in pages)]

    async def _first_page(self, person: str) -> str:
        await self.solvik.press(person, await self.collecting_card(), "collected")
        return shown(await self.solvik.form_of(person))

    async def number_of(self, asked: str) -> str:
        """The number of a question on the first page of that list."""
        page = await self._first_page(JONAS)
        await self.solvik.slack.close_view(JONAS, (await self.solvik.form_of(JONAS)).id)
        return _number_in(page, asked)

    async def bring_out(self, person: str, *asked: str) -> None:
        """Tick these in the list; they must stand on its first page."""
        page = await self._first_page(person)
        ids = [_number_in(page, one) for one in asked]
        await self.solvik.fill(person, {"questions": ids})

    async def count(self) -> int:
        """How many wait, as the list says; the card follows within seconds."""
        page = await self._first_page(JONAS)
        await self.solvik.slack.close_view(JONAS, (await self.solvik.form_of(JONAS)).id)
        return int(re.findall(r"av (\d+) som venter", page)[0])

    async def waits_for(self, count: int) -> None:
        """Wait until the collecting card says that so many wait."""
        card, said = await self.collecting_card(), f"{count} spørsmål til venter på svar."
        await eventually(lambda: said in shown(self.solvik.now(card)), within=PATIENCE)

    async def waits_for_at_most(self, count: int) -> None:
        """Wait until no more than so many wait; the card may still be catching up with what other stories did."""

        async def few() -> bool:
            return await self.count() <= count

        await eventually(few, within=PATIENCE)


def _number_in(page: str, asked: str) -> str:
    number: str = re.findall(rf"(\d+): {re.escape(asked)}", page)[0]
    return number


@pytest.fixture(scope="module")
async def flood(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Flood]:
    """The burst is over and everything has been shown; each story has questions of its own in it."""
    folder = tmp_path_factory.mktemp("flood")
    file = folder / "municipality.toml"
    file.write_text(SOLVIK.read_text(encoding="utf-8") + "\n[brief]\nmorning = false\nfriday = false\n", "utf-8")
    async with sandbox_at(rate=10) as sandbox, bot_in(sandbox, folder, {"MUNICIPALITY_FILE": str(file)}) as app:
        solvik = Town(sandbox, app)
        post = solvik.facebook.posts("main")[0].id
        comments = {}
        for number in range(CITIZENS):
            asked = {20: FIRE, 30: NUMBER}.get(number, words(number))
            citizen = solvik.facebook.newcomer(f"Innbygger {number}")
            secret = "Mitt fødselsnummer er 158690 99918, " if asked == NUMBER else ""
            comments[asked] = solvik.asks(citizen, secret + asked, post_id=post)
        flood = Flood(solvik, post, comments)
        await flood.waits_for(CITIZENS - OWN_CARDS - 2)
        await eventually(lambda: len(flood.own_cards()) == OWN_CARDS + 2, within=PATIENCE)
        flood.refusals = solvik.slack.rate_limited
        yield flood


async def test_a_burst_shows_as_a_few_cards_and_one_that_stands_for_the_rest(flood: Flood) -> None:
    assert set(flood.own_cards()) == {*(words(number) for number in range(OWN_CARDS)), FIRE, NUMBER}
    assert len(flood.collecting_cards()) == 1


async def test_what_has_no_card_stands_in_the_list_page_by_page(flood: Flood) -> None:
    listed = await flood.collected()

    assert set(listed) == set(flood.comments) - set(flood.own_cards())


async def test_the_collecting_card_names_the_oldest_deadline_and_what_is_probably_needed(flood: Flood) -> None:
    await flood.waits_for(count := await flood.count())
    card = shown(await flood.collecting_card())

    assert "Eldste frist" in card
    assert "onsdag kl. 15.30" in card
    assert re.search(rf"{count}\n (Kan besvares|Trenger fagperson)", card)


async def test_danger_stands_on_the_first_page_of_all_that_is_open(flood: Flood) -> None:
    assert FIRE in shown(await flood.solvik.listed(ANNE))


async def test_what_has_no_card_leads_to_the_collecting_card(flood: Flood) -> None:
    asked = (await flood.collected())[0]
    number = await flood.number_of(asked)

    line = await flood.solvik.listed(ANNE, number)

    assert asked in shown(line)
    assert ways_to(await flood.collecting_card(), line.blocks) == 1


async def test_a_collected_question_is_pulled_out_and_answered_like_any_other(flood: Flood) -> None:
    asked, before = words(10), await flood.count()
    await flood.bring_out(ANNE, asked)
    card = await flood.card_of(asked)

    proposal = await flood.solvik.proposed(OLA, card, "I morgen kl. 10.")
    await flood.solvik.press(JONAS, proposal, "publish")

    await flood.solvik.page_answers(flood.comments[asked], "I morgen kl. 10.")
    await flood.waits_for_at_most(before - 1)


async def test_each_question_of_a_burst_has_its_own_promise(flood: Flood) -> None:
    asked = [words(11), words(12)]
    await flood.bring_out(ANNE, *asked)
    first, second = [await flood.card_of(one) for one in asked]

    await flood.solvik.press_and_fill(ANNE, first, "holding", {"holding": "holding", "department": "teknisk"})

    await flood.solvik.page_answers(flood.comments[asked[0]], "innen onsdag kl. 15.30")
    await flood.solvik.card_shows(first, "lovet svar innen")
    assert "lovet svar innen" not in shown(flood.solvik.now(second))


async def test_two_who_pull_out_the_same_question_get_one_card(flood: Flood) -> None:
    asked, other, before = words(13), words(14), len(flood.own_cards())
    for person in (ANNE, JONAS):
        await flood.solvik.press(person, await flood.collecting_card(), "collected")
    page = shown(await flood.solvik.form_of(ANNE))
    ids = [re.findall(rf"(\d+): {re.escape(one)}", page)[0] for one in (asked, other)]

    await flood.solvik.fill(ANNE, {"questions": ids[:1]})
    await flood.solvik.fill(JONAS, {"questions": ids})
    await flood.card_of(other)

    await flood.card_of(asked)
    assert len(flood.own_cards()) == before + 2


async def test_who_has_no_part_does_not_see_the_list(flood: Flood) -> None:
    await flood.solvik.press(TURID, await flood.collecting_card(), "collected")

    await flood.solvik.was_told(TURID, "Du har ikke rett")


async def test_who_answers_under_the_collecting_card_is_told_the_way(flood: Flood) -> None:
    await flood.solvik.replies(OLA, await flood.collecting_card(), "Vi er ferdige i kveld.")

    await flood.solvik.was_told(OLA, "gi spørsmålet eget kort, og svar i tråden der")


async def test_a_citizen_with_a_card_who_writes_again_is_heard_in_its_thread(flood: Flood) -> None:
    asked = flood.solvik.facebook.find(flood.comments[words(0)])
    assert asked is not None
    flood.solvik.asks(asked.author.id, "Kommer noen innom i kveld?", parent_id=asked.id)

    await flood.solvik.thread_shows(await flood.card_of(words(0)), "Kommer noen innom i kveld?")


async def test_a_collected_question_that_turns_into_an_emergency_gets_its_own_card(flood: Flood) -> None:
    flood.solvik.facebook.edit(flood.comments[words(40)], "Hjelp, det brenner i låven nå!")

    assert "svar nå" in shown(await flood.card_of("Hjelp, det brenner i låven nå!"))


async def test_a_collected_question_that_staff_answer_by_hand_waits_no_longer(flood: Flood) -> None:
    before = await flood.count()

    flood.solvik.facebook.staff_reply("main", flood.comments[words(41)], "Den åpner i kveld.")

    await flood.waits_for_at_most(before - 1)


@only_in_slack("Teams need not tell that a message of ours was deleted; test_teams_troubles")
async def test_a_collecting_card_that_somebody_deletes_comes_back(flood: Flood) -> None:
    card = await flood.collecting_card()

    await flood.solvik.slack.delete_card(CHANNEL, card.ts)

    back = await eventually(lambda: [c for c in flood.collecting_cards() if c.ts != card.ts], within=PATIENCE)
    assert "collected" in buttons(back[0])


@only_in_slack("there is no page of one's own in Teams")
async def test_the_home_page_shows_collected_questions_too_and_lets_them_out(flood: Flood) -> None:
    await flood.solvik.slack.open_home(ANNE)
    await flood.solvik.home_shows(ANNE, "Åpne spørsmål: ")
    home, before = flood.solvik.slack.home_of(ANNE), await flood.count()
    assert home is not None
    later = next(one["action_id"] for _, one in elements(home.blocks) if one["text"]["text"] == "Neste side")
    await flood.solvik.slack.press_in_view(ANNE, home.id, later)
    await flood.solvik.home_shows(ANNE, "Vis som eget kort")

    await flood.solvik.slack.press_in_view(ANNE, home.id, "bring_out")

    await flood.waits_for_at_most(before - 1)


async def test_another_post_has_its_own_measure(flood: Flood) -> None:
    other = flood.solvik.facebook.new_post("main", "Biblioteket har fått nye bøker.")

    flood.solvik.asks(LIV, "Hvilke bøker?", post_id=other)

    await flood.card_of("Hvilke bøker?")


async def test_after_the_burst_a_question_gets_its_own_card_again(flood: Flood) -> None:
    flood.solvik.clock.move(timedelta(minutes=30))

    flood.solvik.asks(KARI, "Er det åpent på søndag?", post_id=flood.post)

    await flood.card_of("Er det åpent på søndag?")


async def test_the_rest_is_reminded_of_as_a_whole_and_the_nearest_deadlines_come_out(flood: Flood) -> None:
    card, before = await flood.collecting_card(), await flood.count()
    flood.solvik.clock.set_rate(5)

    flood.solvik.clock.move_to(datetime.fromisoformat("2026-02-11T08:01+01:00"))

    await flood.solvik.thread_shows(card, f"{before - OWN_CARDS} spørsmål venter på dette samlekortet")
    await flood.waits_for_at_most(before - OWN_CARDS)
    # A new reminder is said before the old one is taken away.
    await eventually(lambda: len(flood.solvik.in_thread(card, "venter på dette samlekortet")) == 1)


@only_in_slack("Slack's own pace")
async def test_slack_never_had_to_say_that_it_was_too_fast(flood: Flood) -> None:
    assert flood.refusals == 0
