"""Read a PDF back: where each letter stands, and what screen readers are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic import DictionaryObject, PdfObject


@dataclass(frozen=True)
class Letter:
    """Hold a letter: where its baseline begins and ends, in points, and its colour, as RGB."""

    left: float
    right: float
    bottom: float
    colour: tuple[float, ...]


@dataclass(frozen=True)
class Box:
    """Hold a rectangle: how wide and high up it is, in points, and its colour, as RGB."""

    width: float
    bottom: float
    colour: tuple[float, ...]


@dataclass(frozen=True)
class Page:
    """Hold what is read of a page: its text, what is drawn on it, its size in points."""

    text: str
    letters: list[Letter]
    boxes: list[Box]
    width: float
    height: float


def read(page: PageObject) -> Page:
    """Read a page, once: it takes seconds for a document."""
    reader = _Letters(page)
    text = page.extract_text(visitor_operand_before=reader.visit)
    return Page(text, reader.found, reader.boxes, *map(float, page.mediabox[2:]))


class _Letters:
    def __init__(self, page: PageObject) -> None:
        self.fonts = page["/Resources"].get("/Font", {})
        self.found: list[Letter] = []
        self.boxes: list[Box] = []
        self.colours: list[tuple[float, ...]] = [(0, 0, 0)]
        self.widths: Mapping[int, float] = {}
        self.size = 0.0

    def visit(self, operator: bytes, operands: list, outer: list[float], text: list[float]) -> None:
        if operator == b"q":
            self.colours.append(self.colours[-1])
        elif operator == b"Q":
            self.colours.pop()
        elif operator == b"rg":
            self.colours[-1] = tuple(map(float, operands))
        elif operator == b"re":
            x, y, width = operands[:3]
            self.boxes.append(Box(width, point(outer, x, y)[1], self.colours[-1]))
        elif operator == b"Tf":
            self.size = float(operands[1])
            font = self.fonts[operands[0]]["/DescendantFonts"][0].get_object()
            self.widths = defaultdict(lambda: font["/DW"], _widths(font.get("/W", ())))
        elif operator == b"Tj":
            code = int.from_bytes(operands[0].original_bytes)
            x, y = point(outer, text[4], text[5])
            width = self.widths[code] / 1000 * self.size * text[0] * outer[0]
            self.found.append(Letter(x, x + width, y, self.colours[-1]))


def elements(element: PdfObject) -> Iterator[DictionaryObject]:
    """Walk the structure (ISO 32000-1, 14.7.2) from an element down."""
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from elements(child)
    elif isinstance(element, dict):
        yield element
        if "/K" in element:
            yield from elements(element["/K"])


def point(matrix: list[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _widths(pairs: Iterable) -> Iterator[tuple[int, float]]:
    """Read the widths of a font (ISO 32000-1, 9.7.4.3): `first [w w …]` or `first last w`."""
    rest = [pair.get_object() for pair in pairs]
    while rest:
        first, following = rest.pop(0), rest.pop(0)
        if isinstance(following, list):
            yield from enumerate(following, first)
        else:
            width = rest.pop(0)
            yield from ((code, width) for code in range(first, following + 1))
