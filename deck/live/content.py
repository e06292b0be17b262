"""What the windows of an author show: the slides of a deck, and the page around them."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from itertools import takewhile

from deck.page.player import traces
from deck.page.render import SEPARATOR, section
from deck.page.site import PAGE, quick_files
from deck.source.languages import RUNNABLE
from deck.source.model import Block, Deck

OWN = ("edit.js", "edit.css")
HEAD = '<link rel="stylesheet" href="edit.css">\n</head>'
SCRIPT = '<script src="edit.js" data-version="{}" data-secret="{}"></script>\n</body>'
# The policy of the page lets nothing connect; an author's window listens to its own server.
CONNECT = ("connect-src 'none'", "connect-src 'self'")
# What a window changes without loading the page again; the policy knows a script by its hash.
STYLE = re.compile(r"(?<=<style>\n).*?(?=</style>)", re.DOTALL)
CONFIG = re.compile(r"(?<=\nconst config = ).*(?=;\n)")
HASH = re.compile(r"'sha256-[^']*'")
IMAGE = re.compile(r'<img src="[^"]*"')


@dataclass(frozen=True)
class Around:
    """Hold the page before and after its slides, its title apart, and the files beside it."""

    before: str
    after: str
    files: dict[str, bytes]

    @cached_property
    def digest(self) -> str:
        """Tell this page from any other."""
        digest = hashlib.sha256(f"{self.before}\0{self.after}".encode())
        for name, data in sorted(self.files.items()):
            digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()

    @cached_property
    def look(self) -> dict:
        """Return what a window can change: the style, the style sheets, the settings."""
        config = json.loads(CONFIG.search(self.after)[0])
        return {"style": STYLE.search(self.before)[0], "config": config} | {
            name: data.decode() for name, data in self.files.items() if name.endswith(".css")
        }

    @cached_property
    def rest(self) -> tuple:
        """Return all else: where that changes, the page is loaded again."""
        before = HASH.sub("", STYLE.sub("", self.before))
        files = {name: data for name, data in self.files.items() if not name.endswith(".css")}
        return before, CONFIG.sub("", self.after), files, self.look["config"].keys()


@dataclass(frozen=True)
class Shown:
    """Hold a deck with its sections, the page around them, and the traces by block."""

    deck: Deck
    sections: tuple[str, ...]
    around: Around
    traces: dict[str, str] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """Tell this content from any other, in this run of the server or in the next."""
        content = (self.around.digest, self.deck.title, *self.sections, *self.traces.values())
        return hashlib.sha256("\0".join(content).encode()).hexdigest()

    @property
    def title(self) -> str | None:
        """Return the title of the page, unless it is mkslides.yml that gives it."""
        return self.deck.title if _title("") in self.around.before else None

    def page(self, secret: str) -> bytes:
        """Return the whole page, which connects back to its server, and which alone can."""
        before = self.around.before.replace(_title(""), _title(self.deck.title))
        after = self.around.after.replace("</body>", SCRIPT.format(self.version, secret))
        return (before + SEPARATOR.join(self.sections) + after).encode()

    @property
    def files(self) -> dict[str, bytes]:
        """Map the name of each file of the site beside the page to its content."""
        return self.around.files | traces.recordings(self.traces)


def build(deck: Deck) -> Shown:
    """Read every file that the page of a deck needs."""
    sections = _sections(deck)
    files = quick_files(deck) | traces.scripts()
    files |= {name: (PAGE / name).read_bytes() for name in OWN}
    before, _, after = files.pop("index.html").decode().partition(SEPARATOR.join(sections))
    before = before.replace(*CONNECT).replace("</head>", HEAD)
    before = before.replace(_title(deck.title), _title(""))
    return Shown(deck, sections, Around(before, after, files))


def turned_to(deck: Deck, shown: Shown) -> Shown:
    """Show another deck; keep the page around it, where it may, and the traces that still hold."""
    sections = _sections(deck)
    if _needs(deck, sections) == _needs(shown.deck, shown.sections):
        new = replace(shown, deck=deck, sections=sections)
    else:
        new = build(deck)
    before = set(map(_recorded, shown.deck.blocks))
    names = {block.name for block in deck.blocks if _recorded(block) in before}
    traces = {name: trace for name, trace in shown.traces.items() if name in names}
    return replace(new, traces=traces)


def update(old: Shown, new: Shown) -> dict:
    """Return what makes a window that shows one show the other; nothing when they are the same."""
    if old.version == new.version:
        return {}
    message = {"from": old.version, "version": new.version, "title": new.title}
    if old.around.rest != new.around.rest:
        return message | {"reload": True}
    start = _same(old.sections, new.sections)
    end = _same(reversed(old.sections[start:]), reversed(new.sections[start:]))
    return message | {
        "start": start,
        "removed": len(old.sections) - start - end,
        "inserted": new.sections[start : len(new.sections) - end],
        "look": _changes(old.around.look, new.around.look),
        "traces": _changes(old.traces, new.traces),
    }


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>"


def _sections(deck: Deck) -> tuple[str, ...]:
    return tuple(map(section, deck.slides))


def _needs(deck: Deck, sections: tuple[str, ...]) -> tuple:
    """Tell what of a deck the page around it depends on."""
    runs = any(block.language in RUNNABLE for block in deck.blocks)
    return deck.metadata, {image for text in sections for image in IMAGE.findall(text)}, runs


def _recorded(block: Block) -> tuple:
    return block.name, block.language, block.source, block.context


def _changes(old: dict, new: dict) -> dict:
    return {name: new.get(name) for name in old | new if old.get(name) != new.get(name)}


def _same(old: Iterable[str], new: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
