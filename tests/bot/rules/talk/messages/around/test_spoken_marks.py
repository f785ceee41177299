"""What a telephone wrote out of spoken marks becomes marks; who writes of marks, or «komma» in nynorsk, is left alone."""

import pytest

from bot.rules.talk.messages.around.spoken_marks import with_marks
from bot.rules.talk.messages.sentences import meaning

SPOKEN = [
    ("hallen åpner ti komma men badet er stengt punktum", "Hallen åpner ti, men badet er stengt."),
    ("Hallen er åpen punktum", "Hallen er åpen."),
    ("åpent lørdag ny linje stengt søndag ny linje", "Åpent lørdag\nStengt søndag"),
    ("det er gratis punktum lykke til utropstegn", "Det er gratis. Lykke til!"),
    ("det koster 12 komma 50 kroner punktum", "Det koster 12,50 kroner."),
    ("skriv til post alfakrøll solvik punktum kommune punktum no punktum", "Skriv til post@solvik.kommune.no."),
    ("hallen er open punktum badet er stengt punktum", "Hallen er open. Badet er stengt."),
    ("the hall opens at ten comma but the pool is closed full stop", "The hall opens at ten, but the pool is closed."),
]
WRITTEN = (
    "vi må komma tilbake til det",
    "Husk punktum og komma i søknaden",
    "sett punktum etter navnet",
    "Det er slutt, punktum.",
    "Skriv navn komma adresse og telefon.",
    "Det er ikke lov. Punktum.",
)


@pytest.mark.parametrize(("said", "text"), SPOKEN)
def test_spoken_marks_are_put_right(said: str, text: str) -> None:
    assert with_marks(said) == text
    assert meaning(said).words == text


@pytest.mark.parametrize("said", WRITTEN)
def test_written_words_stay_as_they_are(said: str) -> None:
    assert with_marks(said) == said
