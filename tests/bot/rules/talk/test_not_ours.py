"""Who says that it is not hers has answered nothing; who will find out comes back."""

import pytest

from bot.rules.talk.messages.not_ours import is_not_theirs


@pytest.mark.parametrize(
    "text",
    [
        "aner ikke. ikke mitt bord",
        "Aner ikke",
        "Nei, det vet vi ikke",
        "veit ikkje, ikkje vårt",
        "Dette er ikke vårt ansvar",
        "Det ligger ikke hos oss",
        "Det er ikke vi som har dette",
        "Feil avdeling, dette er kultur",
        "Ingen anelse, dessverre",
        "Kan ikke svare på dette",
        "no idea, not my area",
        "Vi har ikke noe med den veien å gjøre",
    ],
)
def test_somebody_else_has_to_be_asked(text: str) -> None:
    assert is_not_theirs(text)


@pytest.mark.parametrize(
    "text",
    [
        "vet ikke, jeg skal spørre Per",
        "Vet ikke ennå",
        "Aner ikke, men jeg sjekker med driften",
        "Gjelder dette vår vei?",
        "Den åpner kl. 9",
        "Jeg tar den etter lunsj",
        "Vet ikke om det er mulig å gjøre noe med det før våren kommer, men de kan søke nå",
        "Hvilken vei mener hun?",
    ],
)
def test_she_may_still_answer(text: str) -> None:
    assert not is_not_theirs(text)
