"""Why a contribution is part of the proposal or not."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a contribution is part of the proposal or not; each has its words below `talk.` in the texts."""

    TAKEN = "taken"
    OLDER_ANSWER = "older_answer"
    ADDS = "adds"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken_back"
    HELD = "held"
    SMALL_TALK = "small_talk"
    QUESTION = "question"
    LATER = "later"
    TO_COLLEAGUE = "to_colleague"
    TO_DESK = "to_desk"
    FROM_DESK = "from_desk"
    NOT_LISTED = "not_listed"
    BESIDE = "beside"
