"""How a deal is presented live: which slides, in which order."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace


class Presentation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Slides by id: those that ``order`` does not name follow as they usually do, ``hidden`` ones are left out."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def moved(presentation: Presentation, standing: Sequence[str], slide: str, place: int) -> Presentation:
    """The same with a slide at another place among ``standing``, which are all slides as they stand now."""
    order = [each for each in standing if each != slide]
    order.insert(place, slide)
    return presentation if order == [*standing] else replace(presentation, order=tuple(order))


def shown(presentation: Presentation, slide: str, is_shown: bool) -> Presentation:
    """The same with a slide shown or left out."""
    hidden = tuple(each for each in presentation.hidden if each != slide)
    return replace(presentation, hidden=hidden if is_shown else (*hidden, slide))
