"""What somebody said in a thread that is no answer yet wants one: a question back, or words of a colleague not listed.

Each is shown to whoever has the question, once, with what can be done about it; nothing that anybody writes is lost.
"""

from typing import Any

from bot import orders, telling
from bot.flow.answering import pictures, talking
from bot.flow.answering.talk import not_theirs, spoken_to, wished
from bot.ports.card import Style
from bot.reading.calling import called
from bot.reading.privacy import NEVER_PUBLIC, scan
from bot.rules.talk.conversation import Conversation, Heard, is_to_pass_on
from bot.rules.talk.messages.around.wishing import is_wish
from bot.rules.talk.messages.asking import BREAK
from bot.rules.talk.messages.reasons import Reason
from bot.rules.talk.messages.sentences import meaning
from bot.work import BOT, Work
from storage import questions
from storage.tables import Question, Remark

_NO_ANSWER = (Reason.LATER, Reason.TO_COLLEAGUE, Reason.TO_DESK)
ABOUT_A_PERSON = NEVER_PUBLIC | {"credential", "health", "social_services", "child"}


async def heard(work: Work, question: Question, remark: Remark, talk: Conversation) -> None:
    """Say what a remark needs in this talk, if it needs anything."""
    found = next((each for each in talk.heard if each.contribution.id == remark.id), None)
    if found is None:
        return
    if found.reason in _NO_ANSWER and not talk.taken and await not_theirs.heard(work, question, remark):
        return
    await spoken_to.heard(work, question, remark)
    if found.reason is Reason.NOT_LISTED and _is_an_answer(found):
        await _not_listed(work, question, remark)
    elif talk.taken:
        await wished.heard(work, question, remark)
    elif is_to_pass_on(found):
        await _expert_asks(work, question, remark)
    elif found.reason is Reason.FROM_DESK and talk.to_pass_on:
        await redraw(work, question)  # the question may have its answer now
    elif found.reason is Reason.HELD:
        await _held(work, question, talk, found)


async def brought_a_file(work: Work, question: Question, remark: Remark) -> None:
    """Who sends a file is told once what becomes of it; where it came without words, the desk hears that it is there."""
    if not {"file", "picture"} & {*remark.left_out.split()}:
        return
    is_usable = bool(pictures.offered(work.house, question, [remark]))
    text = work.house.say("told.picture_may_go" if is_usable else "told.file_stays_here")
    key = f"{'picture' if is_usable else 'file'}:{question.id}:{remark.author_id}"
    await telling.person(work, key, remark.author_id, question.channel, remark.thread_id, text)
    if not remark.text and remark.author != "desk":
        values = {"name": remark.author_name or work.house.say("card.a_colleague")}
        said = "thread.only_picture" if is_usable else "thread.only_file"
        await orders.say(work, question, f"only_file:{remark.id}", said, values=values)


async def told_of_a_person(work: Work, question: Question, remark: Remark) -> None:
    """Who writes about somebody's life, or a number of hers, is told alone that others read it, once in a question.

    Who only says again what somebody has written there («> …», and «enig») has told nothing of it.
    """
    if not _kinds(work, remark.text):
        return
    kinds = _kinds(work, await _own_words(work, question, remark))
    if not kinds:
        return
    names = ", ".join(sorted(work.house.say(f"find.{kind}") for kind in kinds))
    text = work.house.say("told.about_a_person", kinds=names)
    key = f"about_a_person:{question.id}:{remark.author_id}"
    await telling.person(work, key, remark.author_id, question.channel, remark.thread_id, text)


def _kinds(work: Work, text: str) -> set[str]:
    found = scan(text, work.house.public_contacts)
    return {called(text, find) for find in found if find.type in ABOUT_A_PERSON}


async def _own_words(work: Work, question: Question, remark: Remark) -> str:
    """The sentences of a remark that stand nowhere else in the talk, nor in what the citizen wrote."""
    others = [one for one in await questions.remarks_of(work.session, question.id or 0) if one.id != remark.id]
    said = {part.strip() for one in others if not one.gone_at for part in BREAK.split(one.text) if part}
    return "\n".join(part for part in BREAK.split(remark.text) if part and part.strip() not in said)


def _is_an_answer(found: Heard) -> bool:
    return meaning(found.contribution.text).reason is Reason.TAKEN


async def _expert_asks(work: Work, question: Question, remark: Remark) -> None:
    """An expert cannot answer before somebody has asked the citizen, or told it; the card says who asks what."""
    await redraw(work, question)
    remarks = await questions.remarks_of(work.session, question.id or 0)
    is_hers = talking.is_for_the_citizen(work.house, remarks, remark.text)
    text = "expert_wishes" if is_wish(remark.text) else "expert_asks" if is_hers else "expert_asks_us"
    clarify = ["clarify", work.house.say("button.clarify"), str(question.id), Style.PLAIN.value]
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "mentions": work.house.answering_for(question),
        "actions": [clarify] if is_hers else [],
        "values": {"name": remark.author_name or work.house.say("card.an_expert")},
    }
    await orders.say(work, question, f"expert_asks:{remark.id}:{remark.words_hash[:8]}", f"thread.{text}", **body)


async def _held(work: Work, question: Question, talk: Conversation, said: Heard) -> None:
    """An answer is there and must not go out yet: whoever reads the thread sees why nothing is proposed, and can use it later."""
    held = [each for each in talk.heard if each.reason is Reason.HELD and each.words]
    for last in held[-1:]:
        answer = [each.contribution for each in talking.run_of(talk, last.contribution.id)]
        use = [
            "use_this",
            work.house.say("button.use_this"),
            f"{question.id}:{last.contribution.id}",
            Style.PLAIN.value,
        ]
        body: dict[str, Any] = {
            "remark_ids": [each.id for each in answer],
            "against_id": 0 if said.words else said.contribution.id,
            "actions": [use],
            "values": {"name": work.house.name_of(last.contribution.by) or work.house.say("card.an_expert")},
        }
        key = f"held:{last.contribution.id}:{said.contribution.id}"
        await orders.say(work, question, key, "thread.held", **body)


async def redraw(work: Work, question: Question) -> None:
    """Show on the card what somebody did in the thread that moved the question nowhere."""
    await work.change(question, "talked", BOT)
    await orders.draw_card(work, question)


async def _not_listed(work: Work, question: Question, remark: Remark) -> None:
    """The writer is told kindly that she is not listed, and the desk can use her words with one click."""
    name = remark.author_name or work.house.say("card.a_colleague")
    use = ["use_this", work.house.say("button.use_this"), f"{question.id}:{remark.id}", Style.PLAIN.value]
    body: dict[str, Any] = {
        "remark_id": remark.id,
        "mentions": work.house.answering_for(question),
        "actions": [use],
        "values": {"name": name},
    }
    key = f"not_listed:{question.round}:{remark.author_id}"
    await orders.say(work, question, key, "thread.not_listed", **body)
    text = work.house.say("told.not_listed")
    await telling.person(work, f"{key}:{question.id}", remark.author_id, question.channel, remark.thread_id, text)
