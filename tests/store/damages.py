"""Random damages of a file: what failing disks, broken cables and half copies do to it."""

import random
from collections.abc import Callable

PAGE = 4096

Damage = Callable[[bytes, random.Random], bytes]


def flipped(content: bytes, chance: random.Random) -> bytes:
    """One to eight flipped bits anywhere."""
    changed = bytearray(content)
    for place in chance.sample(range(len(content) * 8), chance.randint(1, 8)):
        changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    """A file that ends too early: half of it is missing, a page, or a few bytes."""
    return content[: len(content) - chance.choice((1, 7, PAGE, len(content) // 2, chance.randrange(1, len(content))))]


def zeroed(content: bytes, chance: random.Random) -> bytes:
    """A page of zeros."""
    full = [start for start in range(0, len(content) - PAGE, PAGE) if any(content[start : start + PAGE])]
    first = chance.choice(full)
    return content[:first] + bytes(PAGE) + content[first + PAGE :]


def beheaded(content: bytes, chance: random.Random) -> bytes:
    """Another head of up to a hundred bytes."""
    size = chance.randint(1, 100)
    head = bytes((byte + chance.randint(1, 255)) % 256 for byte in content[:size])
    return head + content[size:]


def appended(content: bytes, chance: random.Random) -> bytes:
    """Bytes after the end: rubbish, a page, or the file's own beginning once more."""
    return content + chance.choice((b"\0", b"\n", chance.randbytes(PAGE), content[:PAGE]))


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Two pages in each other's place."""
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    one = two = 0
    while pages[one] == pages[two]:
        one, two = chance.sample(range(len(content) // PAGE), 2)
    pages[one], pages[two] = pages[two], pages[one]
    return b"".join(pages)


DAMAGES: tuple[Damage, ...] = (flipped, cut_off, zeroed, beheaded, appended, swapped)
