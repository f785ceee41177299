"""What is found in citizens' words, what is left alone, and how it is blotted out. All numbers are synthetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard.digits import is_account, is_birth_number, is_card
from bot.reading.privacy import HIGH_TYPES, MEDIUM_TYPES, NEVER_PUBLIC, Find, Level, high, masked, scan, suspect, types
from bot.reading.private.phones import may_be_called
from bot.texts.wording import keys
from tests.bot.reading.corpus import Example, examples
from tests.reading.labels import OPEN, Comment, read

FOUND = [
    ("Fødselsnummeret mitt er 15869099918", "fodselsnummer"),
    ("fnr 158690-99918", "fodselsnummer"),
    ("15 86 90 99918", "fodselsnummer"),
    ("1 5 8 6 9 0 9 9 9 1 8", "fodselsnummer"),
    ("١٥٨٦٩٠٩٩٩١٨", "fodselsnummer"),  # Arabic digits
    ("30108299939", "fodselsnummer"),  # the rule from 2032: a remainder in the first check digit
    ("02013299997", "fodselsnummer"),  # born in 2032
    ("personnummer: 12345678901", "fodselsnummer"),  # mistyped, but the text says what it is
    ("My D-number is 54817599950", "d_nummer"),
    ("Betal til 1234.56.78903", "bank_account"),
    ("kontonummer 1234 56 78900", "bank_account"),  # mistyped
    ("kortnummer 4111 1111 1111 1111", "credential"),
    ("passordet mitt er Sommer2025!", "credential"),
    ("PIN: 1234", "credential"),
    ("Lånekortet mitt har nummer N000123456", "credential"),
    ("Ring meg på 912 34 567", "phone"),
    ("mobil: 91 23 45 67", "phone"),
    ("+47 91234567", "phone"),
    ("Bilen AB12345 står i veien", "licence_plate"),
    ("Jeg bor i Storgata 14", "address"),
    ("Øvre gate 5 mangler strøm", "address"),
    ("Skriv til kari@solvik.example", "email"),
    ("kari.testesen at solvik.example", "email"),
    ("Hva skjer i sak 2026/123?", "case_number"),
    ("gnr 12 bnr 34", "gnr_bnr"),
    ("Moren min har demens", "health"),
    ("My husband has cancer", "health"),
    ("Eg ventar på vedtak frå Nav", "social_services"),
    ("Jeg har fått inkasso fra dere", "economy"),
    ("Datteren min begynner til høsten", "child"),
    ("Koden til garasjen er 4471", "credential"),
    ("Passordet mitt på Min side er Sommer2024!", "credential"),
    ("Døra til bua åpnes med 1357#", "credential"),
    ("Engangskoden jeg fikk var 881 204", "credential"),
    ("Eg bur på Haugland, bruk nr. 3", "address"),
    ("Sagvoll 14 ligger i mørket", "address"),
    ("Adressen er Elveveien tolv", "address"),
    ("Referanse PLAN-2024/77, noe nytt?", "case_number"),
    ("Mi sak, 2025 / 441, når kjem ho opp?", "case_number"),
    ("+49 151 23456789 er tysk mobil", "phone"),
    ("Mannen min har MS og vi trenger hjelp hjemme", "health"),
    ("Broren min ser nesten ingenting lenger", "health"),
    ("Eg får ikkje bustønad denne månaden", "social_services"),
    ("Jeg får AAP og klarer ikke husleia", "economy"),
    ("Emma i 3. klasse blir plaget hver dag", "child"),
    ("Kjell og Anita Moen bygger uten å søke", "name_third_party"),
    ("Det er Tor Eivind Haug som har felt trærne", "name_third_party"),
    ("Systera mi er lungesjuk og bur i fukt", "name_third_party"),
    ("Naboen Arne brenner søppel", "name_third_party"),
]


@pytest.mark.parametrize(("text", "type"), FOUND)
def test_it_is_found(text: str, type: str) -> None:
    assert type in types(scan(text))


LEFT_ALONE = [
    "Når kommer Kari Bremnes til kulturhuset?",
    "Takk til Hilde og Marte på biblioteket for en fin stund!",
    "Kva tid er temakvelden om demens?",
    "Barn må ha med en voksen i svømmehallen",
    "Buss 132 kjører forbi, ikke sant?",
    "Is the pool open at 16.30. How much is a ticket?",
    "Eg er at heime.Takk for svar",
    "Tar dere imot papir, eller må vi til nabokommunen Takk!",
    "Hvor nær nabogrensa kan en garasje stå. Fint om noen svarer",
    "Åpningstid på Kommunetorget 2. påskedag?",
    "Møtet er 21.03.2026 kl. 10",
    "Møtet er 22-10-2026",
    "Hallen kostet 31 500 000 kr",
    "Ring 113 eller legevakt 116 117",
    "KID 12345678903",
    "Kulturskolen 2025 2026",
    "Se https://solvik.example/sak/91234567",
    "Org.nr 974 760 673",
    "Passordet virker ikke",
    "Er fylkesvei 34 åpen?",
    "Emilia 4 år",
    "Når starter kreftaksjonen?",
    "Når åpner Nav-kontoret?",
    "Jeg lurer på om dere har bøker om demens",
    "Jeg heter Kari",
    "Hva gjelder for hytter?",
    "Hvor mange får sosialhjelp i kommunen vår?",
    "Kan en bekymringsmelding være anonym?",
    "Jeg har lyst til å bli støttekontakt, hva får jeg betalt?",
    "Mannen min sier at gjenvinningsstasjonen er stengt på lørdager, stemmer det?",
    "Is there a swimming course for my daughter in the autumn?",
    "Mattilsynet 22 40 00 00, er det dit man melder døde fugler?",
    "Dere tar livet av bygda med disse kuttene",
    "Læreren i 3. klasse er fantastisk!",
    "Vi brøyter Øvre Hasselbakken i kveld.",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_it_is_left_alone(text: str) -> None:
    assert scan(text) == ()


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.id)
def test_every_tag_of_the_corpus_is_found_and_nothing_else(example: Example) -> None:
    assert set(types(scan(example.text))) == set(example.personal_data)


def test_a_find_says_where_and_why() -> None:
    assert scan("Nr. 158690 99918 her") == (Find("fodselsnummer", 4, 16, "check_digits"),)


def test_what_the_municipality_publishes_itself_is_no_find() -> None:
    assert scan("Ring 61 01 20 00", allow={"+47 61012000"}) == ()


def test_a_public_address_is_no_find() -> None:
    assert scan("Rådhuset, Rådhusvegen 39", allow={"Rådhusvegen 39"}) == ()


def test_a_mask_keeps_the_blanks_and_the_length() -> None:
    text = "fnr 158690 99918!"

    assert masked(text, scan(text)) == "fnr ●●●●●● ●●●●●!"


def test_medium_finds_are_not_masked() -> None:
    text = "Skriv til kari@solvik.example"

    assert masked(text, scan(text)) == text


def test_levels_follow_the_type() -> None:
    finds = scan("Skriv til kari@solvik.example eller 912 34 567")

    assert [find.level for find in finds] == [Level.MEDIUM, Level.HIGH]
    assert [find.type for find in high(finds)] == ["phone"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_type_has_a_name_for_people(language: str) -> None:
    names = keys(language, "ui")

    assert {f"find.{one}" for one in HIGH_TYPES | MEDIUM_TYPES} <= set(names)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_reason_has_a_sentence_for_people(language: str) -> None:
    reasons = {find.reason for text, _ in FOUND for find in scan(text)}

    assert all(f"find_reason.{reason}" in keys(language, "ui") for reason in reasons)


@pytest.mark.parametrize("digits", ["15869099918", "54817599950", "02013299997", "30108299920", "30108299939"])
def test_a_birth_number_is_always_a_valid_account_number_too(digits: str) -> None:
    assert is_birth_number(digits)
    assert is_account(digits)


@pytest.mark.parametrize("digits", ["15869099919", "31026099918", "00000000000", "12345678903"])
def test_a_number_without_a_date_or_check_digits_is_no_birth_number(digits: str) -> None:
    assert not is_birth_number(digits)


def test_a_card_number_with_one_wrong_digit_is_none() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")


@given(st.text())
def test_any_text_can_be_scanned_and_masked_to_the_same_length(text: str) -> None:
    finds = scan(text)

    assert all(0 <= find.start < find.end <= len(text) for find in finds)
    assert len(masked(text, finds)) == len(text)


@given(st.sampled_from(["15869099918", "158690 99918", "158690-99918"]), st.text("abc ,.!?\n", max_size=30))
def test_a_birth_number_is_found_wherever_it_stands(number: str, around: str) -> None:
    assert "fodselsnummer" in types(scan(f"{around} {number} {around}"))


@given(st.text("abcdefghijklmnopqrstuvwxyzæøå ,.!?0123456789", max_size=200))
def test_a_masked_text_has_no_high_number_left(text: str) -> None:
    numbers = {"fodselsnummer", "d_nummer", "bank_account", "phone", "licence_plate"}

    left = masked(text, scan(text))

    assert not numbers & set(types(scan(left)))


@pytest.mark.parametrize(
    "text",
    [
        "Skogveien 12, 2750 Gran",
        "Skogveien 12: her",
        "Skogveien nr 12, Gran",
        "Skogveien, nr. 12",
        "Storgata 5, 7 og 9",
    ],
)
def test_an_address_is_found_whatever_comes_after_it(text: str) -> None:
    assert [(find.type, find.level) for find in scan(text)] == [("address", Level.HIGH)]


@pytest.mark.parametrize(
    "text",
    [
        "Brøyting i Skogveien 12. mars",
        "Skogveien 12.3. kl. 10",
        "Storgata 12:30 i dag",
        "Skogveien 12–14. mai",
        "Storgata 12,5 km",
    ],
)
def test_a_time_after_a_street_is_no_house_number(text: str) -> None:
    assert scan(text) == ()


def test_what_cannot_be_seen_hides_no_number_from_the_mask() -> None:
    text = "Nr. 138190\u206010050 er mitt"

    assert masked(text, scan(text)) == "Nr. ●●●●●●●●●●●● er mitt"


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("pnr 158690/99918", "fodselsnummer"),
        ("158690 nummer 99918", "fodselsnummer"),
        ("1 5 8 6 9 O 9 9 9 I 8", "fodselsnummer"),
        ("IBAN NO93 8601 1117 947", "bank_account"),
        ("my phone is +46 70 123 45 67", "phone"),
        ("0047 91 23 45 67", "phone"),
        ("Vi bor i Bekkefaret nr. 11", "address"),
        ("Postboks 113, 2770 Solvik", "address"),
        ("Sagbruksveien12 er tett", "address"),
        ("kari (at) hjemme.example", "email"),
        ("sak 25 / 1092, hvor lang tid tar det?", "case_number"),
        ("scooter ZT 4471 i skiløypa", "licence_plate"),
        ("Feide: jonas05 / Pokemon!!99", "credential"),
        ("Tante Gerd på rom 12 har liggesår", "name_third_party"),
        ("Legevakta kan ringe meg på 61 23 45 67", "phone"),
        ("Kan dere ringe hjem til oss på 61 23 45 67?", "phone"),
        ("Ringte politiet fra 912 34 567", "phone"),
        ("Bilen med skilt DK 48211 står på snuplassen", "licence_plate"),
        ("Vi vil sende bekymringsmelding om familien i nabohuset", "social_services"),
        ("Sara (10) har sluttet å spise", "child"),
    ],
)
def test_other_spellings_are_found_too(text: str, type: str) -> None:
    assert type in types(scan(text))


@pytest.mark.parametrize(
    "text",
    [
        "Er nummeret 815 00 000 gratis?",
        "Sak 12/26 i kommunestyret 18. mars, hvor er protokollen?",
        "Startar kurset i vår?",
        "Kontrakten følger NS 8405",
        "Kommer fiberen i Bakkegata 3. kvartal?",
        "Bestillingsnummer 55810023 kom ikke opp",
        "Åpent 10-16 og lørdag 10.00-14.00",
        "Apoteket i Storgata 21 har stengt",
        "Ligg vaksinekontoret framleis i Skulevegen 5?",
        "Sentralbordet på 77 64 50 00 svarer ikke",
        "Sendte mail til skole@solvik.kommune.example på mandag",
        "Kan jeg få innsyn i saken om ny skole, 2026/431?",
        "Fv 651 er ikke brøytet",
    ],
)
def test_everyday_numbers_are_left_alone(text: str) -> None:
    assert scan(text) == ()


def personal() -> list[Comment]:
    """The latest personal comments of the open half."""
    return [one for one in read(OPEN) if one.theme == "third_personal"]


def test_what_no_rule_finds_may_be_suspected_in_a_citizens_words() -> None:
    suspected = [find for one in personal() for find in set(suspect(one.text)) - set(scan(one.text))]

    assert len(suspected) >= 10
    assert {find.reason for find in suspected} == {"alike"}
    assert {find.type for find in suspected}.isdisjoint(NEVER_PUBLIC)


def test_what_is_found_by_its_form_is_never_doubted() -> None:
    for one in (*personal(), *(one for one in read(OPEN) if one.theme == "third_numbers")):
        by_form = {
            find for find in scan(one.text) if find.reason not in ("word_and_person", "named_person", "pointed_out")
        }
        assert by_form <= set(suspect(one.text))


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Ring Nav Solvik på 61 01 60 00, så hjelper de deg.", True),
        ("Ring oss på 55553333.", True),
        ("Spør Nav om det, de hjelper deg.", False),
        ("Se https://example.org/61016000", False),
    ],
)
def test_the_number_of_an_office_is_nobodys_own_and_can_still_be_called(text: str, leads: bool) -> None:
    assert may_be_called(text) is leads
    assert not scan(text)
