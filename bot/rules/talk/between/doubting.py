"""Second thoughts: a whole message in which somebody doubts what was said before, and tells nothing else.

«Hm vent, det stemmer ikke», «det over er visst feil», «jeg tok feil», «må dobbeltsjekke», «det var i fjor».
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.dialect import plain
from bot.rules.talk.messages.words import count, listed

SHORT = 8  # words; who interrupts herself in more of them says what is right
_LEAD = (
    r"(?:(?:h+m+|øh+|eh+|oi+|oisann|ojsann|næi|næ|å+h*|uff|ops|ups|hov|nei|nja|tja|jo|ja|beklager|sorry|unnskyld|orsak|oh|no|well|men|but"
    r"|eller|ok|så|so)\b[\s,.!…–-]*)*"
)
_WAITS = r"(?:vent|stopp?|wait|hold\s+(?:an|on)|hang\s+on)\b"
_A_LITTLE = r"(?:\s+(?:litt|nå|no|med|denne?|dette?|svaret|å|svare|publisere|et\s+øyeblikk|a|bit|sec|second|moment|minute|with|this|that))*"
_IT = (
    r"(?:(?:det|dette|den|svaret|that|this|it|the\s+answer)\b(?:\s+(?:der|her|over|ovenfor|siste|svaret|(?:jeg|eg|i)\s+(?:skrev|skreiv|sa"
    r"|wrote|said)|above|[^\W\d_]{3,}(?:a|en|et|inga|ningen|nga))){0,3}\s+)?"
)
_IS = (
    r"(?:er|var|ble|blei|vart|gjelder|gjeld|gjaldt|kan\s+(?:være|vere|ha\s+vært)|må\s+(?:være|vere|ha\s+vært)|is|was"
    r"|(?:may|might|could)\s+be)"
)
_PERHAPS = r"(?:\s+(?:nok|visst|vel|kanskje|egentlig|eigentleg|helt|heilt|jo|nå|no|muligens|sikkert|probably|actually|maybe|perhaps))*"
_WRONG = (
    r"(?:feil|galt?|gale|før\s+\w+|(?:prisen|satsen|tallet|planen|lista)\s+(?:fra|frå|for|i|før)\s+(?:i\s+)?\w+|(?:ikke|ikkje)\s+(?:helt\s+|heilt\s+|så\s+)?(?:riktig|rett|sikkert|oppdatert)|utdatert|foreldet|forelda"
    r"|avvikle?t|avvikla|lagt\s+ned|nedlagt|utgått|gått\s+ut|discontinued|gamm?el|gamle?t?\s+\w+|gammelt|(?:fra\s+|frå\s+)?i\s+fjor|endret|endra|annerledes|annleis"
    r"|wrong|outdated|not\s+(?:quite\s+)?(?:right|correct)|old|(?:from\s+)?last\s+year'?s?)"
)
_OF_IT = (
    r"(?:[\s,]+(?:dag|år|uke|veke|sted|stad|hall|tall|tal|dato|person|lenger|lengre|det|den|dette|der|her|over|nå|no|tror\s+jeg|trur\s+eg"
    r"|ser\s+(?:jeg|eg)|i\s+see|i\s+think|day|year|vent|wait|sorry|beklager|visst|helt|heilt))*"
)
_ME = r"(?:(?:jeg|eg|i)\s+)?(?:(?:tror|trur|think|er\s+redd)\s+(?:jeg\s+|eg\s+|i\s+)?)?"
_ERRED = (
    r"(?:(?:tok|så|såg|las|leste|skrev|skreiv|husket|huska|hugsa|sa)\s+(?:visst\s+|nok\s+)?feil|blandet|blanda|feil\s+av\s+meg"
    r"|was\s+wrong|misread|my\s+(?:mistake|bad))"
)
_UNSURE = (
    r"(?:(?:jeg|eg|i|i'm|nå|no|er|am|ble|blei|vart|litt|ganske|plutselig|now|a\s+bit)\s+)*"
    r"(?:usikker|i\s+tvil|(?:ikke|ikkje)\s+(?:helt\s+|heilt\s+|så\s+)?sikker|not\s+(?:quite\s+|so\s+)?sure|unsure)"
    r"(?:\s+(?:nå|no|på|om|det|dette|den|der|her|lenger|about|of|this|that|now|it|anymore))*"
)
_AGAIN = (
    r"(?:(?:dette|det|den|jeg|eg|i)\s+)?(?:må|skal|får|bør|have\s+to|need\s+to|should|will|must)\s+(?:(?:jeg|eg|nok|bare|berre|just|heller)\s+)*"
    r"(?:(?:dobbelt|double[-\s]?)(?:sjekke|check)(?:\s+(?:det|dette|den|litt|this|that|it|først))*"
    r"|(?:sjekke|check)\s+(?:(?:det|dette|den|this|that|it)\s+)?(?:en\s+gang\s+til|ein\s+gong\s+til|på\s+nytt|igjen|again|once\s+more))"
)
_MAYBE = (
    r"(?:(?:jeg\s+|eg\s+|i\s+)?(?:tror|trur|think)|kan\s+det\s+(?:være|vere)|mulig|mogleg)\s+(?:jeg\s+|eg\s+)?(?:at\s+|that\s+)?"
    rf"(?:det|dette|den|it|this)\s+(?:er|har|kan|is|has)\s*(?:blitt|være|vere|been)?\s*{_WRONG}"
)
_WAS_BEFORE = regex(
    r"\W*(?:(?:nei|næi|næ|oi|oisann|hm+|å+|uff|ops|no|oh)\b[\s,.!…]+)+(?:det|dette|den|that|it)\s+(?:var|va|gjaldt|was)\s+"
    r"(?:før|i|fra|frå|before|in|last)\s+\w+\W*",
    re.IGNORECASE,
)
_OTHERS = r"\w+\s+(?:sier|seier|sa|says|said)\s+(?:noe|noko|something)\s+(?:annet|anna|else)"
_DOUBT = (
    rf"(?:{_WAITS}{_A_LITTLE}|(?:{_IT}{_IS}|(?:that|it)['’]s){_PERHAPS}\s+{_WRONG}{_OF_IT}|{_IT}stemmer\s+(?:nok\s+|visst\s+)?(?:ikke|ikkje|ikkj){_OF_IT}"
    rf"|{_ME}{_ERRED}{_OF_IT}|{_UNSURE}|{_AGAIN}|{_MAYBE}|{_OTHERS})"
)
_DOUBTS = regex(rf"\W*{_LEAD}{_DOUBT}(?:[\s,.!?…–-]+{_LEAD}{_DOUBT})*\W*", re.IGNORECASE)
_INTERRUPTS = regex(
    rf"\W*{_LEAD}{_WAITS}(?:\s+(?:litt|nå|no|now|a\s+bit))?[\s,.!…–-]+(?P<rest>(?:det|den|dette|er|var|that|it|is)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_HEDGES = regex(  # «sånn cirka i hvert fall», «pluss minus»
    rf"\W*{_LEAD}(?:(?:det|dette|it|that|er|is|sånn|slik|sirka|bare|berre|men|altså|da|då|vel|nok|litt|jeg|eg|tror|trur|i|think|vil|tippe|tipper|tippar"
    r"|ihvertfall|i\s*(?:hvert|kvart)\s*fall)\b[\s,.!…–-]*)*"
    r"(?:ca\b\.?|sirka\b|cirka\b|omtrent\b|om\s+lag\b|omlag\b|rundt\s+(?:der|regnet|rekna)|pluss[\s/]*minus|\+\s*/?\s*-|±|roughly|approximately|approx\b\.?|more\s+or\s+less|give\s+or\s+take"
    r"|ish|or\s+so|eller\s+(?:noe|noko)\s+(?:sånt|slikt)|or\s+something|på\s+øyemål|anslagsvis|kanskje|maybe|perhaps|muligens|mulig|mogleg|tror\s+jeg|trur\s+eg|i\s+think|i\s+guess"
    r"|tipper\s+jeg|tippar\s+eg|mener\s+jeg\s+å\s+huske|ikke\s+helt\s+nøyaktig|ikkje\s+heilt\s+nøyaktig|not\s+exact(?:ly)?|det\s+kan\s+variere|det\s+varierer|det\s+varierar|it\s+varies|med\s+forbehold|med\s+atterhald)"
    r"(?:[\s,.!…–-]*(?:sånn|slik|altså|da|då|vel|nok|tror|trur|jeg|eg|i|think|ihvertfall|i\s*(?:hvert|kvart)\s*fall|though|at\s+least)\b)*\W*",
    re.IGNORECASE,
)
_SAYS_WHAT = regex(r"\d|https?://|\w@\w")


def doubts(text: str) -> bool:
    """Whether a message is nothing but a second thought about an answer."""
    if any(_DOUBTS.fullmatch(words) for words in (text, plain(text))) or _WAS_BEFORE.fullmatch(text):
        return True
    found = _INTERRUPTS.fullmatch(text)
    if found is None or count(found["rest"]) > SHORT:
        return False
    return not (_SAYS_WHAT.search(found["rest"]) or listed("times").search(found["rest"]) or "\n" in text.strip())


def hedges_it(text: str) -> bool:
    """«Sånn ca», «omtrent altså»: a message that only makes a number or a time less sure that was told before."""
    return _HEDGES.fullmatch(text) is not None
