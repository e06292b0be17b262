"""The files beside a deck that its programs read are found by what these name."""

from pathlib import Path

import pytest

from deck.source.code.beside import MOST_FILES, read_by

FILES = ["villes.csv", "data/a.csv", "data/more/b.csv", "helper.py", ".env", "data/.secret"]


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        path = tmp_path / "deck" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "above.csv").write_text("not here")
    return tmp_path / "deck"


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ('open("villes.csv")', ["villes.csv"]),
        ("open('./data/a.csv')", ["data/a.csv"]),
        ('Path("data") / "a.csv"', ["data/a.csv", "data/more/b.csv"]),
        ('os.walk("data/more")', ["data/more/b.csv"]),
        ('open(f"data/{name}.csv")', ["data/a.csv", "data/more/b.csv"]),
        ('glob("data/*.csv")', ["data/a.csv", "data/more/b.csv"]),
        ("from helper import twice", ["helper.py"]),
        ("    import helper", ["helper.py"]),
        (">>> import helper", ["helper.py"]),
        ("import json", []),
        ('open(".env")', []),
        ('open("../above.csv")', []),
        ('Path(".").iterdir()', []),
        ('open("")', []),
        ('open(f"{name}.csv")', []),
        ('Path().glob("*.csv")', ["villes.csv"]),
        ('glob("v*.c")', []),
        ('Path().glob("*.*")', []),
    ],
)
def test_what_a_program_names_is_found_in_the_folder_of_its_deck(program, names, folder):
    """A file, all of a folder, or a module; nothing hidden, and nothing elsewhere."""
    assert sorted(read_by(program, folder)) == names


def test_a_folder_of_too_many_files_is_no_data_of_a_talk(folder):
    """A program that says `node_modules` copies none of it."""
    for number in range(MOST_FILES):
        (folder / "data" / f"{number}.csv").touch()
    assert read_by('os.walk("data")', folder) == {}


def test_a_folder_of_too_many_files_is_not_walked_to_its_end(folder, monkeypatch):
    """It is known by the first of them."""
    for number in range(3 * MOST_FILES):
        (folder / "data" / f"{number}.csv").touch()
    walk, walked = Path.rglob, []

    def counted(self, pattern):
        for path in walk(self, pattern):
            walked.append(path)
            yield path

    monkeypatch.setattr(Path, "rglob", counted)
    assert read_by('os.walk("data")', folder) == {}
    # Another is the folder in it.
    assert MOST_FILES < len(walked) <= MOST_FILES + 2
