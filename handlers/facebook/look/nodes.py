"""The Graph's nodes: which fields we ask for, lists read to their end, and nodes turned into the port's items."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from bot.log import Log
from bot.ports.failures import Reason, Refused, TryLater
from bot.ports.page import Item
from handlers.facebook.ids import EPOCH, author_of, from_iso, id_text, is_by_page, mapping, words
from handlers.facebook.speak.client import GraphClient
from handlers.facebook.speak.errors import GraphError, TooMuchData

log = Log(__name__)

COMMENT_FIELDS = "id,message,created_time,from,parent{id},is_hidden,permalink_url,attachment,application"
POST_FIELDS = "id,message,created_time,updated_time,from,permalink_url,is_hidden,attachments"
MESSAGE_FIELDS = "id,created_time,from,to,message,attachments,sticker,shares,reply_to"
CONVERSATION_FIELDS = f"id,updated_time,message_count,participants,messages.limit(20){{{MESSAGE_FIELDS}}}"
TASK_FIELDS = "id,name,tasks,is_published"

LARGEST_PAGE, SMALLEST_PAGE = 100, 5
LONGEST_LIST = 300
"""Pages of one list; more means that something goes round in circles."""

Node = dict[str, Any]
Answer = Node | GraphError | None


async def lists(
    client: GraphClient,
    page: str,
    path: str,
    query: Mapping[str, str],
    *,
    turn: Callable[[], Awaitable[None]] | None = None,
    first: Answer = None,
) -> AsyncGenerator[list[Node], None]:
    """A list page by page until its end. A short or empty page is not the end; the lack of `next` is.

    Facebook withholds ids from a page token without the right to moderate; then the list proves nothing, and this raises
    `TryLater`. A list that is too heavy is asked for in smaller pages; a cursor that went stale starts the list again.
    Where calls need a pace, `turn` is awaited before each of them. `first` is the answer of a batch to `first_page` of
    the same list; one that failed there is asked for again.
    """
    limit, after, restarts = int(query.get("limit", LARGEST_PAGE)), "", 1
    for _ in range(LONGEST_LIST):
        asked = {**query, "limit": str(limit), **({"after": after} if after else {})}
        try:
            if isinstance(first, dict):
                answer, first = first, None
            else:
                answer = await _page(client, page, path, asked, turn)
        except TooMuchData:
            if limit <= SMALLEST_PAGE:
                raise
            limit //= 2
            continue
        except Refused as refusal:
            if not after or refusal.reason is not Reason.INVALID or not restarts:
                raise
            after, restarts = "", restarts - 1
            continue
        yield _nodes(answer)
        after = _next(answer)
        if not after:
            return
    raise TryLater("a list without an end")


async def _page(
    client: GraphClient, page: str, path: str, asked: Mapping[str, str], turn: Callable[[], Awaitable[None]] | None
) -> Node:
    if turn:
        await turn()
    return await client.get(page, path, **asked)


def first_page(path: str, query: Mapping[str, str]) -> str:
    """What a batch asks for to get the first page of a list."""
    return f"{path}?{urlencode({'limit': str(LARGEST_PAGE), **query})}"


def item_of(node: Mapping[str, Any], page_id: str) -> Item:
    """A comment, post or message as it stands on the page now."""
    author_id, author_name = author_of(node)
    return Item(
        id=id_text(node.get("id")),
        text=words(node.get("message")),
        written_at=from_iso(node.get("created_time")) or EPOCH,
        author_id=author_id,
        author_name=author_name,
        by_page=is_by_page(node, page_id),
        app_id=id_text(mapping(node.get("application")).get("id")),
        parent_id=id_text(mapping(node.get("parent")).get("id")),
        hidden=node.get("is_hidden") is True,
        link=words(node.get("permalink_url")),
    )


def _nodes(answer: Mapping[str, Any]) -> list[Node]:
    data = answer.get("data")
    if not isinstance(data, list):
        raise TryLater("an answer without a list")
    nodes = [node for node in data if isinstance(node, dict)]
    if not all(id_text(node.get("id")) for node in nodes):
        raise TryLater("ids are withheld: the page token lacks the right to moderate")
    return nodes


def _next(answer: Mapping[str, Any]) -> str:
    """The cursor of the next page. The address in `next` itself holds the token and is never followed."""
    paging = mapping(answer.get("paging"))
    return id_text(mapping(paging.get("cursors")).get("after")) if paging.get("next") else ""
