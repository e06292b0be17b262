"""The first load of the page: its weight, and its first heading."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from deck.bench.clock import medians
from deck.bench.commands import PLAIN_SITE, SITE
from deck.bench.figures import BYTES, PLAIN_MKSLIDES, SECONDS, Figure
from deck.bench.peers import MARP_PAGE, marp_page
from deck.bench.samples import Sample
from deck.bench.windows import chromium, window
from deck.page.serve import files_of, serving

# How much later than a small deck's the first heading of a big one may be.
LATER = 2
# What share of the time of Marp's page the first heading may take, and the bytes of the first load.
SHARE, WEIGHT = 0.6, 230e3


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Weigh the first load, and time the first heading, of the sites that were built."""
    budget = None
    with chromium() as browser:
        for sample in samples:
            with _sites(sample) as urls:
                if not budget:
                    sizes = [_load(browser, url)[1] for url in urls]
                    yield Figure("first load", sizes[0], BYTES, sizes[1], PLAIN_MKSLIDES, WEIGHT)
                ours, plain = _headings(browser, sample, urls)
            what = f"first heading, {sample}"
            yield Figure(what, ours, SECONDS, plain, PLAIN_MKSLIDES, budget)
            budget = budget or LATER * ours
        yield _beside_marp(browser, samples[0])


def _beside_marp(browser: Browser, sample: Sample) -> Figure:
    marp_page(sample)
    with _sites(sample, (SITE, str(Path(MARP_PAGE).parent))) as urls:
        ours, marp = _headings(browser, sample, urls)
    what = f"first heading, {sample}, beside Marp"
    return Figure(what, ours, SECONDS, marp, "Marp's one file", share=SHARE)


def _headings(browser: Browser, sample: Sample, urls: list[str]) -> list[float]:
    measures = [partial(lambda url: _load(browser, url)[0], url) for url in urls]
    return medians(sample.rounds + 2, *measures)


@contextmanager
def _sites(sample: Sample, names: Iterable[str] = (SITE, PLAIN_SITE)) -> Iterator[list[str]]:
    with ExitStack() as stack:
        folders = [sample.folder / name for name in names]
        yield [stack.enter_context(serving(files_of(folder))) for folder in folders]


def _load(browser: Browser, url: str) -> tuple[float, int]:
    with window(browser, "watch_load.js") as page:
        page.goto(url)
        heading, load = page.evaluate("() => Promise.all([firstHeading, firstLoad])")
        return heading, load
