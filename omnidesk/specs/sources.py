"""The spec files: which there are, of which type, and where each is read from."""

from pathlib import Path
from typing import Any

import msgspec

from omnidesk.domain.approver import ApproversSpec
from omnidesk.domain.catalog import Company
from omnidesk.domain.clause import ClausesSpec
from omnidesk.domain.development import DevelopmentSpec
from omnidesk.domain.discovery import DiscoverySpec
from omnidesk.domain.errors import InputError
from omnidesk.domain.flamecoin import FlameCoinSpec
from omnidesk.domain.imports import ImportsSpec
from omnidesk.domain.journey import JourneySpec
from omnidesk.domain.jurisdiction import JurisdictionsSpec
from omnidesk.domain.performance import PerformanceSpec
from omnidesk.domain.policy import Policy
from omnidesk.domain.subscription import SubscriptionSpec
from omnidesk.domain.success import SuccessSpec
from omnidesk.domain.template import TemplatesSpec
from omnidesk.domain.tier import TiersSpec
from omnidesk.domain.usage import UsageSpec
from omnidesk.domain.value import ScalingSpec
from omnidesk.shipped import shipped
from omnidesk.strict_yaml import Marks, SourceError, SpecProblem, convert, read_bytes

KINDS: dict[str, type] = {
    "company.yaml": Company,
    "tiers.yaml": TiersSpec,
    "discovery.yaml": DiscoverySpec,
    "subscription.yaml": SubscriptionSpec,
    "usage.yaml": UsageSpec,
    "performance.yaml": PerformanceSpec,
    "development.yaml": DevelopmentSpec,
    "flamecoin.yaml": FlameCoinSpec,
    "scaling.yaml": ScalingSpec,
    "journey.yaml": JourneySpec,
    "success.yaml": SuccessSpec,
    "policy.yaml": Policy,
    "approvers.yaml": ApproversSpec,
    "jurisdictions.yaml": JurisdictionsSpec,
    "templates.yaml": TemplatesSpec,
    "imports.yaml": ImportsSpec,
}
"""The type of each spec file; every file in ``clauses/`` is a :class:`ClausesSpec`."""

CLAUSES = "clauses"
TRANSLATIONS = "translations"
"""The folder with gettext files of the specs' text, one a language: ``translations/de.po``."""
OWN = "own/"
"""Before the name of a company's translation, which is read beside the shipped one."""
LOGOS = ("logo.png", "logo.jpg", "logo.jpeg")
"""The company's logo may lie beside its specs under one of these names."""


class Source(msgspec.Struct, frozen=True):
    """One spec file as it was read: its name in messages, its typed content and where each value stands."""

    name: str
    spec: Any
    marks: Marks


def kind_of(name: str) -> type:
    """Return the type of a spec file by its name relative to the specs folder."""
    return ClausesSpec if name.startswith(f"{CLAUSES}/") else KINDS[name]


def spec_files(overlay: Path | None) -> dict[str, Path]:
    """Return where each spec file is read from: the company's own folder first, else what is shipped.

    Raises:
        InputError: the overlay is no folder.
        SourceError: the overlay holds files that are no spec files.

    """
    files = _files_in(shipped("specs"))
    if overlay is not None:
        if not overlay.is_dir():
            raise InputError(f"{overlay}: this is no folder; name the folder that holds the company's specs")
        own = _files_in(overlay)
        strangers = tuple(_stranger(path, name) for name, path in own.items() if not _is_known(name))
        if strangers:
            raise SourceError(strangers)
        files |= _beside(own)
    return dict(sorted(files.items()))


def _files_in(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def _is_known(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return is_translation(name) or name in KINDS or name in LOGOS or (folder == CLAUSES and file.endswith(".yaml"))


def is_translation(name: str) -> bool:
    """Whether a file holds translations instead of specs."""
    return name.removeprefix(OWN).startswith(f"{TRANSLATIONS}/") and name.endswith(".po")


def _beside(own: dict[str, Path]) -> dict[str, Path]:
    """The company's translations under names of their own: they stand before the shipped ones instead of replacing."""
    return {f"{OWN}{name}" if is_translation(name) else name: path for name, path in own.items()}


def _stranger(path: Path, name: str) -> SpecProblem:
    known = ", ".join([*sorted(KINDS), f"{CLAUSES}/*.yaml", f"{TRANSLATIONS}/*.po", LOGOS[0]])
    reason = f"{name} is no spec file"
    return SpecProblem(file=str(path), line=1, column=1, key="", reason=reason, fix=f"known are {known}")


def read_sources(files: dict[str, Path], contents: dict[str, bytes]) -> tuple[dict[str, Source], list[SpecProblem]]:
    """Read all but logo and translations; files that are wrong are missing, their mistakes come beside the result."""
    sources: dict[str, Source] = {}
    problems: list[SpecProblem] = []
    for name, path in files.items():
        if name in LOGOS or is_translation(name):
            continue
        try:
            tree, marks = read_bytes(contents[name], str(path))
            sources[name] = Source(str(path), convert(tree, marks, kind_of(name), str(path)), marks)
        except SourceError as error:
            problems.extend(error.problems)
    return sources, problems
