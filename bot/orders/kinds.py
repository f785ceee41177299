"""The kinds of orders, and the scopes in which the outside gets tired of us."""

from datetime import timedelta

CARD, PROPOSAL, SAY, TELL, HOME, PUBLISH, READ_POST, READ_AUTHOR, CALL_IN, ALARM = (
    "card",
    "proposal",
    "say",
    "tell",
    "home",
    "publish",
    "read_post",
    "read_author",
    "call_in",
    "alarm",
)
PRIVATE = "private"
REMIND, SHORTEN = "remind", "shorten"
LEFT = "left"  # the message of an earlier proposal, which stays behind where it stands
MODERATE, CORRECT, TAKE_DOWN = "moderate", "correct", "take_down"
DELETE_HIDDEN = "delete_hidden"  # a kind of its own: an older program beside this one would show the words again
FOUND, ACCOUNT, DIFFERENCE = "found", "account", "difference"
BRIEF, WEEK, WEEK_PICTURE = "brief", "week", "week_picture"
COLLECTION, REMIND_COLLECTION = "collection", "remind_collection"
TAKE_AWAY, FOLLOW = "take_away", "follow"
PICTURE = "picture"
MOST_AGAIN = 5  # times that one thing is said anew because the card it stood under was deleted
REDRAWN_EVERY = timedelta(seconds=10)  # a collecting card; in a burst every question changes it
DELETIONS = "chat.delete"  # the scope of what is taken away
UPLOADS = "chat.pictures"  # the scope of what is uploaded: when the chat is tired of it, no card waits
UPDATES = "chat.update"  # the scope of everything that is redrawn in place


def posts_in(channel: str) -> str:
    """The scope of everything that is posted anew in a channel."""
    return f"chat:{channel}"
