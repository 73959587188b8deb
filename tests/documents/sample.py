"""A small document with everything in it that a proposal has, made only of the room's own parts."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

from reportlab.platypus import PageBreak

from omnidesk.charts.bars import Step, layout_waterfall
from omnidesk.charts.display import Pen
from omnidesk.documents.acceptance import AcceptanceBoxes, Party
from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.chart_paint import ChartFigure, measure_label
from omnidesk.documents.contents import Contents
from omnidesk.documents.key_figures import KeyFigures
from omnidesk.documents.pages import Cover, Imprint
from omnidesk.documents.style import Style
from omnidesk.documents.tables import Column, Row, table
from omnidesk.documents.text import Run, Typesetter

DEAL = b'{"client": "\xc5\xbb\xc3\xb3\xc5\x82\xc4\x87 & S\xc3\xb8n <Nordics>"}'
CREATED = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
IMPRINT = Imprint(
    "Platform modernisation <phase 1>",
    "Omniton AI",
    "en-GB",
    CREATED,
    subject="Proposal",
    head_left="Omniton AI",
    head_right="OD-2026-0147 · v1",
    foot="Confidential. Prepared for Żółć & Søn <Nordics>",
)


def sample_document(style: Style | None = None) -> BuiltDocument:
    """Build the sample; 80 table rows make the table break over pages."""
    setter = Typesetter(style or Style())
    pen = Pen(
        measure_label, lambda value: f"€{value:,.2f}", "Nothing yet", "From list price to net total: 750 of 1,000 euro"
    )
    steps = [Step("List", Decimal(1000)), Step("Discount", Decimal(-250)), Step("Net", Decimal(750), "total")]
    columns = (Column("Item", 2, strong=True), Column("Note", 3), Column("Amount (EUR)", points=90, figures=True))
    rows = [Row((f"Line {number}", "per month", "1,234.50")) for number in range(80)]
    rows += [Row(("Wrapped", "a note that is much longer than its column is wide " * 3, "11.11"))]
    rows += [Row(("Total", "", "98,771.11"), "total")]
    text = [
        setter.heading("The client's situation", 1, number="01"),
        setter.paragraph(
            "Żółć & Søn Industries A/S <Nordics> needs ", Run("less waiting", strong=True), ".", role="lead"
        ),
        setter.heading("What we heard"),
        *setter.prose(
            "Orders take <b>two</b> days & cost ไ.\nOlga Παπαδοπούλου said: “faster”.\n\n" + "Long words. " * 400
        ),
        setter.heading("Investment", 1, number="02"),
        KeyFigures((("11 weeks", "to the first result"), ("−38%", "run cost"), ("€1,064,907.20", "net total")), setter),
        ChartFigure(layout_waterfall(steps, setter.style.column, pen), setter),
        table(setter, columns, rows),
        setter.heading("Terms", 1, number="03"),
        *(setter.paragraph("Each clause hangs from its number.", role="item", number=f"3.{n}") for n in (1, 2, 3)),
        AcceptanceBoxes((Party("vendor", "For Omniton AI"), Party("client", "For Żółć & Søn <Nordics>")), setter),
    ]
    story = [setter.paragraph("Contents", role="lead"), Contents(text, setter), PageBreak(), *text]
    cover = Cover(
        "Proposal", "Platform modernisation", "Prepared for Żółć & Søn <Nordics>", (("Date", "14 March 2026"),)
    )
    return build_document(story, IMPRINT, setter, cover=cover, attachment=DEAL)


if __name__ == "__main__":
    print(hashlib.sha256(sample_document().pdf).hexdigest())
