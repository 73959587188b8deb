"""A field of a deal and its values in words, for those who read it away from its input."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.named import Named
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.wizard.client import offered
from omnidesk.wizard.field_names import FieldKind, group_of, name_of, pattern_of, places_in

NOTHING = "–"
_END = re.compile(r"(^|\.)[^.\[]+$|\[\d+\]$")
VOLUMES = "models.usage.volumes."


@dataclass(frozen=True)
class FieldWords:
    """Names and values of fields as the window writes them, with what the catalog calls its parts."""

    formatter: Formatter
    labels: Mapping[str, str]
    """Of fields that the catalog brings, by path."""
    groups: Mapping[str, str]
    """Of places that the catalog names, by path."""
    choices: Mapping[str, Mapping[str, str]]
    """Names of what can be chosen in a field, by the pattern of its path and the id."""

    def name(self, path: str) -> str:
        """Name a field among all others (``Milestone 2 › Share``); its path in words where no input edits it."""
        listed = path if pattern_of(path) == path else re.sub(r"\[\d+\]$", "", path)
        known = name_of(listed)
        words = _(known.words) if known else self.labels.get(listed, "")
        if not words:
            return _path_words(path)
        group = next((found for found in map(self._group, _above(listed)) if found), "")
        if listed != path:
            words = _("{field} {number}").format(field=words, number=places_in(path)[-1])
        return words if group in ("", words) else f"{group} › {words}"

    def value(self, path: str, value: object, currency: str) -> str:
        """A value as it is read: amounts in a currency, percentages, days, what was chosen by its name."""
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        known = name_of(path)
        kind = "number" if path.startswith(VOLUMES) or isinstance(value, int) else "text"
        names = self.choices.get(re.sub(r"\.\*$", "", pattern_of(path)), {})
        return names.get(str(value)) or self._figure(str(value), known.kind if known else kind, currency)

    def _group(self, path: str) -> str:
        return self.groups.get(path, "") or group_of(path)

    def _figure(self, text: str, kind: FieldKind, currency: str) -> str:
        """A figure or day in words; what is none (``unlimited``) as it stands."""
        formatter = self.formatter
        try:
            if kind == "day":
                return formatter.day(datetime.date.fromisoformat(text))
            number = None if kind == "text" else Decimal(text)
        except (ValueError, InvalidOperation):
            return text
        if number is None:
            return text
        ways: Mapping[FieldKind, Callable[[Decimal], str]] = {
            "amount": lambda amount: formatter.money(amount, currency),
            "percent": formatter.percent,
            "months": self._months,
        }
        return ways.get(kind, formatter.exact)(number)

    def _months(self, number: Decimal) -> str:
        return _("1 month") if number == 1 else _("{count} months").format(count=self.formatter.exact(number))


def field_words(catalog: Catalog, formatter: Formatter) -> FieldWords:
    """The words for the fields of deals of a catalog."""
    return FieldWords(formatter, dict(_labels(catalog)), dict(_groups(catalog)), dict(_choices(catalog, formatter)))


def _labels(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for question in catalog.discovery.questions:
        yield f"discovery.{question.id}", question.label
        yield f"discovery_notes.{question.id}", question.label
    for metric in catalog.usage.metrics:
        yield f"{VOLUMES}{metric.id}", metric.name
    for group in catalog.success.metrics:
        yield from ((f"success.targets.{metric.id}", metric.name) for metric in group.metrics)
    scaling = catalog.scaling
    for name, dimension in (
        ("industry", scaling.industry), ("geography", scaling.geography), ("use_cases", scaling.use_cases),
    ):  # fmt: skip
        yield f"scaling.{name}", dimension.name


def _groups(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for model in ("subscription", "usage", "performance", "flamecoin"):
        yield f"models.{model}", getattr(catalog, model).name
    yield "models.custom_development", catalog.development.name
    for phase in catalog.development.phases:
        yield from ((f"models.custom_development.{phase.id}_{part}", phase.name) for part in ("fee", "weeks"))
    for share in catalog.performance.shares:
        yield f"models.performance.{share.id}", share.name
    for clause in catalog.clauses:
        yield f"contract.deviations.{clause.id}", clause.title


def _choices(catalog: Catalog, formatter: Formatter) -> Iterator[tuple[str, dict[str, str]]]:
    scaling, subscription = catalog.scaling, "models.subscription"
    offers: dict[str, tuple[Named, ...]] = {
        **offered(catalog, formatter.locale),
        "tier": catalog.tiers,
        "models.usage.plan": catalog.usage.plans,
        f"{subscription}.add_ons.*.id": catalog.subscription.add_ons,
        "value.benefits.*.driver": scaling.value_ladder,
        "scaling.depth": scaling.depth,
        "contract.jurisdiction": catalog.jurisdictions,
        **{f"discovery.{each.id}": each.options for each in catalog.discovery.questions},
    }
    for name, dimension in (
        ("industry", scaling.industry), ("geography", scaling.geography), ("use_cases", scaling.use_cases),
    ):  # fmt: skip
        offers[f"scaling.{name}"] = tuple(step for path in dimension.paths for step in path.steps)
    for path, rows in offers.items():
        yield path, {row.id: row.name for row in rows}
    events = {row.event: row.name for row in catalog.development.milestones}
    yield "models.custom_development.milestones.*.event", events
    yield "journey.done", dict(_steps(catalog))


def _steps(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for phase in catalog.journey.phases:
        for item in (*phase.activities, *phase.deliverables, *phase.success_criteria):
            yield f"{phase.id}.{item.id}", f"{phase.name}: {item.name}"


def _above(path: str) -> Iterator[str]:
    """A path and everything that it lies in, the nearest first."""
    while path:
        yield path
        path = _END.sub("", path)


def _path_words(path: str) -> str:
    path = re.sub(r"\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", path)  # people count from one
    words = " › ".join(part.replace("_", " ") for part in path.split("."))
    return words[:1].upper() + words[1:]
