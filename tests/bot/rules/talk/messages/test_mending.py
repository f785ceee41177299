"""A short correction takes the place of what it corrects, and of nothing where more than one thing could be meant."""

import pytest

from bot.rules.talk.messages.mending import edited, mended


@pytest.mark.parametrize(
    ("old", "correction", "new"),
    [
        ("Dugnaden er torsdag 8. mai.", "*fredag 9. mai", "Dugnaden er fredag 9. mai."),
        ("Møtet begynner klokka 18.", "nei, klokka 16", "Møtet begynner klokka 16."),
        ("Glass is collected on Mondays.", "Sorry, I meant Tuesdays.", "Glass is collected on Tuesdays."),
        ("Ring 61 01 20 30 før kl. 12.", "Feil nummer, det er 61 01 20 31", "Ring 61 01 20 31 før kl. 12."),
        ("Det er tømming i veke 12.", "veke 13 skulle det vere", "Det er tømming i veke 13."),
        ("Det er åpent tirsdag og torsdag.", "onsdag, ikke tirsdag", "Det er åpent onsdag og torsdag."),
        ("Du kan parkere ved bibliotket.", "*biblioteket", "Du kan parkere ved biblioteket."),
        ("Badet åpner klokka ni.", "feil, klokka ti", "Badet åpner klokka ti."),
        ("Badet åpner klokka ni.", "jeg mente ti", "Badet åpner klokka ti."),
        ("Badet åpner klokka ni.", "ti, ikke ni", "Badet åpner klokka ti."),
        ("Badet åpner klokka ni.", "glem ni, det er ti", "Badet åpner klokka ti."),
        ("Kassa koster 400 kr.", "450 mener jeg, den gikk opp", "Kassa koster 450 kr."),
        ("Det er åpent fra 10 til 14.", "*12", ""),  # which of the two?
        ("Det er åpent fra 10 til 14.", "*15", "Det er åpent fra 10 til 15."),
        ("Det er åpent fra 10 til 14.", "nei", ""),
        ("Møtet er i kantina.", "klokka 16", ""),  # says more, and corrects nothing
        ("Møtet er klokka 18.", "nei, det er i kantina", ""),
    ],
)
def test_only_what_is_different_is_replaced(old: str, correction: str, new: str) -> None:
    assert mended(old, correction) == new


def test_a_mark_tells_what_was_edited() -> None:
    assert edited("Utekinoen begynner kl. 21. EDIT: kl. 20.30") == ("Utekinoen begynner kl. 21.", "kl. 20.30")
    assert edited("Rettet opp i feilen: ring oss.") == ("Rettet opp i feilen: ring oss.", "")
