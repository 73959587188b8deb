"""JSON Schemas from the types, as files are really read: amounts and dates as the reader accepts them."""

from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec

from omnidesk.strict_yaml.limits import DECIMAL

_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

Schema = dict[str, Any]


@cache
def json_schema(kind: type) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a type of the specs or of the deal. Do not change the result."""
    schema = msgspec.json.schema(kind)
    _adapt(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _adapt(node: object) -> None:
    if isinstance(node, list):
        for entry in node:
            _adapt(entry)
    if not isinstance(node, dict):
        return
    if node.get("format") == "decimal":
        del node["format"]
        node |= {"type": ["string", "number"], "pattern": DECIMAL}
    if node.get("format") == "date":
        node["pattern"] = _DATE
    if isinstance(node.get("description"), str):
        node["description"] = cleandoc(node["description"]).replace("``", "`")
    for value in node.values():
        _adapt(value)
