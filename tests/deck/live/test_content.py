"""What the windows of an author are given, beside the slides."""

from deck.live.content import build, turned_to
from deck.source.load import load
from tests.deck.proof import sums


def test_what_proves_a_deck_follows_its_tests(tmp_path, monkeypatch):
    """They are saved while the deck stays as it is."""
    monkeypatch.chdir(tmp_path)
    path = sums.write(tmp_path)
    content = build(load(path))
    before = content.kit
    assert content.kit == before
    tests = tmp_path / "tests" / "sums" / "test_sums.py"
    tests.write_text(tests.read_text() + "\n\ndef test_more():\n    assert True\n")
    assert content.kit != before


def test_a_page_is_rendered_once_however_many_files_are_asked_for(tmp_path, monkeypatch):
    """Each of them is looked up among all, the page included; another secret is another page."""
    monkeypatch.chdir(tmp_path)
    content = build(load(sums.write(tmp_path)))
    assert content.page("one") is content.page("one")
    assert b'data-secret="one"' in content.page("one")
    assert b'data-secret="two"' in content.page("two")


def test_a_link_that_is_added_has_its_file_served(tmp_path, monkeypatch):
    """As a picture is; a style sheet that is none of the page may be in any encoding."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "deck.md"
    path.write_text("# One\n")
    (tmp_path / "old.css").write_bytes(b"/* \xe9 */")
    content = build(load(path))
    path.write_text("# One\n\n[a sheet](old.css)\n")
    new = turned_to(load(path), content)
    assert new.files["old.css"] == b"/* \xe9 */"
    assert new.version != content.version
