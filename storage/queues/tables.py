"""The tables of the machinery: what was heard and ordered, its pace, how far pages were read, which troubles and groups are known,
and what is found again.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.engine.columns import Row, index_of_some, moment
from storage.tables import Question


class Inbox(Row, table=True):
    """One inbound event as received, from any door, with what became of it."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("door", "key"), Index("ix_inbox_state_due", "state", "due_at"))

    id: int | None = Field(default=None, primary_key=True)
    door: str
    key: str
    body: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    received_at: datetime = moment()
    due_at: datetime = moment()
    state: str = "waiting"  # waiting, done, parked
    attempts: int = 0
    error: str = ""


class Delivery(Row, table=True):
    """One effect still to be made outside. `key` names the effect, `attempts` is the fence of the claim."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_due", "state", "due_at"),
        Index("ix_delivery_lane", "lane", "state", "id"),
        index_of_some("ix_delivery_finished", "finished_at", where="finished_at IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    question_id: int | None = Field(default=None, foreign_key=f"{Question.__tablename__}.id", index=True)
    body: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    lane: str  # effects of one lane are made one after the other
    scope: str  # effects of one scope share a pace and a pause
    state: str = "waiting"  # waiting, claimed, unknown, done, refused, parked
    attempts: int = 0
    tries: int = 0  # times it surely was not made, pauses of its scope not counted
    sends: int = 0  # times it may have been made
    looks: int = 0  # complete looks since then that found nothing
    due_at: datetime = moment()
    claimed_by: str = ""
    lease_until: datetime | None = moment(nullable=True)
    begun_at: datetime | None = moment(nullable=True)
    ordered_at: datetime = moment()
    finished_at: datetime | None = moment(nullable=True)
    error: str = ""


class Destination(Row, table=True):
    """The pace of one scope: nothing goes there before `free_at`; `paced_until` is the pace's own memory (GCRA)."""

    __tablename__ = "destination"

    scope: str = Field(primary_key=True)
    free_at: datetime = moment()
    paced_until: datetime = moment()
    noted_at: datetime | None = moment(nullable=True)  # when this was written, by the clock of who wrote it


class PageCursor(Row, table=True):
    """How far a page has been read: the start of the last complete pass, the last event seen, how much was repaired.

    What was written before `horizon` stood there before we came; it is known, but nobody promised to answer it.
    `reader` is the process whose turn it is to read the page, until its lease runs out.
    """

    __tablename__ = "page_cursor"

    page: str = Field(primary_key=True)
    horizon: datetime | None = moment(nullable=True)
    watermark: datetime | None = moment(nullable=True)
    last_event_at: datetime | None = moment(nullable=True)
    repaired: int = 0
    full_at: datetime | None = moment(nullable=True)  # the start of the last complete pass that went to every end
    reader: str = Field(default="", sa_column_kwargs={"server_default": ""})
    reader_until: datetime | None = moment(nullable=True)


class KnownTrouble(Row, table=True):
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
    since: datetime = moment()
    said_at: datetime | None = moment(nullable=True)
    over_at: datetime | None = moment(nullable=True)


class KnownGroup(Row, table=True):
    """Who belonged to a user group of the chat when it could be looked up last, and when that was. Person ids of staff."""

    __tablename__ = "known_group"

    group_id: str = Field(primary_key=True)
    members: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    seen_at: datetime = moment()


class Copy(Row, table=True):
    """A message of ours outside a question's own thread that shows words of a citizen: an alarm, a morning brief.

    `delivery_id` is the order it was made by; how it is drawn stands there as long as that is kept.
    """

    __tablename__ = "copy"
    __table_args__ = (
        UniqueConstraint("question_id", "channel", "message_id"),
        Index("ix_copy_message", "channel", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    channel: str
    message_id: str
    delivery_id: int = Field(index=True)


class EarlierMeaning(Row, table=True):
    """What an answered question is about, so that it is found again: no words, but numbers made of them (`bot/finding/`).

    The key has the meaning first, so that the newest questions with a meaning are read at one place, however many there are.
    """

    __tablename__ = "earlier_meaning"

    meaning: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    question_id: int = Field(foreign_key="question.id", primary_key=True, index=True)
    weight: float  # how much it tells, from 0 to 1


class LibraryAnswer(Row, table=True):
    """An answer that the desk keeps for the next who asks, of one page, until a day. No citizen's words and no name of one.

    `title` is what is asked, in the desk's words; `text` has no greeting and no signature, and may have placeholders.
    """

    __tablename__ = "library_answer"

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    page: str = Field(index=True)
    title: str
    text: str
    link: str = ""
    valid_until: datetime = moment()  # the end of its last day, there
    kept_by_id: str = ""
    kept_by_name: str = ""
    kept_at: datetime = moment()
