"""A client of the address book in words: what is known of it, its deals, and two that may be one. No Qt, no store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import COMPARED, ClientEntry, is_blank
from omnidesk.domain.named import Named
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.wizard.countries import countries, languages
from omnidesk.wizard.desk_lines import DeskLine
from omnidesk.wizard.desk_words import ListedDeal as Listed
from omnidesk.wizard.desk_words import amount_words, asked, beside, offer_words, stage_name


class ListedDeal(Listed, Protocol):
    """A deal of a client, as the store gives it."""

    @property
    def months(self) -> int | None:
        """Its term."""
        ...


@dataclass(frozen=True)
class ClientFact:
    """One thing that is known."""

    name: str
    value: str


@dataclass(frozen=True)
class ComparedField:
    """A field of two clients; ``differs`` where both say something and not the same."""

    id: str
    name: str
    first: str
    second: str
    differs: bool


def choices(catalog: Catalog, locale: str) -> Mapping[str, tuple[Named, ...]]:
    """What there is to choose from for a client, by field."""
    paths = {"industry": catalog.scaling.industry.paths, "region": catalog.scaling.geography.paths}
    found = {field: tuple(step for path in rows for step in path.steps) for field, rows in paths.items()}
    return {**found, "country": countries(locale), "language": languages(locale)}


def about(entry: ClientEntry, names: Mapping[str, str]) -> str:
    """What kind of client it is, in one line; ``names`` are those of industries, regions and countries by id."""
    size = _("{count} people").format(count=f"{entry.size:,}") if entry.size else ""
    place = names.get(entry.country or "", entry.country or "")
    return beside((names.get(entry.industry or "", entry.industry or ""), place, size))


def facts(entry: ClientEntry, names: Mapping[str, str]) -> tuple[ClientFact, ...]:
    """Everything else that is known of a client; what is empty is left out."""
    contact = entry.contact
    found = (
        (_("Contact"), beside((contact.name, contact.title))),
        (_("Email"), contact.email),
        (_("Phone"), entry.phone),
        (_("Web address"), entry.domain),
        (_("Address"), "\n".join(entry.address)),
        (_("Region"), names.get(entry.region or "", entry.region or "")),
        (_("Language of the documents"), names.get(entry.language, entry.language)),
        (_("Notes"), entry.notes),
    )
    return tuple(ClientFact(name, value) for name, value in found if value)


def deal_lines(deals: Iterable[ListedDeal], tiers: Mapping[str, str], formatter: Formatter) -> tuple[DeskLine, ...]:
    """The deals of a client; each opens."""
    return tuple(
        DeskLine(
            deal_id=deal.id,
            title=deal.title,
            note=beside((stage_name(deal.stage), tiers.get(deal.tier or "", ""), offer_words(deal))),
            figure=asked(deal.id, amount_words(deal.committed_minor, deal.currency, formatter)),
            under_figure=_("{count} months").format(count=deal.months) if deal.months else "",
        )
        for deal in deals
    )


def compared(first: ClientEntry, second: ClientEntry, names: Mapping[str, str]) -> tuple[ComparedField, ...]:
    """What two clients say, field by field; what neither says is left out."""
    titles = dict(zip(COMPARED, _titles(), strict=True))
    found: list[ComparedField] = []
    for field in COMPARED:
        one, other = getattr(first, field), getattr(second, field)
        if is_blank(one) and is_blank(other):
            continue
        differs = one != other and not is_blank(one) and not is_blank(other)
        found.append(ComparedField(field, titles[field], _shown(one, names), _shown(other, names), differs))
    return tuple(found)


def _titles() -> tuple[str, ...]:
    place = (_("Name"), _("Web address"), _("Industry"), _("People"), _("Country"), _("Region"))
    return (*place, _("Language"), _("Address"), _("Contact"), _("Phone"))


def _shown(value: object, names: Mapping[str, str]) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, Contact):
        return ", ".join(filter(None, (value.name, value.title, value.email)))
    if isinstance(value, tuple):
        return ", ".join(map(str, value))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return names.get(str(value), str(value))
