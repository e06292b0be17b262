"""Make a small deck in a folder of its own, with all that proves and publishes it."""

import json
from importlib import metadata
from pathlib import Path

from deck.source import generated
from deck.source.extraction import snippets
from deck.source.load import load
from deck.source.problems import DeckError, Problem

HERE = Path(__file__).parent
# Each file of a talk, and where it is here; the first two are of its language.
FILES = {
    "slides.md": "{lang}/slides.md",
    "tests/slides/test_talk.py": "{lang}/talk.txt",
    "Makefile": "Makefile.txt",
    ".gitignore": "gitignore.txt",
    ".github/workflows/publish.yml": "publish.yml",
}
SOURCE = "@SOURCE@"


def make(folder: Path, lang: str) -> list[Path]:
    """Make a talk in a folder, in a language; return its files. Raise DeckError where one is."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        found, expected = "something that is there", "no such folder, or an empty one"
        raise DeckError(Problem(str(folder), 1, found, expected, "name another"))
    for name, kept in FILES.items():
        text = (HERE / kept.format(lang=lang)).read_text("utf-8").replace(SOURCE, source())
        generated.replace(folder / name, text.encode())
    deck = load(folder / "slides.md")
    made = snippets.extract(deck)
    return [*(folder / name for name in FILES), *(snippets.folder(deck) / name for name in made)]


def source() -> str:
    """Return where pip finds this package again (PEP 610), or nothing if on this machine alone."""
    try:
        text = metadata.distribution("async-await").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    told = json.loads(text or "{}")
    version = told.get("vcs_info")
    return f"{version['vcs']}+{told['url']}@{version['commit_id']}" if version else ""
