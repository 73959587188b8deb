"""How large files, texts, lists and numbers may be, and which characters texts may hold."""

import re

SIZE_MAXIMUM = 1_000_000
"""Bytes of a file."""

DEPTH_MAXIMUM = 32
NODES_MAXIMUM = 10_000
"""Values in a file; a deal of ten years with all models has about 2,000."""

TEXT_MAXIMUM = 20_000
LIST_MAXIMUM = 1_000
DIGITS_MAXIMUM = 15
"""Digits of a whole number, and of an amount before its point."""

DECIMALS_MAXIMUM = 12

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of a deal or spec holds; newline and tab are allowed."""

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that do not belong in a text file at all."""

DECIMAL = rf"^[-+]?[0-9]{{1,{DIGITS_MAXIMUM}}}(\.[0-9]{{1,{DECIMALS_MAXIMUM}}})?$"
"""How an amount, a percentage or a rate is written; a whole number needs no quotes."""
