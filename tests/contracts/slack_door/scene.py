"""A card, a form, and what was heard: what the tests of the Slack door share."""

from bot.ports.card import Action, Card, Mention, Quote
from bot.ports.chat import MessageRef
from bot.ports.form import Choice, ChoiceField, Form, TextField
from bot.ports.happenings import Happening
from handlers.slack.hear.reader import read
from tests.handlers.slack.stage import CHANNEL, OLA, Stage

CARD = Card(
    "Nytt spørsmål",
    title="Nytt spørsmål",
    quotes=(Quote("Kari Nordmann", "Når åpner <!channel> svømmehallen?"),),
    mentions=(Mention(OLA),),
    actions=(Action("take", "Ta", "12"), Action("ask", "Spør fagperson", "12")),
)


FORM = Form(
    "ask",
    "Spør fagperson",
    "Send",
    "Avbryt",
    "12:3",
    (
        ChoiceField("department", "Avdeling", (Choice("teknisk", "Teknisk"), Choice("barnehage", "Barnehage"))),
        TextField("note", "Hilsen", required=False),
    ),
)


def happenings(stage: Stage) -> list[Happening]:
    return [happening for event in stage.calls.heard.values() for happening in read(event.body)]


async def posted(stage: Stage, key: str = "card:12") -> MessageRef:
    return await stage.door.chat.post_card(CHANNEL, CARD, key)
