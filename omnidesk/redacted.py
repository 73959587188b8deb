"""Texts about failures without what is nobody's business: passphrases, addresses, account numbers, the user's name."""

import re
from pathlib import Path

_SECRETS = (
    (re.compile(r"(?i)((?:pass\w*|secret|token|key|pin)\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|\S+)"), r"\1•••"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "•••@•••"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b"), "•••"),
    (re.compile(r"\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}\b"), "•••"),
    (re.compile(r"\b[0-9a-fA-F]{64}\b"), "•••"),
)
"""The last two are recovery codes and keys."""


def without_secrets(text: str) -> str:
    """Return a text without passphrases, keys, mail addresses, account numbers and the name of the home folder."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text.replace(str(Path.home()), "~")
