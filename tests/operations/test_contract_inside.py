"""What a document carries of its contract: the agreed wording, and nothing of why or of what else we would accept."""

import json

from msgspec.structs import replace

from omnidesk.contract_words import ContractSpeech, definitions_of, paragraphs_of
from omnidesk.deal_file import read_deal
from omnidesk.domain.annex import Annex, Documents
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import contract_of
from omnidesk.domain.contract_variables import contract_variables
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote
from omnidesk.domain.template import Template, TextBlock
from omnidesk.formatting import Formatter
from omnidesk.i18n import Words
from omnidesk.operations.embedded_deal import KEPT_INSIDE, embed, read_embedded, recalculate
from omnidesk.wizard.form import put
from tests.commands.conftest import ARCHITECT
from tests.domain.deals import deal

WORDED = deal(
    contract={
        "jurisdiction": "us",
        "law": "new_york",
        "order": ["law", "parties"],
        "deviations": {
            "liability": {"kind": "fallback", "version": 2, "reason": "zebra"},
            "termination": {"kind": "edited", "version": 2, "text": ["Nobody leaves."], "reason": "gnu"},
            "feedback": {"kind": "dropped", "version": 1, "reason": "lemur"},
        },
        "own": {"cake": {"title": "Cake", "text": ["{client_name} gets a cake."], "reason": "okapi"}},
    }
).contract


def printed(any_deal: Deal, catalog: Catalog) -> list[tuple[str, str, str]]:
    """The contract as it is printed: numbers, titles and text."""
    priced = quote(any_deal, catalog)
    tier = catalog.tier(priced.tier)
    assert tier is not None
    found = contract_of(any_deal, catalog, tier)
    variables = contract_variables(any_deal, catalog, priced, tier, found.law)
    speech = ContractSpeech(found, variables, Formatter("en"), Words(), priced.currency)
    definitions = [("", "", paragraph.text) for paragraph in definitions_of(speech)]
    clauses = [(each.number, each.title, part.text) for each in found.clauses for part in paragraphs_of(each, speech)]
    return [*clauses, *definitions]


def test_the_contract_rebuilds_from_its_document_word_for_word(catalog: Catalog) -> None:
    worded = put(read_deal(ARCHITECT), "contract", WORDED)
    inside = read_embedded(embed(worded, catalog, quote(worded, catalog)))
    assert printed(inside.deal, inside.catalog) == printed(worded, catalog)
    assert printed(worded, catalog)[0][1] == "Law and venue"
    assert recalculate(inside).totals_recomputed


def test_reasons_risks_and_other_fallbacks_stay_in_the_house(catalog: Catalog) -> None:
    worded = put(read_deal(ARCHITECT), "contract", WORDED)
    content = embed(worded, catalog, quote(worded, catalog))
    inside = read_embedded(content)
    assert not any(word in content.decode() for word in ("zebra", 'gnu"', "lemur", "okapi", "Review by counsel"))
    assert inside.deal.contract.own["cake"].reason == KEPT_INSIDE
    kept = {
        clause["id"]
        for clause in json.loads(content)["catalog"]["clauses"]
        if 'fallback":{' in json.dumps(clause, separators=(",", ":"))
    }
    assert kept == {"liability"}
    assert not any(pack.note for pack in inside.catalog.jurisdictions)


def test_blocks_that_are_not_printed_and_annexes_do_not_travel_inside_the_deal(catalog: Catalog) -> None:
    annex = Annex(title="Terms", file="terms.pdf", sha256="0" * 64, pages=1, content=("aW1wYWxh",))
    kept = Template(called="tapir", blocks={"draft": TextBlock(title="Later", text=("ocelot",))})
    dressed = replace(read_deal(ARCHITECT), documents=Documents(template=kept, annexes=(annex,)))
    content = embed(dressed, catalog, quote(dressed, catalog))
    assert not any(word in content.decode() for word in ("aW1wYWxh", "tapir", "ocelot"))
    assert recalculate(read_embedded(content)).totals_recomputed
