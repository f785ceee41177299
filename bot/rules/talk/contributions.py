"""What is said in a thread, one message at a time, and by whom."""

from dataclasses import dataclass

EXPERT, DESK, BOT, BESIDE = "expert", "desk", "bot", "beside"


@dataclass(frozen=True)
class Contribution:
    """One message in a thread: its number, who wrote it (`part` is expert, desk, other, beside or bot) and the words."""

    id: int
    by: str
    part: str
    text: str
