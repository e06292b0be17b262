"""What the windows of an author show: the slides of a deck, and the page around them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import takewhile

from deck.page.bundling.bundles import held
from deck.page.html.render import SEPARATOR, sections
from deck.page.html.template import Page
from deck.page.player.player_files import recordings
from deck.page.player.player_files import scripts as player_scripts
from deck.page.proof.pytest_bundle import kit
from deck.page.proof.pytest_bundle import scripts as prover_scripts
from deck.page.site import files_beside, page_of
from deck.proof.in_page import shipped
from deck.source.model import Block, Deck
from deck.source.seen.files import taken
from deck.source.words import EDIT, words_of

STYLE_SHEET, SCRIPT = "band.css", "band.js"


# Most files are those of the save before, and one of them has megabytes.
@lru_cache(maxsize=64)
def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@dataclass(frozen=True)
class Around:
    """Represent the page around its slides, and the files beside it."""

    page: Page
    files: dict[str, bytes]

    @cached_property
    def digest(self) -> str:
        """Return a digest of the page and of its files."""
        look = json.dumps(self.look, sort_keys=True)
        digest = hashlib.sha256(f"{self.page.rest}\0{look}".encode())
        for name, data in sorted(self.files.items()):
            digest.update(f"\0{name}\0".encode() + _digest(data))
        return digest.hexdigest()

    @cached_property
    def look(self) -> dict[str, object]:
        """Return what a window can change: the style, the style sheets, the settings."""
        sheets = {
            name: data.decode(errors="replace")
            for name, data in self.files.items()
            if name.endswith(".css")
        }
        return {"style": self.page.style, "config": self.page.settings, **sheets}

    @cached_property
    def rest(self) -> tuple[object, ...]:
        """Return all but what a window can change: where this changes, the page is loaded again."""
        files = {name: data for name, data in self.files.items() if not name.endswith(".css")}
        return self.page.rest, files, self.page.settings.keys()


@dataclass(frozen=True)
class Content:
    """Represent a deck with its sections, the page around them, and the traces by block."""

    deck: Deck
    sections: tuple[str, ...]
    around: Around
    traces: dict[str, str] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """Return a digest of all of it, the same in this run of the server and in the next."""
        content = (self.around.digest, self.deck.title, *self.sections, *self.traces.values())
        return hashlib.sha256("\0".join(content).encode()).hexdigest()

    @property
    def title(self) -> str | None:
        """Return the title of the page, unless it is mkslides.yml that gives it."""
        return None if self.around.page.title else self.deck.title

    @cached_property
    def _pages(self) -> dict[str, bytes]:
        return {}

    def page(self, secret: str) -> bytes:
        """Return the whole page, which connects back to its server, and which alone can."""
        # Each file that a window asks for is looked up among all, the page included.
        if secret not in self._pages:
            self._pages[secret] = self._page(secret)
        return self._pages[secret]

    def _page(self, secret: str) -> bytes:
        given, page = {"data-version": self.version, "data-secret": secret}, self.around.page
        scripts = tuple({**one, **given} if one["src"] == SCRIPT else one for one in page.scripts)
        page = replace(page, heading=self.deck.title, scripts=scripts)
        return page.render(SEPARATOR.join(self.sections)).encode()

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Map the name of each file of the site beside the page to its content."""
        return self.around.files | recordings(self.traces)

    @property
    def kit(self) -> bytes:
        """Return the script that proves the deck in its page, by its tests as they now are."""
        return kit(shipped.files(self.deck))

    @cached_property
    def source_maps(self) -> dict[str, bytes]:
        """Map the names of the source maps to their contents, for whoever debugs the page."""
        bundles = self.around.page.bundles
        return {name: text.encode() for name, text in bundles.items() if name.endswith(".map")}


@held()
def build(deck: Deck) -> Content:
    """Read every file that the page of a deck needs."""
    slides, page = sections(deck), page_of(deck)
    page = replace(
        page,
        stylesheets=(*page.stylesheets, STYLE_SHEET),
        scripts=(*page.scripts, {"src": SCRIPT}),
        connect="'self'",
    )
    files = files_beside(deck, page) | player_scripts(deck.lang)
    if "python.js" in files:
        files |= prover_scripts(deck.lang)
    said = f"Object.assign(words, {json.dumps(words_of(EDIT, deck.lang))});\n"
    return Content(deck, slides, Around(page, files | {SCRIPT: said.encode() + files[SCRIPT]}))


def turned_to(deck: Deck, content: Content) -> Content:
    """Return the content for a new deck; the page and the traces that are still right are kept."""
    if _needs(deck) == _needs(content.deck):
        new = replace(content, deck=deck, sections=sections(deck))
    else:
        new = build(deck)
    # Those of another language have another diagram.
    before = set(map(_recorded, content.deck.blocks if deck.lang == content.deck.lang else ()))
    names = {block.name for block in deck.blocks if _recorded(block) in before}
    traces = {name: trace for name, trace in content.traces.items() if name in names}
    return replace(new, traces=traces)


def update(old: Content, new: Content) -> dict[str, object]:
    """Return the message that turns a window from the old content to the new; empty if equal."""
    if old.version == new.version:
        return {}
    message: dict[str, object] = {"from": old.version, "version": new.version, "title": new.title}
    start = _same(old.sections, new.sections)
    if old.sections != new.sections:
        # Where slides have gone from the end, the last one is left to be seen.
        message["changed"] = min(start, len(new.sections) - 1)
    if old.around.rest != new.around.rest:
        return message | {"reload": True}
    end = _same(reversed(old.sections[start:]), reversed(new.sections[start:]))
    return message | {
        "start": start,
        "removed": len(old.sections) - start - end,
        "inserted": new.sections[start : len(new.sections) - end],
        "look": _changes(old.around.look, new.around.look),
        "traces": _changes(old.traces, new.traces),
    }


def _needs(deck: Deck) -> tuple[object, ...]:
    """Return what of a deck the page around it depends on."""
    return deck.metadata, set(taken(deck)), deck.has_python


def _recorded(block: Block) -> tuple[str, ...]:
    return block.name, block.language, block.source, block.context


def _changes(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    return {name: new.get(name) for name in {**old, **new} if old.get(name) != new.get(name)}


def _same(old: Iterable[str], new: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
