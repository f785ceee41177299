"""`@Svarvakt åpne`: what a person asks the bot for, in the channel or alone with it, answered where it was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.log import Log
from bot.ports.calls import Calls
from bot.ports.card import Card
from bot.ports.failures import Refused, TryLater, Unknown
from handlers.teams.hear.messages import heard
from handlers.teams.speak.cards import attached, several, summary
from handlers.teams.speak.client import TeamsClient, path

log = Log(__name__)


class Commands:
    """Answers with the bot's lists. In a channel everybody there can read the answer, so it holds what the cards hold.

    Where no cards stand, the citizens' words are not shown either: others may read there, of another team or none.
    """

    def __init__(self, calls: Calls, client: TeamsClient) -> None:
        self._calls = calls
        self._client = client

    async def asked(self, activity: Mapping[str, Any], channel: str) -> None:
        """Answer a message that is for the bot. Never raises: the message has been acknowledged."""
        words = self._calls.words
        person, conversation = activity["from"], str(activity["conversation"]["id"])
        spoken = heard(activity, str((activity.get("recipient") or {}).get("id") or ""))
        try:
            if channel or _is_alone(activity):
                cards = await self._listed(str(person.get("aadObjectId") or ""), spoken.text)
            else:
                cards = [self._telling("teams.not_here")]
            content, said = several(cards, words), summary(cards[0], words) if cards else words("chat.no_text")
            await self._client.post(
                f"{path('conversations', _thread(activity, conversation))}/activities",
                {"type": "message", "summary": said, "attachments": [attached(content)]},
            )
        except (Refused, TryLater, Unknown) as failed:
            log.warning("teams command not answered", detail=failed.detail)
        except Exception as error:
            log.error("teams command failed", error=type(error).__name__)

    async def _listed(self, person_id: str, text: str) -> Sequence[Card]:
        try:
            return await self._calls.command(person_id, text)
        except Exception as error:  # a person waits
            log.error("teams command failed", person=person_id, error=type(error).__name__)
            return [self._telling("chat.try_again")]

    def _telling(self, key: str) -> Card:
        said = self._calls.words(key)
        return Card(said, body=said)


def _is_alone(activity: Mapping[str, Any]) -> bool:
    return (activity.get("conversation") or {}).get("conversationType") == "personal"


def _thread(activity: Mapping[str, Any], conversation: str) -> str:
    """A question in a channel begins a thread, in which it is answered."""
    in_channel = (activity.get("conversation") or {}).get("conversationType") == "channel"
    return (
        conversation
        if not in_channel or ";messageid=" in conversation
        else f"{conversation};messageid={activity['id']}"
    )
