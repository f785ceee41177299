"""Takes the picture for the README: `python -m tests.ui.picture [FILE]`. The demo is played to a lively moment first."""

import json
import sys
import time
from typing import Any

from playwright.sync_api import Page

from tests.ui.browser import demo, page_at

KARI, AHMED = "6543210987650001", "6543210987650002"
OLA = "U0OLA00001"
CHANNEL = "C0SPORSMAL"
POST = "100200300400500_777000112"


def do(browser: Page, deed: str, **asked: Any) -> None:
    """Let somebody in the sandbox do something."""
    headers = {"content-type": "application/json"}
    browser.request.post(f"{browser.url}sandbox/{deed}", data=json.dumps(asked), headers=headers)


def cards(page: Page) -> list[dict[str, Any]]:
    """The cards in the channel, oldest first."""
    state = page.request.get(f"{page.url}sandbox/state").json()
    channel = next(one for one in state["slack"]["channels"] if one["id"] == CHANNEL)
    return [message for message in channel["messages"] if message.get("blocks")]


def wait_for_cards(page: Page, count: int) -> list[dict[str, Any]]:
    """The cards, once there are so many."""
    deadline = time.monotonic() + 20
    while len(found := cards(page)) < count and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    return found


def main() -> None:
    """Play, and take the picture."""
    file = sys.argv[1] if len(sys.argv) > 1 else "docs/demo.png"
    with demo() as address, page_at(address + "/") as page:
        do(
            page,
            "facebook/comment",
            page="main",
            post=POST,
            citizen=AHMED,
            text="Hvor lenge er hallen åpen på lørdager?",
        )
        wait_for_cards(page, 1)
        do(
            page,
            "facebook/comment",
            page="main",
            post=POST,
            citizen=KARI,
            text="Hei! Når åpner svømmehallen etter jul? 😊",
        )
        asked = wait_for_cards(page, 2)[-1]
        say = {"channel": CHANNEL, "thread_ts": asked["ts"]}
        do(page, "slack/say", user=OLA, text="Hallen åpner igjen mandag 4. januar klokka 16.", **say)
        page.get_by_role("button", name="2 svar").last.click(timeout=20_000)
        page.get_by_label("Skjul veiledningen").click()
        page.wait_for_timeout(1500)
        page.locator(".phone").last.wait_for(state="detached")  # it would hide what the citizen asked
        page.screenshot(path=file)


if __name__ == "__main__":
    main()
