"""One tier as a card: what it is for, what it costs, what it brings and how far it meets the needs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.shipped import shipped
from omnidesk.ui.theme.tokens import Tone
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.fitting_text import FittingText
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.tier import TierOption

FALLBACK_ICON = "stack"
ROOMY, PADDING = 180, 16
"""Pixels from which a card needs fewer lines, and of room inside it."""


class MarkedLine(QWidget):
    """A line of text after a small mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._words = Icon("check", "success", 16), Text("", "small", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_line(self, text: str, *, good: bool, strong: bool = False, marked: bool = True) -> None:
        """Show a text as something that is there or that is missing, or (not ``marked``) as a plain statement."""
        self._mark.setVisible(marked)
        tone: Tone = "text" if good or strong else "muted"
        self._mark.set_icon(
            "check-circle-fill" if strong and good else "check" if good else "minus", "success" if good else "faint"
        )
        self._words.setText(text)
        self._words.set_tone(tone)


class TierCard(Card):
    """A tier that can be chosen by a click, Space or Enter."""

    def __init__(self, option: TierOption, parent: QWidget | None = None) -> None:
        super().__init__(selectable=True, banner_place=True, padding=PADDING, parent=parent)
        self.setObjectName(f"tier:{option.id}")
        self.price = FittingText(("display", "title", "heading", "label"))
        self._note = Text("", "caption", "muted", wrap=True, lines=2)
        self._verdict = MarkedLine()
        self._typical = Text("", "caption", "accent_text", wrap=True)
        known = shipped("resources", "icons", f"{option.icon}.svg").exists()
        self.body.setSpacing(6)
        self.body.addWidget(Icon(option.icon if known else FALLBACK_ICON, "accent_text", 20, chip="accent_soft"))
        self.body.addSpacing(4)
        self.body.addWidget(Text(option.name, "title"))
        self._tagline = Text(option.tagline, "small", "muted", wrap=True, lines=3)
        self.body.addWidget(self._tagline)
        self.body.addSpacing(4)
        self.body.addWidget(self.price)
        self.body.addWidget(self._note)
        self.body.addSpacing(2)
        self.body.addWidget(Rule())
        self.body.addSpacing(4)
        self.body.addWidget(self._verdict)
        for highlight in option.highlights:
            line = MarkedLine()
            line.show_line(highlight, good=True)
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.body.addWidget(self._typical)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write smaller where the card is narrow, with room for more lines."""
        super().resizeEvent(event)
        narrow = event.size().width() < ROOMY
        self._note.setMinimumHeight((3 if narrow else 2) * self._note.fontMetrics().lineSpacing())
        self._tagline.setMinimumHeight((5 if narrow else 3) * self._tagline.fontMetrics().lineSpacing())

    def refresh(self, option: TierOption) -> None:
        """Show price, verdict and whether it is recommended or chosen."""
        self.price.setText(option.price)
        self._note.setText(Amount.around(f"{option.price_note}\n{option.commitment}", option.price_note))
        self._verdict.show_line(option.verdict, good=option.meets and bool(option.met), strong=True)
        self._verdict.setToolTip(_("Not met: {needs}").format(needs=", ".join(option.unmet)) if option.unmet else "")
        self._typical.show_text(option.typical_for)
        self.set_banner(_("Recommended") if option.recommended else "")
        self.set_selected(option.chosen)
        told = [option.name, option.price, option.price_note, option.verdict]
        self.setAccessibleName(", ".join([*told, _("recommended")] if option.recommended else told))
