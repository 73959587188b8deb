"""The address book: clients to begin deals with. Every change is kept with what was there before it."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.errors import InputError
from omnidesk.store.connect import Store
from omnidesk.store.database import Database
from omnidesk.store.revisions import now_text
from omnidesk.store.search import NEWEST_RANKED, match_expression

ActKind = Literal["import", "merge", "apart", "edit", "undo"]

TOUCHES = (
    *("document", "deal_version", "stage_event", "signing_evidence", "returned_file", "approval_request", "meeting"),
    "success_entry",
)
"""Tables whose rows say that somebody has worked with a deal."""

OWN_CLIENTS, OWN_DEALS = "omnidesk_clients", "omnidesk_deals"
"""Before the keys of rows in tables that OmniDesk wrote: the ids are those of this store."""


class ClientRow(msgspec.Struct, frozen=True, kw_only=True):
    """A client as it lies in the store. Times are UTC in ISO 8601."""

    id: str
    entry: ClientEntry
    created_at: str
    changed_at: str


class ClientPage(msgspec.Struct, frozen=True):
    """One page of the address book, and how many clients the whole list has."""

    rows: tuple[ClientRow, ...]
    total: int


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What was done to the address book, in words. ``undone`` names the act that this one took back."""

    kind: ActKind
    told: str
    who: str
    undone: str | None = None


class KeptAct(Act, frozen=True, kw_only=True):
    """An act as it is kept; ``taken_back`` says whether a later one took it back."""

    id: str
    at: str
    taken_back: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one client; None: it is not there before or after."""

    client_id: str
    before: ClientEntry | None
    after: ClientEntry | None


def list_clients(store: Store, text: str = "", *, limit: int = 100, offset: int = 0) -> ClientPage:
    """Return clients by name, or those whose name, contact or web address begin with these words.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    words = match_expression(text)
    chosen = f"SELECT rowid FROM client_words WHERE client_words MATCH :words ORDER BY rowid DESC LIMIT {NEWEST_RANKED}"
    where = f"WHERE number IN ({chosen})" if words else ""
    values = {"words": words, "limit": limit, "offset": offset}
    with store.reading() as database, database.atomic():
        total = database.execute(f"SELECT count(*) FROM client {where}", values).fetchone()[0]
        question = f"SELECT * FROM client {where} ORDER BY name COLLATE NOCASE, number LIMIT :limit OFFSET :offset"
        rows = tuple(_row(row) for row in database.query(question, values))
    return ClientPage(rows, total)


def entries(store: Store) -> dict[str, ClientEntry]:
    """Return every client by its id, in the order in which they came.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        return dict(_entries(database))


def find_client(store: Store, reference: str) -> ClientRow:
    """Return the one client that a person means by its id, the beginning of that (4 or more), or its name.

    Raises:
        InputError: no client or more than one answers to it.
    """
    question = """
        SELECT * FROM client WHERE id = :text OR name = :text COLLATE NOCASE
            OR (length(:text) >= 4 AND substr(id, 1, length(:text)) = lower(:text)) LIMIT 2
    """
    with store.reading() as database:
        rows = [_row(row) for row in database.query(question, {"text": reference})]
    if len(rows) != 1:
        found = "more than one client answers" if rows else "no client answers"
        raise InputError(f"{found} to “{reference}”; give an id from `omnidesk clients list`")
    return rows[0]


def client_at(store: Store, client_id: str) -> ClientRow | None:
    """Return the client with an id; None where it is not there any more.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        return next((_row(row) for row in database.query("SELECT * FROM client WHERE id = ?", [client_id])), None)


def former_names(store: Store, client_id: str) -> tuple[str, ...]:
    """Return the other names that a client had, and those of the clients that were made one with it.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = """
        WITH RECURSIVE held (id) AS (
            SELECT id FROM client_act act WHERE kind <> 'undo'
                AND NOT EXISTS (SELECT 1 FROM client_act later WHERE later.undone = act.id)
        ), same (id) AS (
            SELECT ?
            UNION SELECT other.client_id FROM same
                JOIN client_change mine ON mine.client_id = same.id AND mine.act IN held
                JOIN client_act ON client_act.id = mine.act AND client_act.kind = 'merge'
                JOIN client_change other ON other.act = mine.act
        )
        SELECT DISTINCT json_extract(before, '$.name') FROM client_change
        WHERE client_id IN same AND act IN held AND before IS NOT NULL
    """
    with store.reading() as database:
        return tuple(name for (name,) in database.execute(question, [client_id]))


def missing_of_deals(store: Store) -> tuple[str, ...]:
    """Return for each client of deals that the address book does not hold the id of its newest deal.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = """
        SELECT id, max(changed_at) FROM deal
        WHERE trim(client) <> '' AND client COLLATE NOCASE NOT IN (SELECT name COLLATE NOCASE FROM client)
        GROUP BY client COLLATE NOCASE ORDER BY client COLLATE NOCASE
    """
    with store.reading() as database:
        return tuple(deal_id for deal_id, _changed in database.execute(question))


def origins(store: Store) -> dict[str, str]:
    """Return the deals that rows of tables were made from, or were written from, by the key of the row.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        own = f"SELECT '{OWN_DEALS}:' || id, id FROM deal"
        return dict(database.execute(f"SELECT key, deal_id FROM deal_origin UNION ALL {own}"))


def begin_act(database: Database, act: Act) -> str:
    """Keep what is done, inside the transaction that does it; return its id."""
    act_id = str(uuid.uuid4())
    values = (act_id, act.kind, act.told, act.who, now_text(), act.undone)
    statement = "INSERT INTO client_act (id, kind, told, who, at, undone) VALUES (?, ?, ?, ?, ?, ?)"
    database.execute(statement, values)
    return act_id


def apply(database: Database, act_id: str, changes: Iterable[Change]) -> None:
    """Carry out changes inside a transaction.

    Raises:
        InputError: a client is no longer as ``before`` says; the transaction must not be finished.
    """
    for change in changes:
        before, after = _body(change.before), _body(change.after)
        found = database.execute("SELECT body FROM client WHERE id = ?", [change.client_id]).fetchone()
        if (found and found[0]) != before:
            entry = change.before or change.after
            name = entry.name if entry else change.client_id
            raise InputError(f"the client “{name}” was changed meanwhile; look at it again")
        _put(database, change)
        kept = (act_id, change.client_id, before, after)
        database.execute("INSERT INTO client_change (act, client_id, before, after) VALUES (?, ?, ?, ?)", kept)


def add_origin(database: Database, key: str, deal_id: str, act_id: str) -> None:
    """Remember inside a transaction which row of a table a deal was made from."""
    database.execute("INSERT INTO deal_origin (key, deal_id, act) VALUES (?, ?, ?)", [key, deal_id, act_id])


def drop_deals(database: Database, act_id: str) -> tuple[int, int]:
    """Take away, inside a transaction, the deals of an import that nobody has touched since; they can come again.

    Return how many went, and how many stay because somebody has worked with them. What they said stays in the
    revisions, which are never deleted.
    """
    untouched = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} WHERE deal_id = deal.id)" for table in TOUCHES)
    question = f"""
        SELECT deal_id, deal.version = 1 AND deal.stage = 'draft' AND {untouched}
            AND NOT EXISTS (SELECT 1 FROM deal_link WHERE deal.id IN (deal_id, origin))
        FROM deal_origin JOIN deal ON deal.id = deal_id WHERE act = ?
    """
    made = list(database.execute(question, [act_id]))
    going = [(deal_id,) for deal_id, free in made if free]
    database.conn.executemany("DELETE FROM deal_origin WHERE deal_id = ?", going)
    database.conn.executemany("DELETE FROM deal WHERE id = ?", going)
    return len(going), len(made) - len(going)


def acts(store: Store, *, limit: int = 20) -> tuple[KeptAct, ...]:
    """Return what was done to the address book, newest first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = """
        SELECT *, EXISTS (SELECT 1 FROM client_act later WHERE later.undone = client_act.id) AS taken_back
        FROM client_act ORDER BY number DESC LIMIT ?
    """
    with store.reading() as database:
        return tuple(msgspec.convert(row, KeptAct, strict=False) for row in database.query(question, [limit]))


def changes_of(store: Store, act_id: str) -> tuple[Change, ...]:
    """Return the changes of an act in their order.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = "SELECT client_id, before, after FROM client_change WHERE act = ? ORDER BY number"
    with store.reading() as database:
        found = list(database.execute(question, [act_id]))
    return tuple(
        Change(client_id=client, before=_entry(before), after=_entry(after)) for client, before, after in found
    )


def _entries(database: Database) -> Iterable[tuple[str, ClientEntry]]:
    decoder = msgspec.json.Decoder(ClientEntry)
    return (
        (client_id, decoder.decode(body))
        for client_id, body in database.execute("SELECT id, body FROM client ORDER BY number")
    )


def _put(database: Database, change: Change) -> None:
    entry = change.after
    if entry is None:
        database.execute("DELETE FROM client WHERE id = ?", [change.client_id])
        return
    values: Mapping[str, str | None] = {
        "id": change.client_id,
        "name": entry.name,
        "contact": " ".join(filter(None, (entry.contact.name, entry.contact.email))),
        "domain": entry.domain,
        "country": entry.country,
        "body": _body(entry),
        "now": now_text(),
    }
    database.execute(
        """
        INSERT INTO client (id, name, contact, domain, country, body, created_at, changed_at)
            VALUES (:id, :name, :contact, :domain, :country, :body, :now, :now)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, contact = excluded.contact, domain = excluded.domain,
            country = excluded.country, body = excluded.body, changed_at = excluded.changed_at
        """,
        values,
    )


def _row(row: dict[str, str]) -> ClientRow:
    entry = msgspec.json.decode(row["body"], type=ClientEntry)
    return ClientRow(id=row["id"], entry=entry, created_at=row["created_at"], changed_at=row["changed_at"])


def _body(entry: ClientEntry | None) -> str | None:
    return None if entry is None else msgspec.json.encode(entry, order="deterministic").decode()


def _entry(body: str | None) -> ClientEntry | None:
    return None if body is None else msgspec.json.decode(body, type=ClientEntry)
