"""What a save changes is bundled anew, and nothing else."""

import json

import pytest

from deck import ROOT
from deck.page.bundling import bundles as module
from deck.page.bundling.bundles import bundles, held
from deck.source.problems import DeckError, Problem

PAGE = ROOT / "deck" / "page"
SAVED = (1, 1)
# Paper has the style of the page.
STYLES = ["page/style/page.css", "paper/handout.css", "paper/slides.css"]


@pytest.fixture
def saved(monkeypatch):
    """Tell which entries are asked for once some files are saved."""
    made = module._Bundles()
    made.now()
    asked = []

    def build(entries=None):
        asked.append(entries)
        return json.dumps({name: made.parts[name] for name in entries}).encode()

    def save(*names):
        asked.clear()
        states = {**module._states(), **{str(PAGE / name): SAVED for name in names}}
        monkeypatch.setattr(module, "_states", lambda: states)
        made.now()
        return asked

    monkeypatch.setattr(module, "_build", build)
    return save


@pytest.mark.parametrize(
    ("names", "entries"),
    [
        (["style/page.css"], STYLES),
        (["block/lines.css"], STYLES),
        (["first/start.js", "first/first.js"], ["page/first/first.js", "page/first/start.js"]),
        (["reveal/absent.js"], ["page/reveal/reveal.js"]),
        (["python/gate.js"], ["page/python/worker.js"]),
    ],
)
def test_a_save_asks_for_what_is_made_of_it(names, entries, saved):
    """Whatever imports it, at whatever depth."""
    assert [sorted(one) for one in saved(*names)] == [entries]


def test_what_is_made_of_nothing_is_not_asked_for(saved):
    """A file that nothing imports changes no bundle, nor does one that is as it was."""
    assert saved("nobody/imports.js") == []
    assert saved("style/page.css") != []
    assert saved("style/page.css") == []


def test_what_could_not_be_bundled_is_asked_for_again(saved, monkeypatch):
    """An error leaves the last good bundles, and what is saved next comes with what failed."""
    build = module._build

    def fail(entries=None):
        raise DeckError(Problem("a.css", 1, "x", "y", "z"))

    monkeypatch.setattr(module, "_build", fail)
    with pytest.raises(DeckError):
        saved("style/page.css")
    monkeypatch.setattr(module, "_build", build)
    assert [sorted(one) for one in saved("first/first.js")] == [["page/first/first.js", *STYLES]]


def test_all_bundles_have_their_source_maps():
    """For whoever debugs the page."""
    names = bundles().keys()
    assert {f"{name}.map" for name in names if not name.endswith(".map")} <= names


def test_what_is_held_is_of_one_moment(monkeypatch):
    """A save that comes while a page is made is of the next one, in which it is told."""

    def fail():
        raise AssertionError

    with held():
        before = bundles()
        monkeypatch.setattr(module, "_states", fail)
        assert bundles() is before
    with pytest.raises(AssertionError):
        bundles()


def test_a_node_that_has_died_is_started_again():
    """A save is not to be the last that is shown."""
    entry = "page/style/page.css"
    before = module._build([entry])
    node = module._Bundler.running()._process
    node.kill()
    node.wait()
    assert module._build([entry]) == before


DEATHS = {
    "at once": ("process.exit(3);", True),
    "once it is asked": ('process.stdin.once("data", () => process.exit(3));', False),
    "as it answers": (
        'process.stdin.once("data", () => process.stdout.write("{", () => process.exit(3)));',
        False,
    ),
}


@pytest.mark.parametrize("script, is_dead", DEATHS.values(), ids=DEATHS)
def test_a_node_that_does_not_answer_is_told_in_a_sentence(script, is_dead, monkeypatch, tmp_path):
    """Whether it has ended before it is asked, or ends then."""
    path = tmp_path / "bundle.mjs"
    path.write_text(script)
    monkeypatch.setattr(module, "SCRIPT", path)
    bundler = module._Bundler()
    if is_dead:
        bundler._process.wait()
    with pytest.raises(DeckError) as told:
        bundler.ask(None)
    assert str(told.value) == (
        f"{path}:1: a Node that ends with exit code 3, expected one that bundles the page; "
        "run `make clean`, then this again"
    )
