"""One lively moment of the demo in which every kind of card stands in the channel, for counting lines and for pictures."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

CHANNEL = "C0SPORSMAL"
KARI, AHMED, LIV, ERIK, ANNA, THOMAS = (f"654321098765000{number}" for number in range(1, 7))
ANNE, OLA, INGRID = "U0ANNE0001", "U0OLA00001", "U0INGRID01"
SNOW, HALL = "100200300400500_777000111", "100200300400500_777000112"
LONG = (
    "Hei! Vi er en familie på fem som har planlagt å feire bursdag i svømmehallen lørdag 12. desember, og nå leser jeg "
    "at hallen bare er åpen 11-16 i helgene. Gjelder det også den helgen, og kan man leie garderoben litt lenger? "
    "Sist vi var der, måtte vi gå klokka kvart på fire, og det ble ganske stress med tre små som skulle dusje. "
    "Vi lurer også på om det er lov å ha med kake, og hvor mange voksne som må være med når det er åtte barn."
)


@dataclass(frozen=True)
class Kind:
    """A kind of card: its name, the citizen's first words, how they were written, and what the staff did then."""

    name: str
    words: str
    wrote: Callable[[Page, str], None]
    done: Callable[[Page, str], None] = lambda page, ts: None  # noqa: ARG005 - nothing was done yet
    shows: str = ""


def do(browser: Page, deed: str, **asked: Any) -> dict[str, Any]:
    """Let somebody in the sandbox do something."""
    headers = {"content-type": "application/json"}
    answer = browser.request.post(f"{browser.url}sandbox/{deed}", data=json.dumps(asked), headers=headers)
    told: dict[str, Any] = answer.json()
    return told


def play(page: Page, kinds: Sequence[Kind]) -> None:
    """Let citizens write and staff work until a card of each kind stands in the channel."""
    for kind in kinds:
        kind.wrote(page, kind.words)
        expect(card(page, kind)).to_have_count(1)
        kind.done(page, card(page, kind).get_attribute("data-ts") or "")
        if kind.shows:
            expect(card(page, kind)).to_contain_text(kind.shows)


def card(page: Page, kind: Kind) -> Locator:
    """The message with the card."""
    return page.locator(".channel .message.by-bot", has_text=kind.words[:40]).first


def comment(citizen: str, post: str = HALL) -> Callable[[Page, str], None]:
    """Somebody comments under a post."""
    return lambda page, words: _write(page, "comment", citizen, words, post=post)


def message(citizen: str) -> Callable[[Page, str], None]:
    """Somebody sends the page a message."""
    return lambda page, words: _write(page, "message", citizen, words)


def visitor_post(citizen: str) -> Callable[[Page, str], None]:
    """Somebody writes on the page."""
    return lambda page, words: _write(page, "visitor_post", citizen, words)


def said(*lines: tuple[str, str]) -> Callable[[Page, str], None]:
    """What colleagues write in the thread."""

    def say(page: Page, ts: str) -> None:
        for user, text in lines:
            do(page, "slack/say", user=user, channel=CHANNEL, thread_ts=ts, text=text)

    return say


def sent(action: str, **values: str) -> Callable[[Page, str], None]:
    """Anne presses a button of the card, fills in the form and sends it."""

    def send(page: Page, ts: str) -> None:
        do(page, "slack/press", user=ANNE, channel=CHANNEL, ts=ts, action_id=action)
        for _ in range(3):  # a form may show a preview before it sends
            view = _form(page)
            if (
                not view
                or do(page, "slack/submit", user=ANNE, view_id=view["id"], values=_filled(view, values))["closed"]
            ):
                return

    return send


def _form(page: Page) -> dict[str, Any]:
    people = page.request.get(f"{page.url}sandbox/state").json()["slack"]["people"]
    return next(one["modal"] for one in people if one["id"] == ANNE) or {}


def _filled(view: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return {name: values[name] for name in names if name in values}


def _write(page: Page, deed: str, citizen: str, text: str, **more: str) -> None:
    do(page, f"facebook/{deed}", page="main", citizen=citizen, text=text, **more)


KINDS = (
    Kind("kort", "Hei! Når åpner svømmehallen etter jul?", comment(KARI)),
    Kind("lang", LONG, comment(AHMED)),
    Kind("melding", "Hei, hvor søker jeg om skoleskyss til sønnen min?", message(LIV)),
    Kind("innlegg", "Gatelyset i Lia har vært mørkt i en uke. Kommer det noen?", visitor_post(ERIK)),
    Kind("haster", "Vannet spruter opp av veien utenfor barnehagen!", comment(ANNA, SNOW), shows="vakttelefonen"),
    Kind("takk", "Så fint at hallen åpner igjen, tusen takk! 😊", comment(THOMAS)),
    Kind(
        "personlig",
        "Venter på svar fra Nav, fødselsnummeret er 158690 99918, kan dere sjekke?",
        comment(THOMAS, SNOW),
        shows="Trolig",
    ),
    Kind("tatt", "Er det lov å ta med hund på isen?", comment(KARI, SNOW), sent("take"), shows="Tatt av Anne"),
    Kind(
        "spurt",
        "Når brøyter dere Granveien?",
        comment(AHMED, SNOW),
        sent("ask", department="teknisk", holding="holding"),
        shows="Venter",
    ),
    Kind(
        "forslag",
        "Hvor lenge er hallen åpen på søndager?",
        comment(LIV),
        said((OLA, "Hallen er åpen 11-16 på søndager.")),
        shows="Et svar er klart",
    ),
    Kind(
        "spørsmål tilbake",
        "Kommer det fartsdump i veien vår?",
        comment(ERIK, SNOW),
        said((OLA, "Hvilken vei mener hun?")),
        shows="Ola Nordby spør: «Hvilken vei mener hun?»",
    ),
    Kind(
        "flere fagpersoner",
        "Strør dere fortauet ved skolen i morgen tidlig?",
        comment(ANNA, SNOW),
        said((OLA, "Vi strør fortauet før klokka sju."), (INGRID, "Skolegården strør vaktmesteren klokka åtte.")),
        shows="Et svar er klart",
    ),
    Kind(
        "publisert",
        "Hva koster et årskort for studenter?",
        comment(THOMAS),
        sent("answer", text="Hei, Thomas! Årskortet koster 1490 kroner."),
        shows="Publisert av Anne",
    ),
)
"""Every kind of card, the oldest first; at most eight under one post, or they would be collected."""
