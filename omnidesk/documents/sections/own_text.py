"""Text of one's own: paragraphs with their places filled in from the deal."""

from reportlab.platypus import Flowable

from omnidesk.contract_words import ContractSpeech, spoken
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.template import TextBlock


def flowables(block: TextBlock, proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the paragraphs of a block; nothing for an empty one."""
    texts = (filled(text, proposal, writer) for text in block.text)
    return [paragraph for text in texts for paragraph in writer.setter.prose(text)]


def filled(text: str, proposal: Proposal, writer: Writer) -> str:
    """Return a text with its places filled in, in the document's language."""
    speech = ContractSpeech(
        proposal.contract, proposal.variables, writer.formatter, writer.words, proposal.quote.currency
    )
    return spoken(text, {}, speech).text
