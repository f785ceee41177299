"""Ordering effects: what a step of the flow wants done outside, in the same transaction as its change of state.

An order names its effect by a key, so that ordering twice is ordering once. Lanes keep an order: everything that one
question shows in the chat goes down one lane, everything it says in public down another.
"""

from bot.orders.cards import (
    draw,
    draw_card,
    draw_collection,
    draw_collection_anew,
    draw_proposal,
    leave_proposal,
    post_collection_again,
    redraw_collection,
    remind_collection,
)
from bot.orders.kinds import posts_in
from bot.orders.ordering import order
from bot.orders.page import (
    change_public,
    delete_hidden,
    moderate,
    publish,
    read_author,
    read_post,
    settle_account,
    take_back_publication,
)
from bot.orders.thread import ask_manager, call_in, say, say_again, show_picture, take_away, take_away_notes

__all__ = [
    "ask_manager",
    "call_in",
    "change_public",
    "delete_hidden",
    "draw",
    "draw_card",
    "draw_collection",
    "draw_collection_anew",
    "draw_proposal",
    "leave_proposal",
    "moderate",
    "order",
    "post_collection_again",
    "posts_in",
    "publish",
    "read_author",
    "read_post",
    "redraw_collection",
    "remind_collection",
    "say",
    "say_again",
    "settle_account",
    "show_picture",
    "take_away",
    "take_away_notes",
    "take_back_publication",
]
