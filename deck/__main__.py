"""The commands of the deck, and the only place that prints or exits."""

import signal

if __name__ == "__main__":
    # Whoever gives up while the rest is imported sees no traceback of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import os
import sys
import webbrowser
from functools import partial
from pathlib import Path

from deck.options import parse
from deck.paper.browser import NoBrowser
from deck.source.load import check_path, load
from deck.source.problems import DeckError, Problem

BAD_INPUT = 2
KEYS = "→ next, S speaker view, F full screen, O overview, ? all keys, Ctrl-C stops"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code, 2 for bad input."""
    options = parse(arguments, COMMANDS, __doc__)
    try:
        check_path(options.deck)
        return options.command(options)
    except (DeckError, NoBrowser) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = error.filename or options.deck
        found = error.strerror or str(error)
        problem = Problem(str(where), 1, found, "a file to read or write", "check it")
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return BAD_INPUT


def snippets(options: argparse.Namespace) -> int:
    """extract every block to a file that runs by itself"""
    from deck.source.snippets import extract, folder

    deck = load(options.deck)
    changed = extract(deck)
    for name in changed:
        print(f"{folder(deck) / name}")
    print(f"{deck.path}: {len(deck.blocks)} blocks, {len(changed)} files changed")
    return 0


def site(options: argparse.Namespace) -> int:
    """build the page into site/"""
    from deck.page.site import build

    deck, folder = load(options.deck), Path("site")
    changed = build(deck, folder)
    print(f"{folder / 'index.html'}: {len(deck.slides)} slides, {len(changed)} files changed")
    return 0


def pdf(options: argparse.Namespace) -> int:
    """print the slides and the handout into pdf/"""
    from deck.paper.pdf import build

    for path in build(load(options.deck), Path("pdf"), partial(print, flush=True)):
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def present(options: argparse.Namespace) -> int:
    """serve the page on this machine and open the browser"""
    from deck.page.serve import address, server
    from deck.page.site import site_files

    deck = load(options.deck)
    with server(site_files(deck), options.port) as bound:
        print(f"{deck.title}: {address(bound.server_port)} ({KEYS})", flush=True)
        if _has_screen():
            webbrowser.open(address(bound.server_port))
        bound.serve_forever()
    return 0


def edit(options: argparse.Namespace) -> int:
    """show each save at once in the browser, with the verdict on it"""
    import asyncio

    from deck.live.session import Editor

    def ready(address: str) -> None:
        print(f"{options.deck}: {address} (save to see it, Ctrl-C stops)", flush=True)
        if _has_screen():
            webbrowser.open(address)

    asyncio.run(Editor(options.deck, partial(print, flush=True)).run(options.port, ready))
    return 0


def verdicts(options: argparse.Namespace) -> int:
    """judge some blocks alone"""
    from deck.proof.verdict import SECONDS, verdict

    deck = load(options.deck)
    blocks = [block for block in deck.blocks if block.name in options.blocks and block.runs_alone]
    messages = [verdict(deck.path, block, SECONDS) for block in blocks]
    print(*filter(None, messages), sep="\n")
    return 1 if any(messages) else 0


def check(options: argparse.Namespace) -> int:
    """assert everything that needs no browser"""
    from deck.proof.suite import check, leaves_out

    load(options.deck)
    if not options.quick and leaves_out(options.deck):
        print("The machinery is as it was when its tests last passed; `make test` runs them again.")
    return check(options.deck, options.quick)


def accept(options: argparse.Namespace) -> int:
    """have the deck state what its blocks print"""
    from deck.proof.accept import accept

    deck = load(options.deck)
    print(accept(deck, options.block) or f"{deck.path}: it states what its blocks print")
    return 0


def pythons(options: argparse.Namespace) -> int:
    """assert the blocks and the claims on every Python of this machine"""
    from deck.proof.pythons import everywhere

    report = everywhere(load(options.deck))
    print(report)
    return 0 if report.holds else 1


def test(options: argparse.Namespace) -> int:
    """assert everything, the page in a real browser included"""
    from deck.proof.suite import test

    load(options.deck)
    return test(options.deck)


def bench(options: argparse.Namespace) -> int:
    """measure everything, each figure beside its reference"""
    from deck.bench import as_json, machine, measure, table

    where = machine()
    figures = measure(load(options.deck), partial(print, file=sys.stderr, flush=True))
    print(as_json(where, figures) if options.json else f"{where}\n\n{table(figures)}", end="")
    return 0


def browser(_options: argparse.Namespace) -> int:
    """find a browser, or install one"""
    from deck.paper.browser import install

    print(install())
    return 0


def _has_screen() -> bool:
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


COMMANDS = (
    snippets,
    site,
    pdf,
    present,
    edit,
    check,
    verdicts,
    accept,
    pythons,
    test,
    bench,
    browser,
)

if __name__ == "__main__":
    # A shell that starts a command in the background has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Who ends a check, or closes its window, ends the blocks that it runs.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    # A terminal that lacks a letter gets its number.
    sys.stdout.reconfigure(errors="backslashreplace")
    code = main()
    # What is interrupted while it ends has nothing more to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)
