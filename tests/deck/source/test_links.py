"""Links are read as quickly as any text."""

from pathlib import Path

from deck.source.parse import parse


def test_the_files_of_words_are_looked_for_once_for_all_links(monkeypatch):
    """Which texts say nothing is the same for each of them."""
    folders, glob = [], Path.glob

    def counted(folder: Path, pattern: str):
        folders.append(folder)
        return glob(folder, pattern)

    monkeypatch.setattr(Path, "glob", counted)
    looked = []
    for count in (1, 20):
        folders.clear()
        parse("# One\n\n" + "[the code](https://example.org)\n\n" * count, "deck.md")
        looked.append(len(folders))
    assert looked[0] == looked[1]
