"""Showing a node: exactly the fields that were asked for, and what has no value left out."""

from collections.abc import Mapping
from typing import Any, get_args

from sandbox.facebook.graph.visit import Node, Visit, id_of, kind_of
from sandbox.facebook.reads.fields import Field, nonexisting
from sandbox.facebook.reads.fields_of_messages import CONVERSATION_FIELDS, MESSAGE_FIELDS
from sandbox.facebook.reads.fields_of_pages import APP_FIELDS, PAGE_FIELDS, PERSON_FIELDS, USER_FIELDS
from sandbox.facebook.reads.fields_of_writings import COMMENT_FIELDS, POST_FIELDS, Reader

FIELDS: Mapping[str, Mapping[str, Reader]] = {
    "page": PAGE_FIELDS,
    "post": POST_FIELDS,
    "comment": COMMENT_FIELDS,
    "conversation": CONVERSATION_FIELDS,
    "message": MESSAGE_FIELDS,
    "person": PERSON_FIELDS,
    "app": APP_FIELDS,
    "user": USER_FIELDS,
}

DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "page": ("name",),
    "post": ("created_time", "message"),
    "comment": ("created_time", "from", "message"),
    "conversation": ("updated_time",),
    "message": ("created_time",),
    "person": ("name",),
    "app": ("name",),
    "user": ("name",),
}


def show(visit: Visit, node: Node, fields: tuple[Field, ...] = ()) -> dict[str, Any]:
    """The node as JSON. The id comes along unasked, except a comment's when the token lacks MODERATE."""
    kind = kind_of(node)
    wanted = fields or tuple(Field(name) for name in DEFAULTS[kind])
    values = {field.name: _value(visit, node, kind, field) for field in wanted if field.name != "id"}
    shown = {name: value for name, value in values.items() if value is not None}
    return ({"id": id_of(node)} if kind != "comment" or visit.moderates else {}) | shown


def _value(visit: Visit, node: Node, kind: str, field: Field) -> Any:
    edge = visit.edges.get(f"{kind}/{field.name}")
    if edge:
        return edge(visit, node, field.params, field.inner)
    reader = FIELDS[kind].get(field.name)
    if reader is None:
        raise nonexisting(field.name, kind.capitalize())
    return _inside(visit, reader(visit, node), field.inner)


def _inside(visit: Visit, value: Any, inner: tuple[Field, ...]) -> Any:
    """Nodes inside nodes are shown by the same rule; of plain objects only the requested parts remain."""
    if isinstance(value, get_args(Node)):
        return show(visit, value, inner)
    if isinstance(value, dict) and inner and "data" not in value:
        names = {field.name for field in inner} | {"id"}
        return {name: part for name, part in value.items() if name in names}
    return value
