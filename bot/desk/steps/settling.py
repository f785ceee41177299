"""What ends a question, hands it on, or is done to what stands on the page, and what is kept of it afterwards."""

from bot.desk import opening
from bot.desk.steps.values import day, ticked, value
from bot.drawing.beside.library import PUT_OUT
from bot.flow.answering import close, correct, hide, take
from bot.flow.finding import library
from bot.flow.keeping import archive, no_data
from bot.ports.calls import Done, OpenForm, Submission, SubmitReply, Told
from bot.rules.promise import day_in_words
from bot.rules.states import PRIVATE
from bot.work import Person, Work
from storage.tables import Question

TOLD_AFTER = {
    "redirect": "",
    PRIVATE: hide.AND_PRIVATE,
}
"""What follows the reason, by what the citizen is told after hiding."""


async def give_away(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Hand the question to a colleague at the desk."""
    await take.give(work, question, value(sent, "colleague"), by, note=value(sent, "note"))
    return Done()


async def close_question(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """End it without an answer, for a reason."""
    await close.close(work, question, value(sent, "reason"), by)
    return Done()


async def hide_words(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Hide the citizen's words; where she is to be told the way on, the text for her is read first."""
    if value(sent, "then") in TOLD_AFTER:
        why = value(sent, "reason") + TOLD_AFTER[value(sent, "then")]
        return OpenForm(await opening.opened(work, question, "hide_and_redirect", by, {"reason": why}))
    await hide.hide(work, question, value(sent, "reason"), by)
    return Done()


async def hide_and_tell(work: Work, question: Question, reason: str, sent: Submission, by: Person) -> SubmitReply:
    """Hide the citizen's words, and publish the way on."""
    await hide.hide_and_redirect(work, question, reason, value(sent, "text"), by, ticked(sent))
    return Done()


async def delete_words(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Delete the citizen's words from the page for good."""
    await hide.delete(work, question, value(sent, "reason"), by)
    return Done()


async def go_on(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """How somebody who has read the whole goes on: a settled question is opened again, unless another way was chosen."""
    way = value(sent, "way")
    if way not in ("", "reopen"):
        return OpenForm(await opening.opened(work, question, way, by))
    await close.reopen(work, question, by)
    return Done()


async def edit_public(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Change our answer where it stands."""
    await correct.correct(work, question, value(sent, "text"), by, ticked(sent))
    return Done()


async def write_correction(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Publish a correction below our answer."""
    await correct.rectify(work, question, value(sent, "text"), by, ticked(sent))
    return Done()


async def delete_public(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Delete our answer from the page; the question is open again."""
    await correct.take_down(work, question, value(sent, "reason"), by)
    return Done()


async def change_library(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Keep an answer for the next who asks, or keep it no longer."""
    if value(sent, "what") == PUT_OUT:
        await library.put_out(work, question, by)
        return Told(work.house.say("told.out_of_library"))
    until = day(value(sent, "until"))
    await library.keep(work, question, value(sent, "asks"), value(sent, "text"), value(sent, "link").strip(), until, by)
    return Told(
        work.house.say(
            "told.in_library", title=value(sent, "asks"), day=day_in_words(until, work.house.municipality.language)
        )
    )


async def mark_no_data(work: Work, question: Question, shown: str, sent: Submission, by: Person) -> SubmitReply:
    """Note which finds are no personal data."""
    await no_data.say(work, question, ticked(sent, no_data.NO_DATA), shown.split(","), by)
    return Done()


async def mark_for_archive(work: Work, question: Question, _detail: str, sent: Submission, by: Person) -> SubmitReply:
    """Note whether the question belongs in the archive, and why."""
    await archive.mark(work, question, value(sent, "flag"), value(sent, "reason"), by)
    return Done()
