"""The commands about this machine: how quick all is on it, and which browser it has."""

import sys
from functools import partial
from pathlib import Path

from deck.commands.command import as_json, command
from deck.source.load import load


@command("bench --json other.md")
@as_json
def bench(deck: Path, as_json: bool) -> int:
    """Measure everything, each figure beside its reference, and tell what changed since."""
    from deck import bench

    parsed, where, busy = load(deck), bench.machine(), bench.load_of_it()
    last = bench.last(parsed)
    figures = bench.measure(parsed, partial(print, file=sys.stderr, flush=True))
    bench.keep(parsed, figures)
    table = f"{where}, {busy}\n\n{bench.table(figures, last)}"
    print(bench.as_json(where, figures) if as_json else table, end="")
    return 0


@command("browser")
def browser(deck: Path) -> int:
    """Find a browser, or install one."""
    from deck.paper.browser import install

    print(install())
    return 0
