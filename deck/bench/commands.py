"""What is typed in a terminal: build, check."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from deck import ROOT
from deck.bench.clock import growth, medians, timed
from deck.bench.figures import BYTES, PLAIN_MKSLIDES, SECONDS, Figure
from deck.bench.samples import DECK, PLAIN, UNRECORDED, Sample
from deck.proof.plugins.suite import TALK

SITE, PLAIN_SITE = "site", "plain"
# What share of plain mkslides' time a build may take, and the seconds of the longest check.
BUILD, LONG_CHECK = 1.0, 15
# All of the site, with the page's Python.
SITE_BUDGET = 9e6
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"))
EMPTY = "an empty pytest run"
# The exit code of pytest that found no test.
NO_TESTS = 5


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Time the build, with recording and without, and the check; weigh the site."""
    small = samples[0]
    yield from growth("build", samples, site, plain_site, PLAIN_MKSLIDES, share=BUILD)
    taken = medians(small.rounds, partial(site, small), partial(site, small, UNRECORDED))
    yield Figure("build, with recording", taken[0], SECONDS, taken[1], "without")
    sizes = [_size(small.folder / name) for name in (SITE, PLAIN_SITE)]
    what = "site, with the page's Python"
    yield Figure(what, sizes[0], BYTES, sizes[1], PLAIN_MKSLIDES, SITE_BUDGET)
    taken = medians(small.rounds, partial(_check_talk, small), partial(check_nothing, small))
    yield Figure("check, with the deck's own tests", taken[0], SECONDS, taken[1], EMPTY)
    yield from growth("check", samples, check, check_nothing, EMPTY, budget=LONG_CHECK)


def site(sample: Sample, deck: str = DECK) -> float:
    """Time the build of a site where there is none."""
    shutil.rmtree(sample.folder / SITE, ignore_errors=True)
    return timed(lambda: run(sample.folder, "deck", "site", deck))


def plain_site(sample: Sample) -> float:
    """Time what plain mkslides makes of the same slides."""
    shutil.rmtree(sample.folder / PLAIN_SITE, ignore_errors=True)
    return timed(lambda: run(sample.folder, "mkslides", "build", PLAIN, "-d", PLAIN_SITE))


def run(
    folder: Path, *words: str, codes: tuple[int, ...] = (0,), temporary: Path | None = None
) -> None:
    """Run a module in a folder, which also holds what it leaves behind, unless `temporary` does."""
    # Hidden there, as it is no part of a deck.
    left = temporary or folder / ".temporary"
    left.mkdir(exist_ok=True)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(left)}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode not in codes:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")


def check(sample: Sample) -> float:
    """Time the check of a deck."""
    return timed(lambda: run(sample.folder, "deck", "check", DECK))


def _check_talk(sample: Sample) -> float:
    own = [str(ROOT / name) for name in TALK] if sample.origin == ROOT / "slides.md" else []
    return timed(lambda: run(sample.folder, *PYTEST, str(sample.origin), *own))


def check_nothing(sample: Sample) -> float:
    """Time an empty pytest run."""
    empty = sample.folder / "empty"
    empty.mkdir(exist_ok=True)
    return timed(lambda: run(sample.folder, *PYTEST, str(empty), codes=(NO_TESTS,)))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
