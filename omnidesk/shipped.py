"""Where the files that come with OmniDesk lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder, for example ``shipped("resources", "fonts")``."""
    inside = PACKAGE / "shipped"
    return (inside if inside.is_dir() else PACKAGE.parent).joinpath(*parts)
