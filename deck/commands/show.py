"""The commands that show a deck: as a page, on paper, published."""

from __future__ import annotations

import sys
from collections.abc import Sized
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deck.commands.command import command
from deck.commands.console import open_browser, shown_progress, warn
from deck.source.paths import check_path
from deck.source.problems import counted

if TYPE_CHECKING:
    from deck.proof.judge.failure import Failure
    from deck.source.model import Deck

KEYS = "→ next, S speaker view, F full screen, O overview, ? all keys, Ctrl-C stops"

port = click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)


@command("site other.md")
def site(deck: Path) -> int:
    """Build the page into site/."""
    from deck.commands.site_cache import SiteCache

    folder = Path("site")
    cache = SiteCache(deck, folder)
    if slides := cache.slides():
        _tell(folder, counted(slides, "slide"), ())
        return 0
    from deck.page.site import build
    from deck.proof.in_page.shipped import files as kit
    from deck.proof.traces import recordings
    from deck.source.load import load
    from deck.source.seen.files import shows_hidden

    parsed = load(deck)
    failures: list[Failure] = []
    with shown_progress() as progress:
        recorded = recordings(parsed, failures.append, progress)
        changed = build(parsed, recorded, kit(parsed), folder)
    # What is hidden is not among what the cache looks at.
    if not warn(parsed, failures) and recorded.are_cached and not shows_hidden(parsed):
        cache.keep(len(parsed.slides))
    _tell(folder, counted(len(parsed.slides), "slide"), changed)
    return 0


@command("pdf other.md")
def pdf(deck: Path) -> int:
    """Print the slides and the handout into pdf/."""
    from deck.paper.pdf import build
    from deck.proof.traces import traces
    from deck.source.load import load

    parsed = load(deck)
    failures: list[Failure] = []
    with shown_progress() as progress:
        record = partial(traces, tell=failures.append, progress=progress)
        printed = build(parsed, record, Path("pdf"), progress)
    warn(parsed, failures)
    for path in printed:
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


@command("publish a.md b.md")
@click.argument("others", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
def publish(deck: Path, others: tuple[Path, ...]) -> int:
    """Prove decks on each Python, and build public/: pages, PDFs, code, and an index."""
    from deck.paper import pdf
    from deck.publish import proof, publication
    from deck.source.load import load

    for other in others:
        check_path(other)
    decks, folder = [load(path) for path in (deck, *others)], Path("public")
    date = pdf.date_of_printing()
    for one in decks:
        warn(one)
    proofs = list[proof.Proof]()
    try:
        with shown_progress() as progress:

            def prove(deck: Deck) -> proof.Proof:
                proofs.append(proof.prove(deck, progress))
                return proofs[-1]

            printer = partial(pdf.printed, date=date, progress=progress)
            changed = publication.publish(decks, folder, prove, printer, date, progress)
    except proof.DoesNotHold as error:
        print(error, end="", file=sys.stderr)
        print(f"{folder}: nothing was published, it is as it was", file=sys.stderr)
        return 1
    for told in (told for one in proofs for told in one.untried):
        print(f"not proved everywhere: {told}", file=sys.stderr)
    _tell(folder, counted(len(decks), "deck"), changed)
    return 0


@command("present --port 9000 other.md")
@port
def present(deck: Path, port: int) -> int:
    """Serve the page on this machine and open the browser."""
    from deck.page.serve import address, server
    from deck.page.site import site_files
    from deck.proof.in_page.shipped import files as kit
    from deck.proof.traces import recordings
    from deck.source.load import load

    parsed = load(deck)
    failures: list[Failure] = []
    with shown_progress() as progress:
        files = site_files(parsed, recordings(parsed, failures.append, progress), kit(parsed))
    warn(parsed, failures)
    with server(files, port) as bound:
        print(f"{parsed.title}: {address(bound.server_port)} ({KEYS})", flush=True)
        open_browser(address(bound.server_port))
        bound.serve_forever()
    return 0


@command("edit --port 9000 other.md")
@port
def edit(deck: Path, port: int) -> int:
    """Show each save at once in the browser, with the verdict on it."""
    import asyncio

    from deck.live.session import EditingSession

    def ready(address: str) -> None:
        print(f"{deck}: {address} (save to see it, Ctrl-C stops)", flush=True)
        open_browser(address)

    session = EditingSession(deck, partial(print, flush=True))
    asyncio.run(session.run(port, ready))
    return 0


def _tell(folder: Path, what: str, changed: Sized) -> None:
    print(f"{folder / 'index.html'}: {what}, {counted(len(changed), 'file')} changed")
