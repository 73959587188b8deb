"""What an account manager does to how documents are put together: each a choice that gives the next deal."""

from msgspec.structs import replace

from omnidesk.domain.annex import Annex
from omnidesk.domain.deal import Deal
from omnidesk.domain.template import SECTIONS, DocumentKind, Template, TextBlock, printed, section_of


def use_template(deal: Deal, template: Template, name: str) -> Deal:
    """Put the documents together as a template says."""
    return _put(deal, replace(template, called=name))


def leave_out(deal: Deal, kind: DocumentKind, section_id: str) -> Deal:
    """Leave a section out of one kind of document; a needed one stays. A text that no document has is gone."""
    section = section_of(kind, section_id)
    if section is not None and section.needed:
        return deal
    template = deal.documents.template
    kept = tuple(each for each in printed(template, kind) if each != section_id)
    return _put(deal, _without_loose(_ordered(template, kind, kept)))


def put_back(deal: Deal, kind: DocumentKind, section_id: str) -> Deal:
    """Print a section again, behind the one that it follows in the standard order."""
    order = list(printed(deal.documents.template, kind))
    standard = [section.id for section in SECTIONS[kind]]
    place = standard.index(section_id) if section_id in standard else 0
    before = [order.index(each) for each in standard[:place] if each in order]
    order.insert(max(before) + 1 if before else 0, section_id)
    return _put(deal, _ordered(deal.documents.template, kind, tuple(order)))


def move(deal: Deal, kind: DocumentKind, section_id: str, target: int) -> Deal:
    """Move a section in front of the one at ``target``; what a document begins and ends with keeps its place."""
    order = list(printed(deal.documents.template, kind))
    if section_id not in order or not movable(kind, section_id):
        return deal
    before = sum(order.index(each) < target for each in order if each != section_id)
    order.remove(section_id)
    order.insert(before, section_id)
    return _in_order(deal, kind, tuple(order))


def move_by(deal: Deal, kind: DocumentKind, section_id: str, step: int) -> Deal:
    """Move a section by so many places (-1: up)."""
    order = list(printed(deal.documents.template, kind))
    if section_id not in order or not movable(kind, section_id):
        return deal
    place = order.index(section_id)
    order.insert(min(max(place + step, 0), len(order) - 1), order.pop(place))
    return _in_order(deal, kind, tuple(order))


def movable(kind: DocumentKind, section_id: str) -> bool:
    """Whether a section has no fixed place."""
    section = section_of(kind, section_id)
    return section is None or section.place == "body"


def standard_order(deal: Deal, kind: DocumentKind) -> Deal:
    """Go back to all sections in the standard order; own texts leave this kind of document."""
    return _put(deal, _without_loose(_ordered(deal.documents.template, kind, None)))


def add_block(deal: Deal, kind: DocumentKind, title: str, behind: str) -> tuple[Deal, str]:
    """Add a text of one's own behind a section; gives its id too."""
    template = deal.documents.template
    number = next(number for number in range(1, len(template.blocks) + 2) if f"own_{number}" not in template.blocks)
    block_id = f"own_{number}"
    order = list(printed(template, kind))
    order.insert(order.index(behind) + 1 if behind in order else len(order), block_id)
    blocks = {**template.blocks, block_id: TextBlock(title=title)}
    widened = replace(template, blocks=blocks)
    tidy = printed(_ordered(widened, kind, tuple(order)), kind)
    return _put(deal, _ordered(widened, kind, tidy)), block_id


def write_block(deal: Deal, block_id: str, *, title: str | None = None, text: str | None = None) -> Deal:
    """Write the title or the text of a block, a paragraph a line."""
    template = deal.documents.template
    block = template.blocks.get(block_id)
    if block is None:
        return deal
    fresh = TextBlock(
        title=block.title if title is None else title,
        text=block.text if text is None else tuple(text.split("\n")),
    )
    return _put(deal, replace(template, blocks={**template.blocks, block_id: fresh}))


def look(deal: Deal, **changes: object) -> Deal:
    """Change cover, accent, logo or footer."""
    return _put(deal, replace(deal.documents.template, **changes))


def add_annex(deal: Deal, annex: Annex) -> Deal:
    """Add an annex at the end; the same file again takes the place of the one that is there."""
    others = tuple(each for each in deal.documents.annexes if each.sha256 != annex.sha256)
    return replace(deal, documents=replace(deal.documents, annexes=(*others, annex)))


def write_annex(deal: Deal, place: int, title: str) -> Deal:
    """Give an annex a title."""
    rows = deal.documents.annexes
    fresh = (*rows[:place], replace(rows[place], title=title), *rows[place + 1 :])
    return replace(deal, documents=replace(deal.documents, annexes=fresh))


def drop_annex(deal: Deal, place: int) -> Deal:
    """Take an annex out."""
    rows = deal.documents.annexes
    return replace(deal, documents=replace(deal.documents, annexes=(*rows[:place], *rows[place + 1 :])))


def _in_order(deal: Deal, kind: DocumentKind, order: tuple[str, ...]) -> Deal:
    """Write an order out as it is printed; the same order is no change."""
    template = deal.documents.template
    tidy = printed(_ordered(template, kind, order), kind)
    return deal if tidy == printed(template, kind) else _put(deal, _ordered(template, kind, tidy))


def _ordered(template: Template, kind: DocumentKind, order: tuple[str, ...] | None) -> Template:
    return replace(template, **{kind: order})


def _without_loose(template: Template) -> Template:
    """Forget the texts that no document names."""
    named = {each for order in (template.proposal, template.contract, template.summary) for each in order or ()}
    return replace(template, blocks={each: block for each, block in template.blocks.items() if each in named})


def _put(deal: Deal, template: Template) -> Deal:
    return replace(deal, documents=replace(deal.documents, template=template))
