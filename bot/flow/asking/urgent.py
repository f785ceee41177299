"""What may be an emergency is said at any hour: in the duty channel, or where there is none in the question's own.

It can come with the first words, with a later comment under something answered long ago, or with an edit. While nobody at
the desk does anything about it, it is said again. A mere guess is said where the cards are as long as the house is open.
"""

from datetime import datetime, timedelta

from bot import telling
from bot.flow.asking.advising import advice_on
from bot.orders import kinds
from bot.reading.suggest import Suggestion
from bot.rules import alarms
from bot.rules.states import DESK, is_open
from bot.work import NotMoved, Person, Work
from storage import history, questions
from storage.queues import deliveries
from storage.tables import EMERGENCY, History, Question, Remark

RAISED, AGAIN, CALL_DUTY = "alarm", "alarm_again", "call_duty"  # in the history
SOON = timedelta(minutes=1)  # to look again for an alarm that is still on its way


async def call(work: Work, question: Question, remark: Remark) -> bool:
    """Raise the alarm if these new words speak of danger, once for the same words; whether they do."""
    found = advice_on(work.house, question.page, remark)
    if found.expected != EMERGENCY:
        return False
    question.suggestion, question.next_at = found.expected, work.now
    work.session.add(question)
    work.news.add("moments")
    words = _words(remark)
    if await _say(work, question, remark, found, _channel(work, question, found), words, "alarm.emergency"):
        await history.append(work.session, question.id or 0, work.now, RAISED, detail=words)
    return True


async def call_again(work: Work, question: Question) -> None:
    """Say the newest alarm once more if its time has come, and note when to look again; nothing once somebody has acted."""
    if question.suggestion != EMERGENCY or not is_open(question.state):
        return
    alarm = await _unheeded(work, question)
    if alarm is None:
        return
    raised_at, remark, found = alarm
    last, next_at = alarms.again(raised_at, work.house.municipality.promise.reminders.alarm_again_minutes, work.now)
    channel = _duty(work, question)
    if last and await deliveries.is_pending(work.session, telling.alarm_lane(channel), kinds.ALARM):
        next_at = work.now + SOON
    elif last and await _say(
        work, question, remark, found, channel, f"{_words(remark)}:{last}", "alarm.emergency_again"
    ):
        await history.append(work.session, question.id or 0, work.now, AGAIN, detail=str(last))
    question.next_at = min(filter(None, (question.next_at, next_at)), default=None)
    work.session.add(question)


async def call_duty(work: Work, question: Question, by: Person) -> None:
    """Somebody at the desk lets the duty know at once of what was only a guess. Raises `NotMoved` when that is done already."""
    work.house.must_be(by.id, DESK, question.page)
    alarm = await _last_alarm(work, question)
    if alarm is None or not is_open(question.state):
        raise NotMoved("refused.no_alarm")
    _, remark, found = alarm
    name = f"{_words(remark)}:duty"
    if not await _say(work, question, remark, found, _duty(work, question), name, "alarm.emergency"):
        raise NotMoved("refused.duty_is_called")
    await history.append(work.session, question.id or 0, work.now, CALL_DUTY, who=(by.id, by.name))


async def _say(
    work: Work, question: Question, remark: Remark, found: Suggestion, channel: str, name: str, text_key: str
) -> bool:
    """Order one alarm; False if this very one was ordered before."""
    page = work.house.municipality.pages.get(question.page)
    values = {
        "number": str(question.id),
        "page": page.name if page else question.page,
        "reason": work.house.say(f"suggest.{found.reason}"),
    }
    key, about, its_words = f"{EMERGENCY}:{question.id}:{name}", question.id or 0, remark.id or 0
    return await telling.alarm(work, key, channel, text_key, about=about, remark=its_words, **values)


def _channel(work: Work, question: Question, found: Suggestion) -> str:
    is_for_the_desk = alarms.is_for_the_desk(
        found.reason,
        work.house.municipality.municipality.duty_guesses,
        is_open=work.house.hours(question.page).is_open(work.now),
    )
    return question.channel if is_for_the_desk else _duty(work, question)


def _duty(work: Work, question: Question) -> str:
    return work.house.municipality.municipality.duty_channel or question.channel


async def _unheeded(work: Work, question: Question) -> tuple[datetime, Remark, Suggestion] | None:
    """The newest alarm about what still stands, while nobody has done anything since."""
    done = await history.of_question(work.session, question.id or 0)
    since = next((at for at in range(len(done) - 1, -1, -1) if done[at].what == RAISED), len(done))
    if since == len(done) or any(alarms.is_an_act(line.what) for line in done[since:]):
        return None
    return await _speaking(work, question, done[since])


async def _last_alarm(work: Work, question: Question) -> tuple[datetime, Remark, Suggestion] | None:
    done = await history.of_question(work.session, question.id or 0)
    raised = [line for line in done if line.what == RAISED]
    return await _speaking(work, question, raised[-1]) if raised else None


async def _speaking(work: Work, question: Question, alarm: History) -> tuple[datetime, Remark, Suggestion] | None:
    """An alarm with its words, if these stand as they did then."""
    number = alarm.detail.partition(":")[0]
    remark = await questions.remark_by_number(work.session, int(number)) if number.isdigit() else None
    if remark is None or remark.gone_at or _words(remark) != alarm.detail:
        return None
    return alarm.at, remark, advice_on(work.house, question.page, remark)


def _words(remark: Remark) -> str:
    """The very words of an alarm, in a short name."""
    return f"{remark.id}:{remark.words_hash[:8]}"
