"""How each finding on a file that came back looks: title, colour, icon, and what can be done about it."""

from dataclasses import dataclass
from typing import Literal

from omnidesk.i18n import _
from omnidesk.operations.returned import Judgement
from omnidesk.ui.theme.tokens import Token

Act = Literal["accept", "trust", "confirm", "import", "keep", "ours"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``act`` is what the main button does; None: there is nothing to do but close."""

    title: str
    icon: str
    ink: Token
    chip: Token
    act: Act | None
    button: str
    note: str = ""


def verdict_of(judgement: Judgement) -> Verdict:
    """Return how a judgement looks."""
    if judgement.finding == "holds":
        return _holds(judgement)
    if judgement.finding == "unknown_signer":
        told = _("Ask {who} by telephone or in person for the fingerprint below. If both are the same, trust it once.")
        who = judgement.client.signer if judgement.client is not None else ""
        title = _("Signed by someone nobody here knows yet")
        button = _("It is the same: trust {who}").format(who=who)
        return Verdict(title, "question", "warning", "warning_soft", "trust", button, told.format(who=who))
    if judgement.finding == "not_signed":
        return Verdict(_("Not signed yet"), "file-text", "accent_text", "accent_soft", None, "")
    if judgement.finding == "wet_ink":
        return _wet_ink(judgement)
    if judgement.finding == "foreign":
        act: Act | None = "import" if judgement.embedded is not None else None
        sound = judgement.verification is not None and judgement.verification.status != "invalid"
        ink: Token = "accent_text" if sound else "danger"
        chip: Token = "accent_soft" if sound else "danger_soft"
        return Verdict(_("A document from elsewhere"), "globe", ink, chip, act, _("Import its deal"))
    told = _("It is not taken as an acceptance. Keep it as evidence, and ask the client for the file as you sent it.")
    return Verdict(
        _("This file does not hold"), "warning-circle", "danger", "danger_soft", "keep", _("Keep as evidence"), told
    )


def _holds(judgement: Judgement) -> Verdict:
    title, done = _("Signed, and nothing else changed"), judgement.row is not None and judgement.row.stage != "issued"
    if judgement.lapsed:
        told = _("The offer lapsed before this file came back, so it cannot be accepted. Issue it again.")
        return Verdict(title, "clock-countdown", "warning", "warning_soft", "keep", _("Keep the file"), told)
    if judgement.waits_for_us and not done:
        told = _("As agreed, the client has signed first. The deal is accepted once you have signed in its last step.")
        return Verdict(
            _("Signed by the client; now it is your turn"), "signature", "accent_text", "accent_soft", "ours",
            _("Keep it and sign"), told,
        )  # fmt: skip
    if done:
        return Verdict(title, "seal-check", "success", "success_soft", "keep", _("Keep the file"))
    return Verdict(title, "seal-check", "success", "success_soft", "accept", _("Record the acceptance"))


def _wet_ink(judgement: Judgement) -> Verdict:
    told = _("OmniDesk cannot tell who wrote this. If you know, say so: your name and your reason are kept with it.")
    if judgement.lapsed:
        told = _("The offer lapsed before this file came back, so it cannot be accepted. Issue it again.")
        return Verdict(_("Ink on paper"), "signature", "warning", "warning_soft", "keep", _("Keep the file"), told)
    return Verdict(_("Ink on paper"), "signature", "warning", "warning_soft", "confirm", _("Confirm as signed"), told)
