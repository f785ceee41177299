"""Which effect makes which order."""

from collections.abc import Mapping

from bot import orders
from bot.desk.office import Office
from bot.effects import Effect, accounts, briefs, collecting, people, reminding
from bot.effects.accounts import Settling
from bot.effects.copies import Following
from bot.effects.correcting import Correction, TakingDown
from bot.effects.messages import CARD_PICTURE, PROPOSAL_PICTURE, KeptCurrent, Sentence, sentence_as_it_stands
from bot.effects.moderating import Moderation, Tidying
from bot.effects.picturing import CitizensPicture
from bot.effects.publishing import AuthorReading, PostReading, PrivateReply, Publication
from bot.intake import Intake
from bot.ports.chat import Chat
from bot.ports.page import Page

_IN_THE_CHAT = people.KINDS | briefs.KINDS | accounts.KINDS | collecting.KINDS | reminding.KINDS


def effects_of(office: Office, intake: Intake, chat: Chat, page: Page) -> Mapping[str, Effect]:
    """Every kind of order, by name, with what makes it."""
    draws = {
        orders.ALARM: people.alarm_as_it_stands,
        orders.BRIEF: briefs.MorningBrief(office, chat).as_it_stands,
        orders.REMIND: reminding.Reminding(office, chat).as_it_stands,
        orders.SAY: sentence_as_it_stands,
    }
    return {
        orders.FOLLOW: Following(office, chat, draws),
        orders.CARD: KeptCurrent(office, chat, CARD_PICTURE),
        orders.PROPOSAL: KeptCurrent(office, chat, PROPOSAL_PICTURE),
        orders.SAY: Sentence(office, chat),
        orders.PUBLISH: Publication(office, page, chat),
        orders.PRIVATE: PrivateReply(office, page, chat),
        orders.MODERATE: Moderation(office, page),
        orders.DELETE_HIDDEN: Tidying(office, page),
        orders.CORRECT: Correction(office, page),
        orders.TAKE_DOWN: TakingDown(office, page),
        orders.PICTURE: CitizensPicture(office, chat, page),
        orders.READ_POST: PostReading(office, page),
        orders.READ_AUTHOR: AuthorReading(office, page),
        orders.ACCOUNT: Settling(office, intake, page),
        **{name: kind(office, chat) for name, kind in _IN_THE_CHAT.items()},
    }
