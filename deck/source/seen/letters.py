"""How wide the words of a text are in the page's font, and on how many lines they stand."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from markdown_it.token import Token

# All widths are in em; these are the font's own within 0.03.
WIDTHS = {
    0.16: "'",
    0.22: ",.:;",
    0.26: " ijl|’",
    0.3: '!"()[]f-',
    0.36: "_rt{}",
    0.4: "/1I\\",
    0.45: "svyz",
    0.5: "*7?Jackx–",
    0.6: "$+345689BPRSVXYZ",
    0.65: "#0=ACDK…",
    0.7: "GHNOQUw",
    0.8: "&@M—",
    0.86: "Wm",
    0.92: "%œ",
}
KNOWN = {letter: width for width, letters in WIDTHS.items() for letter in letters}
SPACE, USUAL, WIDE = 0.26, 0.55, 1.0
BOLD, CODE = 1.08, 0.92 * 0.632
ROUNDING = 0.001
# A line may end at a space, and beside each letter of a script that has none.
IDEOGRAPH = "\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60"
PIECE = re.compile(f"[ \t\n]+|[{IDEOGRAPH}]|[^ \t\n{IDEOGRAPH}]+")
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
BREAK = re.compile(r"<br\b[^>]*>?", re.IGNORECASE)
PICTURE = re.compile(r"<img\b", re.IGNORECASE)


class Word(NamedTuple):
    """Represent what stands on one line: the space before it, its width, and its unbroken part."""

    space: float
    width: float
    least: float


class Text:
    """Represent an inline text: the words of each line that its author ended, and its pictures."""

    def __init__(self, tokens: Iterable[Token], weight: float = 1) -> None:
        self.lines: list[list[Word]] = [[]]
        self.pictures = 0
        # The space before the next word; none where what comes goes on with the last.
        self._space: float | None = 0
        self._weight = weight
        for token in tokens:
            self._read(token)

    @property
    def least(self) -> float:
        """Return the width that its longest word needs."""
        return max((word.least for line in self.lines for word in line), default=0)

    @property
    def most(self) -> float:
        """Return its width where no line is broken."""
        return max(sum(word.space + word.width for word in line) for line in self.lines)

    def height(self, room: float) -> int:
        """Return on how many lines its words stand, in so much room."""
        return sum(_broken(line, room) for line in self.lines) if self.most else 0

    def _read(self, token: Token) -> None:
        match token.type:
            case "text":
                self._add(token.content)
            case "code_inline":
                self._add(token.content, CODE)
            case "strong_open":
                self._weight *= BOLD
            case "strong_close":
                self._weight /= BOLD
            case "softbreak":
                self._add(" ")
            case "hardbreak":
                self._end_line()
            case "image":
                self.pictures += 1
            case "html_inline" | "html_block":
                self._read_html(token.content)

    def _read_html(self, source: str) -> None:
        self.pictures += len(PICTURE.findall(source))
        for rank, part in enumerate(BREAK.split(source)):
            if rank:
                self._end_line()
            self._add(TAG.sub("", part))

    def _end_line(self) -> None:
        self.lines.append([])
        self._space = 0

    def _add(self, content: str, of_letter: float = 0) -> None:
        """Add the words of a text; those of code, whose letters are alike, break anywhere."""
        line = self.lines[-1]
        for piece in PIECE.findall(content):
            if piece.isspace() and piece[0] in " \t\n":
                self._space = SPACE * self._weight
                continue
            is_ideograph = len(piece) == 1 and width(piece) == WIDE
            size = len(piece) * of_letter or self._weight * sum(map(width, piece))
            if self._space is None and line and not is_ideograph:
                space, before, least = line.pop()
                line.append(Word(space, before + size, least + (of_letter or size)))
            else:
                line.append(Word(self._space or 0, size, of_letter or size))
            self._space = 0 if is_ideograph else None


@cache
def width(letter: str) -> float:
    """Return the width of a letter."""
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    plain = unicodedata.normalize("NFD", letter)[0]
    return 0 if unicodedata.combining(plain) else KNOWN.get(plain, USUAL)


def _broken(words: Iterable[Word], room: float) -> int:
    lines, end = 1, 0.0
    for space, size, _ in words:
        if end and end + space + size > room + ROUNDING:
            lines, end = lines + 1, 0
        end += size + (space if end else 0)
        if end > room + ROUNDING:
            full, end = divmod(end, room)
            lines += int(full)
    return lines
