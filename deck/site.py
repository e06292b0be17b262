"""Build the site: what mkslides makes of a deck, less the 13 MB that its page does not ask for."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
from bs4 import BeautifulSoup, SoupStrainer
from jinja2 import Environment, FileSystemLoader, TemplateError
from mkslides import build as mkslides
from mkslides.config import FRONTMATTER_ALLOWED_KEYS, get_config
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from deck import made, pyodide
from deck.errors import DeckError, Problem
from deck.languages import RUNNABLE
from deck.model import Deck
from deck.player import player
from deck.policy import protected
from deck.render import render

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "deck" / "page"
CONFIGURATION = ROOT / "mkslides.yml"
# Where mkslides puts reveal.js, and where it has it from.
REVEAL_URL = "mkslides-assets/reveal-js/"
REVEAL = resources.files("mkslides") / "assets" / "reveal.js"
FONTS = {"atkinson-hyperlegible-next": ("400", "700"), "atkinson-hyperlegible-mono": ("400",)}
SCRIPTS = [f"{name}.js" for name in "colour editor output interpreter verdict run keys".split()]
STYLE = b'<link rel="stylesheet" href="run.css">\n'
SCRIPT = b'<script src="run.js"></script>\n'
# It keeps what it has compiled, until the file changes.
TEMPLATES = Environment(loader=FileSystemLoader(ROOT), autoescape=True)
GENERATOR = b'<meta name="generator" content="deck">'


def build(deck: Deck, folder: Path) -> list[str]:
    """Bring the site in a folder up to date; return the names of the files that changed."""
    files = site_files(deck)
    built = GENERATOR in (made.read(folder / "index.html") or b"")
    return made.update(folder, files, "make site", ours=files if built else ())


def site_files(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file that the page needs to its content, licences included."""
    return _complete(deck, _built(deck)) | player(deck)


def quick_files(deck: Deck) -> dict[str, bytes]:
    """Return what site_files does, 20 times as fast: the template is rendered here."""
    return _complete(deck, _rendered(deck))


def _complete(deck: Deck, page: bytes) -> dict[str, bytes]:
    files, tags = {}, _tags(page)
    for name in _local_references(tags):
        if name.startswith(REVEAL_URL):
            files[name] = (REVEAL / name.removeprefix(REVEAL_URL)).read_bytes()
        else:
            files[name] = _beside(deck, name).read_bytes()
    if any(block.language in RUNNABLE for block in deck.blocks):
        files |= _python()
        page = page.replace(b"</head>", STYLE + b"</head>").replace(b"</body>", SCRIPT + b"</body>")
    page = protected(page, tags("script"), (REVEAL / "dist" / "plugin" / "notes.js").read_bytes())
    return files | {"index.html": page} | _fonts() | _licences()


def _built(deck: Deck) -> bytes:
    path = Path(deck.path).resolve()
    with tempfile.TemporaryDirectory() as temporary, _as_its_command(path):
        folder = Path(temporary) / "plain"
        mkslides.build(get_config(CONFIGURATION), path, folder, strict=False)
        page = (folder / "index.html").read_bytes()
    if render(deck).encode() not in page:
        raise RuntimeError("mkslides changed the sections of the page")
    return page


@contextmanager
def _as_its_command(path: Path) -> Iterator[None]:
    """Let mkslides find its template, which it looks for where it runs, and our hook the deck."""
    command = click.Context(click.Command("build"))
    command.params["files"] = path
    logging.getLogger("mkslides").setLevel(logging.CRITICAL)
    with chdir(ROOT), command:
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


def configuration(deck: Deck) -> DictConfig:
    """Return the settings of mkslides.yml, under those of the deck's front matter.

    Raises DeckError where mkslides does not know them.
    """
    own = {key: deck.metadata[key] for key in FRONTMATTER_ALLOWED_KEYS if key in deck.metadata}
    # It writes a traceback of what is told here in one line.
    logging.getLogger("mkslides").setLevel(logging.CRITICAL)
    path, line, found = CONFIGURATION.name, 1, "no template of slides"
    try:
        config = get_config(CONFIGURATION)
        if config.slides.template:
            path = deck.path
            return OmegaConf.merge(config, own)
    except (YAMLError, OmegaConfBaseException) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        found = f"“{getattr(error, 'problem', str(error)).splitlines()[0]}”"
    raise DeckError(Problem(path, line, found, "what mkslides knows", "correct it"))


def shown_files(deck: Deck, page: bytes) -> dict[str, bytes]:
    """Map the name of each file that a page shows, fonts included, to its content."""
    names = _local_references(_tags(page))
    return {name: _beside(deck, name).read_bytes() for name in names} | _fonts()


def _tags(page: bytes) -> BeautifulSoup:
    # Of these alone: of all, it takes seconds for a thousand slides.
    only = SoupStrainer(["link", "script", "img"])
    return BeautifulSoup(page, "html.parser", parse_only=only)


def _local_references(tags: BeautifulSoup) -> Iterator[str]:
    for tag in tags.select(
        "link[rel~=stylesheet][href], link[rel~=icon][href], script[src], img[src]"
    ):
        url = urlsplit(tag.get("src") or tag.get("href"))
        if not url.scheme and not url.netloc and url.path:
            yield unquote(url.path)


def _beside(deck: Deck, name: str) -> Path:
    path = Path(deck.path).parent / name
    if not path.is_file():
        found = f"“{name}”, a file that is not there"
        line = _line_of(deck, name)
        raise DeckError(Problem(deck.path, line, found, "one beside the deck", "correct its path"))
    return path


def _line_of(deck: Deck, name: str) -> int:
    lines = Path(deck.path).read_text("utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, 1) if name in line), 1)


def _python() -> dict[str, bytes]:
    scripts = [(PAGE / name).read_bytes() for name in SCRIPTS]
    files = {"run.js": b"\n".join(scripts), "run.css": (PAGE / "run.css").read_bytes()}
    return files | {"python.js": pyodide.script()} | pyodide.licences()


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
