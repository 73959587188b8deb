"""The parties of a contract, side by side."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return who concludes the contract: names, addresses and who speaks for them."""
    company, client, say = proposal.catalog.company, proposal.deal.client, writer.say
    ours = "\n".join((company.legal_name, *company.address, company.contact.email))
    person = writer.person(client.contact.name, client.contact.title)
    theirs = "\n".join(part for part in (client.name, *client.address, person, client.contact.email) if part)
    columns = (Column(say("The provider")), Column(say("The client")))
    between = say("between {provider} and {client}").format(provider=company.legal_name, client=client.name)
    return [writer.lead(between), writer.table(columns, [Row((ours, theirs))])]
