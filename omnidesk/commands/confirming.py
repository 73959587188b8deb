"""A yes, before something is done that cannot be taken back."""

import sys


def confirmed(question: str) -> bool:
    """Ask on the terminal; with nobody there the answer is no."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
