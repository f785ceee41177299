"""The Graph API without HTTP: a call goes in, an answer comes out. Order of checks: token, proof, quota, mishap, sight, rights."""

import hmac
import itertools
from collections import deque
from collections.abc import Sequence
from typing import Any

from sandbox.facebook.acts.deeds import Deeds
from sandbox.facebook.acts.meddling import Meddlers
from sandbox.facebook.faults import refusal
from sandbox.facebook.graph.access import debug_token, exchange_token
from sandbox.facebook.graph.batch import answer_batch
from sandbox.facebook.graph.call import Answer, GraphCall, names, text
from sandbox.facebook.graph.errors import GraphError, bad_parameter, gone, unknown_path
from sandbox.facebook.graph.routes import ROUTES
from sandbox.facebook.graph.usage import Usage
from sandbox.facebook.graph.visit import Admin, Node, Visit, kind_of
from sandbox.facebook.reads.edges import EDGES
from sandbox.facebook.state.subscriptions import Subscriptions
from sandbox.facebook.state.tokens import ADMIN_ID, ADMIN_NAME, Token, Tokens
from sandbox.facebook.webhooks.sender import WebhookSender
from sandbox.facebook.wire import secret_proof
from sandbox.faults import Faults
from sandbox.people import APP, Citizen, SimPage

MESSENGER_EDGES = ("messages", "conversations")
NOBODY = Token("", "NONE")


class Graph:
    """Answers calls. `calls` keeps (method, address, status) of each one, items of batches included."""

    def __init__(
        self,
        deeds: Deeds,
        tokens: Tokens,
        subscriptions: Subscriptions,
        usage: Usage,
        faults: Faults,
        sender: WebhookSender,
        meddlers: Meddlers,
    ) -> None:
        self.calls: deque[tuple[str, str, int]] = deque(maxlen=100_000)
        self._deeds = deeds
        self._tokens = tokens
        self._subscriptions = subscriptions
        self._usage = usage
        self._faults = faults
        self._sender = sender
        self._meddlers = meddlers
        self._traces = itertools.count(1)

    async def answer(self, call: GraphCall) -> Answer:
        """Do what the call asks for, or say why not."""
        regain_minutes = 0
        try:
            status, body = 200, await self._body(call)
        except GraphError as error:
            status, body = error.status, error.body(f"Asandbox{next(self._traces):08d}")
            regain_minutes = error.regain_minutes
        self.calls.append((call.method, call.address, status))
        return Answer(status, body, self._usage_headers(call, regain_minutes))

    def where(self, call: GraphCall) -> str:
        """What faults can match: method, address and the key of the page whose token was sent."""
        token = self._tokens.find(call.token)
        page = self._deeds.world.pages.get(token.page_id) if token else None
        return f"{call.method} {call.address} {page.key if page else ''}".strip()

    async def _body(self, call: GraphCall) -> Any:
        if call.method == "POST" and not call.path and "batch" in call.params:
            return await answer_batch(call, self.answer)
        if call.path == ("oauth", "access_token"):
            return exchange_token(self._visit(call, NOBODY))
        visit = self._visit(call, self._entered(call))
        self._meddlers.before(call, self.where(call))
        if call.path == ("debug_token",):
            return debug_token(visit)
        if call.method == "GET" and not call.path:
            return {node_id: self._node_answer(visit, node_id, "") for node_id in names(call.params, "ids")}
        return await self._routed(visit)

    def _entered(self, call: GraphCall) -> Token:
        """The caller's token after everything that is refused whatever the call is about."""
        token = self._tokens.checked(call.token, self._deeds.clock.now())
        self._check_proof(call)
        self._usage.count(*_scope(call, token))
        mishap = refusal(self._faults, self.where(call))
        if mishap:
            raise mishap
        return token

    def _check_proof(self, call: GraphCall) -> None:
        proof = text(call.params, "appsecret_proof")
        if not proof and not self._deeds.switches.require_proof:
            return
        if not hmac.compare_digest(proof.encode(), secret_proof(APP.facebook_secret, call.token).encode()):
            raise bad_parameter("Invalid appsecret_proof provided in the API argument")

    async def _routed(self, visit: Visit) -> Any:
        call = visit.call
        node_id, edge = call.path[0], "/".join(call.path[1:])
        if (node_id, call.method, edge) == (APP.facebook_id, "POST", "subscriptions"):
            await self._check_callback(visit)
        return self._node_answer(visit, node_id, edge)

    def _node_answer(self, visit: Visit, node_id: str, edge: str) -> Any:
        node = self._seen(visit, node_id)
        route = ROUTES.get((kind_of(node), visit.call.method, edge))
        if route is None:
            raise unknown_path(edge) if edge else gone(visit.call.method, node_id)
        route.check(visit.token)
        return route.answer(visit, node)

    def _seen(self, visit: Visit, id: str) -> Node:
        """The node with that id, if the token can see it. What is deleted and what is out of sight look alike."""
        node = self._me(visit) if id == "me" else self._find(visit, id)
        if node is None or not _is_in_sight(visit.token, node):
            raise gone(visit.call.method, id)
        return node

    def _me(self, visit: Visit) -> Node:
        token = visit.token
        if token.kind == "APP":
            return APP
        return visit.world.pages[token.page_id] if token.page_id else Admin(ADMIN_ID, ADMIN_NAME)

    def _find(self, visit: Visit, id: str) -> Node | None:
        if id == APP.facebook_id:
            return APP
        if id == ADMIN_ID:
            return Admin(ADMIN_ID, ADMIN_NAME)
        found: Sequence[Node | None] = (
            visit.world.pages.get(id),
            visit.world.citizens.get(id),
            visit.mailbox.message(id),
            visit.mailbox.conversation_by_id(id),
            visit.world.find(id),
        )
        return next((node for node in found if node is not None), None)

    async def _check_callback(self, visit: Visit) -> None:
        url, token = text(visit.call.params, "callback_url"), text(visit.call.params, "verify_token")
        if not await self._sender.verify(url, token):
            raise GraphError(2200, "Callback verification failed")

    def _visit(self, call: GraphCall, token: Token) -> Visit:
        return Visit(call, token, self._deeds, self._tokens, self._subscriptions, self._faults, EDGES)

    def _usage_headers(self, call: GraphCall, regain_minutes: int) -> dict[str, str]:
        token = self._tokens.find(call.token)
        return self._usage.headers(*_scope(call, token), regain_minutes=regain_minutes) if token else {}


def _scope(call: GraphCall, token: Token) -> tuple[str, str]:
    """Which quota a call counts against: the page's, the page's Messenger, or the application's."""
    if token.kind != "PAGE":
        return "app", APP.facebook_id
    messenger = call.path[1:2] and call.path[1] in MESSENGER_EDGES
    return "messenger" if messenger else "pages", token.page_id


def _is_in_sight(token: Token, node: Node) -> bool:
    """A page's token sees what belongs to the page; a person's sees all pages; the application's sees only itself."""
    if token.kind == "APP" or node is APP:
        return token.kind == "APP" and node is APP
    if token.kind != "PAGE" or isinstance(node, Citizen):
        return True
    page_id = node.id if isinstance(node, SimPage) else getattr(node, "page_id", "")
    return bool(page_id == token.page_id)
