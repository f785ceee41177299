"""A short correction takes the place of what it corrects, and of nothing where more than one thing could be meant."""

import pytest

from bot.rules.talk.messages.mending import edited, mended, only_facts


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
        ("Badet åpner kl. 10.", "kl 11, ikke 10", "Badet åpner kl. 11."),
        (
            "Familiebillett er 250 kr, da er to barn med.",
            "270 mener jeg, ikke 250",
            "Familiebillett er 270 kr, da er to barn med.",
        ),
        ("Det koster 250 kr for to.", "270 kr, ikke 250 kr, mener jeg", "Det koster 270 kr for to."),
        ("Møtet er 2. januar i 2. etasje.", "3. februar, ikke 2. januar", "Møtet er 3. februar i 2. etasje."),
        ("Håndklær leier vi ut for 40 kr.", "270 mener jeg, ikke 250", ""),  # that number stands elsewhere
        ("Leia er 1 250 kr, og 250 kr i depositum, 250 kr for vask.", "270, ikke 250", ""),  # which of them?
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


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("uke 18", {"week"}),
        ("nei, 270, ikke 250", {"number"}),
        ("fredag altså", {"day"}),
        ("Toget går fredag", set()),
        ("ok", set()),
    ],
)
def test_some_messages_are_nothing_but_a_fact(said: str, kinds: set[str]) -> None:
    assert only_facts(said) == kinds
