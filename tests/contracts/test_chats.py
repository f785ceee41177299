"""The chat's port, held to the same expectations in both chats over real sockets."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.ports.card import Action, Card, Mention, Quote
from bot.ports.chat import Chat, MessageRef
from bot.ports.failures import Reason, Refused
from handlers.slack.door import SlackDoor
from handlers.teams.door import TeamsDoor, TeamsSettings
from sandbox.server import Sandbox
from sandbox.teams.state.names import channel_link, person_guid
from tests.chats import SLACK, TEAMS, called, shown
from tests.clocks import Borrowed
from tests.handlers.recording import Recording
from tests.handlers.slack.stage import ANNE, CHANNEL, OLA, settings

CARD = Card(
    "Nytt spørsmål",
    quotes=(Quote("Kari Nordmann", "Når åpner <!channel> <at>svømmehallen</at>?"),),
    actions=(Action("take", "Ta", "12"), Action("ask", "Spør fagperson", "12")),
)


@dataclass
class Scene:
    """A sandbox with one chat, the port to it, and what people and channels are called there."""

    sandbox: Sandbox
    chat: Chat
    channel: str
    ola: str

    @property
    def seen(self) -> Any:
        """The chat as people see it."""
        return self.sandbox.teams or self.sandbox.slack

    def message(self, ref: MessageRef) -> Any:
        """A message as it stands now."""
        return self.seen.message(CHANNEL, ref.id)


@pytest.fixture(params=[SLACK, TEAMS])
async def scene(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    sandbox = Sandbox(chat=request.param, slack_transport="http")
    await sandbox.start()
    door = _door(sandbox)
    await door.open()
    names = (CHANNEL, OLA) if sandbox.teams is None else (channel_link(CHANNEL), person_guid(OLA))
    yield Scene(sandbox, door.chat, *names)
    await door.close()
    await sandbox.stop()


def _door(sandbox: Sandbox) -> SlackDoor | TeamsDoor:
    clock = Borrowed(sandbox.clock)
    if sandbox.teams is None:
        return SlackDoor(settings(sandbox, "http"), Recording(), clock)
    told = {name.removeprefix("TEAMS_").lower(): value for name, value in sandbox.teams.bot_env().items()}
    del told["chat"]
    return TeamsDoor(TeamsSettings(**told, channels=(channel_link(CHANNEL),)), Recording(), clock)


async def test_a_card_stands_in_the_channel_with_its_words_and_buttons(scene: Scene) -> None:
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")

    assert ref.thread == ""
    assert "svømmehallen" in shown(scene.message(ref))
    assert {name.partition(" ")[0] for name, _ in scene.message(ref).buttons()} == {"take", "ask"}
    assert called(scene.message(ref)) == set(), "a citizen's words call nobody"


async def test_a_card_is_redrawn_in_its_place(scene: Scene) -> None:
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")

    await scene.chat.update_card(ref, Card("Tatt", body="Tatt av Anne."))

    assert "Tatt av Anne." in shown(scene.message(ref))
    assert "svømmehallen" not in shown(scene.message(ref))


async def test_a_redrawn_card_that_somebody_deleted_is_gone(scene: Scene) -> None:
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")
    await scene.seen.delete_card(CHANNEL, ref.id)

    with pytest.raises(Refused) as failed:
        await scene.chat.update_card(ref, CARD)

    assert failed.value.reason is Reason.GONE


async def test_what_is_said_stands_in_the_thread_and_calls_whom_it_names(scene: Scene) -> None:
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")

    said = await scene.chat.say(ref, Card("Kan du svare?", body="Kan du svare?", mentions=(Mention(scene.ola),)), "s:1")

    assert said.thread == ref.id
    (message,) = scene.seen.thread(CHANNEL, ref.id)
    assert called(message) == {OLA}


async def test_a_message_of_ours_is_found_by_its_key_and_no_other(scene: Scene) -> None:
    since = scene.sandbox.clock.now()
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")
    said = await scene.chat.say(ref, CARD, "say:1")
    scene.sandbox.clock.move(timedelta(minutes=1))

    assert await scene.chat.find_own(scene.channel, "", "card:12", since) == ref
    assert await scene.chat.find_own(scene.channel, ref.id, "say:1", since) == said
    assert await scene.chat.find_own(scene.channel, "", "card:13", since) is None


async def test_what_people_wrote_in_the_thread_can_be_read_back(scene: Scene) -> None:
    since = scene.sandbox.clock.now()
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")
    await scene.seen.say(OLA, CHANNEL, "Vi åpner lørdag.", thread_ts=ref.id)
    edited = await scene.seen.say(OLA, CHANNEL, "Klokka ti.", thread_ts=ref.id)
    await scene.seen.edit(OLA, CHANNEL, edited, "Klokka elleve.")

    said = await scene.chat.read_thread(ref, since)

    assert [(one.person_id, one.text) for one in said] == [
        (scene.ola, "Vi åpner lørdag."),
        (scene.ola, "Klokka elleve."),
    ]
    assert {(one.channel, one.thread) for one in said} == {(scene.channel, ref.id)}


async def test_a_message_of_ours_can_be_taken_back_twice(scene: Scene) -> None:
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")

    await scene.chat.unsay(ref)
    await scene.chat.unsay(ref)

    assert scene.message(ref) is None


async def test_people_are_known_by_name_once_they_were_learnt(scene: Scene) -> None:
    assert scene.chat.name(scene.ola) == ""

    await scene.chat.learn([scene.ola])

    assert scene.chat.name(scene.ola) == "Ola Nordby"


async def test_one_person_alone_is_told(scene: Scene) -> None:
    ref = await scene.chat.post_card(scene.channel, CARD, "card:12")
    anne = ANNE if scene.sandbox.teams is None else person_guid(ANNE)

    await scene.chat.tell(scene.channel, ref.id, anne, "Det er for sent.")

    seen = scene.sandbox.teams
    told = seen.told(ANNE) if seen else [shown(one) for one in scene.sandbox.slack.ephemerals(ANNE)]
    assert len(told) == 1
    assert "Det er for sent." in told[0]
    assert scene.seen.thread(CHANNEL, ref.id) == []


async def test_a_chat_in_order_has_nothing_to_mend(scene: Scene) -> None:
    assert [one.name for one in (await scene.chat.health()).troubles] == []
