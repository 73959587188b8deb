"""What OmniDesk's window is made of, without OmniDesk: a program of its own that prints its peak memory in MiB.

The same libraries, each used once, and the window of the sample deal's size with as many plain widgets as that has, in
Qt's own style. What this takes beside a bare window is the price of the libraries, not of what we wrote.
"""

import datetime
import decimal
import hashlib
import resource

import msgspec
import yaml
from babel import dates, numbers
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtNetwork import QLocalServer
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QPushButton, QSlider, QTableWidget, QWidget

from omnidesk.shipped import shipped
from omnidesk.store import sqlite3

FIELDS, COLUMNS = 90, 4


class Deal(msgspec.Struct):
    """A deal of one value."""

    value: decimal.Decimal


def main() -> None:
    """Use every ingredient once and tell the peak."""
    app = QApplication([])
    for weight in ("400Regular", "500Medium", "600SemiBold"):
        QFontDatabase.addApplicationFont(str(shipped("resources", "fonts", f"Inter_{weight}.ttf")))
    app.setFont(QFont("Inter", 10))
    window = QWidget()
    window.resize(1440, 900)
    _fill(window)
    window.show()
    app.processEvents()
    _use_libraries()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _fill(window: QWidget) -> None:
    grid = QGridLayout(window)
    for field in range(FIELDS):
        row, column = divmod(field, COLUMNS)
        grid.addWidget(QLabel(f"Label of field {field}"), row, 2 * column)
        grid.addWidget(QLineEdit(f"Text {field}"), row, 2 * column + 1)
    for column in range(2 * COLUMNS):
        grid.addWidget(QPushButton(f"Button {column}"), FIELDS, column)
        grid.addWidget(QSlider(Qt.Orientation.Horizontal), FIELDS + 1, column)
    grid.addWidget(QTableWidget(12, 6), FIELDS + 2, 0, 1, 2 * COLUMNS)


def _use_libraries() -> None:
    hashlib.sha256(msgspec.json.encode(Deal(decimal.Decimal(1)))).hexdigest()
    sample = shipped("resources", "samples", "architect-broadcaster.yaml")
    yaml.load(sample.read_text("utf-8"), yaml.CSafeLoader)
    numbers.format_currency(decimal.Decimal(1), "EUR", locale="en")
    dates.format_date(datetime.date(2026, 1, 1), locale="en")
    store = sqlite3.connect(":memory:")
    store.execute("CREATE TABLE deal (id INTEGER)").close()
    store.close()
    QLocalServer().close()
    QSvgRenderer().isValid()


if __name__ == "__main__":
    main()
