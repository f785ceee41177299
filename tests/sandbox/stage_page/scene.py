"""A visitor of the demo page, and what the tests of its HTTP side share."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from sandbox.people import APP
from sandbox.server import Sandbox

CHANNEL, ANNE, OLA = "C0SPORSMAL", "U0ANNE0001", "U0OLA00001"


KARI, AHMED = "6543210987650001", "6543210987650002"


PAGE_FILES = Path(__file__).parents[3] / "sandbox" / "page"


WEDNESDAY = datetime(2026, 11, 25, 9, 15, tzinfo=UTC)


BUTTON = {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Ta"}, "value": "1"}


CARD = [{"type": "actions", "elements": [BUTTON]}]


FIELD = {
    "type": "input",
    "block_id": "text",
    "label": {"type": "plain_text", "text": "Svar"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}


MODAL = {
    "type": "modal",
    "callback_id": "answer",
    "title": {"type": "plain_text", "text": "Skriv svar"},
    "submit": {"type": "plain_text", "text": "Publiser"},
    "private_metadata": "1",
    "blocks": [FIELD],
}


class Visitor:
    """A browser that shows the page: fetches the state and sends gestures."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.AsyncClient(base_url=sandbox.url, trust_env=False)
        self._slack = httpx.AsyncClient(
            base_url=sandbox.slack_api_url, trust_env=False, headers={"Authorization": f"Bearer {APP.slack_bot_token}"}
        )

    async def state(self) -> Any:
        return (await self.http.get("/sandbox/state")).json()

    async def do(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, path: str, **body: Any) -> tuple[int, str]:
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        return answer.status_code, answer.json()["error"]

    async def bot(self, method: str, **arguments: Any) -> Any:
        return (await self._slack.post(method, json=arguments)).json()

    async def close(self) -> None:
        await self.http.aclose()
        await self._slack.aclose()
