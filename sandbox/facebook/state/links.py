"""The addresses that Facebook gives to what stands on it. Only those of pictures lead anywhere, and only where they are read anew."""

from sandbox.facebook.state.records import SimComment, SimPost, last_segment

GONE = "https://scontent.sandbox.invalid"


def permalink(writing: SimPost | SimComment) -> str:
    """Where people find a post or comment."""
    if isinstance(writing, SimPost):
        return f"https://www.facebook.com/{writing.page_id}/posts/{last_segment(writing.id)}"
    post = f"https://www.facebook.com/{writing.page_id}/posts/{last_segment(writing.post_id)}"
    if writing.is_reply:
        return f"{post}?comment_id={last_segment(writing.parent_id)}&reply_comment_id={last_segment(writing.id)}"
    return f"{post}?comment_id={last_segment(writing.id)}"


def photo_url(id: str, keeper: str = GONE) -> str:
    """Where the picture of a post, comment or message lies; in events, whose addresses soon lead nowhere, `GONE`."""
    return f"{keeper}/{last_segment(id)}.jpg"
