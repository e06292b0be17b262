"""Build the site: what mkslides makes of a deck, less the 13 MB that its page does not ask for."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import click

from deck import ROOT
from deck.page.ahead import make_ahead
from deck.page.html.assets import local_files
from deck.page.html.later import Link, predict, speaker, stage
from deck.page.html.render import render
from deck.page.html.template import Page
from deck.page.player.player_files import player
from deck.page.proof.pytest_bundle import prover
from deck.page.python import pyodide_bundle
from deck.page.reveal.reveal import REVEAL, SCRIPT, STYLE, fitting
from deck.page.style import fonts
from deck.source import folders, generated
from deck.source.cache import Cache, key
from deck.source.model import Deck
from deck.source.problems import command
from deck.source.tags import tags
from deck.trace.model import Trace

Files = Mapping[str, bytes]
GENERATOR = b'<meta name="generator" content="deck">'
# The tags that ask for a file.
ASKING = ("link", "script", "img")


def build(deck: Deck, traces: Mapping[str, Trace | str], kit: Files, folder: Path) -> list[str]:
    """Bring the site in a folder up to date; return the names of the files that changed."""
    files = site_files(deck, traces, kit)
    built = GENERATOR in (generated.read(folder / "index.html") or b"")
    return generated.update(folder, files, command("site"), ours=files if built else ())


def site_files(
    deck: Deck, traces: Mapping[str, Trace | str], kit: Files, published: Sequence[Link] = ()
) -> dict[str, bytes]:
    """Map the name of each file that the page needs to its content, licences included.

    Traces may be packed. The kit is what proves the deck there. What is `published` beside the page
    is in its menu.
    """
    if deck.has_python:
        make_ahead()
    page = page_of(deck)
    html = _built(deck, page)
    files = files_beside(deck, page)
    if {SCRIPT, STYLE} <= files.keys():
        files |= fitting(files, html, page.settings, page.bundles)
    files |= {"index.html": html.encode()} | player(traces, deck.lang) | stage(deck, published)
    return files | (prover(kit, deck.lang) if deck.has_python else {})


def page_of(deck: Deck) -> Page:
    """Return the page of a deck, with the style sheet and the script that run its blocks."""
    page = Page.of(deck)
    if not deck.has_python:
        return page
    script = {"src": "blocks.js", "data-megabytes": str(round(len(pyodide_bundle.script()) / 1e6))}
    if folders.has_tests(Path(deck.path)):
        script["data-tests"] = ""
    return replace(page, stylesheets=("blocks.css",), scripts=(script,))


def files_beside(deck: Deck, page: Page) -> dict[str, bytes]:
    """Map the name of each file that a page asks for, but for the player, to its content."""
    own = {*page.stylesheets, *(script["src"] for script in page.scripts)}
    # The pictures of its sections are known.
    files = dict(local_files(deck, tags(page.render(""), *ASKING), own))
    files |= {name: page.bundles[name].encode() for name in own}
    if deck.has_python:
        files |= {"python.js": pyodide_bundle.script()} | pyodide_bundle.licences() | predict(deck)
    return files | speaker(page) | stage(deck) | fonts.fonts() | _licences()


def _built(deck: Deck, page: Page) -> str:
    """Return the page that mkslides builds, or that of the template, where both are the same."""
    sections = render(deck)
    rendered = page.render(sections)
    cache = Cache("page", deck.path)
    named = key(rendered, *map(metadata.version, ("mkslides", "jinja2")))
    if cache.get(named) is None:
        html = _of_mkslides(deck, page, sections)
        if html != rendered:
            return html
        cache.put(named, "")
    cache.write()
    return rendered


def _of_mkslides(deck: Deck, page: Page, sections: str) -> str:
    # Not at the top: most builds have nothing new for it, and it takes long to load.
    from deck.page.mkslides.configuration import configuration
    from deck.page.mkslides.generator import Generator

    with tempfile.TemporaryDirectory() as temporary, _as_its_command(sections, page.additions):
        # Our hook gives it the slides, and their settings are read: it need not read the deck.
        empty, folder = Path(temporary) / "deck.md", Path(temporary) / "plain"
        empty.touch()
        Generator(configuration(deck), empty, folder, strict=False).process_markdown()
        html = (folder / "index.html").read_text("utf-8")
    if sections not in html:
        raise RuntimeError("mkslides changed the sections of the page")
    return html


@contextmanager
def _as_its_command(*given: object) -> Iterator[None]:
    """Let mkslides find its template, which it looks for where it runs, and our hook the deck."""
    with chdir(ROOT), click.Context(click.Command("build"), obj=given):
        yield


def shown_files(deck: Deck, page: str) -> dict[str, bytes]:
    """Map the name of each file that a page shows, fonts included, to its content."""
    return dict(local_files(deck, tags(page, *ASKING))) | fonts.fonts()


def _licences() -> dict[str, bytes]:
    return {"licences/reveal.js.txt": (REVEAL / "LICENSE").read_bytes()} | fonts.licences()
