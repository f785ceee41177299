"""What stands on the pages right now: posts and comments with their ids. It knows no rights, no events and no HTTP."""

import itertools
from dataclasses import replace
from datetime import datetime, timedelta

from sandbox.facebook.state.records import Author, SimComment, SimPost, last_segment
from sandbox.facebook.state.things import SimThing
from sandbox.people import CITIZENS, PAGES, Citizen, SimPage, first_posts

Writing = SimPost | SimComment

FIRST_POST_NUMBER = 777000111
FIRST_COMMENT_NUMBER = 888000222
FIRST_NEWCOMER = 6543210987660000


class World:
    """The pages, the people and what they wrote, found by the last segment of its id.

    `spoken` keeps (page id, text) of everything the pages wrote in public since the sandbox opened, also what was
    edited or deleted later, `heard` the same of everybody else's texts; `pictures` what the pages sent along, by the last
    segment of its id.
    """

    def __init__(self, opened_at: datetime) -> None:
        self.pages = {page.id: page for page in PAGES}
        self.citizens = {citizen.id: citizen for citizen in CITIZENS}
        self.spoken: list[tuple[str, str]] = []
        self.heard: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self._writings: dict[str, Writing] = {}
        self._post_numbers = itertools.count(FIRST_POST_NUMBER)
        self._comment_numbers = itertools.count(FIRST_COMMENT_NUMBER)
        self._numbers = itertools.count(1)
        self._put_first_posts(opened_at)

    def page(self, key: str) -> SimPage:
        """The page with our key; KeyError if there is none."""
        return {page.key: page for page in self.pages.values()}[key]

    def citizen(self, id: str) -> Author:
        """A citizen as an author; KeyError for a stranger."""
        return Author(id, self.citizens[id].name)

    def add_citizen(self, name: str) -> Citizen:
        """Let somebody new in."""
        newcomer = Citizen(str(FIRST_NEWCOMER + len(self.citizens)), name)
        self.citizens[newcomer.id] = newcomer
        return newcomer

    def find(self, id: str) -> Writing | None:
        """The post or comment that stands there now under that id, whatever the prefix; None if there is none."""
        return self._writings.get(last_segment(id))

    def standing(self, id: str) -> Writing:
        """The post or comment with that id; KeyError if there is none."""
        return self._writings[last_segment(id)]

    def post(self, id: str) -> SimPost:
        """The post with that id; KeyError if there is none."""
        found = self.find(id)
        if not isinstance(found, SimPost):
            raise KeyError(id)
        return found

    def posts(self, page_id: str) -> list[SimPost]:
        """The posts on a page that lists show, its own and visitors', oldest first."""
        found = (writing for writing in self._writings.values() if isinstance(writing, SimPost) and writing.listed)
        return sorted((post for post in found if post.page_id == page_id), key=lambda post: (post.at, post.number))

    def children(self, parent: Writing) -> list[SimComment]:
        """The comments directly under a post or comment, oldest first."""
        return [comment for comment in self._comments() if last_segment(comment.parent_id) == last_segment(parent.id)]

    def below(self, parent: Writing) -> list[SimComment]:
        """All comments under a post or comment on every level, oldest first."""
        if isinstance(parent, SimPost):
            return [comment for comment in self._comments() if comment.post_id == parent.id]
        found = [deeper for child in self.children(parent) for deeper in (child, *self.below(child))]
        return sorted(found, key=lambda comment: comment.number)

    def top_comment(self, comment: SimComment) -> SimComment:
        """The top-level comment above a reply; a top-level comment itself."""
        parent = self.find(comment.parent_id)
        return self.top_comment(parent) if isinstance(parent, SimComment) else comment

    def add_post(
        self, page_id: str, author: Author, words: str, at: datetime, *, photo: bool = False, listed: bool = True
    ) -> SimPost:
        """Put up a new post."""
        post_id = f"{page_id}_{next(self._post_numbers)}"
        post = SimPost(post_id, page_id, author, words, at, at, next(self._numbers), photo=photo, listed=listed)
        self._note_spoken(post)
        self.keep(post)
        return post

    def add_comment(
        self,
        parent: Writing,
        author: Author,
        words: str,
        at: datetime,
        *,
        photo: bool = False,
        things: tuple[SimThing, ...] = (),
    ) -> SimComment:
        """Put a comment under a post or another comment."""
        post_id = parent.id if isinstance(parent, SimPost) else parent.post_id
        comment_id = f"{last_segment(post_id)}_{next(self._comment_numbers)}"
        number = next(self._numbers)
        comment = SimComment(
            comment_id, parent.page_id, post_id, parent.id, author, words, at, number, photo=photo, things=things
        )
        self._note_spoken(comment)
        self.keep(comment)
        self.keep(replace(self.post(post_id), updated_at=at))
        return comment

    def rewrite(self, writing: Writing, words: str, at: datetime) -> Writing:
        """Replace the words of a post or comment. A comment keeps no trace of when that was."""
        changed: Writing = replace(writing, text=words)
        if isinstance(changed, SimPost):
            changed = replace(changed, updated_at=at)
        self._note_spoken(changed)
        self.keep(changed)
        return changed

    def keep(self, writing: Writing) -> None:
        """Store a changed post or comment in place of the old one."""
        self._writings[last_segment(writing.id)] = writing

    def remove(self, writing: Writing) -> None:
        """Take away a post or comment with everything under it."""
        for gone in (writing, *self.below(writing)):
            self._writings.pop(last_segment(gone.id), None)

    def _comments(self) -> list[SimComment]:
        """All comments, oldest first: that is the order in which they were put in."""
        return [writing for writing in self._writings.values() if isinstance(writing, SimComment)]

    def _note_spoken(self, writing: Writing) -> None:
        if writing.by_page:
            self.spoken.append((writing.page_id, writing.text))
        else:
            self.heard.append(writing.text)

    def _put_first_posts(self, opened_at: datetime) -> None:
        for key, texts in first_posts().items():
            page = self.page(key)
            for index, words in enumerate(texts):
                age = timedelta(days=2 * (len(texts) - index), hours=3)
                self.add_post(page.id, Author(page.id, page.name), words, opened_at - age)
        self.spoken.clear()
