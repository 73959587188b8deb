"""The step of export and sign: which documents this deal can become now, and what each of them still lacks."""

from dataclasses import dataclass

from omnidesk.domain.proposal import DocumentKind
from omnidesk.i18n import _
from omnidesk.wizard.approvals import plain_name
from omnidesk.wizard.context import Context
from omnidesk.wizard.review import Finding
from omnidesk.wizard.review import view as review


@dataclass(frozen=True)
class DocumentOption:
    """One kind of document: what it is, what stops it, and whether it would be marked as a draft."""

    kind: DocumentKind
    name: str
    about: str
    stops: tuple[Finding, ...]
    draft: bool
    file_name: str


@dataclass(frozen=True)
class SignView:
    """Everything the step shows about the deal; identities and results belong to the machine, not to the deal."""

    documents: tuple[DocumentOption, ...]
    deal_file: str
    reference: str
    draft_note: str
    valid_days: int
    """For how many days an offer holds, as the house decided."""


def view(context: Context) -> SignView:
    """What the step shows."""
    return SignView(
        documents=tuple(_option(context, *row) for row in _kinds()),
        deal_file=f"{file_stem(context)}.yaml",
        reference=context.quote.deal_hash[:12],
        draft_note=_draft_note(context),
        valid_days=context.catalog.policy.offer_validity_days.value,
    )


def _kinds() -> tuple[tuple[DocumentKind, str, str], ...]:
    return (
        ("proposal", _("Proposal"), _("The full offer with value, roadmap and an acceptance page.")),
        ("contract", _("Contract"), _("The clauses that fit this deal, every variable filled in.")),
        ("summary", _("One-page summary"), _("The offer at a glance, for a decision maker.")),
    )


def _option(context: Context, kind: DocumentKind, name: str, about: str) -> DocumentOption:
    found = review(context)
    refused = tuple(each for each in found.stops if each.path != "approvals")
    gaps = found.before_contract if kind == "contract" and context.contract_problems else ()
    return DocumentOption(
        kind=kind,
        name=name,
        about=about,
        stops=(*refused, *gaps),
        draft=bool(context.quote.approvals_needed),
        file_name=f"{file_stem(context)}-{kind}.pdf",
    )


def _draft_note(context: Context) -> str:
    if not context.quote.approvals_needed:
        return ""
    return _("An approval is open, so every page is marked DRAFT. Record it in the review to issue the document.")


def file_stem(context: Context) -> str:
    """The client's name as the beginning of a file name that every system takes."""
    return plain_name(context.deal.client.name, "deal")
