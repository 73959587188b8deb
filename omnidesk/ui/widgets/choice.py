"""Inputs that offer a known set of values: one from a list, one from a row, yes or no, several."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QComboBox, QHBoxLayout, QListView, QSizePolicy, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme import dress
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, focus_ring, placed, shadow, smooth
from omnidesk.ui.theme.tokens import CONTROL, RADIUS
from omnidesk.ui.widgets.control import MARK_LINES, Control
from omnidesk.ui.widgets.popup import soften


class Option(msgspec.Struct, frozen=True):
    """One value on offer: what it is called in data, what a person reads, and a second line."""

    id: str
    label: str
    note: str = ""


class _Combo(QComboBox):
    _listed = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, never change a value by accident."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chosen label and the caret; the box is drawn by the control."""
        painter = smooth(self)
        empty = self.currentIndex() < 0
        words = self.placeholderText() if empty else self.currentText()
        painter.setPen(colour("muted" if empty else "text" if self.isEnabled() else "faint"))
        place = placed(self, QRect(12, 0, self.width() - 46, self.height()))
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
        caret = placed(self, QRect(self.width() - 28, (self.height() - 16) // 2, 16, 16))
        paint_icon(painter, "caret-down", "muted", QRectF(caret))
        painter.end()

    def showPopup(self) -> None:
        """Open the list right under the box."""
        if not self._listed:
            self._make_list()
        super().showPopup()
        popup = self.view().window()
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        room = self.screen().availableGeometry()
        if below.y() + popup.height() <= room.bottom():
            popup.move(below)

    def _make_list(self) -> None:
        """Make the list when it is first wanted: most are never opened."""
        self._listed = True
        view = QListView()
        view.setObjectName("choices")
        view.setFont(font("body"))
        self.setView(view)
        dress(self)
        soften(view.window())


class Choice(Control):
    """One of a list of options, in a drop-down; ``edited`` gives the id."""

    def __init__(self, options: Sequence[Option] = (), *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._combo = _Combo()
        self._combo.setFont(font("body"))
        self._combo.setPlaceholderText(placeholder or _("Choose"))
        self._combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(8)
        self._combo.activated.connect(self._activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._combo)
        self._watch_focus(self._combo)
        self.setFixedHeight(CONTROL)
        self.set_options(options)

    def focus_target(self) -> QWidget:
        """Return the drop-down."""
        return self._combo

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these options; keeps the value where it is still on offer."""
        if tuple(options) == self._options:
            return
        value = self.value()
        self._options = tuple(options)
        self._combo.clear()
        self._combo.addItems([option.label for option in options])
        self._combo.setCurrentIndex(-1)
        self.set_value(value)

    def value(self) -> str:
        """Return the id of the chosen option, empty while none is."""
        index = self._combo.currentIndex()
        return self._options[index].id if 0 <= index < len(self._options) else ""

    def set_value(self, value: str) -> None:
        """Show the option with this id; none where it is not on offer."""
        index = next((place for place, option in enumerate(self._options) if option.id == value), -1)
        if index != self._combo.currentIndex():
            self._combo.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(240, CONTROL)

    def _activated(self, index: int) -> None:
        self.edited.emit(self._options[index].id)


class _Segment(QAbstractButton):
    def __init__(self, option: Option) -> None:
        super().__init__()
        self.setText(option.label.replace("&", "&&"))
        self.setToolTip(option.note)
        self.setAccessibleName(option.label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(font("label"))

    def sizeHint(self) -> QSize:
        """Return the label's width with padding."""
        return QSize(self.fontMetrics().horizontalAdvance(self.accessibleName()) + 28, CONTROL - 6)

    def minimumSizeHint(self) -> QSize:
        """Never cut the label off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised ground of the chosen segment, and the label."""
        painter = smooth(self)
        place = QRectF(self.rect())
        if self.isChecked():
            shadow(painter, place.adjusted(1, 0, -1, -2), RADIUS - 2)
            box(painter, place.adjusted(1, 0, -1, -1), RADIUS - 2, colour("accent_soft"), colour("accent"))
        elif self.underMouse():
            box(painter, place.adjusted(1, 0, -1, -1), RADIUS - 2, colour("hover"))
        if self.hasFocus():
            focus_ring(painter, place, RADIUS - 1)
        painter.setPen(colour("accent_text" if self.isChecked() else "muted" if self.isEnabled() else "faint"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.accessibleName())
        painter.end()


class Segmented(Control):
    """One of a few options side by side; arrows move, ``edited`` gives the id."""

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for place, option in enumerate(options):
            segment = _Segment(option)
            segment.setObjectName(f"segment:{option.id}")
            segment.installEventFilter(self)
            self._group.addButton(segment, place)
            row.addWidget(segment, 1)
        self._group.idClicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def focus_target(self) -> QWidget:
        """Return the chosen segment, or the first."""
        return self._group.checkedButton() or self._group.buttons()[0]

    def set_name(self, name: str, description: str = "") -> None:
        """Name the group; each option keeps its own name."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def count(self) -> int:
        """Return how many options there are."""
        return len(self._options)

    def value(self) -> str:
        """Return the id of the chosen option, empty while none is."""
        place = self._group.checkedId()
        return self._options[place].id if place >= 0 else ""

    def set_value(self, value: str) -> None:
        """Show the option with this id as chosen."""
        if value == self.value():
            return
        self._group.setExclusive(False)
        for place, option in enumerate(self._options):
            self._group.button(place).setChecked(option.id == value)
        self._group.setExclusive(True)

    def _clicked(self, place: int) -> None:
        self.edited.emit(self._options[place].id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sunken frame."""
        painter = smooth(self)
        line = MARK_LINES[self._mark] if self._mark else "line_strong"
        box(painter, QRectF(self.rect()), RADIUS, colour("sunken"), colour(line))
        painter.end()
