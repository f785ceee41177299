"""What tells talk among colleagues by its manner: the writer speaks of herself, of «denne», of the question, to the desk.

An answer speaks of the matter, in «vi» and to «du». A sentence with a figure, an address or a link is never taken for talk here.
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import WORD, count

_FACT = regex(
    r"\d|https?://|\w@\w|\.no\b|\b(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)da?g(?:en|ar|er)?\b|\b(?:mon"
    r"|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tjue|tretti|hundre|tusen|halv"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand)\b(?!\s+(?:takk|it|the|you"
    r"|her|him|me|them)\b)",
    re.IGNORECASE,
)
_TO_HER = regex(r"\b(?:du|deg|din|ditt|dine|dere|deres|dykk|dykkar|de|dei|you|your)\b", re.IGNORECASE)
_MYSELF = regex(
    r"(?i:\b(?:jeg|eg|æ|(?<!til )meg|min(?!\s+side)|mitt|mine(?!\s+sider)|my)\b)|\bI(?:'m|'ll|'ve|'d|’m|’ll|’ve|’d"
    r"|\s+(?:am|have|will|can|could"
    r"|don't|do|did|didn't|was|just|think|thought|guess|forgot|know|need))\b|\blet me\b",
)
_ADVISES = regex(r"\b(?:anbefal\w*|tilrå\w*|råder|foreslår|recommend\w*|suggest\w*|advise)\b", re.IGNORECASE)
_START = regex(
    r"^(?:(?:ja|jo|nei|ok|okei|oi|å|åh|uff|hm+|tja|nja|beklager|sorry|unnskyld|orsak|men|og|da|så|nå|no|eh+|ah"
    r"|oh|well|but|and|so|please|bare|berre|just)\b[\s,.!…-]+)+",
    re.IGNORECASE,
)
_DOES = regex(
    r"(?:(?:har|hadde|have|had|has)\s+(?:\w+\s+)?(?:sendt?|ringt|spurt|snakk[ea]t?|prata?t?|hørt|høyrt"
    r"|skrev[ea]t|skrive|meldt|purr[ea]t?|sjekk[ea]t?|lest|lese|sett|glemt|gløymt|notert|bedt|bede|sent|called"
    r"|asked|talked|written|checked|forgotten)\b"
    r"|ringte|ringde|spurte|spurde|sendte|sende|hørte|høyrde|snakket|snakka|purret|purra|sjekket|sjekka|leste"
    r"|las|glemte|gløymde|trodde|trudde|tenkte|prøvde|fant ikke|fann ikkje|fikk ikke tak|fekk ikkje tak|måtte"
    r"|tror|trur|antar|gjetter|gjettar|håper|håpar|vonar|lurer|lurar|venter på|ventar på|sitter|sit|holder på"
    r"|held på|prøver|prøvar|skriver på|skriv på|jobber|jobbar|ser på|leter|leitar|graver|grev|ringer|ringjer"
    r"|spør|sjekker|sjekkar|hører|høyrer|purrer|purrar|kommer tilbake|kjem attende|kjem tilbake|kommer med"
    r"|kjem med|får svar|får beskjed|får tak"
    r"|(?:skal|må)\s+(?:bare\s+|berre\s+|nå\s+|no\s+)?(?:på|til|i)\s|skal\s+(?:\w+\s+)?ta\b"
    r"|(?:skal|må|vil|kan)\s+(?:\w+\s+)?(?:finne|finna|lete|leite|ringe|ringja|snakke|snakka|prate|prata|lese|lesa|regne|rekna"
    r"|høyra|spørja|slå opp|slå det|finne ut|se på|sjå på|høre|høyre|sjekke|dobbeltsjekke"
    r"|spørre|spørje|lete|leite|grave|undersøke|undersøkje|tenke|tenkje|stikke|løpe|springe"
    r"|purre)\b"
    r"|(?:will|have to|need to|gonna|going to|trying to)\s+(?:\w+\s+)?(?:check|ask|find|look|get back|call|read"
    r"|dig|think)|asked|called|emailed|heard|forgot|thought|think|guess|hope|waiting|no (?:clue|idea)|brb|afk"
    r"|går på|går til|stikker|stikk|drar|dreg|drukner|druknar|signerer|signerar|støtter|støttar|snakkes"
    r"|snakkast)\b",
    re.IGNORECASE,
)
_ONLY_FOR_US = regex(
    r"(?:kun|bare|berre|til|for|only|just)\b[^:.!?\n]{0,30}\b(?:dere|dykk|oss|torget|kommunetorget|førstelinj\w*"
    r"|skranken|servicetorget|us|yourselves|the desk)\b[^:.!?\n]{0,25}:"
    r"|[^:.!?\n]{0,25}\b(?:mellom oss|to yourselves|between us|internt|internal)\b"
    r"|.*\b(?:bare|berre|just)\s+(?:så|so)\s+(?:du|dere|de|dykk|you)\s+(?:vet|veit|know)\b",
    re.IGNORECASE,
)
_KEPT_IN = regex(
    r"(?:dette|det|denne|den|this|it)\s+(?:må|skal|bør|kan|får|must|should|may)\s+(?:ikke|ikkje|not)\s+(?:ut"
    r"|offentlig\w*|offentleg\w*|deles|publiseres|på facebook|out|be public|be shared|be published)\b"
    r"|(?:ikke|ikkje|don't|do not)\s+(?:(?:publiser|gå ut med|post|publish)\b|(?:svar|bruk|legg ut|del|send"
    r"|share|use)\s+(?:tall\w*|pris\w*|svar\w*|tekst\w*|navn\w*|the (?:price|figures?|answer"
    r"|text)))[^.!?]*\b(?:før|until|before)\b",
    re.IGNORECASE,
)
_NOT_TO_SAY = regex(
    r"(?:ikke|ikkje|ikkj|aldri|don't|don’t|do not|never)\s+(?:(?:skriv|(?:si|sei)(?!\s+(?:opp|fra|frå)\b)|nevn|nemn|lov(?!\s*(?:å|til|[.!]"
    r"|$))|fortell|fortel|røp|mention|say|tell|promise|reveal)\b"
    r"|(?:svar|bruk|legg ut|del|send|publiser|gå ut|post|share|publish|answer|reply|use)\b(?:\s+(?:på|med|ut"
    r"|to))?\s+(?:(?:dette|det|denne|den)(?!\s+(?!før|ennå|enno|enda|her|nå|no|til|ute|offentl|hvis|viss|fordi)[^\W\d_]{3,}\s+\w)|henne|ham|ho|noe|noko|for|før|ennå|enno|this|it|that|her|him|anything|yet"
    r"|before)\b"
    r"|(?:svar|publiser|answer|reply|publish)\s*(?:[.!,]|$)|(?:legg|post|put)\s+(?:det|dette|den|it"
    r"|this)\s+(?:ut|her|here|out|up)\b)",
    re.IGNORECASE,
)
_NOT_PUBLIC = regex(
    r"^(?:det|dette|that|this)\s+(?:kan|må|bør|can|must)\s+(?:du|dere|de|vi|me|you|we)\s+(?:\w+\s+)?(?:ikke|ikkje|ikkj|not)\s+(?:skrive|si|seie|publisere"
    r"|legge\s+ut|leggje\s+ut|write|say|publish|post)\b|"
    r"(?:dette|det|this|it)\s+(?:er|is)\s+(?:ikke|ikkje|not)\s+(?:\w+\s+)?(?:offentlig|offentleg|public|official"
    r"|avklart|ute)\b|(?<!vi har )(?<!me har )\b(?:taushetsplikt|teieplikt|unntatt offentlighet|unnateke offentlegheit|konfidensielt"
    r"|confidential)\b",
    re.IGNORECASE,
)
_HELP_WITH_WORDS = regex(
    r"(?:(?:kan|kunne|can|could)\s+(?:du|dere|de|noen|nokon|you|someone|anyone)\s+|(?:noen|nokon|dere|du|someone"
    r"|somebody)\s+(?:må|bør|kan|must|should)\s+|(?:fint|bra|flott|great|nice)\s+(?:om|hvis|viss|if)\s+\w+\s+)"
    r"[^.!?]*\b(?:oversett\w*|omsett\w*|translate\w*|språkvask\w*|på engelsk|på norsk|på nynorsk|på bokmål"
    r"|in english|in norwegian|korrekturles\w*|les(?:e)? (?:over|gjennom))\b",
    re.IGNORECASE,
)
_ITS_PART = (
    r"(?:(?:det|den|the)\s+)?(?:(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur)da?g\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|dato\w*|dag(?:en)?|klokkesl\w*|tidspunkt\w*|pris(?:en|ene)?|beløp\w*|tall(?:et|ene)|navn(?:et|ene)|lenk[ea]\w*|setning\w*|del(?:en)?"
    r"|ord(?:et|a|ene)|date|day|time|price|figures?|names?|link|sentence|part|bit)\b|det\s+(?:med|om|som)\b|(?:the\s+)?(?:siste|første|last|first)\s"
)
_CUTS = regex(  # «Dropp torsdag», «ta bort datoen»: what is to go out of the answer
    r"(?:(?:dropp|stryk)\s+(?:\S+\s*){1,4}$|(?:dropp|stryk|kutt|fjern|slett|utelat|ta\s+(?:bort|vekk|ut)|drop|skip|cut|remove|delete|omit"
    rf"|leave\s+out)\s+(?:{_ITS_PART}))",
    re.IGNORECASE,
)
_NOT_FOR_HER = (_CUTS, _NOT_TO_SAY, _ONLY_FOR_US, _KEPT_IN, _HELP_WITH_WORDS)
SOME = 14  # words


def is_of_herself(part: str, question: str) -> bool:
    """«Dette må jeg se på i morgen», «har sendt en mail», «glemte denne»: the writer tells of herself."""
    said = _START.sub("", part.strip())
    if _FACT.search(part) or _TO_HER.search(said) or _ADVISES.search(said) or count(part) > SOME:
        return False
    return bool(_DOES.match(said)) or (bool(_MYSELF.search(said)) and not stems(said) & stems(question))


def is_for_the_desk(part: str) -> bool:
    """«Bare for dere: han har klaget», «ikke skriv om bakteriene», «dette er ikke offentlig»: no word for a citizen."""
    said = _START.sub("", part.strip().lstrip("("))
    return any(way.match(said) for way in _NOT_FOR_HER) or bool(_NOT_PUBLIC.search(said))


def stems(text: str) -> set[str]:
    """The beginnings of the words that carry something, by which two texts are compared."""
    return {word.casefold()[:5] for word in WORD.findall(text) if len(word) > 4}
