"""Ordinary comments to a municipality, made from patterns: no danger and no personal data in any, so every notice is a false alarm."""

import random
from collections.abc import Iterator

MANY = 3200
SEED = 1814

GREETINGS = ("", "", "", "Hei! ", "Hei, ", "God morgen! ", "Hallo ", "Heisann, ", "Lurer på noe: ", "Et spørsmål: ")
ENDINGS = (
    "",
    "",
    "",
    "?",
    "??",
    " Takk!",
    " 😊",
    " Takk på forhånd",
    " Mvh en innbygger",
    " Fint om noen svarer",
    " 🙏",
)
PLACES = (
    "svømmehallen",
    "biblioteket",
    "idrettshallen",
    "rådhuset",
    "gjenvinningsstasjonen",
    "ungdomsklubben",
    "kinoen",
    "kulturhuset",
    "museet",
    "helsestasjonen",
    "skøytebanen",
    "utebassenget",
    "turisthytta",
    "grendehuset",
    "Kommunetorget",
)
WAYS = (
    "Kirkeveien",
    "skolebakken",
    "gangveien ved elva",
    "rundkjøringa",
    "sentrum",
    "boligfeltet på Åsen",
    "veien til Nesset",
)
DAYS = (
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "i morgen",
    "i helga",
    "i vinterferien",
    "2. påskedag",
)
EVENTS = (
    "bygdedagen",
    "17. mai-toget",
    "julemarkedet",
    "høstfestivalen",
    "folkemøtet om skolen",
    "babysangen",
    "eventyrstunden",
    "seniordansen",
    "turmarsjen",
    "språkkafeen",
    "åpen dag på brannstasjonen",
    "konserten med korpset",
)
THINGS = (
    "plast",
    "glass og metall",
    "papir",
    "restavfall",
    "matavfall",
    "bildekk",
    "hageavfall",
    "gamle klær",
    "maling",
    "en sofa",
)
WISHES = (
    "en benk",
    "et speil i krysset",
    "flere søppelkasser",
    "en lekeplass",
    "bedre lys",
    "en sykkelvei",
    "et fotgjengerfelt",
)
COURSES = ("piano", "gitar", "dans", "teater", "sang", "trommer", "fiolin", "maling", "norsk på kveldstid")
BUILDS = ("garasje", "drivhus", "veranda", "gjerde", "levegg", "hytte", "anneks", "terrasse", "støttemur")
PERMITS = (
    "skjenkebevilling",
    "barnehageplass",
    "SFO",
    "startlån",
    "parkeringsbevis",
    "kulturmidler",
    "produksjonstilskudd",
)
FEES = ("eiendomsskatten", "vannavgiften", "renovasjonsgebyret", "feieavgiften", "foreldrebetalinga", "leia av hallen")
BOOKS = (
    "krim",
    "lydbøker",
    "tegneserier",
    "bøker på ukrainsk",
    "lettleste bøker",
    "kokebøker",
    "spill",
    "gamle aviser",
)
SUMS = ("120", "350", "1 250", "2 990", "4 800", "12 000", "38 500")
PATTERNS = (
    "Når åpner {place} {day}",
    "Er {place} åpent {day}",
    "Er det parkering ved {place}",
    "Hva koster det å leie {place} {day}",
    "Hvem har ansvar for å rydde utenfor {place}",
    "Når brøyter dere {way}",
    "Det er fortsatt ikke strødd i {way}, kommer dere {day}",
    "Lyset er borte i {way}, får vi nye pærer snart",
    "Kan kommunen sette opp {wish} ved {way}",
    "Når blir det asfaltert i {way}",
    "Når begynner {event}",
    "Er {event} gratis for barn",
    "Blir {event} avlyst hvis det regner",
    "Hvor melder man seg på {event}",
    "Takk for {event}, det var så koselig",
    "Hvor kan jeg levere {thing}",
    "Koster det noe å levere {thing} {day}",
    "Tar dere imot {thing}, eller må jeg kjøre til nabokommunen",
    "Når hentes {thing} hos oss i {way}",
    "Har dere ledige plasser på {course} til høsten",
    "Når er fristen for å søke {permit}",
    "Hvor finner jeg skjemaet for {permit}",
    "Hvem kan svare på spørsmål om {permit}",
    "Må jeg søke for å bygge {build} på {metres} kvadratmeter",
    "Hvor nær nabogrensa kan en {build} stå",
    "Hvorfor har {fee} økt med {sum} kroner",
    "Når forfaller {fee}",
    "Kan {fee} deles opp i flere betalinger",
    "Har biblioteket {book}",
    "Hvor mange kan man låne av {book}",
    "Er det billetter igjen til {event} {day} kl. {hour}",
    "Stemmer det at {place} stenger kl. {hour} {day}",
    "Det er så fint ved {place} nå, stå på videre",
    "Alltid det samme med {way}, dere prioriterer feil",
    "Politikerne snakker om {wish}, men ingenting skjer",
    "Når behandles saken om {place} i kommunestyret",
    "Enig, {place} trenger flere folk på jobb",
    "Jeg synes {fee} er for høy, men {place} er bra",
    "Er det de samme åpningstidene på {place} {day} som i fjor",
    "Hvor lang er ventelista på {course}, omtrent {number} stykker",
    "Kan hunden være med til {place}",
    "Prisen for {event} er {sum} kr, er det for hele familien",
    "Vi er {number} stykker som vil komme til {event}, går det bra",
)
NYNORSK = (
    "Når opnar {place} {day}",
    "Er det ope {day}",
    "Kvar finn eg skjema for {permit}",
    "Korleis søkjer ein om {permit}",
    "Kva kostar {course} for born",
    "Kan eg levere {thing} {day}",
    "Kvifor har {fee} auka med {sum} kroner",
    "Når vert {way} brøyta",
    "Eg lurer på om {event} er gratis",
    "Har de {book}",
    "Takk for {event}, det var kjekt",
    "Kven avgjer om vi får {wish}",
)
ENGLISH = (
    "When is the library open on day {number}",
    "Where can I throw old batteries and paint, is it free",
    "How much does it cost to rent the hall for {number} people",
    "Is the swimming pool open at {hour}",
    "Do I need permission for a shed of {metres} m2",
    "How can I apply for kindergarten, we are {number} in family",
    "Is there a Norwegian course on evenings, price {sum} kr",
    "Thank you for the concert, we come back at {hour} tomorrow",
    "Where do I park for the market, {number} cars",
)


def ordinary(count: int = MANY, seed: int = SEED) -> list[str]:
    """So many different comments; the same ones for the same seed."""
    found: dict[str, None] = {}
    for text in _endless(random.Random(seed)):
        found[text] = None
        if len(found) == count:
            break
    return list(found)


def _endless(chance: random.Random) -> Iterator[str]:
    while True:
        patterns = chance.choices((PATTERNS, NYNORSK, ENGLISH), weights=(8, 2, 1))[0]
        greets = chance.choice(GREETINGS) if patterns is PATTERNS else ""
        first = greets + _filled(chance.choice(patterns), chance)
        second = ". " + _filled(chance.choice(patterns), chance) if chance.random() < 0.25 else ""
        yield _typed(first + second + chance.choice(ENDINGS if patterns is PATTERNS else ("", "?", "!")), chance)


def _filled(pattern: str, chance: random.Random) -> str:
    return pattern.format(
        place=chance.choice(PLACES),
        way=chance.choice(WAYS),
        day=chance.choice(DAYS),
        event=chance.choice(EVENTS),
        thing=chance.choice(THINGS),
        wish=chance.choice(WISHES),
        course=chance.choice(COURSES),
        build=chance.choice(BUILDS),
        permit=chance.choice(PERMITS),
        fee=chance.choice(FEES),
        book=chance.choice(BOOKS),
        sum=chance.choice(SUMS),
        metres=chance.randint(8, 70),
        number=chance.randint(2, 30),
        hour=f"{chance.randint(8, 21):02d}.{chance.choice(('00', '15', '30'))}",
    )


def _typed(text: str, chance: random.Random) -> str:
    """As people type: most as it is, some in small letters or capitals, some with two letters in the wrong order."""
    way = chance.random()
    if way < 0.12:
        return text.lower()
    if way < 0.16:
        return text.upper()
    if way < 0.26 and len(text) > 20:
        at = chance.randint(5, len(text) - 5)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text
