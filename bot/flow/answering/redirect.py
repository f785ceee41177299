"""Some questions do not belong on Facebook. We say so kindly and name the way on: a redirect is an answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.flow.answering import approve, propose, public_words
from bot.municipality.shape import Municipality
from bot.ports.happenings import Kind
from bot.reading.privacy import scan
from bot.reading.private.phones import may_be_called
from bot.reading.suggest import Suggestion
from bot.rules.states import LATE as LATE
from bot.rules.states import NEEDS as NEEDS
from bot.rules.states import PRIVATE
from bot.work import NotMoved, Person, Work
from storage import questions
from storage.tables import Question

BY_MESSAGE = "by_message"  # where comments are closed: how to write a message instead
HELPED_BY_A_MESSAGE = frozenset({"answer", "holding"})  # what is suggested where nothing but the place is wrong
LATE_UNPROMISED = "late_unpromised"
PERSONAL = "redirect_personal"
IN_PRIVATE = "redirect_private"  # to the citizen alone, by the one message that a comment may be answered with
PRIVATE_DAYS = timedelta(days=7)  # so long the platform allows it, from the comment on
PRIVATE_KINDS = frozenset({Kind.COMMENT, Kind.REPLY, Kind.VISITOR_POST})
PRIVATE_ONLY = frozenset({"self_harm"})
PUBLIC_ONLY = frozenset({"self_harm_public"})
OTHERWISE_IN_A_MESSAGE = frozenset({PERSONAL})
AFTER_A_BROKEN_PROMISE = frozenset({"late"})
WAYS = ("phone", "email")


@dataclass(frozen=True)
class Ready:
    """A redirect that only needs to be read: which text, and which way on it names."""

    kind: str
    way: str


def answers_messages_only(municipality: Municipality, question: Question) -> bool:
    """Whether the question stands in public on a page that answers in messages only."""
    page = municipality.pages.get(question.page)
    return page is not None and page.comments == "closed" and question.kind not in (Kind.MESSAGE, Kind.MENTION)


def is_sensitive(municipality: Municipality, question: Question, suggested: Suggestion) -> bool:
    """Whether the question stands in public and is for a department that is known by its clients alone, such as Nav."""
    departments = municipality.departments
    keys = (question.asked_department, suggested.department, question.department)
    first = next((departments[key] for key in keys if key in departments), None)
    return question.kind in PRIVATE_KINDS and first is not None and first.sensitive


def suited(
    municipality: Municipality, question: Question, suggested: Suggestion, *, is_about_somebody: bool
) -> Suggestion:
    """What is suggested, where the question stands: how to write a message, if that is all that comments are closed for.

    What is urgent, private or somebody else's is said at once, for that helps the citizen sooner. Where a sensitive
    department would answer about somebody in public, the safe way on is suggested instead.
    """
    if (
        suggested.expected in HELPED_BY_A_MESSAGE
        and is_about_somebody
        and is_sensitive(municipality, question, suggested)
    ):
        return replace(suggested, expected=PERSONAL, ready=PERSONAL, reason="sensitive")
    if suggested.expected in HELPED_BY_A_MESSAGE and answers_messages_only(municipality, question):
        return replace(suggested, expected=BY_MESSAGE, ready=BY_MESSAGE, reason=BY_MESSAGE)
    return suggested


def may_be_private(question: Question, now: datetime) -> bool:
    """Whether what the citizen wrote last may still be answered by the one private message, as far as we know."""
    return question.kind in PRIVATE_KINDS and now - question.heard_at < PRIVATE_DAYS


def offered(
    municipality: Municipality,
    question: Question,
    kind: str,
    *,
    promise_is_broken: bool = False,
    now: datetime | None = None,
) -> bool:
    """Whether this text fits the question at all, and now."""
    if kind == IN_PRIVATE:
        return now is not None and may_be_private(question, now)
    if kind in (PUBLIC_ONLY if question.kind == Kind.MESSAGE else PRIVATE_ONLY):
        return False
    if kind == BY_MESSAGE:
        return answers_messages_only(municipality, question)
    return promise_is_broken or kind not in AFTER_A_BROKEN_PROMISE


def kind_for(municipality: Municipality, question: Question, suggested: Suggestion) -> str:
    """The kind of redirect that a suggestion speaks for; empty when it speaks for none."""
    kind = suggested.ready or suggested.expected
    kind = f"{kind}_public" if kind in PRIVATE_ONLY and question.kind != Kind.MESSAGE else kind
    return kind if kind in NEEDS and offered(municipality, question, kind) else ""


def ready_made(municipality: Municipality, question: Question, suggested: Suggestion) -> Ready | None:
    """The redirect that a suggestion speaks for, if it names a way on as well, so that nothing is left to choose."""
    kind = kind_for(municipality, question, suggested)
    if not kind:
        return None
    need = next(iter(NEEDS[kind]), "")
    if not need:
        return Ready(kind, "")
    ways = {
        "department": [key for key in (suggested.department, question.department) if key in municipality.departments],
        "body": [key for key in (suggested.redirect,) if key in municipality.redirects],
        "message": [municipality.message_link(question.page)],
    }.get(need, [])
    return Ready(kind, ways[0]) if ways else None


def text(work: Work, question: Question, kind: str, way: str, by: Person) -> str:
    """The redirect as it would be published. `way` is a department, a body outside, or a link. Raises `NotMoved`."""
    if kind not in NEEDS:
        raise NotMoved("refused.no_such_text")
    if kind in PRIVATE_ONLY and question.kind != Kind.MESSAGE:
        raise NotMoved("refused.private_only")
    before = public_words.moment(work, question, question.due_at)
    way_on = _way_on(work, question, kind, way)
    return public_words.ready(work, question, _key(question, kind), by, gammel_frist=before, **way_on)


def _key(question: Question, kind: str) -> str:
    """The words of a redirect where the question stands: «her der alle kan lese» is untrue in a message."""
    return f"{kind}_message" if question.kind == Kind.MESSAGE and kind in OTHERWISE_IN_A_MESSAGE else kind


async def apology(work: Work, question: Question, by: Person) -> str:
    """The apology, ready to send: with the time we promised, or for having kept the citizen waiting.

    The contact is the department that was asked, else the one the page belongs to.
    """
    departments = work.house.municipality.departments
    department = departments.get(question.asked_department) or departments[question.department]
    promises = await questions.promises_of(work.session, question.id or 0)
    promised = [promise.until for promise in promises if promise.round == question.round]
    values = public_words.of_department(department, question.language)
    if not promised:
        return public_words.ready(work, question, LATE_UNPROMISED, by, **values)
    return public_words.ready(
        work, question, LATE, by, gammel_frist=public_words.moment(work, question, promised[-1]), **values
    )


async def redirect(
    work: Work, question: Question, kind: str, words: str, by: Person, ticked: Collection[str] = ()
) -> None:
    """Publish a redirect as shown to the person. Raises `NotMoved` while a placeholder is empty or the way on is missing."""
    work.check(question, "redirect", by)
    if kind not in (*NEEDS, LATE):
        raise NotMoved("refused.no_such_text")
    approve.refuse_faults(work, question, words, ticked)
    if NEEDS[kind] and not _names_a_way_on(words):
        raise NotMoved("refused.no_way_on")
    kept: dict[str, Any] = {"kind": "redirect", "variant": kind}
    if kind == IN_PRIVATE:
        kept |= {"kind": PRIVATE, "source_remark_id": await _answered_in_private(work, question)}
    answer = await propose.freeze(work, question, words, author=(by.id, by.name), **kept)
    await approve.send(work, question, answer, by, move="redirect", detail=kind)


async def _answered_in_private(work: Work, question: Question) -> int | None:
    """The number of the citizen's words that the message answers: the last that stand. Raises `NotMoved` when it is too late."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    standing = [one for one in remarks if one.author == "citizen" and one.gone_at is None]
    last = max(standing, key=lambda one: one.written_at or question.asked_at, default=None)
    if last is None or question.kind not in PRIVATE_KINDS:
        raise NotMoved("refused.no_private_reply")
    if work.now - (last.written_at or question.asked_at) >= PRIVATE_DAYS:
        raise NotMoved("refused.private_too_late")
    return last.id


def _names_a_way_on(words: str) -> bool:
    return "http" in words or may_be_called(words) or any(find.type in WAYS for find in scan(words))


def _way_on(work: Work, question: Question, kind: str, way: str) -> dict[str, str]:
    municipality, need = work.house.municipality, NEEDS[kind]
    if "message" in need:
        return {"lenke": municipality.message_link(question.page)}
    if "department" in need:
        if way not in municipality.departments:
            raise NotMoved("refused.no_way_on")
        return public_words.of_department(municipality.departments[way], question.language)
    if "body" in need:
        if way not in municipality.redirects:
            raise NotMoved("refused.no_way_on")
        body = municipality.redirects[way]
        return {"organ": body.name, "telefon": body.phone, "lenke": body.link}
    if "link" in need and not way.startswith("https://"):
        raise NotMoved("refused.no_way_on")
    return {"lenke": way} if need else {}
