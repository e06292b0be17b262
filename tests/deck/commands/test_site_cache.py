"""A site that is what a build would make again is left as it is, and any other is built."""

import shutil
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.commands import site_cache
from deck.commands.site_cache import SiteCache
from deck.source import cache, load

DECK = (
    "# Slides\n\n![a picture](picture.svg)\n\n```python name:one include:one.py\n```\n\n"
    "```output\n1\n```\n"
)
BESIDE = {
    "deck.md": DECK,
    "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "one.py": "print(1)\n",
    "tests/deck/test_one.py": "def test_one():\n    pass\n",
    "../project/mkslides.yml": "slides: {}\n",
    "../project/node_modules/.package-lock.json": "{}",
    "../packages/one-1.0.dist-info/METADATA": "",
    "site/index.html": "",
    "site/fonts/one.woff2": "",
}
TOLD = "site/index.html: 1 slide, 0 files changed\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a deck, and what its build is told of this machine."""
    (talk := tmp_path / "talk").mkdir()
    monkeypatch.chdir(talk)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
    for name, text in BESIDE.items():
        (path := talk / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setattr(site_cache, "ROOT", tmp_path / "project")
    monkeypatch.setattr(site_cache, "PYTHON_PACKAGES", tmp_path / "packages")
    lock = tmp_path / "project/node_modules/.package-lock.json"
    monkeypatch.setattr(site_cache, "NODE_PACKAGES", lock)
    return talk


def of_deck():
    """Return what is remembered of the site of the deck."""
    return SiteCache(Path("deck.md"), Path("site"))


def build():
    """Build the site of the deck as its author does."""
    return main(["site", "deck.md"])


def test_a_build_of_which_nothing_changed_reads_no_deck(folder, monkeypatch, capsys):
    """It says what a build says that changes nothing."""
    shutil.rmtree("site")
    assert build() == 0
    capsys.readouterr()
    monkeypatch.delattr(load, "load")
    assert (build(), capsys.readouterr().out) == (0, TOLD)


CHANGES = {
    "the deck": lambda folder, _: (folder / "deck.md").write_text(f"{DECK}\nMore.\n"),
    "what it includes": lambda folder, _: (folder / "one.py").write_text("print( 1)\n"),
    "a picture": lambda folder, _: (folder / "picture.svg").write_text("<svg/>"),
    "no picture": lambda folder, _: (folder / "picture.svg").unlink(),
    "a test": lambda folder, _: (folder / "tests/deck/test_one.py").write_text("1\n"),
    "a new test": lambda folder, _: (folder / "tests/deck/test_two.py").touch(),
    "the settings": lambda folder, _: (folder / "../project/mkslides.yml").write_text("{}\n"),
    "a package": lambda folder, _: (folder / "../packages/two-1.0.dist-info").mkdir(),
    "a package of Node": lambda folder, patch: patch.setattr(
        site_cache, "NODE_PACKAGES", folder / "one.py"
    ),
    "another Node": lambda _, patch: patch.setattr(
        site_cache, "node_environment", lambda: ("other",)
    ),
    "another Python": lambda _, patch: patch.setattr(site_cache, "environment", lambda: ("other",)),
    "our code": lambda _, patch: patch.setattr(cache, "CODE", b"other"),
    "the environment": lambda _, patch: patch.setenv("TITLE", "other"),
    "no site": lambda folder, _: shutil.rmtree(folder / "site"),
    "a file of the site": lambda folder, _: (folder / "site/index.html").write_text("other"),
    "less of the site": lambda folder, _: (folder / "site/fonts/one.woff2").unlink(),
    "more in the site": lambda folder, _: (folder / "site/other.js").touch(),
    "a link to a folder": lambda folder, _: (folder / "link").symlink_to(folder.parent),
    "a site elsewhere": lambda folder, _: move(folder),
    "nothing kept": lambda folder, _: shutil.rmtree(cache.FOLDER),
}


def move(folder):
    """Put the site elsewhere, and a link to it in its place."""
    (folder / "site").rename(folder / "elsewhere")
    (folder / "site").symlink_to("elsewhere")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_a_build_follows_from_has_it_built_again(change, folder, monkeypatch):
    """Each thing is changed in its turn, the site included."""
    of_deck().keep(1)
    assert of_deck().slides() == 1
    change(folder, monkeypatch)
    assert of_deck().slides() is None


@pytest.mark.parametrize(
    "deck",
    [
        "# Slides\n\n![a picture](missing.svg)\n",
        "# Slides\n\n```python\nprint(1)\n```\n\n```output\n2\n```\n",
        "# Slides\n\n```python varies\nimport time\nprint(time.time())\n```\n\n"
        "```output\n1.5\n```\n",
        "# Slides\n\n![a picture](.pictures/one.svg)\n",
    ],
    ids=["a warning", "a contradiction", "another output each time", "a hidden picture"],
)
def test_a_deck_that_has_more_to_tell_is_built_each_time(deck, folder):
    """It warns each time, and a block that something else decides is recorded each time."""
    shutil.rmtree("site")
    (folder / ".pictures").mkdir()
    (folder / ".pictures/one.svg").write_text("<svg/>")
    (folder / "deck.md").write_text(deck)
    assert (build(), build(), of_deck().slides()) == (0, 0, None)


def test_a_save_while_it_is_built_has_it_built_again(folder):
    """What was read before the save is not taken for what was saved."""
    before = of_deck()
    (folder / "deck.md").write_text(f"{DECK}\nMore.\n")
    before.keep(1)
    (folder / "deck.md").write_text(DECK)
    assert of_deck().slides() is None


@pytest.mark.parametrize("most", ["MOST_FILES", "MOST_BYTES"])
def test_a_folder_of_more_than_decks_is_not_looked_through(most, folder, monkeypatch):
    """Who has a deck among thousands of files, or films, waits for a build, and no longer."""
    monkeypatch.setattr(site_cache, most, 2)
    of_deck().keep(1)
    assert of_deck().slides() is None
