"""Where an alarm is said that may stand in its channel or not, while nobody can look."""

from typing import Any, cast

from sqlmodel import col, select

from bot import telling
from bot.desk.office import Office
from bot.effects.people import Alarm
from bot.orders import kinds
from bot.ports.chat import Chat
from storage.queues.tables import Delivery
from tests.bot.solvik import solvik

CHANNELS = list(dict.fromkeys(page.channel for page in solvik().pages.values()))


async def alarms(office: Office) -> list[Delivery]:
    async with office.database.read() as session:
        return list((await session.exec(select(Delivery).order_by(col(Delivery.id)))).all())


async def test_it_is_said_in_each_other_channel_then_once_more_and_never_again(office: Office) -> None:
    effect = Alarm(office, cast(Chat, None))
    async with office.work() as work:
        await telling.alarm(work, "fire", CHANNELS[0], "alarm.emergency")

    for _ in range(len(CHANNELS) + 3):
        latest = (await alarms(office))[-1]
        async with office.work() as work:
            await effect.in_doubt(work, latest)

    said: list[dict[str, Any]] = [row.body for row in await alarms(office)]
    assert [body["channel"] for body in said] == [*CHANNELS, CHANNELS[0]]
    assert {row.kind for row in await alarms(office)} == {kinds.ALARM}
