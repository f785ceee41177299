"""An alarm that is said again calls each person once each time, however often the program stops and starts meanwhile."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from tests.chats import called
from tests.stories.danger.test_alarm_again import ALARM, FIRE, SATURDAY_NIGHT, again, said_again
from tests.town import ANNE, JONAS, KARI, Town, bot_in, sandbox_at
from tests.waiting import eventually

STARTS = ((5, 0), (11, 1), (12, 1), (32, 2), (33, 2), (180, 2))
"""After how many minutes the program starts anew, and how often the alarm has been said again once it has looked around."""


async def test_each_alarm_calls_each_person_once_and_none_comes_twice() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with sandbox_at(SATURDAY_NIGHT, 5) as sandbox:
            async with bot_in(sandbox, Path(folder)) as app:
                solvik = Town(sandbox, app)
                await solvik.asked(KARI, FIRE)
                await eventually(lambda: solvik.cards_with(ALARM), within=15)
            for minutes, times in STARTS:
                sandbox.clock.move_to(max(SATURDAY_NIGHT + timedelta(minutes=minutes), sandbox.clock.now()))
                async with bot_in(sandbox, Path(folder)) as app:
                    solvik = Town(sandbox, app)
                    await said_again(solvik, times)
                    await solvik.everything_is_heard()

            said = (*solvik.cards_with(ALARM), *again(solvik))
            assert Counter(person for alarm in said for person in called(alarm)) == {ANNE: 3, JONAS: 3}
