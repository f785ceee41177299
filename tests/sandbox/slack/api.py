from typing import Any

import httpx

from sandbox.people import APP

CHANNEL = "C0SPORSMAL"
ANNE, OLA, INGRID, PER = "U0ANNE0001", "U0OLA00001", "U0INGRID01", "U0PER00001"


class Api:
    """The Web API as plain HTTP, with the bot's token."""

    def __init__(self, url: str) -> None:
        self.http = httpx.AsyncClient(
            base_url=url, headers={"Authorization": f"Bearer {APP.slack_bot_token}"}, trust_env=False
        )

    async def __call__(self, method: str, **arguments: Any) -> dict[str, Any]:
        return dict((await self.http.post(method, json=arguments)).json())

    async def post(self, text: str = "kort", **arguments: Any) -> str:
        answer = await self("chat.postMessage", channel=CHANNEL, text=text, **arguments)
        assert answer["ok"], answer
        return str(answer["ts"])
