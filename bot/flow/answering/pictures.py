"""A picture in an answer: one that somebody sent in the thread, with what it shows in words as a line of the answer itself.

The line stands where all can read it. Facebook has no place for such words beside a comment, and the picture is not to say
anything that the text does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.flow.answering import public_words
from bot.ports.happenings import Kind
from bot.ports.showing import one_line
from bot.rules.attached import pictures_in
from bot.work import House, NotMoved, Work
from storage import questions
from storage.tables import Question, Remark

NO_PICTURE = "none"
NO_ALT = "check.no_alt"
_COMMENTS = frozenset({Kind.COMMENT, Kind.REPLY, Kind.VISITOR_POST})


def may_go(house: House, question: Question) -> bool:
    """Whether an answer to this question can have a picture: a message is one thing or the other, and would be two."""
    return house.municipality.pictures.in_answers and question.kind in _COMMENTS


@dataclass(frozen=True)
class Offered:
    """A picture that can go out, and the message it came with."""

    remark: Remark
    file: str
    name: str


def offered(house: House, question: Question, remarks: Sequence[Remark]) -> list[Offered]:
    """The pictures of a thread that can go out, newest first."""
    if not may_go(house, question):
        return []
    return [Offered(one, found.id, found.name) for one in reversed(remarks) for found in pictures_in(one)]


async def chosen(work: Work, question: Question, picture: str) -> str:
    """The picture that somebody chose in a form, empty for none. Raises `NotMoved` for one that is not there any more."""
    if picture in ("", NO_PICTURE):
        return ""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    if picture not in [one.file for one in offered(work.house, question, remarks)]:
        raise NotMoved("refused.picture_is_gone")
    return picture


def described(question: Question, text: str, picture: str, shows: str) -> str:
    """The text as it has to read with this picture, or without one. Raises `NotMoved` when nobody says what it shows."""
    shows = one_line(shows).strip()
    if picture in ("", NO_PICTURE):
        is_about_it = bool(shows) and shows == public_words.description_in(text, question.language)
        return public_words.undescribed(text, question.language) if is_about_it else text
    if not shows:
        raise NotMoved(NO_ALT)
    return public_words.described(question, text, shows)
