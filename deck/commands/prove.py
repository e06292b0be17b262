"""The commands that assert what a deck says, and that measure it; and the browsers for that."""

import json
import sys
from functools import partial
from pathlib import Path

import click

from deck.commands.command import NAME, command, failures_file
from deck.commands.console import complain, shown_progress, warn
from deck.source import generated
from deck.source.load import load
from deck.source.model import Deck
from deck.source.problems import DeckError, make

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, to be kept.")


@command("check --quick other.md")
@click.option("--quick", is_flag=True, help="Leave out the machinery's own tests.")
@failures_file
def check(deck: Path, quick: bool, failures: Path | None) -> int:
    """Assert everything that needs no browser."""
    from deck.proof.plugins import suite

    read = load(deck)
    _refuse(read)
    if not quick and suite.leaves_out(deck):
        print("The machinery is as it was when its tests last passed; `make test` runs them again.")
    _tell_stale_snippets(read)
    return suite.check(deck, quick, failures, read)


@command("verdicts other.md four")
@click.argument("blocks", metavar="BLOCK...", nargs=-1, required=True)
@failures_file
def verdicts(deck: Path, blocks: tuple[str, ...], failures: Path | None) -> int:
    """Judge some blocks alone."""
    from deck.proof.judge import failure
    from deck.proof.judge.verdict import BLOCK_SECONDS, verdict

    parsed = load(deck)
    judged = [parsed.block(name) for name in blocks]
    found = [verdict(parsed, block, BLOCK_SECONDS) for block in judged if block.runs_alone]
    told = list(filter(None, found))
    print(*told, sep="\n")
    if failures:
        failure.write(failures, told)
    return 1 if told else 0


# No argument: a second deck, as `publish` takes them, would be written over.
@command("recordings --into recordings.json other.md")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="The file of JSON.")
def recordings(deck: Path, into: Path) -> int:
    """Record the blocks, as their player shows them, into a file of JSON."""
    from deck.proof.traces import recordings

    # What does not hold is not recorded: a check tells why.
    found = recordings(load(deck), tell=lambda _: None)
    generated.write(into, json.dumps(found).encode())
    return 0


@command("test other.md")
def test(deck: Path) -> int:
    """Assert everything, the page in a real browser included."""
    from deck.page.ahead import make_ahead
    from deck.proof.plugins import suite

    read = load(deck)
    _refuse(read)
    _tell_stale_snippets(read)
    # Each process would make it, and the first test of a page wait for it.
    make_ahead()
    return suite.test(deck)


@click.command(epilog=f"Example: {NAME} browsers")
def browsers() -> int:
    """Assert the page in Firefox and in WebKit, and install them."""
    from deck.paper import engines
    from deck.proof.plugins import suite

    found = engines.install()
    code = suite.browsers(found)
    for name in engines.ENGINES:
        if name not in found:
            print(f"{name} was not tried: it is not on this machine")
    return code


@command("pythons other.md")
def pythons(deck: Path) -> int:
    """Assert the blocks and the claims on every Python of this machine."""
    from deck.proof.pythons.everywhere import everywhere

    parsed = load(deck)
    warn(parsed)
    with shown_progress() as progress:
        report = everywhere(parsed, progress)
    print(report)
    return 0 if report.holds else 1


@command("mutants other.md")
@as_json
def mutants(deck: Path, as_json: bool) -> int:
    """Edit each block in many ways, and tell the edits that nothing notices."""
    from deck.proof.mutants.survivors import report

    found = report(load(deck), partial(print, file=sys.stderr, flush=True))
    print(found.json() if as_json else f"{found}\n", end="")
    complain(found.problems)
    return 1 if found.problems else 0


@command("bench --json other.md")
@as_json
def bench(deck: Path, as_json: bool) -> int:
    """Measure everything, each figure beside its reference, and tell what changed since."""
    from deck import bench

    parsed, where, busy = load(deck), bench.machine(), bench.load_of_it()
    last = bench.last(parsed)
    figures, is_whole = bench.measure(parsed, partial(print, file=sys.stderr, flush=True))
    bench.keep(parsed, figures)
    table = f"{where}, {busy}\n\n{bench.table(figures, last)}"
    print(bench.as_json(where, figures) if as_json else table, end="")
    return 0 if is_whole else 1


@click.command(epilog=f"Example: {NAME} browser")
def browser() -> int:
    """Find a browser, or install one."""
    from deck.paper.browser import install

    print(install())
    return 0


def _refuse(deck: Deck) -> None:
    """Raise DeckError, with all that is wrong with a deck, where no page can be made of it.

    Raises NoNode where it has blocks that need one.
    """
    from deck.page.mkslides.settings import settings
    from deck.run.apart.node import node

    try:
        settings(deck)
    except DeckError as error:
        raise DeckError(*deck.problems, *error.problems, stops=error.problems) from None
    if any(block.runs and block.language == "js" for block in deck.blocks):
        node()


def _tell_stale_snippets(deck: Deck) -> None:
    from deck.source.extraction import snippets

    if snippets.required(deck) and not snippets.edited(deck) and snippets.stale(deck):
        folder, command = snippets.folder(deck), make("snippets", deck.path)
        print(f"{folder}: as an earlier {deck.path} gave it; `{command}` brings it up to date")
