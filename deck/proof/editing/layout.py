"""Lay out the arguments of a call, and the strings among them, as the formatter does."""

import ast
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

WIDTH, INDENT = 100, 4
OPENING = re.compile(r"[a-zA-Z]*(\"\"\"|'''|\"|')")


@dataclass(frozen=True)
class Around:
    """Represent what is around the arguments of a call: its line before and after, and its ends.

    A call that `is_open` has a comma after the last, and each on a line of its own.
    """

    head: str
    tail: str
    is_open: bool
    end: str

    @property
    def margin(self) -> str:
        """Return the end of a line, and the margin of the next."""
        return self.end + self.head[: len(self.head) - len(self.head.lstrip())]

    @property
    def inside(self) -> str:
        """Return the end of a line, and the margin of an argument that begins the next."""
        return self.margin + " " * INDENT

    def laid_out(self, arguments: Sequence[str]) -> str:
        """Return what is between the parentheses: on their line, on one below, or on many."""
        joined = ", ".join(arguments)
        if not self.is_open and self.end not in joined:
            if len(f"{self.head}{joined}){self.tail}") <= WIDTH:
                return joined
            if len((self.inside + joined).removeprefix(self.end)) <= WIDTH:
                return self.inside + joined + self.margin
        comma = "," if self.is_open or len(arguments) > 1 else ""
        return self.inside + f",{self.inside}".join(arguments) + comma + self.margin


def literal(text: str, before: str, width: int) -> list[str]:
    """Return a text as a string of Python, or as several, each on a line of some width.

    It is written as the string that was there `before`, of which the first ones stay that are as
    they were.
    """
    tokens = _strings(before)
    found = OPENING.match(tokens[0])
    quote = found[1] if found else '"'
    if len(whole := _written(text, quote)) <= width:
        return [whole]
    if len(quote) > 1:
        return _lines(text, quote, width)
    kept: list[str] = []
    for token in tokens:
        said = ast.literal_eval(token)
        if not said or not text.startswith(said) or len(token) > width or said == text:
            break
        kept.append(token)
        text = text.removeprefix(said)
    return kept + [_written(part, quote) for part in _parts(text, quote, width)]


def _strings(source: str) -> list[str]:
    """List the strings of which Python makes one."""
    tokens = tokenize.generate_tokens(StringIO(f"({source})").readline)
    return [one.string for one in tokens if one.type == tokenize.STRING]


def _lines(text: str, quote: str, width: int) -> list[str]:
    """Return the lines of one string: what is between the words of a quote means nothing."""
    lines = [part.strip() for part in _parts(text, quote, width)]
    written = [_written(line, quote).removeprefix(quote).removesuffix(quote) for line in lines]
    return [quote + written[0], *written[1:-1], written[-1] + quote]


def _parts(text: str, quote: str, width: int) -> Iterator[str]:
    """Divide a text before its spaces, so that each part fits as it is written."""
    part = ""
    for word in re.findall(r"\s*\S+|\s+\Z", text):
        if part and len(_written(part + word, quote)) > width:
            yield part
            part = ""
        part += word
    yield part


def _written(text: str, quote: str) -> str:
    other = {'"': "'", "'": '"'}.get(quote, quote)
    if text.count(quote) > text.count(other):
        quote = other
    text = text.replace("\\", "\\\\")
    if quote in text or text.endswith(quote[0]):
        text = text.replace(quote[0], f"\\{quote[0]}")
    shown = (one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
    return f"{quote}{''.join(shown)}{quote}"
