"""What the wizard's frame shows, made from the outline and the price that the wizard describes."""

from omnidesk.i18n import _
from omnidesk.ui.flow_view import FrameView, ProblemLink, StepHead
from omnidesk.ui.theme.tokens import Token, Tone
from omnidesk.ui.widgets.price_panel import PriceTexts, Slice
from omnidesk.ui.widgets.rows import Row
from omnidesk.ui.widgets.step_rail import StepMark
from omnidesk.wizard import outline, price_panel
from omnidesk.wizard.context import Context
from omnidesk.wizard.outline import Outline, StepLine
from omnidesk.wizard.price_panel import PricePanelView, PriceRow, RowKind

INKS: tuple[Token, ...] = ("chart_1", "chart_2", "chart_3", "chart_4", "chart_5", "chart_6")
TONES: dict[RowKind, Tone] = {"plain": "text", "less": "success", "total": "text", "quiet": "muted"}


def frame_view(context: Context) -> FrameView:
    """Everything around the page."""
    outlined = outline.view(context)
    return FrameView(
        name=outlined.name,
        steps=tuple(StepMark(step.id, step.name, step.icon, step.state, step.note) for step in outlined.steps),
        heads=_heads(outlined),
        price=price_texts(price_panel.view(context)),
        problems=tuple(ProblemLink(line.step, line.field, line.text, line.severity) for line in outlined.problems),
    )


def price_texts(view: PricePanelView) -> PriceTexts:
    """The panel's texts with the colours of the window."""
    return PriceTexts(
        title=_("Price"),
        subtitle=view.subtitle,
        slices=tuple(
            Slice(ink, part.share) for ink, part in zip(INKS, view.parts, strict=False) if part.share is not None
        ),
        ring_label=_("Committed"),
        ring_value=view.committed or "–",
        parts=tuple(_row(part, ink) for ink, part in zip(INKS, view.parts, strict=False)),
        totals=tuple(_row(row) for row in view.totals),
        figure_label=_("Committed total") if view.committed else "",
        figure=view.committed,
        figure_note=view.note,
        apart_title=_("Estimated, not in the total"),
        apart=tuple(_row(row) for row in view.estimated),
        foot=view.foot,
    )


def _row(row: PriceRow, ink: Token | None = None) -> Row:
    return Row(row.name, row.amount, TONES[row.kind], ink, strong=row.kind == "total")


def _heads(outlined: Outline) -> dict[str, StepHead]:
    following: list[StepLine | None] = [*outlined.steps[1:], None]
    return {
        step.id: StepHead(
            step.title,
            step.lead,
            "" if after is None else _("Continue to {step}").format(step=after.name[:1].lower() + after.name[1:]),
        )
        for step, after in zip(outlined.steps, following, strict=True)
    }
