"""Approvals that were really given: their signature holds and their day is not over.

That is checked wherever deals come in and before anything goes out; the rest that an approval has to fulfil is a rule
of the domain.
"""

import datetime as dt

from msgspec.structs import replace

from omnidesk.domain.approval import claims_of, expired
from omnidesk.domain.approval_token import read_token
from omnidesk.domain.deal import Deal
from omnidesk.domain.discount import Approval
from omnidesk.domain.errors import InputError, Problem


def proven(deal: Deal) -> Deal:
    """The deal without approvals whose signature does not hold: nobody gave them."""
    if not any(each.token for each in deal.approvals):
        return deal
    kept = tuple(each for each in deal.approvals if not each.token or _holds(each))
    return deal if kept == deal.approvals else replace(deal, approvals=kept)


def refused_approvals(deal: Deal, today: dt.date) -> tuple[Problem, ...]:
    """Approvals of a deal that stop its issue today: over, or not what anybody signed."""
    found: list[Problem] = []
    for index, each in enumerate(deal.approvals):
        claims = claims_of(each)
        if each.token and not _holds(each):
            reason = f"the approval of {each.who} is not what was signed; ask again"
        elif claims is not None and expired(each, today):
            reason = f"the approval of {each.who} held until {claims.until}; ask again"
        else:
            continue
        found.append(Problem(field=f"approvals.{index}", reason=reason))
    return tuple(found)


def _holds(approval: Approval) -> bool:
    from omnidesk.signing.answers import answer_holds, fingerprint_of

    try:
        token = read_token(approval.token)
    except InputError:
        return False
    own = fingerprint_of(token.certificate) == token.claims.by
    return own and answer_holds(token.certificate, token.signed, token.signature)
