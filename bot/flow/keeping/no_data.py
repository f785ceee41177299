"""A false alarm: the desk says of a find that it is no personal data, and it is masked and warned of no longer in this question.

What is kept is a fingerprint of the find, so that it holds for exactly these characters and not for what an edit brings.
It is about what the staff see. A text of ours is looked over as ever: each find in it has its own tick, and no number of a
person or an account ever goes out.
"""

from collections.abc import Collection, Mapping, Sequence

from bot import orders, telling
from bot.reading.calling import called
from bot.reading.privacy import fingerprint, suspect
from bot.rules.attached import read_of
from bot.work import Person, Work
from storage import questions
from storage.tables import Question, Remark

NO_DATA = "no_data"
DATA_AGAIN = "data_again"


def said(question: Question) -> frozenset[str]:
    """The fingerprints of the finds that are no personal data."""
    return frozenset(question.no_data.split())


def found_in(remarks: Sequence[Remark], allow: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Each find in what the citizen wrote and has not taken back: its type and its words, by its fingerprint."""
    standing = [remark for remark in remarks if remark.author == "citizen" and not remark.gone_at]
    texts = [text for remark in standing for text in read_of(remark)]
    finds = [(text, find) for text in texts for find in suspect(text, allow)]
    return {fingerprint(text, find): (called(text, find), text[find.start : find.end]) for text, find in finds}


async def say(work: Work, question: Question, ticked: Collection[str], shown: Collection[str], by: Person) -> None:
    """Note what is no personal data, and what is after all: the difference between what was ticked and what was `shown` so.

    A fingerprint of nothing that stands there is passed over. Raises `NotMoved` for whoever may not.
    """
    work.check(question, NO_DATA, by)
    remarks = await questions.remarks_of(work.session, question.id or 0)
    found = found_in(remarks, work.house.public_contacts)
    before = said(question)
    after = found.keys() & ((before - (set(shown) - set(ticked))) | (set(ticked) - set(shown)))
    for what, changed in ((NO_DATA, after - before), (DATA_AGAIN, (before & found.keys()) - after)):
        if changed:
            kinds = " ".join(sorted({found[each][0] for each in changed}))
            await work.change(question, what, by, kinds, no_data=" ".join(sorted(after)))
    if after != before & found.keys():
        await orders.draw(work, question)
        await telling.words_changed(work, question)
