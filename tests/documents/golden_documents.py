"""The documents whose pages and bytes are kept: the three samples in English, one of each in another language."""

import json
import sys
from collections.abc import Mapping
from hashlib import sha256

from omnidesk.specs.load import load_catalog
from tests.documents.many_deals import Case, drawn
from tests.documents.proposals import KINDS, SAMPLES, sample

KEPT: Mapping[str, Case] = {
    **{f"{name}-{kind}": Case(sample(name), kind) for name in SAMPLES for kind in KINDS},
    "seeker-startup-proposal-fr": Case(sample("seeker-startup"), "proposal", "fr"),
    "apprentice-agency-contract-de": Case(sample("apprentice-agency"), "contract", "de"),
    "architect-broadcaster-proposal-ja": Case(sample("architect-broadcaster"), "proposal", "ja"),
}
"""Each kept document under its name."""


if __name__ == "__main__":
    catalog = load_catalog()
    json.dump({name: sha256(drawn(case, catalog).pdf).hexdigest() for name, case in KEPT.items()}, sys.stdout)
