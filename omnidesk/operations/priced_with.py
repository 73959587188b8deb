"""Which catalog prices a deal: the one it was issued with until somebody reprices it, else the one of today."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal_hash import canonical_json
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.snapshots import snapshot
from omnidesk.strict_yaml import convert

GROWING = ("policy", "company")
"""Parts of the catalog to which newer versions of OmniDesk add keys; an old snapshot takes those from today's."""


def snapshot_text(catalog: Catalog) -> str:
    """The canonical JSON under whose hash a catalog is kept."""
    return canonical_json(catalog)


def catalog_of(store: Store, row: DealRow, today: Catalog) -> Catalog:
    """The catalog that prices a deal; ``today`` is the one that prices those that were never issued.

    Raises:
        DamagedError: the snapshot is not what was kept.
        MachineError: the store is out of reach.
    """
    return today if row.catalog is None else snapshot_catalog(store, row.catalog, today)


def snapshot_catalog(store: Store, sha256: str, today: Catalog) -> Catalog:
    """The catalog of a snapshot. Raises as :func:`catalog_of`."""
    kept = _known(sha256)
    if not kept:
        kept.append(_read(snapshot(store, sha256), today))
    if kept[0].approvers != today.approvers:  # who may approve is decided today, whatever the prices are of
        kept[0] = replace(kept[0], approvers=today.approvers)
    return kept[0]


@lru_cache(maxsize=16)
def _known(_sha256: str) -> list[Catalog]:
    """Where a snapshot that was read is kept: hashes name contents, so one place serves every store."""
    return []


def _read(text: str, today: Catalog) -> Catalog:
    tree = _completed(msgspec.json.decode(text), today)
    return convert(tree, {}, Catalog, "the catalog of an issued version")


def _completed(tree: dict[str, Any], today: Catalog) -> dict[str, Any]:
    """The snapshot with keys that its OmniDesk did not know yet."""
    present: dict[str, Any] = msgspec.json.decode(canonical_json(today))
    whole = {**present, **tree}
    for part in GROWING:
        kept: Mapping[str, Any] = tree.get(part, {})
        whole[part] = {**present[part], **kept}
    return whole
