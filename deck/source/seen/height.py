"""Measure the height of a slide whose letters are as small as the page makes them."""

from collections.abc import Callable, Iterable
from itertools import zip_longest
from math import ceil

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as Node

from deck.source.code.languages import OUTPUT
from deck.source.model import Deck
from deck.source.seen.letters import BOLD, Text

# In pixels of the slide, all as the page's style has them: `deck/page/style/`.
CANVAS = 1280, 720
AROUND = 2 * 44, 34 + 40
TEXT, WORDS_ALONE, SMALLEST = 40, 50, 20
PICTURE, CODE = 180, 16
# The browser's own, around the cells of a table.
SPACING = 2
LEADING, LEADING_OF_TITLE, GAP = 1.4, 1.15, 24
LINE = LEADING * SMALLEST


class Sheet:
    """Measure what stands on a slide, of its smallest letters; all is in pixels."""

    def __init__(self, width: int, has_code: bool) -> None:
        self.width = width
        self.has_code = has_code
        text = TEXT if has_code else WORDS_ALONE
        self.scale = SMALLEST / text
        self.widest_text = 30 * text
        self.widest_table = 0.0
        self._of: dict[str, Callable[[Node, float], float]] = {
            "paragraph": self._paragraph,
            "html_block": self._html,
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": lambda node, width: self._stack(node, width - 30),
            "table": self._table,
            "fence": self._fence,
        }

    def slide(self, tokens: Iterable[Token]) -> float:
        """Return the height of all that stands on a slide."""
        nodes = Node(list(tokens)).children
        heights = [self.height(node, self.width) for node in nodes]
        blocks = sum(node.type == "fence" for node in nodes)
        shown = [height for height in heights if height]
        gaps = GAP * self.scale * max(0, len(shown) - 1)
        return sum(shown) + gaps + GAP * (1 - self.scale) * blocks

    def height(self, node: Node, width: float) -> float:
        """Return the height of a block of Markdown in so much width; of what is unknown, none."""
        measure = self._of.get(node.type, self._stack)
        return measure(node, max(width, LINE))

    def _stack(self, node: Node, width: float) -> float:
        return sum(self.height(child, width) for child in node.children)

    def _text(self, text: Text, width: float) -> float:
        lines = text.height(width / SMALLEST)
        # Pictures are taken for squares, and those within a text for no higher than its lines.
        in_a_row = max(1, width // PICTURE)
        rows = 0 if lines else ceil(text.pictures / in_a_row)
        return LINE * lines + PICTURE * rows

    def _paragraph(self, node: Node, width: float) -> float:
        return self._text(_text(node), min(width, self.widest_text))

    def _html(self, node: Node, width: float) -> float:
        return self._text(Text([node.token] if node.token else []), width)

    def _heading(self, node: Node, width: float) -> float:
        size, around = self._title(node.tag)
        return _text(node, BOLD).height(width / size) * LEADING_OF_TITLE * size + around

    def _title(self, tag: str) -> tuple[float, float]:
        """Return the size of the letters of a heading, and what is around its lines."""
        if tag == "h1" and not self.has_code:
            return 104 * self.scale, 0
        if tag in ("h1", "h2"):
            return 52 * self.scale, 18 * self.scale + 4
        if tag == "h3":
            return 44 * self.scale, 0
        # The browser's own.
        size, margin = {"h4": (1, 1.33), "h5": (0.83, 1.67), "h6": (0.67, 2.33)}[tag]
        return size * SMALLEST, 2 * margin * size * SMALLEST

    def _list(self, node: Node, width: float) -> float:
        items = [self._stack(item, width - 1.1 * SMALLEST) for item in node.children]
        return sum(items) + 0.4 * SMALLEST * (len(items) - 1)

    def _fence(self, node: Node, _width: float) -> float:
        lines = node.content.removesuffix("\n").count("\n") + 1
        caption = 40 if node.info.split()[:1] == [OUTPUT] else 0
        return lines * LEADING * CODE + 37 + caption

    def _table(self, node: Node, width: float) -> float:
        rows = [row.children for part in node.children for row in part.children]
        texts = [[_text(cell, BOLD if cell.tag == "th" else 1) for cell in row] for row in rows]
        padding = 24 * self.scale
        columns = list(zip_longest(*texts, fillvalue=Text(())))
        least = [padding + SMALLEST * max(text.least for text in column) for column in columns]
        most = [padding + SMALLEST * max(text.most for text in column) for column in columns]
        needed = sum(least) + SPACING * (len(columns) + 1)
        self.widest_table = max(self.widest_table, needed)
        room, wanted = width - needed, sum(most) - sum(least)
        share = min(1, max(0, room / wanted)) if wanted else 1
        widths = [few + (many - few) * share - padding for few, many in zip(least, most)]
        heights = [
            max((self._text(text, max(width, 1)) for text, width in zip(row, widths)), default=0)
            for row in texts
        ]
        return sum(heights) + len(rows) * (16 * self.scale + 2 + SPACING) + SPACING


def room(deck: Deck) -> tuple[int, int]:
    """Return how wide and how high what stands on a slide of a deck may be."""
    settings = deck.metadata.get("revealjs")
    asked = settings if isinstance(settings, dict) else {}
    sizes = (asked.get(name) for name in ("width", "height"))
    width, height = (size if isinstance(size, int) else usual for size, usual in zip(sizes, CANVAS))
    return width - AROUND[0], height - AROUND[1]


def _text(node: Node, weight: float = 1) -> Text:
    return Text((token for child in node.children for token in _inline(child)), weight)


def _inline(node: Node) -> list[Token]:
    return (node.token.children if node.token else None) or []
