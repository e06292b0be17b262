"""The code of a deck as students take it away: in a zip, and file by file from a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from deck.page.html.later import Link
from deck.publish.archive import archive
from deck.publish.pages import page
from deck.publish.saying import Saying
from deck.source.extraction import snippets
from deck.source.extraction.usage import command, printed
from deck.source.model import Deck

FOLDER = "snippets"


@dataclass(frozen=True)
class Code:
    """Represent the snippets of a deck, whose folder has this name."""

    deck: Deck
    name: str
    files: Mapping[str, bytes]
    date: datetime

    @property
    def links(self) -> list[Link]:
        """Return the links to both ways to take it away, from beside the deck's page."""
        say = Saying(self.deck.lang)
        packed = say.file("published.code", "zip", len(self._zip))
        return [
            Link(quote(self._zip_name), packed),
            Link(f"{FOLDER}/index.html", say("published.snippets")),
        ]

    def published(self, home: Link) -> dict[str, bytes]:
        """Map the name of each file to its content; `home` is linked beside the deck's page."""
        files = {f"{FOLDER}/{name}": data for name, data in self.files.items()}
        return files | {f"{FOLDER}/index.html": self._page(home), self._zip_name: self._zip}

    @property
    def _zip_name(self) -> str:
        return f"{self.name}-{FOLDER}.zip"

    @cached_property
    def _zip(self) -> bytes:
        return archive(f"{self.name}-{FOLDER}", self.files, self.date)

    def _page(self, home: Link) -> bytes:
        say = Saying(self.deck.lang)
        up = [Link("index.html", say("published.open")), self.links[0], home]
        variables = {
            "title": say("published.snippets.of", title=self.deck.title),
            "columns": say("snippet.columns").split(" | "),
            "rows": list(self._rows(say)),
            "others": [Link(quote(name), name) for name in sorted(self._others())],
            "links": [Link(f"../{link.href}", link.text) for link in up],
        }
        return page("code", self.deck.lang, "../fonts", variables)

    def _rows(self, say: Saying) -> Iterator[dict[str, object]]:
        for block in self.deck.blocks:
            name = snippets.file(self.deck, block)
            output = f"{snippets.stem(self.deck, block)}.out"
            prints = printed(self.deck, block) or say("snippet.nothing")
            yield {
                "slide": Link(f"../index.html#/{block.slide}", str(block.slide)),
                "title": block.title,
                "file": Link(quote(name), name),
                "command": command(block, name),
                "prints": prints if block.runs else "",
                "output": quote(output) if output in self.files else "",
            }

    def _others(self) -> set[str]:
        """Return the names of what the snippets read."""
        of_blocks = {snippets.file(self.deck, block) for block in self.deck.blocks}
        outputs = {f"{snippets.stem(self.deck, block)}.out" for block in self.deck.blocks}
        return self.files.keys() - of_blocks - outputs - {snippets.INDEX}
