"""Time `make test`, all that this project asserts."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from deck import ROOT
from deck.bench.clock import medians, timed
from deck.bench.commands import EMPTY, check_nothing, run
from deck.bench.figures import SECONDS, TIMES, Figure
from deck.bench.samples import Sample


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Time the tests of the talk, also in runs of an empty pytest, as slow as the machine."""
    small = samples[0]
    [empty] = medians(small.rounds, lambda: check_nothing(small))
    with TemporaryDirectory() as temporary:
        ours = timed(lambda: run(ROOT, "deck", "test", temporary=Path(temporary)))
    yield Figure("test, all of it", ours, SECONDS, empty, EMPTY)
    yield Figure("test, beside an empty pytest run", ours / empty, TIMES)
