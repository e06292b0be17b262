"""Time a second build and a second check, of the same deck and once a block of it is edited."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count

from deck.bench.clock import medians, timed
from deck.bench.commands import EMPTY, check, check_nothing, plain_site, run
from deck.bench.figures import PLAIN_MKSLIDES, SECONDS, Figure
from deck.bench.samples import DECK, Sample, edited
from deck.source.load import load

ROUNDS = 3
# In seconds; those of long decks are for 1,800 slides.
SAME, LONG_SAME, LONG_EDITED = 0.3, 2, 3
Measure = Callable[[Sample], float]


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Time the build and the check of what was built and checked before."""
    small, big = samples[0], samples[-1]
    beside = plain_site, PLAIN_MKSLIDES
    yield _same(small, *beside, SAME)
    yield _same(big, *beside, LONG_SAME)
    yield _edited("build", big, _site, *beside)
    yield _edited("check", big, check, check_nothing, EMPTY)


def _same(sample: Sample, reference: Measure, beside: str, budget: float) -> Figure:
    _site(sample)
    taken, other = medians(ROUNDS, partial(_site, sample), partial(reference, sample))
    what = f"build, {sample}, nothing changed"
    return Figure(what, taken, SECONDS, other, beside, budget)


def _edited(what: str, sample: Sample, ours: Measure, reference: Measure, beside: str) -> Figure:
    with _edits(sample) as edit:

        def measure() -> float:
            edit()
            return ours(sample)

        measure()
        taken, other = medians(ROUNDS, measure, partial(reference, sample))
    what = f"{what}, {sample}, one block changed"
    return Figure(what, taken, SECONDS, other, beside, LONG_EDITED)


def _site(sample: Sample) -> float:
    return timed(lambda: run(sample.folder, "deck", "site", DECK))


@contextmanager
def _edits(sample: Sample) -> Iterator[Callable[[], object]]:
    """Give what edits a block of a deck, each time in another way; leave the deck as it was."""
    path = sample.folder / DECK
    text, deck, numbers = path.read_text("utf-8"), load(path), count(1)
    try:
        yield lambda: path.write_text(edited(deck, text, next(numbers)), "utf-8")
    finally:
        path.write_text(text, "utf-8")
