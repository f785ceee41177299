"""How the bot works, as `municipality.toml` says: promises, reminders, publishing, moderation, pictures, briefs, collecting, keeping."""

from typing import Annotated, Literal

from pydantic import Field

from bot.municipality.section import Section

Minutes = Annotated[int, Field(gt=0, le=1440)]


class Reminders(Section):
    """When the staff are reminded. Times are open time, shares are of the open time until the aim.

    What is said at the deadline, and at each opening after it, has no switch: nobody can mute it. An alarm about danger is
    said again `alarm_again_minutes` after it, by the clock, at any hour, while nobody at the desk has done anything.
    """

    not_taken_minutes: int = Field(30, gt=0, examples=[30])
    not_approved_minutes: int = Field(30, gt=0, examples=[30])
    expert_silent_share: float = Field(0.5, gt=0, lt=1, examples=[0.5])
    on_deadline_morning: bool = Field(default=True, examples=[True])
    before_deadline_hours: float = Field(2, gt=0, examples=[2])
    alarm_again_minutes: tuple[Minutes, ...] = Field((10, 30), examples=[[10, 30]])


class PromiseRules(Section):
    """What citizens are promised. `rule` says how `days` are counted, see `bot/rules/promise.py`.

    An extension may be up to `extension_open_days` open days long when a manager agrees, else it follows the rule.
    A citizen who was asked something and has been silent for `citizen_silent_days` days is no longer waited for.
    """

    rule: Literal["calendar_roll", "opening_days", "hours"] = Field("calendar_roll", examples=["calendar_roll"])
    days: int = Field(2, ge=1, le=10, examples=[2])
    first_reaction_hours: float = Field(2, gt=0, examples=[2])
    last_minutes: int = Field(30, ge=0, examples=[30])
    early_warning_days: int = Field(4, ge=1, examples=[4])
    extension_open_days: int = Field(5, ge=1, le=20, examples=[5])
    citizen_silent_days: int = Field(14, ge=1, le=365, examples=[14])
    reminders: Reminders = Reminders()


class Publishing(Section):
    """How a text goes out: held back for `undo_seconds` after the click, in which whoever clicked can think again. 0: at once.

    Without `approve_own` nobody approves an answer that she has written, edited or joined herself: a colleague must.
    """

    undo_seconds: int = Field(10, ge=0, le=300, examples=[10])
    approve_own: bool = Field(default=True, examples=[True])


class Moderation(Section):
    """What becomes of comments that somebody hid because of personal data in them.

    With `delete_hidden` they are deleted from the page when the next open day ends, unless their author has done it before
    or somebody has shown them again.
    """

    delete_hidden: bool = Field(default=False, examples=[False])


class Brief(Section):
    """What the bot says by itself about everything: at each opening, and at the end of the week with a week's figures."""

    morning: bool = Field(default=True, examples=[True])
    friday: bool = Field(default=True, examples=[True])


class Pictures(Section):
    """What becomes of pictures: whether the staff see, in the chat, those that citizens sent, and whether an answer can have one."""

    from_citizens: bool = Field(default=True, examples=[True])
    in_answers: bool = Field(default=True, examples=[True])


class Collecting(Section):
    """How a burst is shown: from so many questions under one post within ten minutes on, the next go to a collecting card."""

    more_than: int = Field(8, ge=1, examples=[8])


class Retention(Section):
    """How long things are kept, in days after a question has ended. Numbers of people and accounts go the next night when `redact_numbers`.

    `events_days`, `effects_days` and `history_days` are counted from when an event was handled and an effect was made.
    """

    redact_numbers: bool = Field(default=True, examples=[True])
    author_days: int = Field(90, ge=1, examples=[90])
    text_days: int = Field(365, ge=1, examples=[365])
    message_days: int = Field(90, ge=1, examples=[90])
    history_days: int = Field(1095, ge=1, examples=[1095])
    events_days: int = Field(30, ge=7, examples=[30])
    effects_days: int = Field(90, ge=7, examples=[90])
