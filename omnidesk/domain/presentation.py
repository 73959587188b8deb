"""How a deal is presented live: which slides, in which order."""

import msgspec


class Presentation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Slides by id: those that ``order`` does not name follow as they usually do, ``hidden`` ones are left out."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
