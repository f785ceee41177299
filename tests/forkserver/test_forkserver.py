"""What the fork server makes is a process like any other: it hears, says, ends and is killed as if it had been started alone."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests.forkserver.asking import ROOT, program, running
from tests.waiting import eventually


@pytest.mark.parametrize(("typed", "code", "said"), [("[ 1]", 0, "[1]"), ("[", 1, "")])
async def test_its_words_its_streams_and_its_exit_code_are_its_own(typed: str, code: int, said: str) -> None:
    running = await asyncio.create_subprocess_exec(
        *program("json.tool", "--compact"), stdin=PIPE, stdout=PIPE, stderr=PIPE
    )

    out, err = await running.communicate(typed.encode())

    assert (running.returncode, out.decode().strip()) == (code, said)
    assert bool(err) == bool(code)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)])
async def test_it_ends_by_the_signal_that_is_sent_and_in_its_own_way(how: signal.Signals, code: int) -> None:
    running = await asyncio.create_subprocess_exec(*program("bot", "demo", "--port", "0"), stdout=PIPE, stderr=PIPE)
    assert running.stdout
    port = int((await running.stdout.readline()).decode().split("http://127.0.0.1:")[1].split()[0].strip("/"))

    async def shut() -> bool:
        return not await _is_open(port)

    assert not await shut()

    running.send_signal(how)
    await running.communicate()

    assert running.returncode == code
    assert await shut()


async def _is_open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def test_without_a_stand_in_the_process_itself_is_signalled_and_all_it_says_is_in_its_file(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log.txt"
    bot = await running(log, ROOT, "bot", "demo", "--port", "0")
    await eventually(lambda: "http://127.0.0.1" in log.read_text(encoding="utf-8"), within=30)

    os.kill(bot.pid, signal.SIGKILL)

    assert await bot.wait() == -signal.SIGKILL


async def test_without_a_stand_in_it_tells_its_own_exit_code(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"

    ended = await running(log, ROOT, "bot", "no-such-command")

    assert await ended.wait() == 2
    assert "no-such-command" in log.read_text(encoding="utf-8")
