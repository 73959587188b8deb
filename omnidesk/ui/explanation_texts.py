"""An explanation as the card beside an amount shows it."""

from omnidesk.formatting import Amount
from omnidesk.ui.widgets.explanation import ExplanationTexts
from omnidesk.ui.widgets.rows import Row
from omnidesk.wizard.explain import Explanation, ExplanationStep


def texts_of(explanation: Explanation) -> ExplanationTexts:
    """What the card shows of an explanation."""
    return ExplanationTexts(
        title=explanation.title,
        amount=explanation.amount,
        steps=tuple(_row(step) for step in explanation.steps),
        rule=explanation.rule,
        rounding=explanation.rounding,
        source=explanation.source,
    )


def _row(step: ExplanationStep) -> Row:
    """An input that can be explained in turn wears the colour of a link."""
    return Row(step.name, step.value, "accent_text" if isinstance(step.value, Amount) else "text")
