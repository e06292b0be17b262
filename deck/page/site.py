"""Build the site: what mkslides makes of a deck, less the 13 MB that its page does not ask for."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path

import click
from bs4 import BeautifulSoup, SoupStrainer
from jinja2 import Environment, FileSystemLoader, TemplateError
from mkslides import build as mkslides
from omegaconf import OmegaConf

from deck.page.assets import REVEAL, REVEAL_URL, local_files
from deck.page.configuration import ROOT, configuration
from deck.page.player.traces import player
from deck.page.policy import protected
from deck.page.python import package
from deck.page.render import render
from deck.source import generated
from deck.source.languages import RUNNABLE
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem
from deck.trace.model import Trace

PAGE = ROOT / "deck" / "page"
FONTS = {"atkinson-hyperlegible-next": ("400", "700"), "atkinson-hyperlegible-mono": ("400",)}
SCRIPTS = "colour editor output answer channel interpreter verdict run keys".split()
STYLE = b'<link rel="stylesheet" href="run.css">\n'
SCRIPT = b'<script src="run.js"></script>\n'
# It keeps what it has compiled, until the file changes.
TEMPLATES = Environment(loader=FileSystemLoader(ROOT), autoescape=True)
GENERATOR = b'<meta name="generator" content="deck">'


def build(deck: Deck, traces: Mapping[str, Trace], folder: Path) -> list[str]:
    """Bring the site in a folder up to date; return the names of the files that changed."""
    files = site_files(deck, traces)
    built = GENERATOR in (generated.read(folder / "index.html") or b"")
    return generated.update(folder, files, "make site", ours=files if built else ())


def site_files(deck: Deck, traces: Mapping[str, Trace]) -> dict[str, bytes]:
    """Map the name of each file that the page needs to its content, licences included."""
    return _complete(deck, _built(deck)) | player(traces)


def quick_files(deck: Deck) -> dict[str, bytes]:
    """Return what site_files does, 20 times as fast: the template is rendered here."""
    return _complete(deck, _rendered(deck))


def _complete(deck: Deck, page: bytes) -> dict[str, bytes]:
    tags = _tags(page)
    files = dict(local_files(deck, tags))
    if any(block.language in RUNNABLE for block in deck.blocks):
        files |= _python()
        page = page.replace(b"</head>", STYLE + b"</head>").replace(b"</body>", SCRIPT + b"</body>")
    page = protected(page, tags("script"), (REVEAL / "dist" / "plugin" / "notes.js").read_bytes())
    return files | {"index.html": page} | _fonts() | _licences()


def _built(deck: Deck) -> bytes:
    # A file that is not there is refused as everywhere, before mkslides is asked.
    dict(local_files(deck, _tags(render(deck).encode())))
    with tempfile.TemporaryDirectory() as temporary, _as_its_command(deck):
        # Our hook gives it the slides, and their settings are read: it need not read the deck.
        empty, folder = Path(temporary) / "deck.md", Path(temporary) / "plain"
        empty.touch()
        mkslides.build(configuration(deck), empty, folder, strict=False)
        page = (folder / "index.html").read_bytes()
    if render(deck).encode() not in page:
        raise RuntimeError("mkslides changed the sections of the page")
    return page


@contextmanager
def _as_its_command(deck: Deck) -> Iterator[None]:
    """Let mkslides find its template, which it looks for where it runs, and our hook the deck."""
    with chdir(ROOT), click.Context(click.Command("build"), obj=deck):
        yield


def _rendered(deck: Deck) -> bytes:
    config = configuration(deck)
    try:
        page = TEMPLATES.get_template(config.slides.template).render(
            title=config.slides.title,
            favicon=config.slides.favicon,
            revealjs_path=REVEAL_URL.rstrip("/"),
            revealjs_config=OmegaConf.to_container(config.revealjs),
            markdown=render(deck),
        )
    except TemplateError as error:
        path = getattr(error, "name", None) or config.slides.template
        line, found = getattr(error, "lineno", 1), f"“{error.message}”"
        problem = Problem(path, line, found, "a template of Jinja", "correct it")
        raise DeckError(problem) from None
    return page.encode()


def shown_files(deck: Deck, page: bytes) -> dict[str, bytes]:
    """Map the name of each file that a page shows, fonts included, to its content."""
    return dict(local_files(deck, _tags(page))) | _fonts()


def _tags(page: bytes) -> BeautifulSoup:
    # Of these alone: of all, it takes seconds for a thousand slides.
    only = SoupStrainer(["link", "script", "img"])
    return BeautifulSoup(page, "html.parser", parse_only=only)


def _python() -> dict[str, bytes]:
    scripts = [(PAGE / f"{name}.js").read_bytes() for name in SCRIPTS]
    files = {"run.js": b"\n".join(scripts), "run.css": (PAGE / "run.css").read_bytes()}
    return files | {"python.js": package.script()} | package.licences()


def _fonts() -> dict[str, bytes]:
    packages = ROOT / "node_modules" / "@fontsource"
    names = [
        (font, f"{font}-latin-{weight}-normal.woff2")
        for font, weights in FONTS.items()
        for weight in weights
    ]
    return {
        f"fonts/{name}": (packages / font / "files" / name).read_bytes() for font, name in names
    }


def _licences() -> dict[str, bytes]:
    licences = {"licences/reveal.js.txt": (REVEAL / "LICENSE").read_bytes()}
    for font in FONTS:
        path = ROOT / "node_modules" / "@fontsource" / font / "LICENSE"
        licences[f"licences/{font}.txt"] = path.read_bytes()
    return licences
