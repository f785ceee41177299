"""The addresses that Facebook gives to what stands on it. They lead nowhere: the names end in `.invalid` or are only read."""

from sandbox.facebook.state.records import SimComment, SimPost, last_segment


def permalink(writing: SimPost | SimComment) -> str:
    """Where people find a post or comment."""
    if isinstance(writing, SimPost):
        return f"https://www.facebook.com/{writing.page_id}/posts/{last_segment(writing.id)}"
    post = f"https://www.facebook.com/{writing.page_id}/posts/{last_segment(writing.post_id)}"
    if writing.is_reply:
        return f"{post}?comment_id={last_segment(writing.parent_id)}&reply_comment_id={last_segment(writing.id)}"
    return f"{post}?comment_id={last_segment(writing.id)}"


def photo_url(id: str) -> str:
    """Where the picture of a post, comment or message would be."""
    return f"https://scontent.sandbox.invalid/{last_segment(id)}.jpg"
