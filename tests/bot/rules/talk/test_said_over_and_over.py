"""A word said over and over is read in no more than its own time: where a pattern tries every way to part it, this never ends."""

import pytest

from bot.rules.talk.contributions import EXPERT, Contribution
from bot.rules.talk.conversation import converse

SAID = (
    "sjekka svaret nei ja ok det@er vent@med ikke stryk sorry 10 kl. og men - !! ? hei takk si@at har@rett er@riktig the no yes ups"
    " oppdatering: korreksjon: eller kanskje skriv@at legg@til @Ola 1@000@kr uke mandag http://a.example/"
)


@pytest.mark.parametrize("word", [word.replace("@", " ") for word in SAID.split()])
@pytest.mark.parametrize("between", [" ", ", ", "\n"])
def test_one_word_said_over_and_over_is_read_to_its_end(word: str, between: str) -> None:
    over_and_over = (word + between) * 60 + "x"
    said = [Contribution(1, "Ola", EXPERT, "Badet åpner kl. 10."), Contribution(2, "Ola", EXPERT, over_and_over)]

    heard = converse(said, "Når åpner badet?", ("Ola", "Per")).heard

    assert [each.contribution.id for each in heard] == [1, 2]
