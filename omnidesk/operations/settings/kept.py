"""Settings where they are kept: read together, and changed together once all of them are sound."""

import base64
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import msgspec

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.kept_settings import KeptSettings
from omnidesk.operations.settings.declared import COLOURS, CURRENCY, LANGUAGE, LOCK_MINUTES, Setting, setting, settings
from omnidesk.operations.settings.values import Fault, Value, as_text, fault, logo_from
from omnidesk.shipped import shipped
from omnidesk.store import settings as stored
from omnidesk.store.connect import Store
from omnidesk.strict_yaml import SpecProblem, Tree, bytes_of, read_bytes
from omnidesk.strict_yaml.edit import with_values

USUAL: dict[str, str] = {CURRENCY: "USD", LANGUAGE: "en", COLOURS: "system", LOCK_MINUTES: "15"}
"""What holds where nobody has chosen; of this machine's others the first choice."""


class Seat(msgspec.Struct, frozen=True):
    """Where settings are kept: the store with its workspace, and the file of the window."""

    store: Store
    machine: KeptSettings

    @property
    def specs(self) -> Path:
        """The folder with the company's own specs."""
        return self.store.workspace.specs


class Held(msgspec.Struct, frozen=True):
    """A value with the reason that it stands with, where it has one."""

    value: Value
    reason: str = ""


def seat_of(store: Store) -> Seat:
    """Return where the settings of a store's workspace are kept."""
    return Seat(store, KeptSettings(store.workspace.folder))


def current(seat: Seat) -> dict[str, Held]:
    """Return every setting as it stands.

    Raises:
        SourceError: a file of the company's own specs is no YAML.
        MachineError: the store is out of reach or damaged.
    """
    trees = {name: _tree(seat.specs, name) for name in ("company.yaml", "policy.yaml")}
    return {each.key: _held(seat, trees, each) for each in settings()}


def change(seat: Seat, changes: Mapping[str, Held]) -> None:
    """Change settings: all of them, or none where one is wrong.

    A decision keeps its reason unless the change brings another.

    Raises:
        InputError: there is no such setting, or a value is none; every one is named.
        MachineError: the disk or the store refuses.
    """
    rows = {key: setting(key) for key in changes}
    wrong = [(key, found) for key, row in rows.items() if (found := fault(row, changes[key].value)) is not None]
    if wrong:
        raise InputError("\n".join(_told(key, found) for key, found in wrong))
    files = _new_files(seat, {key: changes[key] for key, row in rows.items() if row.home.endswith(".yaml")})
    _refuse_unsound(seat.specs, files)
    _choose_in_store(seat, {key: changes[key].value for key, row in rows.items() if row.home == "store"})
    _write_files(seat.specs, files)
    for key, row in rows.items():
        value = changes[key].value
        if row.home == "logo":
            _write_logo(seat.specs, cast(bytes, value))
        elif row.home == "machine":
            seat.machine.set(row.place[0], as_text(value))


def _told(key: str, found: Fault) -> str:
    return f"{key}: {found.reason}; {found.fix}"


def _held(seat: Seat, trees: Mapping[str, dict[str, Tree]], row: Setting) -> Held:
    if row.home == "logo":
        return Held(_logo(seat.specs))
    if row.home == "machine":
        usual = USUAL.get(row.place[0], row.choices[0][0])
        return Held(seat.machine.get(row.place[0]) or usual)
    if row.home == "store":
        return Held(str(stored.get(seat.store, row.place[0]) or USUAL.get(row.place[0], "")))
    found: Tree = trees[row.home]
    for key in row.place:
        found = found.get(key) if isinstance(found, dict) else None
    if not row.has_reason:
        return Held(_value(row, found))
    decided = found if isinstance(found, dict) else {}
    return Held(_value(row, decided.get("value")), str(decided.get("reason") or ""))


def _value(row: Setting, found: Tree) -> Value:
    from decimal import Decimal

    if row.kind == "lines":
        return tuple(map(str, found)) if isinstance(found, list) else ()
    if row.kind == "count":
        return found if isinstance(found, int) else 0
    return Decimal(str(found)) if row.kind == "percent" else str("" if found is None else found)


def _tree(specs: Path, name: str) -> dict[str, Tree]:
    path = _in_use(specs, name)
    tree, _marks = read_bytes(bytes_of(path), str(path))
    return tree if isinstance(tree, dict) else {}


def _in_use(specs: Path, name: str) -> Path:
    own = specs / name
    return own if own.is_file() else shipped("specs", name)


def _logo(specs: Path) -> bytes:
    from omnidesk.specs.sources import LOGOS

    found = next((specs / name for name in LOGOS if (specs / name).is_file()), None)
    return b"" if found is None else logo_from(bytes_of(found))


def _new_files(seat: Seat, changes: Mapping[str, Held]) -> dict[str, str]:
    """The text of each spec file that changes, with what a person wrote around the values."""
    before, wanted = current(seat), dict[str, dict[tuple[str, ...], Tree]]()
    for key, held in changes.items():
        row = setting(key)
        value = _as_tree(held.value)
        if row.has_reason:
            value = {"value": value, "reason": held.reason or before[key].reason or row.label}
        if held.value != before[key].value or (row.has_reason and held.reason not in ("", before[key].reason)):
            wanted.setdefault(row.home, {})[row.place] = value
    files: dict[str, str] = {}
    for name, values in wanted.items():
        path = _in_use(seat.specs, name)
        files[name] = with_values(bytes_of(path).decode("utf-8-sig"), values, str(path))
    return files


def _as_tree(value: Value) -> Tree:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str | int):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return int(value) if value == value.to_integral_value() else f"{value:f}"


def _refuse_unsound(specs: Path, files: Mapping[str, str]) -> None:
    """Check the specs as they would be, all of them together, before one is written."""
    if not files:
        return
    from omnidesk.specs.load import check

    with tempfile.TemporaryDirectory(prefix="omnidesk-") as name:
        trial = Path(name) / "specs"
        if specs.is_dir():
            shutil.copytree(specs, trial)
        trial.mkdir(exist_ok=True)
        for file, text in files.items():
            (trial / file).write_text(text, encoding="utf-8")
        problems = [each for each in check(trial) if each.severity == "error"]
    if problems:
        raise InputError("\n".join(_named(each) for each in problems))


def _named(problem: SpecProblem) -> str:
    key = f"{problem.key}: " if problem.key else ""
    return f"{Path(problem.file).name}: {key}{problem.reason}; {problem.fix}"


def _write_files(specs: Path, files: Mapping[str, str]) -> None:
    from omnidesk.durable import write_durably

    try:
        for name, text in files.items():
            specs.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(specs / name, text.encode())
    except OSError as error:
        raise _not_written(specs, error) from error


def _write_logo(specs: Path, picture: bytes) -> None:
    from omnidesk.durable import write_durably
    from omnidesk.specs.sources import LOGOS

    try:
        if picture:
            specs.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(specs / LOGOS[0], picture)
        for name in LOGOS[1:] if picture else LOGOS:
            (specs / name).unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(specs, error) from error


def _not_written(specs: Path, error: OSError) -> MachineError:
    return MachineError(f"{specs}: cannot be written ({error.strerror or error}); check your rights and the disk")


def _choose_in_store(seat: Seat, changes: Mapping[str, Value]) -> None:
    """Settings of the store, each by the one who knows what else it means."""
    for key, value in changes.items():
        text = str(value)
        if key == "this_machine.second_folder":
            from omnidesk.operations.backups import choose_second_folder

            choose_second_folder(seat.store, Path(text) if text else None)
        elif key == "timestamps.authority":
            from omnidesk.operations.timestamps import authority_of, choose_authority

            known = authority_of(seat.store)
            if text != (known.address if known else ""):
                choose_authority(seat.store, seat.store.workspace.identities, text)
        else:
            stored.put(seat.store, setting(key).place[0], text)
