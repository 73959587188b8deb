"""Finds clients that the address book holds already: by key, name or host, or by a name that is nearly the same."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal

import msgspec

from omnidesk.domain.client_entry import ClientEntry
from omnidesk.domain.client_matching import hosts_of, plain_name
from omnidesk.domain.imports import ImportsSpec
from omnidesk.store.clients import OWN_CLIENTS

Why = Literal["key", "name", "domain", "similar", "id"]

SIMILAR = 88
"""Percent from which two names are nearly the same: a letter wrong in eight."""
RENAMED = 50
"""Percent from which a client with the same id has only changed its name."""
CROWD = 400
"""Names that begin or end alike; among more, alike beginnings say nothing."""
EDGE = 3


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A client that may be the one looked for. ``score`` is how alike the names are, in percent.

    ``id`` means that it has the row's id in the other program, and nothing else in common.
    """

    client_id: str
    why: Why
    score: int = 100

    @property
    def sure(self) -> bool:
        """Whether it is taken for the same unless a person says otherwise."""
        return self.why in ("key", "name")


class Duplicates:
    """Clients to look among; those that are added later are looked among as well."""

    def __init__(self, spec: ImportsSpec, entries: Mapping[str, ClientEntry] | None = None) -> None:
        self._forms = frozenset(spec.legal_forms)
        self._shared = frozenset(spec.shared_hosts)
        self._keys: defaultdict[str, list[str]] = defaultdict(list)
        self._names_of: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._hosts: dict[str, str] = {}
        self._hosts_of: dict[str, tuple[str, ...]] = {}
        self._edges: defaultdict[str, list[str]] = defaultdict(list)
        for client_id, entry in (entries or {}).items():
            self.add(client_id, entry)

    def plain(self, entry: ClientEntry) -> str:
        """The name as it is compared."""
        return plain_name(entry.name, self._forms)

    def hosts(self, entry: ClientEntry) -> tuple[str, ...]:
        """The hosts that are the organisation's own."""
        return hosts_of(entry, self._shared)

    def add(self, client_id: str, entry: ClientEntry) -> None:
        """Look among this client too; the first with a name or host stays the one that answers to it."""
        plain, hosts = self.plain(entry), self.hosts(entry)
        self._names_of[client_id] = plain
        for key in (*entry.keys, f"{OWN_CLIENTS}:{client_id}"):
            if client_id not in self._keys[key]:
                self._keys[key].append(client_id)
        if plain not in self._names:
            for edge in _edges(plain):
                self._edges[edge].append(plain)
        self._names.setdefault(plain, client_id)
        for host in hosts:
            self._hosts.setdefault(host, client_id)
        self._hosts_of[client_id] = tuple(dict.fromkeys((*self._hosts_of.get(client_id, ()), *hosts)))

    def find(self, entry: ClientEntry, others: Collection[str] = ()) -> Match | None:
        """The client that this one most probably is; it is none of the ``others``."""
        plain, hosts = self.plain(entry), self.hosts(entry)
        keyed = [each for key in entry.keys for each in self._keys.get(key, ()) if each not in others]
        known = next((client_id for client_id in keyed if self._alike(client_id, plain, hosts)), None)
        if known is not None:
            return Match(client_id=known, why="key")
        named = self._names.get(plain)
        if named is not None and named not in others:
            return Match(client_id=named, why="name" if self._agree(named, hosts) else "similar")
        held = (self._hosts[host] for host in hosts if host in self._hosts)
        hosted = next((each for each in held if each not in others), None)
        if hosted is not None:
            return Match(client_id=hosted, why="domain")
        similar = self._similar(plain, others)
        return similar or (Match(client_id=keyed[0], why="id", score=0) if keyed else None)

    def _alike(self, client_id: str, plain: str, hosts: Collection[str]) -> bool:
        """Whether a client with the row's id can be it: other databases of the same program count from one as well."""
        from rapidfuzz import fuzz

        if any(host in self._hosts_of[client_id] for host in hosts):
            return True
        return fuzz.token_set_ratio(plain, self._names_of[client_id]) >= RENAMED

    def _agree(self, client_id: str, hosts: Collection[str]) -> bool:
        """Whether hosts do not speak against one organisation: two of one name can be two."""
        known = self._hosts_of[client_id]
        return not hosts or not known or any(host in known for host in hosts)

    def _similar(self, plain: str, others: Collection[str]) -> Match | None:
        from rapidfuzz import fuzz, process

        crowds = (self._edges.get(edge, ()) for edge in _edges(plain))
        names = (name for crowd in crowds if len(crowd) <= CROWD for name in crowd)
        near = {name for name in names if self._names[name] not in others}
        found = process.extractOne(plain, near, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR) if near else None
        if found is None:
            return None
        return Match(client_id=self._names[found[0]], why="similar", score=int(found[1]))


def pairs(
    entries: Mapping[str, ClientEntry],
    spec: ImportsSpec,
    apart: Mapping[str, Collection[str]],
    progress: Callable[[float], None] | None = None,
) -> tuple[tuple[str, Match], ...]:
    """Each client that is probably another one of the address book, with that earlier one.

    ``apart`` says for a client which others it is not.
    """
    known = Duplicates(spec)
    found: list[tuple[str, Match]] = []
    for place, (client_id, entry) in enumerate(entries.items()):
        match = known.find(entry, apart.get(client_id, ()))
        if match is not None:
            found.append((client_id, match))
        known.add(client_id, entry)
        if progress is not None and place % 100 == 0:
            progress(place / len(entries))
    return tuple(found)


def _edges(plain: str) -> Iterable[str]:
    """Beginnings and ends of the words: names that are nearly the same share at least one."""
    words = plain.split()
    return dict.fromkeys([f"{word[:EDGE]}<" for word in words] + [f">{word[-EDGE:]}" for word in words])
