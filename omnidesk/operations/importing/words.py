"""What an import finds in a row, in words."""

from omnidesk.i18n import _
from omnidesk.operations.duplicates_merged import TakenBack
from omnidesk.operations.importing.plan import PlannedRow
from omnidesk.operations.importing.rows import CellProblem


def problem_told(problem: CellProblem) -> str:
    """A problem of a cell with what stands there."""
    shown = f"“{problem.text}”: " if problem.text else ""
    return f"{shown}{_(problem.reason)}"


def match_told(planned: PlannedRow) -> str:
    """Why a row may be a client that is there, or in what both disagree."""
    match, known, entry = planned.match, planned.known, planned.row.entry
    if match is None or known is None or entry is None:
        return ""
    said = {
        "key": _("“{name}” was imported before as “{known}”"),
        "name": _("“{name}” is there as “{known}”"),
        "domain": _("“{name}” has the web or mail address of “{known}”"),
        "similar": _("“{name}” may be “{known}”"),
        "id": _("“{name}” has the same id in its program as “{known}”"),
    }[match.why].format(name=entry.name, known=known.name)
    if known.name == entry.name:
        said = _("There is a client “{name}” already").format(name=entry.name)
    if not planned.conflicts:
        return said
    fields = ", ".join(field_name(field) for field in planned.conflicts)
    return _("{said}; both differ in {fields}").format(said=said, fields=fields)


def field_name(field: str) -> str:
    """A field of a client by name."""
    names: dict[str, str] = {
        "name": _("name"),
        "domain": _("web address"),
        "industry": _("industry"),
        "size": _("people"),
        "country": _("country"),
        "region": _("region"),
        "language": _("language"),
        "address": _("address"),
        "contact": _("contact"),
        "phone": _("phone"),
    }
    return names.get(field, field)


def taken_back_words(done: TakenBack) -> str:
    """What was taken back, and what of it stays."""
    told = _("Taken back: {what}").format(what=done.act.told)
    if not done.deals_kept:
        return told
    stay = _("1 deal stays, it was changed since") if done.deals_kept == 1 else _("{count} deals stay, changed since")
    return f"{told} – {stay.format(count=f'{done.deals_kept:,}')}"
