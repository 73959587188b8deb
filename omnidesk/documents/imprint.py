"""What a document of a proposal says about itself: its properties, head and foot."""

from datetime import datetime

from omnidesk.documents.pages import Imprint
from omnidesk.documents.sections.own_text import filled
from omnidesk.documents.text import one_line
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def imprint_for(proposal: Proposal, writer: Writer, created: datetime) -> Imprint:
    """Return the imprint in the words of the document's kind, names made harmless for the file's properties."""
    say, company, client = writer.say, proposal.catalog.company, one_line(proposal.deal.client.name)
    footer = proposal.deal.documents.template.footer.strip()
    titles = {
        "proposal": (say("Proposal for {client}"), say("Proposal {reference}")),
        "contract": (say("Partnership agreement with {client}"), say("Agreement {reference}")),
        "summary": (say("Summary for {client}"), say("Summary {reference}")),
    }
    title, head = titles[proposal.kind]
    usual = title if proposal.kind == "contract" else say("Confidential. Prepared for {client}")
    return Imprint(
        title=title.format(client=client).strip(),
        author=one_line(company.name),
        language=one_line(proposal.language),
        created=created,
        subject=proposal.reference,
        head_left=company.name,
        head_right=head.format(reference=proposal.reference),
        foot=filled(footer, proposal, writer) if footer else usual.format(client=client),
        watermark=say("DRAFT") if proposal.draft else "",
        attached=say("The deal this document was made from"),
    )
