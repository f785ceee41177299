"""What is suggested for citizens' words: on the corpus as a whole, and for single texts that show where the lines go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.suggest import suggest
from bot.texts.wording import keys
from tests.bot.reading.corpus import Example, examples
from tests.bot.solvik import solvik

EMERGENCIES = [one for one in examples() if one.expected == "emergency"]


def test_the_suggested_handling_is_right_for_most_of_the_corpus() -> None:
    right = [one for one in examples() if suggest(one.text, one.page, solvik()).expected == one.expected]

    assert len(right) / len(examples()) >= 0.95


def test_the_suggested_department_is_right_for_most_of_the_corpus() -> None:
    right = [one for one in examples() if suggest(one.text, one.page, solvik()).department == one.department]

    assert len(right) / len(examples()) >= 0.95


@pytest.mark.parametrize("example", EMERGENCIES, ids=lambda one: one.id)
def test_every_emergency_of_the_corpus_is_found(example: Example) -> None:
    assert suggest(example.text, example.page, solvik()).expected == "emergency"


CASES = [
    ("main", "Hei, når åpner biblioteket på lørdager", "answer", "bibliotek"),
    ("main", "Svømmehallen, er den åpen i høstferien?", "answer", "kultur"),
    ("main", "Kva kostar det å levere hageavfall?", "answer", "renovasjon"),
    ("main", "Når blir det brøyta i Solheimsveien?", "holding", "teknisk"),
    ("main", "Det er helt glatt på gangveien ved skolen, kan dere strø?", "holding", "teknisk"),
    ("main", "Gatelyset i Furulia har vært ute i tre uker", "holding", "teknisk"),
    ("main", "Vannet vårt er helt brunt i dag, er det trygt å drikke?", "holding", "teknisk"),
    ("main", "Hvor søker jeg om barnehageplass?", "answer", "barnehage"),
    ("main", "Har søkt om barnehageplass i mars, hvorfor har vi ikke fått svar?", "redirect_case", "barnehage"),
    ("main", "Må jeg søke om å bygge platting på 30 kvm?", "answer", "plan_bygg"),
    ("main", "Hva skjer med byggesaken min? Venter på svar siden mai", "redirect_case", "plan_bygg"),
    ("main", "Huset til naboen brenner!!!", "emergency", "brann"),
    ("main", "Det kommer tykk røyk fra blokka i Storgata", "emergency", "brann"),
    ("main", "Brann! Brann på skolen, ring noen", "emergency", "brann"),
    ("main", "Luktar gass i heile gata her på Jaren", "emergency", "brann"),
    ("main", "En mann ligger på fortauet og puster ikke", "emergency", "helse_omsorg"),
    ("main", "Det har vært en stygg trafikkulykke ved rundkjøringen", "emergency", "helse_omsorg"),
    ("main", "Ein gut har ramla i elva ved brua, han held på å drukne", "emergency", "helse_omsorg"),
    ("main", "Eg vil ikkje leve meir", "emergency", "helse_omsorg"),
    ("main", "I can't take it anymore, I want to die", "emergency", "helse_omsorg"),
    ("main", "har tatt masse piller nå", "emergency", "helse_omsorg"),
    ("main", "Kloakken kommer opp av sluket i kjelleren vår!", "emergency", "teknisk"),
    ("main", "Et stort tre har falt over veien og strømledningen ligger i bakken", "emergency", "teknisk"),
    ("main", "Det har gått ras over vegen ved Hov, bil sitter fast", "emergency", "teknisk"),
    ("main", "Water is flooding our basement from the street", "emergency", "teknisk"),
    ("main", "Kumlokket utenfor skolen er borte, noen kan falle ned", "emergency", "teknisk"),
    ("main", "There's a fire behind the school", "emergency", "brann"),
    ("main", "Kan vi brenne bål på eiendommen vår i april?", "answer", "brann"),
    ("main", "Når kommer feieren til oss på Lygna?", "answer", "brann"),
    ("main", "Takk til brannvesenet for rask innsats i går", "no_answer_needed", "none"),
    ("main", "Tusen takk for fin 17. mai-feiring!", "no_answer_needed", "none"),
    ("main", "❤️❤️", "no_answer_needed", "none"),
    ("main", "Skammelig at dere legger ned skolen", "no_answer_needed", "none"),
    ("main", "Kari Hansen se her 😂", "no_answer_needed", "none"),
    ("main", "Helt enig", "no_answer_needed", "none"),
    ("main", "Når går bussen til Hønefoss?", "redirect_other", "ekstern"),
    ("main", "Hvor bytter jeg førerkort?", "redirect_other", "ekstern"),
    ("main", "Strømmen er borte på Lunner, når kommer den tilbake?", "redirect_other", "ekstern"),
    ("main", "Hvor bestiller jeg time for nytt pass?", "redirect_other", "ekstern"),
    ("main", "Når får jeg dagpengene mine", "redirect_other", "ekstern"),
    ("main", "Korleis melder eg flytting?", "redirect_other", "ekstern"),
    ("main", "Fnr 15869099918, kan dere sjekke saken?", "redirect_personal", "kommunetorget"),
    ("main", "Moren min har demens og trenger sykehjemsplass, hvem ringer jeg?", "redirect_personal", "helse_omsorg"),
    ("main", "Jeg har søkt om sosialhjelp og har ikke mat til barna", "redirect_personal", "nav"),
    ("main", "Kontonummeret mitt er 1234 56 78903, kan dere betale tilbake avgiften", "redirect_personal", "okonomi"),
    ("main", "Jeg klager på vedtaket om eiendomsskatt", "redirect_case", "okonomi"),
    ("main", "Vil klage på avslaget på byggesøknaden", "redirect_case", "plan_bygg"),
    ("main", "Buy cheap followers now, DM me", "hide", "none"),
    ("main", "Tjen penger hjemmefra med bitcoin!", "hide", "none"),
    ("main", "Alle innvandrere er parasitter, kast dem ut", "hide", "kommunetorget"),
    ("main", "Ordføreren burde vært skutt", "hide", "kommunetorget"),
    ("main", "Naboen Ola Hansen er en jævla tyv", "hide", "kommunetorget"),
    ("main", "Hvem stemte for å legge ned skulen?", "holding", "politikk"),
    ("main", "Når er neste kommunestyremøte?", "answer", "politikk"),
    ("main", "Hvorfor er eiendomsskatten så høy i år?", "holding", "okonomi"),
    ("main", "Når er forfall på kommunale avgifter?", "answer", "okonomi"),
    ("main", "Dere har fortsatt ikke svart meg, dere lovte svar i forrige uke!", "holding", "kommunetorget"),
    ("main", "Hvor tar jeg influensavaksine?", "answer", "helse_omsorg"),
    ("main", "Hvordan bytter jeg fastlege?", "answer", "helse_omsorg"),
    ("main", "Er Nav åpent i dag?", "answer", "nav"),
    ("main", "Gdzie jest przedszkole?", "answer", "barnehage"),
    ("main", "How do I apply for kindergarten?", "answer", "barnehage"),
    ("main", "Where can I throw away old tires?", "answer", "renovasjon"),
    ("main", "Søpla vår er ikke hentet på tre uker", "answer", "renovasjon"),
    ("main", "Når er det språkkafé på biblioteket?", "answer", "bibliotek"),
    ("main", "Do you offer Norwegian classes in the evening?", "answer", "voksenopplaering"),
    ("main", "Kan man leie rådhussalen til konfirmasjon?", "answer", "kommunetorget"),
    ("kino", "Går den nye filmen på lørdag?", "answer", "kino"),
    ("kino", "Takk for en flott kveld!", "no_answer_needed", "none"),
    ("kino", "Når kommer filmen om Svartedauden?", "answer", "kino"),
    ("bibliotek", "Når stenger dere på fredag?", "answer", "bibliotek"),
    ("bibliotek", "Kan æ fornye lånet på nett?", "answer", "bibliotek"),
    ("landbruk", "Er det lov å spre møkk nå?", "answer", "landbruk"),
    ("landbruk", "Søknaden min om konsesjon, når er den ferdig behandlet?", "redirect_case", "landbruk"),
    ("kulturskole", "Når er søknadsfristen?", "answer", "kulturskole"),
    ("kulturskole", "Datteren min har angst, kan hun få enetimer?", "redirect_personal", "kulturskole"),
    ("main", "Mobilen min er 912 34 567, kan noen ringe meg?", "redirect_personal", "kommunetorget"),
    ("main", "Er så bekymret for ungene til naboen, de er alene hele natta", "redirect_personal", "barnevern"),
    ("main", "Når blir fylkesvegen gjennom Brandbu ferdig?", "redirect_other", "ekstern"),
    ("main", "Vannlekkasje i Skoleveien, når er vannet tilbake?", "holding", "teknisk"),
    ("main", "Blir det fyrverkeri på nyttårsaften?", "answer", "brann"),
    ("main", "Kor finn eg skjema for SFO?", "answer", "kommunetorget"),
    ("main", "Det er masse hull i asfalten på Skoleveien. Når skal dere fikse?", "holding", "teknisk"),
    ("main", "HJELP det brenner", "emergency", "brann"),
    ("main", "Ulykke på Fv34, flere skadet", "emergency", "helse_omsorg"),
    ("main", "Min far har fått vondt i brystet og får ikke puste", "emergency", "helse_omsorg"),
    ("main", "A man is lying in the snow and he is not moving", "emergency", "helse_omsorg"),
    ("main", "Hovedvannledningen har røket, det fosser vann i gata", "emergency", "teknisk"),
    ("main", "Brua er i ferd med å rase ut", "emergency", "teknisk"),
    ("main", "Skal noen dø før dere strør gangveien?", "holding", "teknisk"),
    ("main", "Det var en ulykke her i fjor, når får vi fartsdump?", "holding", "teknisk"),
    ("main", "Kan barna bade trygt i Randsfjorden, eller er det fare for å drukne?", "answer", "kultur"),
    ("main", "Har dere kurs i førstehjelp?", "answer", "kommunetorget"),
]


@pytest.mark.parametrize(("page", "text", "expected", "department"), CASES)
def test_a_text_gets_its_handling_and_department(page: str, text: str, expected: str, department: str) -> None:
    suggestion = suggest(text, page, solvik())

    assert (suggestion.expected, suggestion.department) == (expected, department)


MORE_EMERGENCIES = [
    "Kloakken renner inn i kjelleren vår, og dette betaler vi avgifter for!",
    "Hunden og eieren er påkjørt, han blør fra hodet",
    "Det brenner i samme skogen som i fjor!!",
    "For en time siden begynte vannet å renne inn i kjelleren",
    "Noen filmer mens en gutt ligger bevisstløs på torget",
    "Pappa har falt og får ikke puste",
    "HJELP!! flammer fra taket på kirka",
    "Ei dame har gått gjennom isen på Jarenvatnet",
    "æ orke ikkje meir, vil berre døy",
    "Hæill kjellarn e full av kloakk",
    "Det lukter svidd og gass i blokka vår",
    "Mann med kniv utenfor Kiwi",
    "The school is on fire",
    "My dad is having a heart attack, what do I do",
    "En liten gutt er savnet siden i går kveld",
    "Høyspentledning har falt ned på lekeplassen",
    "Traktor har veltet og mannen ligger under",
    "En bil har kjørt i elva!",
    "Pożar w lesie!",
    "Jenta mi har svelget batteri, hva gjør jeg",
    "Dattera mi på 2 har drukket lampeolje",
    "Vegen er i ferd med å rase ut ved Tingelstad",
    "Det har kommet et snøskred ved hyttene",
]


@pytest.mark.parametrize("text", MORE_EMERGENCIES)
def test_an_emergency_is_found_in_other_words(text: str) -> None:
    assert suggest(text, "main", solvik()).expected == "emergency"


NO_EMERGENCIES = [
    "Når er brannøvelsen på skolen?",
    "Kan vi brenne halm på jordet nå?",
    "Jeg brenner for frivillighet, hvor kan jeg melde meg?",
    "Er det bålforbud nå?",
    "Brannstasjonen har åpen dag lørdag, når starter det?",
    "Har dere bøker om selvmord?",
    "Er det førstehjelpskurs i høst?",
    "Skal noen bli drept før dere gjør noe?",
    "Katten min er påkjørt, hvem ringer jeg?",
    "Går filmen Flammer på kinoen?",
    "Når blir vannlekkasjen på Jaren fikset?",
    "Når tømmes septiktanken?",
    "Vi drukner i søppel her ute, når hentes det?",
    "Nå eksploderer boligprisene",
    "Kan noen hjelpe meg med barnehagesøknaden, det haster før fristen",
]


@pytest.mark.parametrize("text", NO_EMERGENCIES)
def test_words_of_danger_without_danger_raise_no_alarm(text: str) -> None:
    assert suggest(text, "main", solvik()).expected != "emergency"


def test_danger_to_ones_own_life_comes_before_all_else() -> None:
    suggestion = suggest("orker ikke mer, det brenner i huset", "main", solvik())

    assert (suggestion.reason, suggestion.ready) == ("self_harm", "self_harm")


def test_water_in_the_cellar_gets_the_duty_phone() -> None:
    assert suggest("Vannet renner inn i kjelleren", "main", solvik()).ready == "emergency_technical"


def test_what_is_not_ours_names_who_is_responsible() -> None:
    assert suggest("Når går bussen?", "main", solvik()).redirect == "fylkeskommune"


def test_the_words_that_decided_are_shown() -> None:
    assert suggest("Ser du flammer fra taket?", "main", solvik()).found == "ser du flammer fra taket"


def test_a_units_own_page_answers_for_itself() -> None:
    assert suggest("Når henter dere søpla?", "kino", solvik()).department == "kino"


def test_several_questions_for_several_departments_go_to_the_front_desk() -> None:
    assert suggest("Er hallen åpen? Og når hentes søpla?", "main", solvik()).department == "kommunetorget"


def test_harsh_criticism_is_not_hidden() -> None:
    assert suggest("Dere er udugelige hele gjengen, gå av!", "main", solvik()).expected != "hide"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_suggestion_can_be_said(language: str) -> None:
    said = keys(language, "ui")
    suggestions = [suggest(text, page, solvik()) for page, text, _, _ in CASES]

    assert not {f"suggest.{one.reason}" for one in suggestions} - set(said)
    assert not {one.ready for one in suggestions if one.ready} - set(keys(language, "citizen"))


def test_every_body_outside_that_is_suggested_is_known_in_solvik() -> None:
    redirects = {suggest(text, page, solvik()).redirect for page, text, _, _ in CASES} - {""}

    assert redirects <= set(solvik().redirects)


@given(st.text())
def test_any_text_gets_a_suggestion(text: str) -> None:
    assert suggest(text, "main", solvik()).expected


@pytest.mark.parametrize(
    "text",
    [
        "Gratulerer, du er trukket ut som vinner! Registrer deg her: https://premie.example",
        "Dear Page Admin, your page has violated our community standards, verify here: https://help.example/verify",
        "Siden din vil bli slettet. Bekreft kontoen her: https://konto.example",
    ],
)
def test_a_false_prize_or_account_warning_with_a_link_should_be_hidden(text: str) -> None:
    suggestion = suggest(text, "main", solvik())

    assert (suggestion.expected, suggestion.reason) == ("hide", "spam")


@pytest.mark.parametrize(
    "text",
    [
        "Er dette dere? «Du er trukket ut som vinner, registrer deg her» med lenke",
        "Hvor kan jeg registrere meg til kurset? https://solvik.example/kurs",
        "Gratulerer, dere vant cupen! https://avis.example/x",
    ],
)
def test_who_asks_about_a_link_is_not_taken_for_a_swindler(text: str) -> None:
    assert suggest(text, "main", solvik()).reason != "spam"


@pytest.mark.parametrize(
    "text",
    [
        "Solvik Kulturskole det er fortsatt låst på øvingsrommet",
        "Solvik Kommune kan dere brøyte Skogveien i dag",
        "Vestre Toten kommune kan dere brøyte Skogveien i dag",
    ],
)
def test_the_name_of_a_house_is_no_friends_name(text: str) -> None:
    assert suggest(text, "main", solvik()).expected in ("answer", "holding")


@pytest.mark.parametrize("text", ["Kari Nordmann se her", "@kari se her"])
def test_friends_are_still_friends(text: str) -> None:
    assert suggest(text, "main", solvik()).reason == "tagging"


@pytest.mark.parametrize(
    ("text", "noted"),
    [("Tusen takk!", "no_answer_needed"), ("Jeg mener Skogveien.", "answer"), ("😍", "no_answer_needed")],
)
def test_only_what_surely_needs_nobody_stops_a_clock(text: str, noted: str) -> None:
    assert suggest(text, "main", solvik()).noted == noted
