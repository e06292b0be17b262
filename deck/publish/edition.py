"""All the files of one deck that is published, in a folder of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from deck.page.html.later import Link
from deck.page.site import site_files
from deck.paper import pdf
from deck.proof.in_page import shipped
from deck.proof.traces import Traces
from deck.publish.code import FOLDER, Code
from deck.publish.proof import Proof
from deck.publish.saying import Saying
from deck.source.extraction import snippets
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem

# Both PDFs of a deck, and the picture of its first slide.
Printer = Callable[[Deck, Traces], tuple[Mapping[str, bytes], bytes]]


@dataclass(frozen=True)
class Edition:
    """Represent a deck that is published, among `several` or alone: what it is, and its files."""

    deck: Deck
    proof: Proof
    date: datetime
    traces: Traces
    pdfs: Mapping[str, bytes]
    cover: bytes
    several: bool

    @property
    def name(self) -> str:
        """Return the name of the folder of a deck, which is that of its PDFs."""
        return name(self.deck)

    @cached_property
    def say(self) -> Saying:
        """Return what says things in the deck's language."""
        return Saying(self.deck.lang)

    @cached_property
    def code(self) -> Code | None:
        """Return the snippets, where there are any."""
        files = snippets.files(self.deck)
        return Code(self.deck, self.name, files, self.date) if files else None

    @property
    def picture(self) -> str:
        """Return the name of the picture of the first slide."""
        return f"{self.name}.webp"

    @cached_property
    def links(self) -> list[Link]:
        """List what there is to take away, by its address beside the deck's page."""
        said = ("published.slides", "published.handout")
        links = [
            Link(quote(name), self.say.file(what, "PDF", len(data)))
            for what, (name, data) in zip(said, self.pdfs.items(), strict=True)
        ]
        if self.code:
            links += self.code.links
        return links

    def files(self) -> dict[str, bytes]:
        """Map the name of each file, in the folder of the deck, to its content."""
        home = "published.index" if self.several else "published.index.one"
        menu = [*self.links, Link("../index.html", self.say(home))]
        site = site_files(self.deck, self.traces, shipped.files(self.deck), menu)
        ours = {**self.pdfs, self.picture: self.cover}
        if self.code:
            ours |= self.code.published(menu[-1])
        # A link to a snippet leads to the one that is published.
        both = (name for name in site.keys() & ours.keys() if not name.startswith(f"{FOLDER}/"))
        if taken := sorted(both):
            found, expected = f"“{taken[0]}”, a name of what is published", "another name"
            raise DeckError(Problem(self.deck.path, 1, found, expected, "rename that file"))
        return site | ours


def name(deck: Deck) -> str:
    """Return the name of the folder of a deck."""
    return pdf.names(deck)[0].removesuffix(".pdf")
