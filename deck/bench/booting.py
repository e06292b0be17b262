"""The page's Python, beside the stock Pyodide of the same package."""

import gzip
from collections.abc import Iterator
from functools import partial
from statistics import median

from playwright.sync_api import Browser

from deck.bench.commands import SITE
from deck.bench.figures import BYTES, SECONDS, Figure
from deck.bench.samples import DECK, Sample, printing
from deck.bench.windows import HERE, chromium, window
from deck.page.python.pyodide_bundle import PACKAGE
from deck.page.serve import files_of, serving
from deck.source.load import load

STOCK = "stock Pyodide"
NEEDED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
WORKER = "stock_worker.mjs"
ROUNDS = 3
# What shares of stock's the starts may be, and the seconds after three stops, and of a run.
START, RESPAWN, RESPAWNS, RUN = 0.5, 0.25, 0.77, 0.020
# What a server that compresses may send.
SENT = 6e6
NAMES = (
    "Python: first start",
    "Python: ready again after a stop",
    "Python: ready again after three stops at once",
    "Python: a run, from key to output",
)


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Time the start of Python, its start after a stop, and a run; weigh it."""
    small = samples[0]
    ours, stock = files_of(small.folder / SITE), _stock()
    weight = sum(len(stock[name]) for name in NEEDED)
    yield Figure("Python of the page", len(ours["python.js"]), BYTES, weight, STOCK)
    sent = len(gzip.compress(ours["python.js"]))
    weight = sum(len(gzip.compress(stock[name])) for name in NEEDED)
    yield Figure("Python of the page over http", sent, BYTES, weight, STOCK, SENT)
    block = printing(load(small.folder / DECK))
    if block:
        yield from _times(ours, stock, block.slide)


def _times(ours: dict[str, bytes], stock: dict[str, bytes], slide: int) -> Iterator[Figure]:
    with chromium() as browser, serving(ours) as our_url, serving(stock) as stock_url:
        measures = [
            partial(_evaluated, browser, f"{our_url}#/{slide}", "page_python.js"),
            partial(_evaluated, browser, stock_url, "stock_python.js"),
        ]
        taken = [[measure() for measure in measures] for _ in range(ROUNDS)]
    our_times, stock_times = ([median(times) for times in zip(*runs)] for runs in zip(*taken))
    cold, respawn, run = stock_times
    references = cold, respawn, respawn, run
    shares = START, RESPAWN, None, None
    budgets = None, None, RESPAWNS, RUN
    for name, time, reference, budget, share in zip(NAMES, our_times, references, budgets, shares):
        yield Figure(name, time, SECONDS, reference, STOCK, budget, share)


def _evaluated(browser: Browser, url: str, script: str) -> list[float]:
    with window(browser) as page:
        page.goto(url)
        return [time / 1000 for time in page.evaluate((HERE / script).read_text("utf-8"))]


def _stock() -> dict[str, bytes]:
    files = {name: (PACKAGE / name).read_bytes() for name in (*NEEDED, LOCK)}
    page = b"<!DOCTYPE html><title>Pyodide</title>"
    return files | {WORKER: (HERE / WORKER).read_bytes(), "index.html": page}
