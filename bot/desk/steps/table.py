"""Each form that can be sent, and the step of the flow that it leads to."""

from collections.abc import Awaitable, Callable

from bot.desk.steps import answering, settling
from bot.flow.finding.library import LIBRARY
from bot.flow.keeping import no_data
from bot.flow.keeping.unmask import UNMASK
from bot.ports.calls import Submission, SubmitReply
from bot.work import Person, Work
from storage.tables import Question

Step = Callable[[Work, Question, str, Submission, Person], Awaitable[SubmitReply]]

STEPS: dict[str, tuple[Step, str]] = {
    "answer": (answering.publish_answer, "text"),
    "ask": (answering.ask_department, "department"),
    "holding": (answering.send_holding, "holding"),
    "extend": (answering.draft_extension, "words"),
    "extend_text": (answering.send_extension, "text"),
    "redirect": (answering.draft_redirect, "kind"),
    "redirect_text": (answering.send_redirect, "text"),
    "give_to": (settling.give_away, "colleague"),
    "close": (settling.close_question, "reason"),
    "hide": (settling.hide_words, "reason"),
    "hide_text": (settling.hide_and_tell, "text"),
    "delete": (settling.delete_words, "reason"),
    "correct": (settling.edit_public, "text"),
    "rectify": (settling.write_correction, "text"),
    "take_down": (settling.delete_public, "reason"),
    "whole": (settling.go_on, "way"),
    "archive": (settling.mark_for_archive, "reason"),
    LIBRARY: (settling.change_library, "until"),
    UNMASK: (settling.mark_no_data, no_data.NO_DATA),
    no_data.NO_DATA: (settling.mark_no_data, no_data.NO_DATA),
}
"""Each form with the step it leads to, and the field at which a refusal is shown."""
