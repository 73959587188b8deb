"""A workspace of realistic deals, many of them: names, stages, tiers, currencies and dates as a sales team has them."""

import datetime
import hashlib
import random
import uuid
from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from omnidesk.deal_file import encode_deal, read_deal
from omnidesk.domain.quote import quote
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store.connect import Store
from omnidesk.store.database import Database

FIRST = (
    "Aurora", "Nordlicht", "Pixelgarten", "Bergland", "Seaside", "Kestrel", "Ardent", "Helvetia", "Quantum", "Silva",
    "Lumière", "Meridian", "Orbit", "Atlas", "Blauwal", "Cobalt", "Delta", "Everest", "Fjord", "Granite", "Harbour",
    "Isar", "Juniper", "Krone", "Linden", "Magnolia", "Nimbus", "Opal", "Prisma", "Quarz", "Rheintal", "Saffron",
)  # fmt: skip
SECOND = (
    "Broadcast", "Kommunikation", "Labs", "Energie", "Foods", "Logistics", "Media", "Insurance", "Analytics", "Verlag",
    "Studios", "Health", "Mobility", "Robotics", "Retail", "Capital", "Travel", "Software", "Telecom", "Education",
)  # fmt: skip
FORMS = ("AG", "GmbH", "Ltd", "SA", "Inc", "& Partners", "Group", "B.V.")
WORK = ("rollout", "pilot", "renewal", "platform", "expansion", "second phase", "assistants", "support desk")
STAGES = {
    "draft": 30, "issued": 18, "accepted": 6, "active": 22, "ended": 10, "declined": 8, "expired": 3, "withdrawn": 3,
}  # fmt: skip
TIERS = {"seeker": 30, "apprentice": 40, "architect": 22, "sovereign": 8}
CURRENCIES = {"USD": 50, "EUR": 35, "CHF": 15}
YEARLY = {"seeker": 12_000, "apprentice": 60_000, "architect": 180_000, "sovereign": 450_000}
STEPS = ("Discovery signed off", "First agents live", "Acceptance", "Training complete", "Handover")
Row = dict[str, str | int | None]


def deal_rows(count: int, today: datetime.date, seed: int = 7) -> Iterator[Row]:
    """Return the rows of deals as the store keeps them, the oldest first, always the same for one seed."""
    chance = random.Random(seed)
    for place in range(count):
        yield _row(chance, place / count, today)


def fill(store: Store, count: int, today: datetime.date) -> None:
    """Write deals with a revision each and the milestones of those that run, in one transaction."""
    rows, body = list(deal_rows(count, today)), eight_lines()
    with store.writing() as database:
        _insert(database, "deal_revision", (_revision(row, body) for row in rows))
        _insert(database, "deal", iter(rows))
        database.conn.executemany("INSERT INTO deal_milestone VALUES (?, ?, ?, ?, ?)", _milestones(rows))


def eight_lines() -> str:
    """The canonical text of a deal of eight price lines; its client is called ``@client``."""
    deal = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
    performance = deal.models.performance
    assert performance is not None
    twice = replace(performance, outcome_bonuses=performance.outcome_bonuses * 2)
    whole = replace(deal, client=replace(deal.client, name="@client"), models=replace(deal.models, performance=twice))
    assert len(quote(whole, load_catalog()).lines) == 8
    return encode_deal(whole)


def _revision(row: Row, body: str) -> Row:
    text = body.replace("@client", str(row["client"]))
    kept: Row = {"id": row["head"], "deal_id": row["id"], "parents": "[]", "body": text}
    return kept | {"sha256": hashlib.sha256(text.encode()).hexdigest(), "created_at": row["changed_at"]}


def _insert(database: Database, table: str, rows: Iterator[Row]) -> None:
    first = next(rows)
    names = ", ".join(first)
    marks = ", ".join(f":{name}" for name in first)
    database.conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", chain([first], rows))


def _row(chance: random.Random, age: float, today: datetime.date) -> Row:
    stage, tier, currency = (_one_of(chance, weights) for weights in (STAGES, TIERS, CURRENCIES))
    client = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(FORMS)}"
    changed = datetime.datetime.combine(today, datetime.time(17, tzinfo=datetime.UTC))
    changed -= datetime.timedelta(days=(1 - age) * 700, minutes=chance.randrange(480))
    since = changed.date() - datetime.timedelta(days=chance.randrange(40))
    starts = changed.date() + datetime.timedelta(days=chance.randrange(14, 200))
    listed = round(YEARLY[tier] * chance.uniform(0.8, 2.6)) * 100
    off = listed * chance.choice((0, 0, 0, 3, 5, 5, 8, 10, 12, 15, 20)) // 100
    priced = chance.random() > 0.06
    return {
        "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "head": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "title": client if chance.random() < 0.5 else f"{client} {chance.choice(WORK)}",
        "client": client,
        "stage": stage,
        "tier": tier,
        "currency": currency,
        "committed_minor": listed - off if priced else None,
        "estimated_minor": chance.choice((0, 0, listed // 5, listed // 9)) if priced else None,
        "list_minor": listed if priced else None,
        "discount_minor": off if priced else None,
        "months": chance.choice((12, 12, 24, 24, 36)),
        "starts": starts.isoformat()[:7],
        "stage_since": since.isoformat(),
        "valid_until": (since + datetime.timedelta(days=30)).isoformat() if stage == "issued" else None,
        "version": 1,
        "archived": int(chance.random() < 0.1),
        "created_at": changed.isoformat(timespec="microseconds"),
        "changed_at": changed.isoformat(timespec="microseconds"),
    }


def _milestones(rows: list[Row]) -> Iterator[tuple[int, int, str, str, int]]:
    for number, row in enumerate(rows, start=1):
        if row["stage"] not in ("accepted", "active"):
            continue
        begins = datetime.date.fromisoformat(f"{row['starts']}-01")
        for place, step in enumerate(STEPS):
            day = begins + datetime.timedelta(days=45 * place)
            yield number, place, day.isoformat(), step, int(row["committed_minor"] or 0) // len(STEPS)


def _one_of(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
