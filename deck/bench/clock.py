"""Time things in turn, so that what slows the machine slows them all."""

import os
import platform
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from deck.bench.figures import SECONDS, Figure
from deck.bench.samples import SIZES, Sample

Measure = Callable[[Sample], float]


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds an action takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def medians(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """Take each measure in turn, so many times; return their medians."""
    taken = [[measure() for measure in measures] for _ in range(rounds)]
    return [median(column) for column in zip(*taken, strict=True)]


def growth(
    what: str,
    samples: list[Sample],
    ours: Measure,
    reference: Measure,
    beside: str,
    up_to: int = max(SIZES),
) -> Iterator[Figure]:
    """Measure each sample; one that is ten times as long may take ten times as long.

    The reference is left out for those that are more than `up_to` times as long as the deck.
    """
    budget = None
    for sample in samples:
        measures = [ours, reference] if sample.times <= up_to else [ours]
        taken, *others = medians(sample.rounds, *(partial(one, sample) for one in measures))
        reference_taken, named = (others[0], beside) if others else (None, "")
        yield Figure(f"{what}, {sample}", taken, SECONDS, reference_taken, named, budget)
        budget = 10 * taken


def machine() -> str:
    """Return on what machine the figures are measured, and how busy it is."""
    load, system = os.getloadavg()[0], f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, load {load:.1f}, {system}, Python {platform.python_version()}"
