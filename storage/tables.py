"""All tables. One row is one fact; the rules that make and change facts live in `bot`.

Moments are aware UTC. Identifiers from outside are opaque strings; `last_id` is the part after the last underscore,
by which a page's identifiers are compared. States are plain words from `bot/rules/states.py`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.engine.types import UtcDateTime

# The part of `post_id` after its last underscore, in words that both databases know; an index is used only for these very words.
LAST_OF_POST = "replace(post_id, rtrim(post_id, replace(post_id, '_', '')), '')"


def _only(name: str, *columns: str, where: str) -> Index:
    """An index of some rows alone, so that it stays small however many there are in all.

    Which rows is told to a database by `tell_indexes_their_rows`: named here for both, SQLAlchemy would load both dialects.
    """
    return Index(name, *columns, info={"where": where})


def tell_indexes_their_rows(dialect: str) -> None:
    """Before tables are made or compared on a database of this dialect: which rows each index is of."""
    for index in (index for table in SQLModel.metadata.tables.values() for index in table.indexes):
        if where := index.info.get("where"):
            index.dialect_options[dialect]["where"] = text(where)


def _moment(*, index: bool = False, nullable: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime, index=index, nullable=nullable))


def _words() -> Any:
    """A text that a program of the step before, which knows nothing of it, leaves empty."""
    return Field(default="", sa_column_kwargs={"server_default": ""})


class Inbox(SQLModel, table=True):
    """One inbound event as received, from any door, with what became of it."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("door", "key"), Index("ix_inbox_state_due", "state", "due_at"))

    id: int | None = Field(default=None, primary_key=True)
    door: str
    key: str
    body: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    received_at: datetime = _moment()
    due_at: datetime = _moment()
    state: str = "waiting"  # waiting, done, parked
    attempts: int = 0
    error: str = ""


class Question(SQLModel, table=True):
    """What one citizen asks in one place."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("page", "kind", "last_id"),
        Index("ix_question_thread", "page", "thread_id"),
        Index("ix_question_card", "channel", "card_id"),
        Index("ix_question_post", "page", "post_last", "asked_at"),
        Index("ix_question_asked", "asked_at"),
        _only("ix_question_open", "due_at", "id", where="ended_at IS NULL"),
        _only("ix_question_proposal", "channel", "proposal_id", where="proposal_id <> ''"),
        _only("ix_question_uncarded", "channel", where="card_id = '' AND collection_id IS NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    page: str
    kind: str
    external_id: str
    last_id: str
    thread_id: str  # last segment of the top-level comment or visitor post; the citizen's id for messages
    root_id: str
    post_id: str = ""
    post_last: str = Field(default="", sa_column_kwargs={"server_default": ""})
    post_text: str = ""
    post_by_page: bool = True
    link: str = ""
    author_id: str = ""
    author_name: str = ""
    language: str = ""
    department: str = ""
    suggestion: str = ""  # what was suggested for the first words, see bot/reading/suggest.py
    state: str = "new"
    version: int = 1
    hidden: bool = False
    owner_id: str = ""
    owner_name: str = ""
    asked_department: str = ""
    asked_expert_at: datetime | None = _moment(nullable=True)
    round: int = 1  # a new one begins when the citizen writes again after an end
    notice: str = ""  # key of the text that tells why the last publication stopped
    channel: str = ""
    collection_id: int | None = Field(
        default=None, index=True
    )  # the collecting card it is a line of, instead of a card
    card_id: str = ""
    card_drawn: int = 0
    proposal_id: str = ""
    proposal_drawn: int = 0
    reminder_id: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # the one reminder that stands in the thread now
    asked_at: datetime = _moment()
    round_at: datetime | None = _moment(nullable=True)  # when the citizen began this round; empty in the first
    heard_at: datetime = _moment()
    reaction_due_at: datetime = _moment()
    reacted_at: datetime | None = _moment(nullable=True)
    due_at: datetime = _moment()
    next_at: datetime | None = _moment(index=True, nullable=True)
    ended_at: datetime | None = _moment(nullable=True)

    @property
    def began_at(self) -> datetime:
        """The words of the citizen from which this round's promise is counted."""
        return self.round_at or self.asked_at


class Collection(SQLModel, table=True):
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


class Remark(SQLModel, table=True):
    """One thing somebody wrote: the citizen, an expert or the desk in the thread, the page itself by bot or by hand."""

    __tablename__ = "remark"
    __table_args__ = (
        UniqueConstraint("door", "place", "last_id"),
        Index("ix_remark_written", "place", "written_at"),
        Index("ix_remark_under", "place", text(LAST_OF_POST)),
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
    has_media: bool = False
    by_bot: bool = False
    hidden: bool = False
    post_id: str = Field(default="", index=True)
    thread_id: str = ""  # the conversation on the page it belongs to, see Question.thread_id; in the chat the card's id
    left_out: str = _words()  # what of it no citizen can read, as codes ("struck file"); see bot/ports/happenings.py
    notes: str = _words()  # our messages in the thread that quote it, by id
    written_at: datetime | None = _moment(nullable=True)
    edited_at: datetime | None = _moment(nullable=True)
    hidden_at: datetime | None = _moment(nullable=True)
    gone_at: datetime | None = _moment(nullable=True)


class FormerCard(SQLModel, table=True):
    """A card that somebody deleted: what is written in its thread still belongs to the question."""

    __tablename__ = "former_card"

    channel: str = Field(primary_key=True)
    card_id: str = Field(primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)


class Answer(SQLModel, table=True):
    """A text on its way out. From `approved` on it is frozen: exactly these characters are published."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("question_id", "version"),
        _only("ix_answer_published_id", "published_id", where="published_id <> ''"),
        _only("ix_answer_published_at", "published_at", where="published_at IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    version: int
    kind: str = "answer"  # answer, holding, extension, redirect, late, correction
    variant: str = ""  # which ready text or redirect was used
    text: str
    words_hash: str
    state: str = "proposed"  # proposed, approved, published, superseded, stopped
    source_remark_id: int | None = Field(default=None, foreign_key="remark.id")  # the newest of those it was made of
    sources: str = _words()  # the numbers of all remarks it was made of, in order
    author_id: str = ""
    author_name: str = ""
    approver_id: str = ""
    approver_name: str = ""
    asked_hash: str = ""  # the citizen's words as the approver saw them
    reason: str = ""
    published_id: str = ""
    link: str = ""
    promised_until: datetime | None = _moment(nullable=True)
    made_at: datetime = _moment()
    approved_at: datetime | None = _moment(nullable=True)
    published_at: datetime | None = _moment(nullable=True)


class Promise(SQLModel, table=True):
    """Until when an answer was promised in public, and by which published text. Never changed once written."""

    __tablename__ = "promise"
    __table_args__ = (UniqueConstraint("question_id", "sequence"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    sequence: int  # counts all promises of the question
    round: int = 1  # in one round there is a first promise and at most one extension
    until: datetime = _moment()
    answer_id: int = Field(foreign_key="answer.id")
    made_by_id: str = ""
    made_by_name: str = ""
    made_at: datetime = _moment()
    reason: str = ""


class Delivery(SQLModel, table=True):
    """One effect still to be made outside. `key` names the effect, `attempts` is the fence of the claim."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_due", "state", "due_at"),
        Index("ix_delivery_lane", "lane", "state", "id"),
        _only("ix_delivery_finished", "finished_at", where="finished_at IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    body: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    lane: str  # effects of one lane are made one after the other
    scope: str  # effects of one scope share a pace and a pause
    state: str = "waiting"  # waiting, claimed, unknown, done, refused, parked
    attempts: int = 0
    tries: int = 0  # times it surely was not made, pauses of its scope not counted
    sends: int = 0  # times it may have been made
    looks: int = 0  # complete looks since then that found nothing
    due_at: datetime = _moment()
    claimed_by: str = ""
    lease_until: datetime | None = _moment(nullable=True)
    begun_at: datetime | None = _moment(nullable=True)
    ordered_at: datetime = _moment()
    finished_at: datetime | None = _moment(nullable=True)
    error: str = ""


class Destination(SQLModel, table=True):
    """The pace of one scope: nothing goes there before `free_at`; `paced_until` is the pace's own memory (GCRA)."""

    __tablename__ = "destination"

    scope: str = Field(primary_key=True)
    free_at: datetime = _moment()
    paced_until: datetime = _moment()
    noted_at: datetime | None = _moment(nullable=True)  # when this was written, by the clock of who wrote it


class Reminder(SQLModel, table=True):
    """Which reminder was ordered for which promise: the ledger that makes each sound once.

    `promise` is the promise's id, or minus the question's round while nothing has been promised in public.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("question_id", "promise", "step"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    promise: int
    step: str
    ordered_at: datetime = _moment()


class History(SQLModel, table=True):
    """Append-only: who did what to which question, when, from which state to which. No message text."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_at", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    at: datetime = _moment()
    who_id: str = ""
    who_name: str = ""
    what: str
    from_state: str = ""
    to_state: str = ""
    detail: str = ""


class PageCursor(SQLModel, table=True):
    """How far a page has been read: the start of the last complete pass, the last event seen, how much was repaired.

    What was written before `horizon` stood there before we came; it is known, but nobody promised to answer it.
    `reader` is the process whose turn it is to read the page, until its lease runs out.
    """

    __tablename__ = "page_cursor"

    page: str = Field(primary_key=True)
    horizon: datetime | None = _moment(nullable=True)
    watermark: datetime | None = _moment(nullable=True)
    last_event_at: datetime | None = _moment(nullable=True)
    repaired: int = 0
    full_at: datetime | None = _moment(nullable=True)  # the start of the last complete pass that went to every end
    reader: str = Field(default="", sa_column_kwargs={"server_default": ""})
    reader_until: datetime | None = _moment(nullable=True)


class KnownTrouble(SQLModel, table=True):
    """A trouble that was met, and whether it was said: the ledger that lets each be said once, and its end once.

    One row for each name and subject; `times` counts how often it has begun. `over_at` is the end of the last time that was said.
    """

    __tablename__ = "trouble"
    __table_args__ = (UniqueConstraint("name", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    subject: str = ""  # a page's key, a channel's id, or what else it is about
    is_open: bool = Field(default=False, index=True)
    times: int = 0
    sightings: int = 0  # looks that found it since it began
    body: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    since: datetime = _moment()
    said_at: datetime | None = _moment(nullable=True)
    over_at: datetime | None = _moment(nullable=True)
