"""Time things in turn, so that what slows the machine slows them all."""

import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
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
    budget: float | None = None,
    share: float | None = None,
) -> Iterator[Figure]:
    """Measure each sample; one that is ten times as long may take ten times as long.

    The longest may take `budget`, where that is given, and the deck itself a `share` of its
    reference. This is left out for those that are more than `up_to` times as long as the deck.
    """
    limit = None
    for sample in samples:
        measures = [ours, reference] if sample.times <= up_to else [ours]
        taken, *others = medians(sample.rounds, *(partial(one, sample) for one in measures))
        reference_taken, named = (others[0], beside) if others else (None, "")
        limit = budget if budget and sample is samples[-1] else limit
        yield Figure(f"{what}, {sample}", taken, SECONDS, reference_taken, named, limit, share)
        limit, share = 10 * taken, None


def machine() -> str:
    """Return on what machine the figures are measured."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {_processor()}{system}, Python {platform.python_version()}"


def load_of_it() -> str:
    """Return how busy the machine is."""
    return f"load {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    """Return the name of the processor, with a comma, where the system tells it."""
    told = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.*)", told.read_text() if told.is_file() else "")
    name = named[1] if named else platform.processor()
    return f"{name}, " if name else ""
