"""The whole process on one page: which move leads from where to where, and who may make it.

Overdue, holding and extended are facts about promises, not states. The ends are left only by a citizen who writes
again or by the front desk reopening. `None` as destination means that the state stays as it is.
"""

from dataclasses import dataclass
from enum import StrEnum

from storage.tables import Question


class State(StrEnum):
    """Where a question stands."""

    NEW = "new"
    TAKEN = "taken"
    ASKED = "asked"
    PROPOSED = "proposed"
    APPROVED = "approved"
    WAITING = "waiting"  # for the citizen, whom we have asked what is meant
    PUBLISHED = "published"
    REDIRECTED = "redirected"
    HIDDEN = "hidden"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """What somebody is to a question."""

    FRONT_DESK = "front_desk"
    PAGE_OWNER = "page_owner"  # the front desk of one page
    EXPERT = "expert"
    MANAGER = "manager"
    ARCHIVIST = "archivist"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    CITIZEN = "citizen"
    BOT = "bot"


NOBODY_YET = frozenset({State.NEW})
OPEN = frozenset({State.NEW, State.TAKEN, State.ASKED, State.PROPOSED})
ON_ITS_WAY = frozenset({State.APPROVED})
# To have asked the citizen back is an end for us: nobody here can do anything before she writes, see docs/decisions/0029.
ENDS = frozenset({State.PUBLISHED, State.REDIRECTED, State.WAITING, State.HIDDEN, State.CLOSED, State.WITHDRAWN})
ANSWERED = frozenset({State.PUBLISHED, State.REDIRECTED})  # ends with our last word
UNANSWERED = frozenset({State.HIDDEN, State.CLOSED})  # ends without a word to the citizen
ANYWHERE = OPEN | ON_ITS_WAY | ENDS

DESK = frozenset({Role.FRONT_DESK, Role.PAGE_OWNER})
DESK_AND_EXPERTS = DESK | {Role.EXPERT, Role.MANAGER}
DESK_AND_ARCHIVIST = DESK | {Role.ARCHIVIST}
MANAGERS = frozenset({Role.MANAGER})
READERS = DESK_AND_EXPERTS | DESK_AND_ARCHIVIST  # who reads the questions
RECORD_READERS = READERS | {Role.PRIVACY_OFFICER}  # who reads what was done to a question, without its words
WATCHERS = READERS | {Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}  # who reads the figures and what was erased
THE_BOT = frozenset({Role.BOT})
THE_CITIZEN = frozenset({Role.CITIZEN})


@dataclass(frozen=True)
class Move:
    """One thing that can happen to a question."""

    source: frozenset[State]
    to: State | None
    who: frozenset[Role]


MOVES: dict[str, Move] = {
    # at the desk
    "take": Move(NOBODY_YET, State.TAKEN, DESK),
    "hand_over": Move(OPEN - NOBODY_YET, None, DESK),
    "give": Move(OPEN, None, DESK),  # to a named colleague; a new one is taken by that
    "release": Move(frozenset({State.TAKEN}), State.NEW, DESK),
    "ask": Move(OPEN, State.ASKED, DESK),
    "ask_deputy": Move(frozenset({State.ASKED}), None, DESK),
    "call_manager": Move(frozenset({State.ASKED}), None, DESK),
    "hold": Move(OPEN, None, DESK),
    "extend": Move(OPEN, None, DESK),
    "grant": Move(OPEN, None, MANAGERS),  # a longer extension than the rule gives
    "deny": Move(OPEN, None, MANAGERS),
    "approve": Move(OPEN, State.APPROVED, DESK),
    "redirect": Move(OPEN, State.APPROVED, DESK),
    "undo": Move(ON_ITS_WAY, None, DESK),  # back to where it was before, while the text is still held back
    "close": Move(OPEN, State.CLOSED, DESK),
    "hide": Move(OPEN, State.HIDDEN, DESK),
    "show_again": Move(ANYWHERE - {State.WITHDRAWN}, None, DESK),  # open again if it ended by being hidden
    "delete": Move(OPEN | {State.HIDDEN, State.REDIRECTED}, State.HIDDEN, DESK),
    # What stands on the page can be put right, also after the citizen has opened the question again.
    "correct": Move(OPEN | {State.PUBLISHED, State.REDIRECTED}, None, DESK),
    "rectify": Move(OPEN | {State.PUBLISHED, State.REDIRECTED}, None, DESK),
    "take_down": Move(frozenset({State.PUBLISHED, State.REDIRECTED}), State.TAKEN, DESK),
    "mark": Move(ANYWHERE, None, DESK_AND_ARCHIVIST),  # for the archive
    "library": Move(frozenset({State.PUBLISHED}), None, DESK),  # to keep its answer for the next who asks
    "unmask": Move(ANYWHERE, None, DESK),  # to see what is masked; the history tells who did
    "no_data": Move(ANYWHERE, None, DESK),  # to say of a find that it is no personal data
    "reopen": Move(ENDS - {State.WITHDRAWN}, State.TAKEN, DESK),
    # in the thread
    "propose": Move(OPEN, State.PROPOSED, DESK_AND_EXPERTS),
    "unpropose": Move(frozenset({State.PROPOSED}), None, DESK_AND_EXPERTS),  # back to where it was before
    # by the bot, when the page has answered
    "publish": Move(ON_ITS_WAY, State.PUBLISHED, THE_BOT),
    "publish_redirect": Move(ON_ITS_WAY, State.REDIRECTED, THE_BOT),
    "ask_citizen": Move(ON_ITS_WAY, State.WAITING, THE_BOT),
    "citizen_silent": Move(frozenset({State.WAITING}), State.PUBLISHED, THE_BOT),
    "stop": Move(ON_ITS_WAY, State.PROPOSED, THE_BOT),
    "answered_by_hand": Move(OPEN, State.PUBLISHED, THE_BOT),
    "answer_gone": Move(frozenset({State.PUBLISHED, State.REDIRECTED}), State.NEW, THE_BOT),
    # by the citizen
    "write_again": Move(ENDS, State.NEW, THE_CITIZEN),
    "withdraw": Move(ANYWHERE - {State.WITHDRAWN, State.HIDDEN}, State.WITHDRAWN, THE_CITIZEN),
}


WHO_MAY: dict[frozenset[Role], str] = {
    DESK: "desk",
    DESK_AND_EXPERTS: "desk_and_experts",
    DESK_AND_ARCHIVIST: "desk_and_archivist",
    MANAGERS: "managers",
    READERS: "readers",
    RECORD_READERS: "record_readers",
    WATCHERS: "watchers",
}
"""Under which name below `refused.no_right` the texts say who may."""

SPEAKS = frozenset({"hold", "extend", "grant", "approve", "redirect", "correct", "rectify"})
"""The moves that put something of ours on the page, now or by what they order."""


PRIVATE = "private"
"""The kind of a redirect that goes to its citizen alone, as the one message that a comment may be answered with."""
REDIRECTS = ("redirect", PRIVATE)
LAST_WORDS = ("answer", *REDIRECTS)
"""The kinds of text with which we have answered."""


def is_open(state: str) -> bool:
    """Whether the citizen still waits for something to happen."""
    return State(state) not in ENDS


def may_move(name: str, state: str) -> bool:
    """Whether this move starts from this state."""
    return State(state) in MOVES[name].source


# What each ready text says, and which way on it cannot do without.
NEEDS: dict[str, tuple[str, ...]] = {
    "redirect_case": ("department",),
    "redirect_personal": ("department",),
    "redirect_private": ("department",),
    "redirect_other": ("body",),
    "by_message": ("message",),
    "complaint": ("department",),
    "emergency": (),
    "emergency_fire": (),
    "emergency_health": (),
    "emergency_drowning": (),
    "emergency_violence": (),
    "emergency_child": (),
    "emergency_technical": (),
    "emergency_power": (),
    "emergency_road": (),
    "emergency_animals": (),
    "self_harm": (),
    "self_harm_public": (),
    "same_question": ("link",),
    "clarify": (),
    "thanks": (),
    "late": ("department",),
}
LATE = "late"  # the apology for a broken promise: it stops the clock only because it names who can help
ANSWERS_ITSELF = frozenset({LATE, *(kind for kind, needs in NEEDS.items() if not needs)})  # nobody is shown the way on


def before_any_proposal(question: Question) -> State:
    """Where a question stands while no text lies ready."""
    if question.asked_department:
        return State.ASKED
    return State.TAKEN if question.owner_id else State.NEW
