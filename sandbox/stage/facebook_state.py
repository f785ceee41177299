"""The simulated Facebook as the demo page draws it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sandbox.facebook.sim import FacebookSim
from sandbox.facebook.state.records import Author, SimComment, SimMessage, SimPost
from sandbox.people import APP, CITIZENS, PAGES, SimPage
from sandbox.stage.asking import Json


def facebook_state(facebook: FacebookSim) -> Json:
    """Everything that stands on every page, hidden things too: the page decides whom it shows them to."""
    citizens = [{"id": citizen.id, "name": citizen.name} for citizen in CITIZENS]
    return {"citizens": citizens, "pages": [_page(facebook, page) for page in PAGES]}


def asked_moments(facebook: FacebookSim) -> Iterator[datetime]:
    """When each thing was written that citizens wrote and that still stands."""
    for page in PAGES:
        posts = facebook.posts(page.key)
        yield from (post.at for post in posts if not post.by_page)
        for post in posts:
            yield from (comment.at for comment in _all(facebook.comments(post.id)) if not comment.by_page)
        for citizen in CITIZENS:
            found = facebook.conversation(page.key, citizen.id)
            yield from (message.at for message in found if not message.by_page)


def _all(comments: Iterable[SimComment]) -> Iterator[SimComment]:
    for comment in comments:
        yield comment
        yield from _all(comment.replies)


def _page(facebook: FacebookSim, page: SimPage) -> Json:
    talks = {citizen.id: facebook.conversation(page.key, citizen.id) for citizen in CITIZENS}
    return {
        "key": page.key,
        "id": page.id,
        "name": page.name,
        "posts": [_post(facebook, post) for post in facebook.posts(page.key)],
        "conversations": {who: [_message(said) for said in talk] for who, talk in talks.items() if talk},
    }


def _post(facebook: FacebookSim, post: SimPost) -> Json:
    return _writing(post) | {"comments": [_comment(comment) for comment in facebook.comments(post.id)]}


def _comment(comment: SimComment) -> Json:
    return _writing(comment) | {"replies": [_comment(reply) for reply in comment.replies]}


def _writing(writing: SimPost | SimComment) -> Json:
    shown = {"id": writing.id, "text": writing.text, "photo": writing.photo, "at": writing.at.isoformat()}
    marks = {"by_page": writing.by_page, "hidden": writing.hidden, "likes": writing.likes}
    return shown | marks | {"author": _author(writing.author)}


def _message(said: SimMessage) -> Json:
    shown = {"id": said.id, "text": said.text, "photo": said.photo, "at": said.at.isoformat()}
    return shown | {"by_page": said.by_page, "edited": said.edits > 0, "author": _author(said.author)}


def _author(author: Author) -> Json:
    return {"id": author.id, "name": author.name, "bot": author.app_id == APP.facebook_id}
