"""Text of which stretches stand out: values filled in, what is missing, what was taken out or put in."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from omnidesk.ui.theme.active import hex_of
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.long_words import breakable

Look = Literal["plain", "value", "strong", "missing", "gone", "new"]
_INK: dict[Look, tuple[Token, Token | None]] = {
    "value": ("accent_text", None),
    "missing": ("danger", "danger_soft"),
    "gone": ("danger", "danger_soft"),
    "new": ("success", "success_soft"),
}
_EXTRA: dict[Look, str] = {"gone": "text-decoration: line-through;", "strong": "font-weight: 600;"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in one look."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """One paragraph: what hangs before it (a number), and its words; ``deep`` sets it further in."""

    stretches: tuple[Stretch, ...]
    number: str = ""
    deep: bool = False


class StyledText(QLabel):
    """Paragraphs that wrap and can be selected; nothing in their words is read as mark-up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[StyledParagraph, ...] = ()
        self._spoken = ("removed: {words}", "added: {words}")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(font("body"))
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_spoken(self, gone: str, new: str) -> None:
        """Say how a screen reader tells what was taken out and put in, each around ``{words}``."""
        self._spoken = (gone, new)

    def show_paragraphs(self, paragraphs: Sequence[StyledParagraph]) -> None:
        """Show these paragraphs."""
        if tuple(paragraphs) == self._shown:
            return
        self._shown = tuple(paragraphs)
        self._write()

    def plain(self) -> str:
        """Return the words shown, a paragraph a line."""
        return "\n".join("".join(part.text for part in paragraph.stretches) for paragraph in self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """Wear the colours of another scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        numbered = any(paragraph.number or paragraph.deep for paragraph in self._shown)
        rows = "".join(_row(paragraph, numbered) for paragraph in self._shown)
        self.setText(f'<table cellspacing="0" cellpadding="0" width="100%">{rows}</table>' if numbered else rows)
        self.setAccessibleName("\n".join(_said(paragraph, self._spoken) for paragraph in self._shown))


def _row(paragraph: StyledParagraph, numbered: bool) -> str:
    words = "".join(_span(part) for part in paragraph.stretches)
    if not numbered:
        return f'<p style="margin: 0 0 8px 0; line-height: 140%;">{words}</p>'
    ink, deep = hex_of("muted"), "padding-left: 22px;" if paragraph.deep else ""
    head = f'<td width="52" style="color: {ink}; padding-bottom: 8px; {deep}">{escape(paragraph.number)}</td>'
    return f'<tr>{head}<td style="padding-bottom: 8px; line-height: 140%;">{words}</td></tr>'


def _span(part: Stretch) -> str:
    words = escape(breakable(part.text)).replace("\n", "<br>")
    if part.look == "plain":
        return words
    ink, ground = _INK.get(part.look, ("text", None))
    style = f"color: {hex_of(ink)}; {_EXTRA.get(part.look, '')}"
    style += f"background-color: {hex_of(ground)};" if ground else ""
    return f'<span style="{style}">{words}</span>'


def _said(paragraph: StyledParagraph, spoken: tuple[str, str]) -> str:
    words = {"gone": spoken[0], "new": spoken[1]}
    parts = (words.get(part.look, "{words}").format(words=part.text) for part in paragraph.stretches)
    return " ".join(part for part in (paragraph.number, "".join(parts)) if part)
