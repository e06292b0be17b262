"""The PDF: slides and handout, beside reveal's own print view of the plain page, and Marp's."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from deck.bench.clock import growth, medians, timed
from deck.bench.commands import PLAIN_SITE, run
from deck.bench.figures import SECONDS, Figure
from deck.bench.peers import marp_pdf
from deck.bench.samples import DECK, Sample
from deck.bench.windows import chromium, window
from deck.page.serve import files_of, serving

PRINT_VIEW = "plain mkslides printed, no handout"
# How many times the deck's slides reveal's print view lays out in a minute or two.
ENDURED = 10
# The seconds of the longest deck, and what share of Marp's time the deck itself may take.
LONG, SHARE = 70, 0.8
PRINTED = """() => new Promise((printed) => {
  const isThere = () => document.querySelector(".pdf-page") && Reveal.isReady();
  const look = () => (isThere() ? printed() : setTimeout(look, 10));
  look();
})"""


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Time the printing of the slides and of the handout, from the command to both files."""
    small = samples[0]
    yield from growth("PDF", samples, _print, _print_plain, PRINT_VIEW, ENDURED, LONG)
    ours, marp = medians(small.rounds, partial(_print, small), partial(_print_marp, small))
    yield Figure(f"PDF, {small}, both files", ours, SECONDS, marp, "Marp's one", share=SHARE)


def _print(sample: Sample) -> float:
    return timed(lambda: run(sample.folder, "deck", "pdf", DECK))


def _print_marp(sample: Sample) -> float:
    return timed(lambda: marp_pdf(sample))


def _print_plain(sample: Sample) -> float:
    files = files_of(sample.folder / PLAIN_SITE)
    return timed(lambda: _print_page(files, sample.folder / "plain.pdf"))


def _print_page(files: dict[str, bytes], path: Path) -> None:
    with serving(files) as url, chromium() as browser, window(browser) as page:
        page.goto(f"{url}?print-pdf")
        page.evaluate(PRINTED)
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
