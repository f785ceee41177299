"""«Trenger ikke svar» closes what its presser has read to be thanks, and nothing else."""

from bot.desk.office import Office
from bot.drawing.gathering import view_of
from bot.ports.calls import Told
from tests.bot.desk.test_roles import ANNE, OLA, asked, opened, press, question_of
from tests.bot.desk.test_roles import desk as desk  # the fixture


async def test_without_having_seen_the_newest_words_she_gets_the_form(desk: Office) -> None:
    number = await asked(desk)

    assert (await opened(desk, ANNE, number, "no_answer")).name == "close"


async def test_a_question_is_not_closed_by_it(desk: Office) -> None:
    number = await asked(desk)
    question = await question_of(desk, number)
    async with desk.database.read() as session:
        mark = (await view_of(session, desk.house, question, desk.clock.now())).mark

    await press(desk, ANNE, number, "no_answer", str(mark))

    assert (await question_of(desk, number)).state == "new"


async def test_an_expert_may_not(desk: Office) -> None:
    number = await asked(desk)

    assert isinstance(await press(desk, OLA, number, "no_answer"), Told)
