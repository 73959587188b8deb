"""Documents written as drafts: unsealed, each page marked, and kept with the deal."""

import datetime
from pathlib import Path

from omnidesk.domain.deal import Deal
from omnidesk.operations.handover import HandOver, Printing, hand_over
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.sign import DocumentOption


def write_drafts(
    services: WizardServices, deal: Deal, options: tuple[DocumentOption, ...], path: Path, job: Job
) -> HandOver:
    """Write each document marked as a draft, the first where the person said and the others beside it."""
    made: list[HandOver] = []
    for place, option in enumerate(options):
        done = hand_over(
            deal,
            services.catalog,
            Printing(kind=option.kind, draft=True),
            identity=None,
            now=datetime.datetime.now(datetime.UTC),
            progress=lambda share, what, place=place: job.report((place + share) / len(options), what),
        )
        made.append(done)
    for option, done in zip(options, made, strict=True):
        target = path if option is options[0] else path.with_name(option.file_name)
        write_out(target, done.pdf)
        services.keep_document(deal, kind=option.kind, name=target.name, content=done.pdf)
    return made[0]
