"""Danger is told by what clauses mean: what takes words back does so in its own clause, and never against a cry for help."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.danger.rules import MANNERS, Hold, kinds, meanings, rules
from bot.reading.danger.seeing import danger_in
from bot.texts.wording import keys

KINDS = [
    ("fire", "Gardina på kjøkkenet har tatt fyr"),
    ("fire", "Det luktar gass i heile oppgangen"),
    ("breath_heart", "mora mi ligg på golvet og svarar ikkje"),
    ("breath_heart", "My father is not breathing"),
    ("drowning_ice", "Det er en unge som har falt i elva"),
    ("injury", "Bestefar har falt ned fra stigen og blør fra hodet"),
    ("violence", "Samboeren min slår meg"),
    ("child", "Finner ikke datteren min på fire, hun har vært borte siden klokka to"),
    ("water_sewage", "Kloakken fosser opp av sluket på badet"),
    ("power_gas", "En strømledning har falt ned og gnistrer på fortauet"),
    ("road_slide", "Det har gått ras over vegen ved Hov"),
    ("animals", "Tre hester løper løse på E16"),
    ("despair", "Jeg vil dø. Har lest en bok om det"),
    ("despair", "broren min sier han ikke vil leve lenger"),
]


@pytest.mark.parametrize(("kind", "text"), KINDS)
def test_each_kind_of_danger_is_told_by_its_meaning(kind: str, text: str) -> None:
    danger = danger_in(text)

    assert danger is not None
    assert danger.kind.name == kind


@pytest.mark.parametrize(
    "text",
    [
        "Det brenner ikke hos oss",
        "Huset brant ned i fjor",
        "Vi skal ha brannøvelse, og da ligger det folk livløse på gulvet i øvelsen",
        "Går filmen der alle drukner i havet på kinoen?",
        "Hva gjør vi hvis huset brenner?",
        "Det er ingen som blør her",
        "Jeg brenner for skolen",
        "Naboen sa at «huset brenner»",
    ],
)
def test_what_is_denied_past_played_supposed_or_quoted_is_no_danger(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mannen min puster ikke! Jeg gir førstehjelp, send noen!",
        "Jeg har lest en bok om det og jeg vil dø",
        "Huset brenner, akkurat som i fjor, send noen!",
        "dette er ikke en øvelse, han puster ikke",
    ],
)
def test_nothing_takes_back_a_cry_for_help_or_what_somebody_says_of_herself(text: str) -> None:
    assert danger_in(text) is not None


@pytest.mark.parametrize(
    "text",
    ["HUSET BRENNER", "det breeenner i huset", "hun er bevistløs", "det brenner i huset kom fort", "roeyk fra taket"],
)
def test_slips_of_the_hand_hide_no_danger(text: str) -> None:
    assert danger_in(text) is not None


def test_the_gravest_of_several_dangers_leads() -> None:
    danger = danger_in("Det er vann i kjelleren og mannen min puster ikke")

    assert danger is not None
    assert danger.kind.name == "breath_heart"


def test_the_words_that_told_it_are_shown_without_numbers() -> None:
    danger = danger_in("Hei. Huset brenner 91234567, hei")

    assert danger is not None
    assert danger.words == "huset brenner"


def test_every_meaning_a_rule_asks_for_has_words() -> None:
    tables = (meanings().whole, meanings().begins, meanings().ends)
    known = {of for table in tables for found in table.values() for of in found}
    known |= {one.of for under in meanings().expressions.values() for several in under.values() for one in several}
    asked = {
        of
        for hold in Hold
        for rule in rules()[hold]
        for of in {*rule.without, *(one for need in rule.needs for one in need)}
    }

    assert {re.sub("^no ", "", of) for of in asked} <= known | MANNERS


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_has_its_reason_and_its_text(language: str) -> None:
    staff, citizen = set(keys(language, "ui")), set(keys(language, "citizen"))

    assert {f"suggest.{kind.reason}" for kind in kinds().values()} <= staff
    assert {kind.ready for kind in kinds().values()} <= citizen


@pytest.mark.parametrize(
    "text",
    [
        "Jeg falt på isen utenfor butikken i dag, kan dere strø bedre?",
        "Kona mi falt på isen utenfor Kiwi og brakk håndleddet. Kven har ansvaret for strøing?",
        "Jeg skled på fortauet og slo meg, strør dere ikke der?",
        "Min sønn mistet telefonen i elva",
        "Skal dere virkelig bygge blokk midt i sentrum?",
        "Noen dumper søppel i grøfta ved skytebanen",
        "Kan jeg ha solceller på taket?",
        "Altinn ligger nede igjen, jeg får ikke sjekket",
        "Mobildekninga er helt borte etter uværet, også for de eldre med trygghetsalarm",
        "Kan noen fjerne plakatene som henger på lyktestolpene langs veien?",
        "Finner ikke KID på fakturaen",
        "Hva er vitsen med å stemme?",
        "Jeg orker ikke mer av naboens julemusikk",
        "Du tar livet av meg med disse ordspillene",
        "Må vi bli uvenner på egen hånd?",
        "Kampen i går: knivskarp avslutning på overtid, og tribunen eksploderte",
        "Naboens hund har velta dunken vår",
    ],
)
def test_a_word_that_names_two_things_means_what_its_neighbours_say(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ungen har falt på isen ute på vannet utenfor skolen",
        "Jeg falt fordi mannen min slo meg",
        "Han gikk gjennom isen utenfor brygga",
        "En blokk har løsna og ligger midt i veien",
        "Det ligger en bil på taket i grøfta ved Moen",
        "Mor ligger nede i kjelleren og er helt borte",
        "Orker ikke mer av noe som helst",
        "Det brenner for fullt i låven",
        "Ledningen henger ned fra stolpen og slår gnister",
    ],
)
def test_the_grave_sense_stays_where_something_speaks_for_it(text: str) -> None:
    assert danger_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Gatelysene på skoleveien er mørke og barna går i mørket om morgenen",
        "Naboen brenner hageavfall hver helg, er det lov?",
        "Se på dette hullet i veien ved skolen!",
        "Det var en bil som krasjet i rekkverket i går, når blir det reparert?",
        "Trafikken forbi skolen er livsfarlig, det er bare et tidsspørsmål før et barn blir påkjørt",
    ],
)
def test_what_is_so_every_day_or_is_over_calls_nobody(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    ["Mannen min slår meg hver dag", "Huset brenner nå, det var røyk i går også", "tenker på selvmord hele tiden"],
)
def test_what_is_now_or_never_may_wait_is_seen_all_the_same(text: str) -> None:
    assert danger_in(text) is not None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("breath_heart", "Kvefsen stakk meg i halsen, og no er tunga tjukk"),
        ("breath_heart", "Har et press over brystet etter snømåkinga, bør jeg ringe noen?"),
        ("injury", "Klipte av meg en finger i hekksaksa, er legevakta åpen?"),
        ("injury", "Ho slo hovudet i stad, og no ser ho dobbelt"),
        ("drowning_ice", "Det ligger et par sko og et håndkle på stranda, og ingen i vannet"),
        ("child", "En ukjent mann spurte datteren min om å bli med i bilen"),
        ("violence", "Vi må komme oss vekk før han kommer hjem"),
        ("water_sewage", "Null trykk i vannet, og sykehjemmet ringer"),
        ("road_slide", "Byggegropa er usikret, og jeg holdt på å falle"),
        ("animals", "Elgen er inne på skolegården"),
        ("despair", "Kan noen ta katten når jeg ikke er her mer"),
        ("despair", "Vil ro ut på vannet og ikke snu"),
        ("despair", "Kom deg vekk fra kanten, Jonas"),
        ("despair", "Broren min har gitt bort alle tingene sine og ser ingen framtid"),
    ],
)
def test_danger_is_seen_where_it_is_told_without_its_name(kind: str, text: str) -> None:
    danger = danger_in(text)

    assert danger is not None
    assert danger.kind.name == kind


@pytest.mark.parametrize(
    "text",
    [
        "Var inne med brystsmerter i natt, alt ble sjekket. Hvem er fastlegen min?",
        "Mor falt og brakk hofta, men hun er hjemme igjen. Når åpner dagsenteret?",
    ],
)
def test_who_was_treated_and_is_well_again_calls_nobody(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Far er skrevet ut, og nå får han ikke puste",
        "Alt ble sjekket i går. I dag har han vondt i brystet og er kaldsvett",
        "Sønnen er hjemme igjen etter sykehuset. Han sier han ikke vil leve",
    ],
)
def test_what_comes_after_the_cure_is_danger(text: str) -> None:
    assert danger_in(text) is not None


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    danger_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Barnet mitt på 3 er borte fra barnehagen, ingen vet hvor hun er",
        "Sønnen min på 4 er forsvunnet fra lekeplassen",
        "Jenta på 7 er ikke på SFO, de vet ikke hvor hun er",
        "Guten på 5 har gått frå SFO og me finn han ikkje",
        "Faren min er dement og gikk ut i natt. Ingen har sett han siden",
    ],
)
def test_somebody_nobody_can_find_is_looked_for(text: str) -> None:
    danger = danger_in(text)

    assert danger is not None
    assert danger.kind.name == "child"


@pytest.mark.parametrize(
    "text",
    [
        "Sønnen min er borte fra skolen med feber i dag, hvordan melder jeg fravær?",
        "Jeg har en datter i barnehagen, men vet ikke hvor hun er på ventelisten",
        "Har noen funnet leken til sønnen min? Den forsvant på lekeplassen",
        "Ny lærer på skolen til sønnen min. Vet ikke hvor hun er fra.",
    ],
)
def test_who_is_only_away_or_not_known_is_not_looked_for(text: str) -> None:
    assert danger_in(text) is None
