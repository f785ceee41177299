"""Reading the `fields` parameter: `id,from{id},comments.filter(stream).limit(5){id,message}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.facebook.graph.errors import GraphError, bad_parameter

TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|[.,{}]|\([^()]*\))")


@dataclass(frozen=True)
class Field:
    """One requested field, with the parameters of an edge and the fields wanted inside (empty: the default ones)."""

    name: str
    params: Mapping[str, str] = field(default_factory=dict)
    inner: tuple["Field", ...] = ()


def parse_fields(wanted: str) -> tuple[Field, ...]:
    """The requested fields in order; a refusal (code 2500) if the text cannot be read."""
    tokens = _tokens(wanted)
    fields = _fields(tokens)
    if tokens:
        raise _unreadable()
    return fields


def _tokens(wanted: str) -> list[str]:
    found, position = [], 0
    while position < len(wanted.rstrip()):
        match = TOKEN.match(wanted, position)
        if not match:
            raise _unreadable()
        found.append(match.group(1))
        position = match.end()
    return found


def _fields(tokens: list[str]) -> tuple[Field, ...]:
    fields = []
    while tokens and tokens[0] != "}":
        fields.append(_field(tokens))
        if tokens and tokens[0] == ",":
            tokens.pop(0)
    return tuple(fields)


def _field(tokens: list[str]) -> Field:
    name = tokens.pop(0)
    if not name[0].isalpha() and name[0] != "_":
        raise _unreadable()
    return Field(name, _params(tokens), _inner(tokens))


def _params(tokens: list[str]) -> dict[str, str]:
    params = {}
    while tokens[:1] == ["."]:
        if len(tokens) < 3 or not tokens[2].startswith("("):
            raise _unreadable()
        params[tokens[1]] = tokens[2][1:-1]
        del tokens[:3]
    return params


def _inner(tokens: list[str]) -> tuple[Field, ...]:
    if tokens[:1] != ["{"]:
        return ()
    tokens.pop(0)
    inner = _fields(tokens)
    if tokens[:1] != ["}"]:
        raise _unreadable()
    tokens.pop(0)
    return inner


def _unreadable() -> GraphError:
    return GraphError(2500, "Syntax error in the fields parameter")


def nonexisting(name: str, kind: str) -> GraphError:
    """The refusal for a field that this kind of node does not have."""
    return bad_parameter(f"Tried accessing nonexisting field ({name}) on node type ({kind})")
