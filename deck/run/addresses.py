"""The addresses of objects, which differ at each run."""

import re
from collections.abc import Collection, Iterable

# Where Python writes one: after “at”, and before what goes on or ends the brackets around it.
ADDRESS = re.compile(r"(?<=\bat )0x[0-9A-Fa-f]+(?=[ >:;,])")

# Where one is in brackets, which end with their line.
SEEN = re.compile(rf"[<>\n]|{ADDRESS.pattern}")

# The objects that Python is built with may be at the same place each time.
BUILT_IN = re.compile(r"\bof \w+ object at (0x[0-9A-Fa-f]+)")


def without_addresses(text: str, literal: Collection[str] = ()) -> str:
    """Write every address that Python itself writes, `<… at 0x…>`, alike, but `literal` ones."""
    depth = 0

    def alike(found: re.Match[str]) -> str:
        nonlocal depth
        part = found[0]
        if part == "\n":
            depth = 0
        elif part == "<":
            depth += 1
        elif part == ">":
            depth = max(0, depth - 1)
        elif depth and part not in literal:
            return "0x…"
        return part

    return SEEN.sub(alike, text)


def fixed(once: str, again: str) -> set[str]:
    """Return what looks like an address and is none: runs in other places of memory print it."""
    same = set(ADDRESS.findall(once)) & set(ADDRESS.findall(again))
    return same - set(BUILT_IN.findall(once))


def literals(got: str, texts: Iterable[str]) -> set[str]:
    """Return what looks like an address in an output, and stands in the texts of its program."""
    read = "\n".join(texts)
    return {one for one in ADDRESS.findall(got) if one in read}
