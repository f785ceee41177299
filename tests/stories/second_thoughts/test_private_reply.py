"""What is personal can be answered to its citizen alone: by the one private message that Facebook allows, and never in doubt."""

from tests.town import ANNE, KARI, Town
from tests.waiting import eventually

PERSONAL = "Har dere behandlet søknaden min om sosialhjelp? Jeg heter Kari og bor i Lia."


def private(solvik: Town) -> list[str]:
    """What the page has written to Kari in private."""
    return [message.text for message in solvik.facebook.conversation("main", KARI) if message.by_page]


async def test_a_redirect_in_private_reaches_the_citizen_alone(solvik: Town) -> None:
    before = len(private(solvik))
    asked, card = await solvik.asked(KARI, f"{PERSONAL} Det haster litt.")

    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_private", "department": "nav"})
    await solvik.fill(ANNE, {})

    await eventually(lambda: len(private(solvik)) == before + 1)
    assert private(solvik)[-1].startswith("Hei, Kari! Vi så det du skrev på siden vår")
    assert solvik.public(asked) == []
    await solvik.card_shows(card, "Vist videre i en privat melding av Anne Berg")


async def test_a_doubtful_one_is_looked_for_and_not_sent_again(solvik: Town) -> None:
    before = len(private(solvik))
    _, card = await solvik.asked(KARI, f"{PERSONAL} Det haster veldig.")
    await solvik.press_and_fill(ANNE, card, "redirect", {"kind": "redirect_private", "department": "nav"})
    solvik.sandbox.faults.arm("facebook.cut_after_write", match="/messages")

    await solvik.fill(ANNE, {})

    await solvik.card_shows(card, "Vist videre i en privat melding av Anne Berg")
    assert len(private(solvik)) == before + 1
