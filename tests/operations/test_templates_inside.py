"""Own text, annexes and attached files in a document leave the deal inside it as it was: found, read, priced again."""

import datetime

from msgspec.structs import replace

from omnidesk.deal_file import parse_deal, write_deal
from omnidesk.documents.annex_intake import take_annex
from omnidesk.documents.export import draw
from omnidesk.domain.annex import Documents
from omnidesk.domain.proposal import propose
from omnidesk.domain.template import Template, TextBlock
from omnidesk.operations.embedded_deal import FILE_NAME, read_embedded, recalculate
from omnidesk.operations.handover import Printing, hand_over
from omnidesk.signing.embedded import embedded_file
from omnidesk.specs.load import load_catalog
from tests.documents.proposals import SAMPLES, sample

NOW = datetime.datetime(2026, 1, 15, 10, tzinfo=datetime.UTC)


def test_the_deal_is_found_beside_annexes_and_its_file_builds_the_same_document() -> None:
    catalog = load_catalog()
    plain = draw(propose(sample(SAMPLES[0]), catalog, kind="summary", today=NOW.date()), created=NOW)
    template = Template(
        called="Banks",
        accent="#552200",
        proposal=("cover", "situation", "own_1", "acceptance"),
        blocks={"own_1": TextBlock(title="Us", text=("We and {client_name}.",))},
    )
    annex = take_annex(plain.pdf, "terms.pdf").annex
    annexes = (annex, replace(annex, title="Terms, as a file", attached=True))
    deal = replace(sample(SAMPLES[2]), documents=Documents(template=template, annexes=annexes))
    first = hand_over(deal, catalog, Printing(), identity=None, now=NOW)
    content = embedded_file(first.pdf, FILE_NAME)
    assert content is not None
    inside = recalculate(read_embedded(content))
    assert inside.totals_recomputed
    assert inside.hash == first.proposal.quote.deal_hash
    again = hand_over(parse_deal(write_deal(deal), "deal.yaml"), catalog, Printing(), identity=None, now=NOW)
    assert again.pdf == first.pdf
