"""Headless Chromium for the demo page, and the demo itself as a user starts it."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.forkserver.asking import program

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET = ["--disable-background-networking", "--disable-component-update"]
PATIENCE_MS = 60_000  # a browser tells nobody whether it still moves; so this is long enough for a busy machine

expect.set_options(timeout=PATIENCE_MS)

BeginAnew = Callable[[str], str]
"""Lets the demo begin anew with this chat; returns the page's address."""


class Fresh(Protocol):
    """Opens the page of a demo in which nothing has happened yet."""

    def __call__(self, chat: str = "slack", *, width: int = 1440, height: int = 900) -> Page:
        """The page in a window of this size, as nobody has opened it before."""


def chromium() -> str:
    """Where the browser is. Without one the build fails, and a developer's run says what was left out."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("the build must have Chromium: apt-get install chromium")
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return found


@contextmanager
def demo(chat: str = "slack") -> Iterator[str]:
    """`svarvakt demo` as its own process on a free port; gives the page's address."""
    with _started(chat) as process:
        yield _address(process)


@contextmanager
def demo_again_and_again() -> Iterator[BeginAnew]:
    """One such process for many tests: it begins anew for each, as where somebody chooses a chat on the page."""
    with _started("slack") as process:
        address = _address(process)

        def begin(chat: str) -> str:
            httpx.post(f"{address}/sandbox/chat", json={"name": chat}).raise_for_status()
            return _address(process)

        yield begin


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, without a window yet."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS + QUIET)
        yield opened
        opened.close()


@contextmanager
def window(opened: Browser, address: str, *, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A page in a window of its own, which shares nothing with any other.

    What moves is left still, as for those who ask for that: to paint it without a graphics card was a third of all drawing.
    """
    with opened.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce") as alone:
        page = alone.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address)
        yield page


@contextmanager
def page_at(address: str, *, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """The demo page in a fresh browser."""
    with browser() as opened, window(opened, address, width=width, height=height) as page:
        yield page


def ask(page: Page, words: str) -> None:
    """Kari writes under the newest post that is shown, and her comment stands there."""
    field = page.get_by_placeholder("Kommenter som Kari").first
    field.fill(words)
    field.press("Enter")
    expect(page.locator(".comment", has_text=words.splitlines()[0]).first).to_be_visible()


@contextmanager
def _started(chat: str) -> Iterator["subprocess.Popen[str]"]:
    command = program("bot", "demo", "--port", "0", "--chat", chat)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603 - our own command
        try:
            yield process
        finally:
            process.terminate()


def _address(process: "subprocess.Popen[str]") -> str:
    """Where the page is, once the demo says so."""
    deadline = time.monotonic() + 60
    while process.stdout is not None and time.monotonic() < deadline:
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        if found:
            return found[0]
    raise AssertionError("the demo did not say where it is")
