"""The proposal: the text that would be published if the front desk said yes. There is one at a time, kept current.

It stands on one or several remarks of the thread (`rules/talk` says which), dressed with a greeting and a signature,
unless the expert wrote them herself. It is shown in full, so that the desk approves exactly what citizens will read.
"""

from collections.abc import Sequence
from typing import Any

from bot import orders
from bot.flow.answering import public_words, talking
from bot.flow.answering.talk import below
from bot.flow.answering.talk.kept_out import kept_out
from bot.ports.calls import words_hash
from bot.rules.states import State
from bot.rules.talk.contributions import Contribution
from bot.rules.talk.conversation import Conversation, Heard, words_of
from bot.rules.talk.messages.reasons import Reason
from bot.work import BOT, NotMoved, Person, Work
from storage import history, questions
from storage.tables import Answer, Question, Remark

BY_HAND = "words"  # in the history behind a version whose words somebody made at the desk


async def from_talk(work: Work, question: Question, taken: Sequence[Heard], by: Person = BOT) -> None:
    """Make contributions from the thread the proposal, in place of the one before. They are joined in their order."""
    text = public_words.answer(work, question, _unsigned(question, taken))
    remarks = [await _remark(work, each.contribution.id) for each in taken]
    authors = {remark.author_id: remark.author_name for remark in remarks}
    author = (remarks[-1].author_id, _names(list(authors.values())))
    answer = await _replace(work, question, text, author=author, sources=[remark.id or 0 for remark in remarks])
    await work.change(question, "propose", by, f"answer {answer.version}", to=State.PROPOSED, notice="")
    await show(work, question)


async def use(work: Work, question: Question, channel: str, message_id: str, by: Person) -> None:
    """Make a message somebody picked in the thread the proposal. Raises `NotMoved`."""
    await use_remark(work, question, await questions.remark_by_id(work.session, "chat", channel, message_id), by)


async def use_remark(work: Work, question: Question, remark: Remark | None, by: Person) -> None:
    """Make a remark the proposal, with what the same person wrote right before and after it. Raises `NotMoved`."""
    await from_talk(work, question, await _picked(work, question, remark, by), by)


async def join(work: Work, question: Question, remark: Remark | None, by: Person) -> bool:
    """Add a remark to the proposal, in the order in which things were said; whether that place was still there. Raises `NotMoved`."""
    picked = await _picked(work, question, remark, by)
    answer = await current(work, question)
    if answer is None:
        await from_talk(work, question, picked, by)
        return True
    added = [each for each in picked if each.contribution.id not in sources_of(answer)]
    if not added:
        its = [each for each in picked if remark is not None and each.contribution.id == remark.id]
        return await _join_rest(work, question, answer, its, by)
    text, sources, is_placed = _together(work, question, answer, await talk_of(work, question), added)
    remarks = [await _remark(work, each.contribution.id) for each in added]
    names = [*answer.author_name.split(", "), *(remark.author_name for remark in remarks)]
    await _more(work, question, answer, text, sources, _names(names), by)
    return is_placed


async def _more(
    work: Work, question: Question, before: Answer, text: str, sources: Sequence[int], author: str, by: Person
) -> None:
    """The text with something added at the desk, in place of the one before."""
    told: dict[str, Any] = {"author": (before.author_id, author), "sources": sources, "picture": before.picture}
    made = await _replace(work, question, text, **told)
    await work.change(question, "propose", by, by_hand(made), to=State.PROPOSED, notice="")
    await show(work, question)


def _unsigned(question: Question, said: Sequence[Heard]) -> str:
    """What was said, each message without its writer's own signature: one may stand in the midst, with a «ps» behind it."""
    return talking.public(
        "\n".join(public_words.unsigned(each.words, question.language) for each in said if each.words)
    )


def _together(
    work: Work, question: Question, answer: Answer, talk: Conversation, added: Sequence[Heard]
) -> tuple[str, list[int], bool]:
    """The words of the proposal and more, as they were said, with what they stand on. In a text that somebody made at the
    desk they stand beside what was said before or after and is still there word for word, else at its end: that is told.
    """
    said, heard = sources_of(answer), {each.contribution.id: each for each in (*talk.heard, *added)}
    all_of_it = [number for number in heard if number in said or heard[number] in added]
    as_said = public_words.answer(work, question, _unsigned(question, [heard[i] for i in said if i in heard]))
    if as_said == answer.text:
        whole = public_words.answer(work, question, _unsigned(question, [heard[i] for i in all_of_it]))
        return whole, all_of_it, True
    place = min(all_of_it.index(each.contribution.id) for each in added)
    around = [
        [talking.public(heard[number].words) for number in half if number in said]
        for half in (all_of_it[:place], all_of_it[place:])
    ]
    text, is_placed = public_words.put_in(question, answer.text, talking.public(words_of(added)), *around)
    return text, [*(number for number in said if number not in heard), *all_of_it], is_placed


async def _join_rest(work: Work, question: Question, answer: Answer, of: Sequence[Heard], by: Person) -> bool:
    """Add what the rules took for talk in a message that the proposal is made of already, behind its other words."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    asked = " ".join(remark.text for remark in remarks if remark.author == "citizen" and not remark.gone_at)
    names = {name.casefold() for name in talking.staff_names(work.house, remarks)}
    left = " ".join(kept_out(each, answer.text, asked, names) for each in of)
    if not left:
        raise NotMoved("refused.in_the_proposal")
    heard = {each.contribution.id: talking.public(each.words) for each in (await talk_of(work, question)).heard}
    said = [number for number in heard if number in sources_of(answer)]
    place = said.index(of[0].contribution.id) + 1 if of[0].contribution.id in said else len(said)
    around = [[heard[number] for number in half] for half in (said[:place], said[place:])]
    text, is_placed = public_words.put_in(question, answer.text, left, *around)
    await _more(work, question, answer, text, sources_of(answer), answer.author_name, by)
    return is_placed


async def _picked(work: Work, question: Question, remark: Remark | None, by: Person) -> Sequence[Heard]:
    work.check(question, "propose", by)
    if remark is None or remark.question_id != question.id or not remark.text or remark.gone_at:
        raise NotMoved("refused.not_in_this_thread")
    talk = await talk_of(work, question)
    alone = Contribution(remark.id or 0, remark.author_id, remark.author, remark.text)
    run = talking.run_of(talk, alone.id)
    return run if words_of(run) else (Heard(alone, Reason.TAKEN, remark.text),)


async def talk_of(work: Work, question: Question) -> Conversation:
    """The talk in a question's thread, as it stands now."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    answers = await work.answers(question)
    return talking.conversation(work.house, question, remarks, answers)


def sources_of(answer: Answer) -> list[int]:
    """The numbers of the remarks that a text was made of, in order."""
    return [int(number) for number in answer.sources.split()]


async def from_form(work: Work, question: Question, text: str, by: Person, picture: str = "") -> Answer:
    """Make a text that somebody wrote or edited in a form the proposal, word for word, with its picture. Raises `NotMoved`.

    Who edits an expert's answer does not become its author: the card goes on saying who knew.
    """
    work.check(question, "propose", by)
    before = await current(work, question)
    if before and (before.text, before.picture) == (text, picture):
        return before
    author = (before.author_id, before.author_name) if before else (by.id, by.name)
    sources = sources_of(before) if before else []
    answer = await _replace(work, question, text, author=author, sources=sources, picture=picture)
    await work.change(question, "propose", by, by_hand(answer), to=State.PROPOSED, notice="")
    return answer


def by_hand(answer: Answer) -> str:
    """How the history tells that somebody made this version's words, and did not only pick them."""
    return f"answer {answer.version} {BY_HAND}"


async def has_made(work: Work, question: Question, answer: Answer, person_id: str) -> bool:
    """Whether these words are somebody's own: written in the thread, or written, edited or joined at the desk."""
    remarks = await questions.remarks_of(work.session, question.id or 0)
    said = {remark.author_id for remark in remarks if remark.id in sources_of(answer)}
    lines = await history.of_question(work.session, question.id or 0)
    made = {line.who_id for line in lines if line.what == "propose" and line.detail == by_hand(answer)}
    return person_id in {answer.author_id} | said | made


async def current(work: Work, question: Question) -> Answer | None:
    """The proposal as it stands, if there is one."""
    answers = await work.answers(question)
    proposed = [answer for answer in answers if answer.state == "proposed"]
    return proposed[-1] if proposed else None


async def freeze(
    work: Work, question: Question, text: str, *, kind: str, author: tuple[str, str], **values: Any
) -> Answer:
    """Store a text as the question's next answer."""
    before = await work.answers(question)
    answer = Answer(
        question_id=question.id or 0,
        version=before[-1].version + 1 if before else 1,
        kind=kind,
        text=text,
        words_hash=words_hash(text),
        author_id=author[0],
        author_name=author[1],
        made_at=work.now,
        **values,
    )
    work.session.add(answer)
    await work.session.flush()
    before.append(answer)
    return answer


async def _replace(
    work: Work,
    question: Question,
    text: str,
    *,
    author: tuple[str, str],
    sources: Sequence[int] = (),
    picture: str = "",
) -> Answer:
    if (before := await current(work, question)) is None:
        await below.begin(work, question)
    else:
        before.state = "superseded"
        work.session.add(before)
    stands_on = {"source_remark_id": sources[-1] if sources else None, "sources": " ".join(map(str, sources))}
    return await freeze(work, question, text, kind="answer", author=author, picture=picture, **stands_on)


async def show(work: Work, question: Question) -> None:
    """Bring the card and the proposal's message up to date."""
    await orders.draw_card(work, question)
    await orders.draw_proposal(work, question)


async def _remark(work: Work, remark_id: int) -> Remark:
    remark = await questions.remark_by_number(work.session, remark_id)
    if remark is None:
        raise NotMoved("refused.not_in_this_thread")
    return remark


def _names(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))
