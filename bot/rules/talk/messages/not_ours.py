"""Whether an expert says that a question is not for her department, or that she cannot answer it: somebody else has to be asked."""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.words import count, listed

SHORT = 8  # words; in a longer message «vet ikke» is about something in it
_NOT_OURS = regex(
    r"\b(?:ikk?j?e|not)\s+(?:noe\s+for\s+|noko\s+for\s+|(?:hos|for|på)\s+)?(?:mitt|mi|min|vårt|vår|våre|oss|meg|my|our|ours|us)\b"
    r"|\b(?:ikk?j?e)\s+(?:vi|me|jeg|eg)\s+som\b|\b(?:feil|wrong)\s+(?:avdeling|person|adresse|department|person)\b"
    r"|\b(?:har|have)\s+(?:ikk?j?e\s+noe|ikkje\s+noko|ingenting|nothing)\s+(?:med|to\s+do\s+with)\b",
    re.IGNORECASE,
)
_KNOWS_NOT = regex(
    r"^\W*(?:(?:nei|no|sorry|beklager|det|dette|den)[\s,.!]+)*(?:(?:jeg|eg|vi|me|i|we)\s+)?"
    r"(?:(?:aner|vet|veit|anar)(?:\s+(?:vi|me|jeg|eg))?\s+(?:ikk?j?e|ingenting)\b|har\s+ingen\s+anelse|ingen\s+anelse|har\s+ikk?j?e\s+peiling"
    r"|no\s+idea|don'?t\s+know|(?:kan|can)\s*(?:ikk?j?e|not|'t)\s+(?:jeg\s+|vi\s+|eg\s+|me\s+)?(?:svare?a?|hjelpe|answer|help)\b|can'?t\s+(?:answer|help)\b)",
    re.IGNORECASE,
)
_WILL_SEE = regex(
    r"\b(?:skal|må|kan|jeg|eg|vi|me|i'll|will|let me)\s+(?:bare\s+|berre\s+|lige\s+|just\s+)?"
    r"(?:sjekke?r?|sjekkar?|undersøk\w*|spørr?e?|spør|høre?r?|høyre?r?|finne?r?|se|sjå|check|ask|find|look)\b"
    r"|\b(?:kommer|kjem|come|get)\s+(?:tilbake|back)\b|\bennå\b|\benno\b|\byet\b",
    re.IGNORECASE,
)


def is_not_theirs(text: str) -> bool:
    """«Aner ikke. Ikke mitt bord»; but not «vet ikke, jeg skal spørre»: she comes back with it."""
    if _WILL_SEE.search(text):
        return False
    is_short = count(text) <= SHORT
    return bool(listed("not_mine").search(text) or _NOT_OURS.search(text)) or (
        is_short and bool(_KNOWS_NOT.match(text))
    )
