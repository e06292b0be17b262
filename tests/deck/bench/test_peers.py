"""What the deck is measured beside is installed for the bench alone, as its lock says."""

import json
import sys

import pytest

from deck.bench import peers
from deck.source.problems import DeckError
from tests.paths import ROOT

NPM = """#!{python}
import pathlib, sys
assert sys.argv[1:] == ["ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"]
assert pathlib.Path("package-lock.json").is_file() and pathlib.Path("package.json").is_file()
pathlib.Path("node_modules").mkdir()
pathlib.Path({asked!r}).open("a").write("once ")
sys.exit({code})
"""


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """Have another npm install, which notes that it was asked; give what makes it."""
    monkeypatch.setattr(peers, "CACHES", tmp_path / "cache")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    peers.packages.cache_clear()

    def make(code: int) -> None:
        text = NPM.format(python=sys._base_executable, asked=str(tmp_path / "asked"), code=code)
        (tmp_path / "npm").write_text(text)
        (tmp_path / "npm").chmod(0o755)

    yield make
    peers.packages.cache_clear()


def test_peers_are_installed_once_beside_the_other_caches(npm, tmp_path):
    """The next run of the bench finds them; a new lock takes the place of an old one."""
    old = tmp_path / "cache" / "peers" / "old"
    old.mkdir(parents=True)
    npm(0)
    packages = peers.packages()
    peers.packages.cache_clear()
    assert peers.packages() == packages and packages.is_dir()
    assert (tmp_path / "asked").read_text() == "once "
    assert [packages.parent] == list(old.parent.iterdir())


def test_peers_that_cannot_be_installed_are_told_in_a_sentence(npm, tmp_path):
    """Nothing is left that the next run would take for them."""
    npm(1)
    with pytest.raises(DeckError) as told:
        peers.packages()
    found = "packages that npm does not install, expected a network, once; go online"
    assert str(told.value) == f"{peers.HERE / 'package-lock.json'}:1: {found}"
    assert not list((tmp_path / "cache").rglob("node_modules"))


def test_the_locks_name_each_package_by_its_hash_and_no_registry():
    """Nobody but the bench installs what it is compared with."""
    for folder in (ROOT, ROOT / "deck" / "bench"):
        packages = json.loads((folder / "package-lock.json").read_text())["packages"]
        own = packages.pop("")
        assert packages and all(
            "integrity" in one and "resolved" not in one for one in packages.values()
        )
        assert ("@marp-team/marp-cli" in own["dependencies"]) is (folder != ROOT)
