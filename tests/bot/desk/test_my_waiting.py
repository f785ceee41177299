"""Below «Mine» stands whom one has asked something herself, and «Vis alle» there leads to all of these and to no one else's."""

from datetime import timedelta

from bot.desk.office import Office
from bot.ports.card import Card
from tests.bot.desk.test_roles import ANNE, JONAS, asked
from tests.bot.desk.test_roles import desk as desk  # the fixture

MINE, THEIRS = 10, 2


async def test_show_all_below_mine_shows_all_of_mine(desk: Office) -> None:
    mine = [await _waiting_for_the_citizen(desk, ANNE) for _ in range(MINE)]
    for _ in range(THEIRS):
        await _waiting_for_the_citizen(desk, JONAS)

    shown = await desk.command(ANNE, "mine")
    whole = next(each.value for card in shown for each in card.actions if each.label == "Vis alle")
    first = await desk.command(ANNE, whole)
    then = next(each.value for each in first[-1].actions if each.label == "Neste side")
    second = await desk.command(ANNE, then)

    assert first[0].title.endswith(str(MINE))
    assert (first[-1].body, second[-1].body) == ("Side 1 av 2", "Side 2 av 2")
    assert sorted(_numbers(first) + _numbers(second)) == mine
    assert next(each.label for each in first[0].actions if each.style == "primary") == "Mine"


async def _waiting_for_the_citizen(office: Office, owner: str) -> int:
    number = await asked(office)
    async with office.work() as work:
        question = await work.question(number)
        later = work.now + timedelta(days=number)
        waits = {"state": "waiting", "owner_id": owner, "next_at": later, "ended_at": work.now}
        question.sqlmodel_update(waits)
        work.session.add(question)
    return number


def _numbers(cards: tuple[Card, ...]) -> list[int]:
    return [int(card.body.split()[1]) for card in cards[1:-1]]
