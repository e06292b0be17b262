"""The first load of the page: its weight, and its first heading."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from playwright.sync_api import Browser

from deck.bench.clock import medians
from deck.bench.commands import PLAIN_SITE, SITE
from deck.bench.figures import BYTES, PLAIN_MKSLIDES, SECONDS, Figure
from deck.bench.samples import Sample
from deck.bench.windows import chromium, window
from deck.page.serve import files_of, serving

# How much later than a small deck's the first heading of a big one may be.
LATER = 2


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Weigh the first load, and time the first heading, of the sites that were built."""
    budget = None
    with chromium() as browser:
        for sample in samples:
            with _sites(sample) as urls:
                if not budget:
                    sizes = [_load(browser, url)[1] for url in urls]
                    yield Figure("first load", sizes[0], BYTES, sizes[1], PLAIN_MKSLIDES)
                measures = [partial(lambda url: _load(browser, url)[0], url) for url in urls]
                ours, plain = medians(sample.rounds + 2, *measures)
            what = f"first heading, {sample}"
            yield Figure(what, ours, SECONDS, plain, PLAIN_MKSLIDES, budget)
            budget = budget or LATER * ours


@contextmanager
def _sites(sample: Sample) -> Iterator[list[str]]:
    with ExitStack() as stack:
        folders = [sample.folder / name for name in (SITE, PLAIN_SITE)]
        yield [stack.enter_context(serving(files_of(folder))) for folder in folders]


def _load(browser: Browser, url: str) -> tuple[float, int]:
    with window(browser, "watch_load.js") as page:
        page.goto(url)
        heading, load = page.evaluate("() => Promise.all([firstHeading, firstLoad])")
        return heading, load
