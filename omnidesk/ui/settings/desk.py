"""What the window of settings works on: reads and changes them off the window's thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from omnidesk.domain.errors import OmniDeskError
from omnidesk.operations.settings.declared import Setting, setting
from omnidesk.ui.background import Background
from omnidesk.ui.settings.inputs import Offered
from omnidesk.ui.widgets.choice import Option

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.operations.settings.kept import Held, Seat


@dataclass(frozen=True)
class Read:
    """Every setting as it stands, and what lists offer."""

    held: "dict[str, Held]"
    offered: Offered


@dataclass(frozen=True)
class SettingsDesk:
    """``changed`` hears which settings are new, with the catalog where it is another one now."""

    seat: "Seat"
    background: Background
    changed: "Callable[[tuple[str, ...], Catalog | None], object]"
    failed: Callable[[Exception], object]

    def read(self, done: Callable[[Read], object]) -> None:
        """Read all settings."""
        self.background.run(lambda _job: self._read(), lambda found: done(cast(Read, found)), self.failed)

    def change(
        self,
        texts: Mapping[str, tuple[str, str]],
        done: Callable[[], object],
        refused: Callable[[str], object],
    ) -> None:
        """Change settings from what their inputs hold, each with its reason; what is wrong comes back in words."""
        self.run(lambda: self._wished(texts), done, refused)

    def run(
        self, wished: "Callable[[], Mapping[str, Held]]", done: Callable[[], object], refused: Callable[[str], object]
    ) -> None:
        """Change what ``wished`` finds, off the window's thread."""

        def work(_job: object) -> "tuple[tuple[str, ...], Catalog | None]":
            from omnidesk.operations.settings.kept import change, current

            wanted, before = wished(), current(self.seat)
            new = {key: held for key, held in wanted.items() if _differs(before[key], held)}
            change(self.seat, new)
            rows = [setting(key) for key in new]
            return tuple(new), self.catalog() if any(_in_catalog(row) for row in rows) else None

        def over(found: object) -> None:
            keys, catalog = cast("tuple[tuple[str, ...], Catalog | None]", found)
            if keys:
                self.changed(keys, catalog)
            done()

        def wrong(error: Exception) -> None:
            if isinstance(error, OmniDeskError):
                refused(str(error))
            else:
                self.failed(error)

        self.background.run(work, over, wrong)

    def _wished(self, texts: Mapping[str, tuple[str, str]]) -> "dict[str, Held]":
        from omnidesk.operations.settings.kept import Held
        from omnidesk.operations.settings.values import from_text

        return {key: Held(from_text(setting(key), text), reason.strip()) for key, (text, reason) in texts.items()}

    def _read(self) -> Read:
        from omnidesk.operations.settings.kept import current

        held = current(self.seat)
        return Read(held, offered({key: str(each.value) for key, each in held.items()}))

    def catalog(self) -> "Catalog":
        """Read the catalog as the specs make it now; call it in the background."""
        from omnidesk.operations.audit import note_catalog
        from omnidesk.specs import load_catalog

        catalog = load_catalog(self.seat.specs if self.seat.specs.is_dir() else None)
        note_catalog(self.seat.store, catalog)
        return catalog


def offered(held: Mapping[str, str]) -> Offered:
    """What lists offer, with what is chosen now where it is none of them. Reads files; call it in the background."""
    from zoneinfo import available_timezones

    from omnidesk.wizard.countries import currencies, languages

    zones = sorted({"UTC", *(zone for zone in available_timezones() if "/" in zone and zone[:3] not in _OLD)})
    lists = {
        "currency": [Option(each.id, each.name) for each in currencies("en")],
        "language": [Option(each.id, each.name) for each in languages("en")],
        "time_zone": [Option(zone, zone.replace("_", " ")) for zone in zones],
    }
    for kind, options in lists.items():
        value = held.get(f"locale.{kind}", "")
        if value and all(option.id != value for option in options):
            options.insert(0, Option(value, value))
    return {kind: tuple(options) for kind, options in lists.items()}


_OLD = ("Etc", "Sys", "US/", "pos", "rig")
"""Names that are kept for older files only."""


def _differs(before: "Held", after: "Held") -> bool:
    return before.value != after.value or after.reason not in ("", before.reason)


def _in_catalog(row: Setting) -> bool:
    return row.home in ("company.yaml", "policy.yaml", "logo")
