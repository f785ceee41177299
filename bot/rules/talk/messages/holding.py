"""An answer that is not to be published yet: «ikke publiser prisen før rådmannen har godkjent den», «dette skal ikke ut ennå».

Who only tells what to leave out («ikke nevn muggsoppen») holds nothing back, nor who tells a citizen to wait with something.
"""

import re

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import BREAK

_THIS = r"(?:det|dette|den|denne|svaret|teksten|prisen|summen|tall\w*|tal\w*|it|this|that|the\s+\w+)"
_PUT_OUT = (
    rf"(?:publiser\w*|leggj?e?r?\s+(?:{_THIS}\s+)?ut|send\w*\s+(?:{_THIS}\s+)?ut|gå\s+ut|post|publish|put\s+(?:{_THIS}\s+)?out"
    r"|release)"
)
_UNTIL = r"(?:før|til|ennå|enno|enda|until|before|yet)"
_WAYS = (
    rf"(?:ikke|ikkje|ikkj|don't|don’t|do not)\s+{_PUT_OUT}\b[^.!?]*\b{_UNTIL}\b",
    rf"(?:ikke|ikkje|don't|do not)\s+(?:bruk|del|svar|send|use|share|send)\s+{_THIS}\b[^.!?]*\b{_UNTIL}\b",
    rf"{_THIS}\s+(?:må|skal|bør|kan|får|must|should|may|can)\s+(?:ikke|ikkje|ikkj|not|vente\s+med\s+å)\s+(?:gå\s+)?(?:be\s+)?"
    r"(?:ut|offentlig\w*|offentleg\w*|deles|delast|publiser\w*|leggj?es\s+ut|på\s+facebook|out|public|shared|published|posted)\b",
    rf"(?:vent|wait)\s+(?:med|with)\s+(?:å\s+)?(?:{_PUT_OUT}|publishing|posting)\b",
    r"(?:ikke|ikkje|ikkj|don't|don’t|do not)\s+(?:send|bruk|del|publiser|share|use)\s+(?:den|det|that|this)\s+"
    r"(?:lenk\w*|link\w*|svaret|teksten|tallet|talet|prisen|figure|answer)\b",
    r"(?:vent|wait)\s+(?:litt\s+)?(?:med|with)\s+(?:å\s+)?(?:svar\w*|the\s+answer|answering)\b",
    rf"(?:ikke|ikkje|ikkj|don't|don’t|do not)\s+(?:svar|answer|reply)"
    rf"(?:\s+(?:henne|ham|ho|han|dem|dei|på\s+(?:det|denne)|her|him|them|to\s+\w+))?\s+{_UNTIL}\b",
    rf"(?:svaret|teksten|{_THIS})\s+(?:kan|må|skal|bør|can|must|should)\s+(?:ikke|ikkje|ikkj|not)\s+(?:gå|leggj?es|sendast|sendes|go)\s+(?:ut|out)\b",
    rf"(?:hold|hald)\s+(?:igjen|att|tilbake|{_THIS}\s+(?:igjen|tilbake|back|til))\b",
    rf"(?:ikke|ikkje|not)\s+(?:for|til|for\s+)?\s*(?:offentlig\w*|offentleg\w*|publisering\w*|ute|public\w*|official)\s+{_UNTIL}\b",
    r"(?:sperrefrist|embargo)\w*\b",
    r"(?:vent|vente|wait|hold on)(?:\s+(?:litt|med|me|å|till?))*[\s,.!–-]*"
    r"(?:[^.!?]*\b(?:send\w*(?!\s+(?:inn\b|søknad|skjema|papir|brev|krav))|publiser\w*)\b"
    r"|[^.!?]*\b(?:må|skal|vil|have to|need to|must)\s+(?:\w+\s+)?(?:dobbelt)?(?:sjekk|snakk|spør|avklar|hør|høyr|check|ask|talk)\w*)",
    r"(?:ikke|ikkje|ikkj|don't|don’t|do not)\s+send\w*\s*(?:det|den|dette|it|this)?\s*(?:ut\b)?\s*(?:[,.!]|$)",
    r"[^.!?]*\b(?:før|before)\s+(?:du|dere|de|vi|me|you|we)\s+(?:sender|sendar|publiserer|legger\s+(?:det\s+|den\s+)?ut|legg\s+ut|svarer|svarar"
    r"|skriver|skriv|send|publish|post|answer|reply)\b(?!\s+inn\b)",
    r"[^.!?]*\b(?:før|before)\s+(?:det|den|dette|svaret|it|this)\s+(?:går|gjeng|sendes|sendast|publiseres|publiserast|legges|kommer|kjem|goes|is)\s*"
    r"(?:ut|out|published|posted|sent)?\b",
)
_HOLDS = regex(rf"(?:^|[,;:!–-]\s*|\b(?:men|og|but|and|please|nb|obs)\b[\s!:,.]*)(?:{'|'.join(_WAYS)})", re.IGNORECASE)


def holds(text: str) -> bool:
    """Whether a text says that an answer must not be published yet."""
    return any(_HOLDS.search(part.strip().lstrip("(")) for part in BREAK.split(text) if part)
