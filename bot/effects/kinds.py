"""Which effect makes which order."""

from collections.abc import Mapping

from bot.desk.office import Office
from bot.effects import Effect, accounts, briefs, collecting, people, reminding
from bot.effects.accounts import Settling
from bot.effects.copies import Following, LeftBehind, left_as_it_stands
from bot.effects.correcting import Correction, TakingDown
from bot.effects.messages import CARD_PICTURE, PROPOSAL_PICTURE, KeptCurrent, Sentence, sentence_as_it_stands
from bot.effects.moderating import Moderation, Tidying
from bot.effects.picturing import CitizensPicture
from bot.effects.publishing import AuthorReading, PostReading, PrivateReply, Publication
from bot.intake import Intake
from bot.orders import kinds
from bot.ports.chat import Chat
from bot.ports.page import Page

_IN_THE_CHAT = people.KINDS | briefs.KINDS | accounts.KINDS | collecting.KINDS | reminding.KINDS


def effects_of(office: Office, intake: Intake, chat: Chat, page: Page) -> Mapping[str, Effect]:
    """Every kind of order, by name, with what makes it."""
    draws = {
        kinds.ALARM: people.alarm_as_it_stands,
        kinds.BRIEF: briefs.MorningBrief(office, chat).as_it_stands,
        kinds.REMIND: reminding.Reminding(office, chat).as_it_stands,
        kinds.SAY: sentence_as_it_stands,
        kinds.LEFT: left_as_it_stands,
    }
    return {
        kinds.FOLLOW: Following(office, chat, draws),
        kinds.CARD: KeptCurrent(office, chat, CARD_PICTURE),
        kinds.PROPOSAL: KeptCurrent(office, chat, PROPOSAL_PICTURE),
        kinds.LEFT: LeftBehind(office, chat),
        kinds.SAY: Sentence(office, chat),
        kinds.PUBLISH: Publication(office, page, chat),
        kinds.PRIVATE: PrivateReply(office, page, chat),
        kinds.MODERATE: Moderation(office, page),
        kinds.DELETE_HIDDEN: Tidying(office, page),
        kinds.CORRECT: Correction(office, page),
        kinds.TAKE_DOWN: TakingDown(office, page),
        kinds.PICTURE: CitizensPicture(office, chat, page),
        kinds.READ_POST: PostReading(office, page),
        kinds.READ_AUTHOR: AuthorReading(office, page),
        kinds.ACCOUNT: Settling(office, intake, page),
        **{name: kind(office, chat) for name, kind in _IN_THE_CHAT.items()},
    }
