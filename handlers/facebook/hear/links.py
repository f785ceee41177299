"""Where people find something on Facebook: the address it tells, or the one that leads there by id alone."""

from handlers.facebook.ids import web_address

FACEBOOK = "https://www.facebook.com/"


def post_link(told: object, post_id: str) -> str:
    """The link to a post; empty when neither an address nor a usable id is known."""
    return web_address(told) or _by_id(post_id)


def comment_link(told_of_post: object, post_id: str, comment_id: str) -> str:
    """The link to a comment: that to its post, with the comment named in it."""
    address = post_link(told_of_post, post_id)
    if not address:
        return _by_id(comment_id)
    mark = "&" if "?" in address else "?"
    return f"{address}{mark}comment_id={comment_id.rpartition('_')[2]}"


def _by_id(id: str) -> str:
    return f"{FACEBOOK}{id}" if id.replace("_", "").isdecimal() else ""
