"""Files that a person gave us: read up to a limit, with words for what goes wrong."""

from pathlib import Path

from omnidesk.domain.errors import InputError


def read_given(path: Path, most: int, *, too_large: str = "it is too large") -> bytes:
    """Read a file of at most ``most`` bytes; ``too_large`` says what is wrong with a longer one, and the way out.

    Raises:
        InputError: it cannot be read, or is longer.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise InputError(f"{path}: cannot be read ({reason}); check the name and your rights") from None
    if len(content) > most:
        raise InputError(f"{path}: {too_large}")
    return content
