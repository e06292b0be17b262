"""What is kept follows from our own code, whatever the language that it is in."""

import pytest

from deck.source import cache

SOURCES = ("a.py", "in/it/b.py", "last.cjs", "words/fr.json")
OTHERS = ("page.css", "in/data.json", "a.pyc")


@pytest.fixture
def code(tmp_path, monkeypatch):
    """A folder of code, and what gives its digest."""
    monkeypatch.setattr(cache, "OURS", tmp_path)
    for name in (*SOURCES, *OTHERS):
        (path := tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"1")
    return tmp_path


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_made_by_other_code_is_made_again(name, code):
    """A file that changes, or that has another name, or that is gone."""
    found = [cache._code()]
    (code / name).write_bytes(b"2")
    found.append(cache._code())
    (code / name).rename(code / name.replace(".", "2."))
    found.append(cache._code())
    (code / name.replace(".", "2.")).unlink()
    found.append(cache._code())
    assert len(set(found)) == 4


@pytest.mark.parametrize("name", OTHERS)
def test_what_makes_nothing_that_is_kept_changes_nothing(name, code):
    """What a page is made of is in keys of its own."""
    before = cache._code()
    (code / name).write_bytes(b"2")
    assert cache._code() == before
