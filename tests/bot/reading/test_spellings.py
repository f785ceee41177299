"""Personal data in the spellings people use, and what only looks like it. The measure is `tests/reading/`; here are the kinds."""

import pytest

from bot.reading.privacy import scan

FOUND = [
    ("I Sørbygdvegen 1204 er det mørkt", "address", "Sørbygdvegen 1204"),
    ("Vi bor på Nordre Kjeldsberg og har ikke fått strødd", "address", "Nordre Kjeldsberg"),
    ("garden Søre Lien, her er det ikkje brøytt", "address", "Søre Lien"),
    ("hytte Vardåsen hyttefelt 41 har ikke vei", "address", "Vardåsen hyttefelt 41"),
    ("Kan nokon ringe meg på 4123 45 67?", "phone", "4123 45 67"),
    ("12/443 tomta vår, får vi dele den?", "gnr_bnr", "12/443"),
    ("han med dr55432 kjører som en tulling", "licence_plate", "dr55432"),
    ("koden te døra e 4 4 5 5", "credential", "4 4 5 5"),
    ("9695 46 79053 er D-nummeret mitt", "d_nummer", "9695 46 79053"),
    ("Saksbehandler A. Nilsen har somlet i et år", "name_third_party", "A. Nilsen"),
    ("Svigermor fryser fordi varmen er skrudd av", "name_third_party", "Svigermor"),
]
NOT_FOUND = [
    "Kommunal vei 1403, er det der dere graver 4. mai?",
    "Bakkegata 2026, hva er planen?",
    "Budsjettet for 2026/2027 er jo galt",
    "Møtet er 18/9, sak 44/25 skal opp",
    "Fant post@solvik.example på nettsida, er det riktig?",
    "Nav har 55 55 33 33, men der er det kø",
    "IS THE SWIMMING POOL OPEN AT 17.30",
    "Vannstans i Bakkegata 2–18 i morgen",
    "Møt opp på biblioteket, Storgata 14",
    "Datteren vår elsker svømmehallen! Når er den åpen?",
    "Naboen sa at dere har gratis kompost, stemmer det?",
    "Hvor leverer jeg gamle medisiner?",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_it_is_found_as_people_write_it(text: str, kind: str, words: str) -> None:
    assert (kind, words) in {(find.type, text[find.start : find.end]) for find in scan(text)}


@pytest.mark.parametrize("text", NOT_FOUND)
def test_it_only_looks_like_it(text: str) -> None:
    assert scan(text) == ()
