"""Pairs of clients of which a person has said that they are two, kept as acts of the address book."""

from collections import defaultdict

from omnidesk.store.connect import Store
from omnidesk.store.database import Database


def keep_apart(database: Database, act_id: str, first: str, second: str) -> None:
    """Note inside a transaction that two clients are two; neither of them changes."""
    rows = [(act_id, first), (act_id, second)]
    database.conn.executemany("INSERT INTO client_change (act, client_id) VALUES (?, ?)", rows)


def held_apart(store: Store) -> dict[str, frozenset[str]]:
    """Return for each client those that it is not, as far as somebody has said so and has not taken it back.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    question = """
        SELECT mine.client_id, other.client_id FROM client_act act
            JOIN client_change mine ON mine.act = act.id
            JOIN client_change other ON other.act = act.id AND other.client_id <> mine.client_id
        WHERE act.kind = 'apart' AND NOT EXISTS (SELECT 1 FROM client_act later WHERE later.undone = act.id)
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    with store.reading() as database:
        for mine, other in database.execute(question):
            found[mine].add(other)
    return {client_id: frozenset(others) for client_id, others in found.items()}
