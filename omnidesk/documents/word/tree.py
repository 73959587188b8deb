"""Trees of XML as Word files hold them: a typed face on lxml, and a reader that trusts nobody."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, cast

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - lxml has no types

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
"""Before the names of Word's elements and attributes."""


class Element(Protocol):
    """An element, as far as it is used here."""

    tag: Any
    text: str | None

    def __iter__(self) -> Iterator["Element"]:
        """Yield the children."""
        ...

    def get(self, key: str, default: str = "") -> str:
        """Return an attribute."""
        ...

    def set(self, key: str, value: str) -> None:
        """Give an attribute a value."""
        ...

    def find(self, path: str) -> "Element | None":
        """Return the first element at a path."""
        ...

    def iter(self, tag: str) -> Iterator["Element"]:
        """Yield this element and all below it that have a name."""
        ...

    def append(self, element: "Element") -> None:
        """Add a child behind the others."""
        ...

    def extend(self, elements: Iterable["Element"]) -> None:
        """Add children behind the others."""
        ...

    def remove(self, element: "Element") -> None:
        """Take a child out."""
        ...

    def addprevious(self, element: "Element") -> None:
        """Put an element before this one."""
        ...


def parsed(content: bytes) -> Element:
    """Read XML without a network, and without what a document type could bring in.

    Raises:
        ValueError: it is no XML, is nested too deep, or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it declares a document type")
    return cast(Element, root)
