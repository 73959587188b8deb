"""JSON Schemas of the spec files and the deal file, for completion and checks in an editor."""

import copy
import json
from pathlib import Path
from typing import Any

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import ClausesSpec
from omnidesk.domain.deal import Deal
from omnidesk.domain.discovery import UNLIMITED, Question
from omnidesk.domain.errors import MachineError
from omnidesk.specs.sources import CLAUSES, KINDS
from omnidesk.strict_yaml.schema import json_schema

Schema = dict[str, Any]


def write_schemas(folder: Path, catalog: Catalog) -> tuple[Path, ...]:
    """Write a schema for each spec file, for clauses and for the deal file; the deal's knows the catalog's ids.

    Raises:
        MachineError: the folder cannot be written.

    """
    schemas: dict[str, Schema] = {name.removesuffix(".yaml"): json_schema(kind) for name, kind in KINDS.items()}
    schemas |= {CLAUSES: json_schema(ClausesSpec), "deal": _deal_schema(catalog)}
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in sorted(schemas.items()):
            path = folder / f"{name}.schema.json"
            text = json.dumps({"title": name, **schema}, indent=2, ensure_ascii=False)
            path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise MachineError(f"{folder}: cannot be written ({reason}); choose another folder with --out") from None
    return tuple(written)


def _deal_schema(catalog: Catalog) -> Schema:
    schema: Schema = copy.deepcopy(json_schema(Deal))
    parts = schema["$defs"]
    deal = parts["Deal"]["properties"]
    deal["tier"] = _one_of(deal["tier"], [tier.id for tier in catalog.tiers])
    deal["discovery"] |= {
        "properties": {question.id: _answer_schema(question) for question in catalog.discovery.questions},
        "additionalProperties": False,
    }
    add_on = parts["AddOn"]["properties"]
    add_on["id"] = _one_of(add_on["id"], [row.id for row in catalog.subscription.add_ons])
    usage = parts["Usage"]["properties"]
    usage["plan"] = _one_of(usage["plan"], [row.id for row in catalog.usage.plans])
    benefit = parts["Benefit"]["properties"]
    benefit["driver"] = _one_of(benefit["driver"], [row.id for row in catalog.scaling.value_ladder])
    wording = parts["ContractWording"]["properties"]
    wording["jurisdiction"] = _one_of(wording["jurisdiction"], [pack.id for pack in catalog.jurisdictions])
    wording["law"] = _one_of(wording["law"], [law.id for pack in catalog.jurisdictions for law in pack.laws])
    wording["deviations"] |= {"propertyNames": {"enum": [clause.id for clause in catalog.clauses]}}
    return schema


def _one_of(described: Schema, ids: list[str]) -> Schema:
    """Narrow free text to known ids; what may be null stays so."""
    nullable = any(branch.get("type") == "null" for branch in described.get("anyOf", ()))
    kept = {key: value for key, value in described.items() if key not in ("anyOf", "type")}
    return {**kept, "enum": [*ids, None] if nullable else ids}


def _answer_schema(question: Question) -> Schema:
    options = [option.id for option in question.options]
    count: Schema = {"type": "integer"}
    count |= {} if question.minimum is None else {"minimum": question.minimum}
    count |= {} if question.maximum is None else {"maximum": question.maximum}
    shapes: dict[str, Schema] = {
        "choice": {"enum": options},
        "choices": {"type": "array", "items": {"enum": options}},
        "flags": {
            "type": "object",
            "properties": {option: {"type": "boolean"} for option in options},
            "additionalProperties": False,
        },
        "boolean": {"type": "boolean"},
        "text": {"type": "string"},
        "count": count,
        "number": {"type": ["string", "number"]},
        "money": {"type": ["string", "number"]},
    }
    allowed = [shapes[question.answer], {"type": "null"}]
    if question.unlimited:
        allowed.insert(1, {"const": UNLIMITED})
    return {"description": f"{question.label} {question.why}", "anyOf": allowed}
