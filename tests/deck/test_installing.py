"""Who installs the package builds it with nothing but what it asks for to be built."""

import subprocess
import sys
import tomllib
from importlib import metadata

from packaging.requirements import Requirement

from deck.page.proof.pytest_bundle import DISTRIBUTIONS
from tests.paths import ROOT

LOADED = "import sys, deck.page.packing; print(*{name.split('.')[0] for name in sys.modules})"


def needed(requirements: list[str]) -> set[str]:
    """Return the names of the packages that are installed for these, theirs included."""
    found, left = set(), [Requirement(text) for text in requirements]
    while left:
        one = left.pop()
        if one.name.lower() not in found and (not one.marker or one.marker.evaluate({"extra": ""})):
            found.add(one.name.lower())
            left += map(Requirement, metadata.requires(one.name) or [])
    return found


def test_the_build_asks_for_all_that_packs_the_page():
    """It runs where nothing else is: what is packed and what packs it comes from there."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = needed(settings["build-system"]["requires"])
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    homes = metadata.packages_distributions()
    modules = set(loaded.stdout.split()) & homes.keys() - {"deck"}
    packers = {home.lower() for module in modules for home in homes[module]}
    assert {*DISTRIBUTIONS, *packers} - asked == set()
