"""The tables of the story. One row is one fact; the rules that make and change facts live in `bot`.

Moments are aware UTC. Identifiers from outside are opaque strings; `last_id` is the part after the last underscore,
by which a page's identifiers are compared. States are plain words from `bot/rules/states.py`.
What the machinery keeps of its own work is in `storage/queues/tables.py`.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from storage.engine.columns import Row, added_list, added_number, added_text, index_of_some, moment

# The part of `post_id` after its last underscore, in words that both databases know; an index is used only for these very words.
LAST_OF_POST = "replace(post_id, rtrim(post_id, replace(post_id, '_', '')), '')"


class Question(Row, table=True):
    """What one citizen asks in one place."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("page", "kind", "last_id"),
        Index("ix_question_thread", "page", "thread_id"),
        Index("ix_question_card", "channel", "card_id"),
        Index("ix_question_post", "page", "post_last", "asked_at"),
        Index("ix_question_asked", "asked_at"),
        index_of_some("ix_question_open", "due_at", "id", where="ended_at IS NULL"),
        index_of_some("ix_question_erased", "erased", "ended_at", where="ended_at IS NOT NULL AND erased < 3"),
        index_of_some("ix_question_proposal", "channel", "proposal_id", where="proposal_id <> ''"),
        index_of_some("ix_question_uncarded", "channel", where="card_id = '' AND collection_id IS NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    page: str
    kind: str
    external_id: str
    last_id: str
    thread_id: str  # last segment of the top-level comment or visitor post; the citizen's id for messages
    root_id: str
    post_id: str = ""
    post_last: str = added_text()
    post_text: str = ""
    post_by_page: bool = True
    link: str = ""
    author_id: str = ""
    author_name: str = ""
    language: str = ""
    department: str = ""
    suggestion: str = ""  # for the first words, or that later ones may be an emergency; see bot/reading/suggest.py
    resembles_id: int | None = None  # an answered question that asks the same, see bot/flow/finding/
    state: str = "new"
    version: int = 1
    hidden: bool = False
    owner_id: str = ""
    owner_name: str = ""
    asked_department: str = ""
    asked_expert_at: datetime | None = moment(nullable=True)
    round: int = 1  # a new one begins when the citizen writes again after an end
    notice: str = ""  # key of the text that tells why the last publication stopped
    channel: str = ""
    collection_id: int | None = Field(default=None, index=True)  # the collecting card it is a line of, if it is one
    card_id: str = ""
    card_drawn: int = 0
    proposal_id: str = ""
    proposal_drawn: int = 0
    reminder_id: str = added_text()  # the one reminder that stands in the thread now
    asked_at: datetime = moment()
    round_at: datetime | None = moment(nullable=True)  # when the citizen began this round; empty in the first
    heard_at: datetime = moment()
    reaction_due_at: datetime = moment()
    reacted_at: datetime | None = moment(nullable=True)
    due_at: datetime = moment()
    next_at: datetime | None = moment(index=True, nullable=True)
    ended_at: datetime | None = moment(nullable=True)
    archive_flag: str = added_text()  # no, consider, yes; empty while neither a person nor the night has decided
    archive_reason: str = added_text()  # a code of bot/flow/keeping/worth.py
    no_data: str = added_text()  # fingerprints of finds that are no personal data, see bot/flow/keeping/no_data.py
    archived_at: datetime | None = moment(nullable=True)  # when it was exported as it stands now
    erased: int = added_number()  # how much of it is gone, see bot/flow/forgetting/erase.py

    @property
    def began_at(self) -> datetime:
        """The words of the citizen from which this round's promise is counted."""
        return self.round_at or self.asked_at

    @property
    def wants_no_answer(self) -> bool:
        """Whether it was thanks, praise or the like, and nobody has begun to answer: then no time runs for it."""
        is_untouched = self.state in UNTOUCHED and self.reacted_at is None
        return is_untouched and self.suggestion == NO_ANSWER


NO_ANSWER = "no_answer_needed"  # the suggestion for what nobody has to answer
EMERGENCY = "emergency"  # the suggestion for what may be dangerous
UNTOUCHED = ("new", "taken")  # the states in which nobody was asked and nothing is proposed


class Collection(Row, table=True):
    """The one card that stands for many questions under one post, and which version of it the channel shows."""

    __tablename__ = "collection"
    __table_args__ = (UniqueConstraint("page", "post_last"), Index("ix_collection_card", "channel", "card_id"))

    id: int | None = Field(default=None, primary_key=True)
    page: str
    post_last: str
    channel: str
    version: int = 1
    card_id: str = ""
    card_drawn: int = 0
    reminder_id: str = ""  # the one reminder that stands in its thread now


class Remark(Row, table=True):
    """One thing somebody wrote: the citizen, an expert or the desk in the thread, the page itself by bot or by hand."""

    __tablename__ = "remark"
    __table_args__ = (
        UniqueConstraint("door", "place", "last_id"),
        Index("ix_remark_written", "place", "written_at"),
        Index("ix_remark_under", "place", text(LAST_OF_POST)),
        index_of_some("ix_remark_answers", "place", "parent_last", where="parent_last <> ''"),
        index_of_some("ix_remark_gone", "gone_at", where="gone_at IS NOT NULL AND text <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    door: str  # page, chat
    place: str  # our key of the page, or the channel
    external_id: str
    last_id: str
    author: str = ""  # citizen, page, expert, desk, other; empty while only an edit or deletion is known
    author_id: str = ""
    author_name: str = ""
    text: str = ""
    words_hash: str = ""
    has_media: bool = False  # whether something is attached; rows of older programs tell no more than this
    attached: list[list[str]] = added_list()  # what stands beside the words, see bot/rules/attached.py
    parent_last: str = added_text()  # what it answers on the page, if that is something somebody wrote
    by_bot: bool = False
    hidden: bool = False
    post_id: str = Field(default="", index=True)
    thread_id: str = ""  # the conversation on the page it belongs to, see Question.thread_id; in the chat the card's id
    left_out: str = added_text()  # what of it no citizen can read, as codes; see bot/ports/happenings.py
    notes: str = added_text()  # our messages in the thread that quote it, by id
    pictures: str = added_text()  # which of its pictures the chat shows, and by which id of its own ("0:F1 1:F2")
    written_at: datetime | None = moment(nullable=True)
    edited_at: datetime | None = moment(nullable=True)
    hidden_at: datetime | None = moment(nullable=True)
    gone_at: datetime | None = moment(nullable=True)
    # "us" where we deleted it, "page" where staff did by hand; else its author, or who knows
    gone_by: str = added_text()


class FormerCard(Row, table=True):
    """A card that somebody deleted: what is written in its thread still belongs to the question."""

    __tablename__ = "former_card"

    channel: str = Field(primary_key=True)
    card_id: str = Field(primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)


class Answer(Row, table=True):
    """A text on its way out. From `approved` on it is frozen: exactly these characters are published."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("question_id", "version"),
        index_of_some("ix_answer_published_id", "published_id", where="published_id <> ''"),
        index_of_some("ix_answer_published_at", "published_at", where="published_at IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    version: int
    kind: str = "answer"  # answer, holding, extension, redirect, late, correction
    variant: str = ""  # which ready text or redirect was used
    text: str
    words_hash: str
    state: str = "proposed"  # proposed, approved, published, superseded, stopped, corrected, taken_down
    source_remark_id: int | None = Field(default=None, foreign_key="remark.id")  # the newest of those it was made of
    sources: str = added_text()  # the numbers of all remarks it was made of, in order
    author_id: str = ""
    author_name: str = ""
    approver_id: str = ""
    approver_name: str = ""
    picture: str = added_text()  # the chat's own id of the picture that goes out with it; empty for none
    asked_hash: str = ""  # the citizen's words as the approver saw them
    reason: str = ""
    published_id: str = ""
    link: str = ""
    promised_until: datetime | None = moment(nullable=True)
    made_at: datetime = moment()
    approved_at: datetime | None = moment(nullable=True)
    published_at: datetime | None = moment(nullable=True)


class Promise(Row, table=True):
    """Until when an answer was promised in public, and by which published text. Its time is never changed once written."""

    __tablename__ = "promise"
    __table_args__ = (UniqueConstraint("question_id", "sequence"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    sequence: int  # counts all promises of the question
    round: int = 1  # in one round there is a first promise and at most one extension
    until: datetime = moment()
    answer_id: int = Field(foreign_key="answer.id")
    made_by_id: str = ""
    made_by_name: str = ""
    made_at: datetime = moment()
    reason: str = ""


class Reminder(Row, table=True):
    """Which reminder was ordered for which promise: the ledger that makes each sound once.

    `promise` is the promise's id, or minus the question's round while nothing has been promised in public.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("question_id", "promise", "step"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    promise: int
    step: str
    ordered_at: datetime = moment()


class History(Row, table=True):
    """Append-only: who did what to which question, when, from which state to which. No message text."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_at", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    at: datetime = moment()
    who_id: str = ""
    who_name: str = ""
    what: str
    from_state: str = ""
    to_state: str = ""
    detail: str = ""
