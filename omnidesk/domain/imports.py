"""Tables that other programs export: which columns they have, and what each means here."""

from typing import Literal

from omnidesk.domain.named import Named, Spec

TableKind = Literal["clients", "deals"]

FieldId = Literal[
    "key",
    "title",
    "name",
    "domain",
    "industry",
    "size",
    "country",
    "region",
    "language",
    "address",
    "street",
    "street2",
    "postcode",
    "city",
    "state",
    "contact",
    "first_name",
    "last_name",
    "position",
    "email",
    "phone",
    "notes",
    "currency",
    "amount",
    "starts",
    "months",
    "tier",
    "stage",
]


class ImportField(Spec, frozen=True, kw_only=True):
    """What a column can hold; ``also`` are names that columns of it have in tables from anywhere.

    ``of`` says in which tables it can stand.
    """

    id: FieldId
    name: str
    of: tuple[TableKind, ...] = ("clients", "deals")
    also: tuple[str, ...] = ()


class Layout(Named, frozen=True, kw_only=True):
    """The export of one program. ``columns`` gives each header's field; ``key`` is the header of its own id."""

    kind: TableKind
    key: str | None = None
    columns: dict[str, FieldId]


class ImportsSpec(Spec, frozen=True, kw_only=True):
    """Everything known of foreign tables.

    ``legal_forms`` and ``shared_hosts`` are words and mail hosts that say nothing of who an organisation is.
    """

    fields: tuple[ImportField, ...]
    layouts: tuple[Layout, ...]
    legal_forms: tuple[str, ...]
    shared_hosts: tuple[str, ...]
