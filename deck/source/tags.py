"""Find tags in HTML, with their attributes and their text."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass
class Tag:
    """Represent a tag; its text is that of a script or a style, and of any other nothing."""

    name: str
    attributes: dict[str, str]
    text: str = ""


def tags(html: str, *names: str) -> list[Tag]:
    """Return the tags of these names, in the order of the text."""
    reader = _Reader(names)
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.names:
            # As in a browser, the first of two counts.
            given = {name: value or "" for name, value in reversed(attrs)}
            self.found.append(Tag(tag, given))

    def handle_data(self, data: str) -> None:
        # Within a script or a style, all is text as far as its end.
        if self.cdata_elem in self.names:
            self.found[-1].text += data
