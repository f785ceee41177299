"""What is surely nothing: thanks, a greeting, an emoji, «ok». Only that may go unread beside a proposal; the rest is shown.

A word that is not known here is something, and so is a number, a link, a no and a question.
"""

import re
from collections.abc import Collection

from bot.guard.patterns import regex
from bot.rules.talk.messages.asking import may_be_yes_or_no
from bot.rules.talk.messages.words import WORD

MOST = 4  # words
_EMOJI_CODE = regex(r":[a-z0-9_+-]+:|^\s*\+1\s*$")
_MORE_THAN_WORDS = regex(r"[\d?]|://|\w@\w|www\.")
_SIGNED = regex(
    r"\W*(?:m?vh|(?:med\s+)?(?:vennlig|venleg|beste?)\s+(?:hilsen|helsing)|hilsen|helsing|(?:kind\s+|best\s+)?regards)\b"
    r"(?:\W+[^\W\d_]+){0,5}\W*",
    re.IGNORECASE,
)
_AGREES = (
    "ja|jada|joda|jo|jepp|japp|jess|yes|yep|yup|yeah|absolutt|selvsagt|sjølvsagt|selvfølgelig|enig|einig|helt enig"
    "|heilt einig|samme her|agree|agreed|i agree|stemmer|det stemmer|stemmer det|riktig|helt riktig|heilt rett|korrekt|nettopp"
    "|akkurat|correct|exactly|that's right|sure"
)
_SMALL = (
    "ok|okei|okey|okay|oki|okidoki|k|takk|tusen takk|mange takk|takker|takk skal du ha|takk for hjelpa|takk for hjelpen"
    "|takk for hjelp|takk for svar|takk for svaret|takk for tipset|takk for beskjed|thanks|thanks a lot|many thanks|thank you"
    "|thx|ty|cheers|fint|kjempefint|så fint|flott|så flott|supert|super|topp|toppers|bra|kjempebra|veldig bra|så bra|knall"
    "|kanon|konge|perfekt|perf|perfect|great|nice|cool|kult|herlig|strålende|awesome|lovely|good|hei|heisann|hallo|halla|hello"
    "|hi|hey|god morgen|god morgon|good morning|morn|god dag|god kveld|god helg|god lunsj|god ferie|god jul|godt nytt år"
    "|god påske|god sommer|god sommar|ha det|hade|snakkes|bye|mvh|vh|hilsen|helsing|bare hyggelig|berre hyggeleg|ingen årsak"
    "|inga årsak|ikke noe problem|ikkje noko problem|no problem|no worries|you're welcome|np|vær så god|ver så god|haha|hahaha"
    "|hehe|hihi|lol|wow|heia|hurra|notert|noted|mottatt|motteke|skjønner|skjønar|forstått|understood|got it|bra jobba"
    "|bra jobbet|godt jobba|godt jobbet|well done|good job|bra svar|fint svar|godt svar|ser bra ut|ser fint ut|looks good|lgtm"
    "|alle|alle sammen|alle saman|folkens|gjengen|everyone|kjør på|go ahead|og|and"
)
_ALL = regex(rf"(?:(?:{_SMALL}|{_AGREES})(?: |$))+", re.IGNORECASE)
_YES = regex(rf"(?:^|.* )(?:{_AGREES})(?: .*|$)", re.IGNORECASE)


def is_nothing(text: str, question: str, names: Collection[str] = ()) -> bool:
    """Whether a message or sentence surely tells nothing. `names` are colleagues' first names, in small letters.

    A bare yes tells something where the citizen's question can be answered so.
    """
    text = _EMOJI_CODE.sub(" ", text)
    if _MORE_THAN_WORDS.search(text):
        return False
    words = [word.replace("’", "'") for word in WORD.findall(text) if word.casefold() not in names]
    if not words or _SIGNED.fullmatch(text):
        return True
    said = " ".join(words)
    if len(words) > MOST or not _ALL.fullmatch(said):
        return False
    return not (_YES.fullmatch(said) and may_be_yes_or_no(question))
