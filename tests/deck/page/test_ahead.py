"""What takes long on a new machine is made before anything waits for it."""

from functools import partial
from threading import Barrier

import pytest

from deck.__main__ import main
from deck.page import ahead
from deck.page.python import pyodide_bundle
from deck.proof.plugins import suite
from deck.source.problems import DeckError


def test_the_parts_of_the_pages_python_are_made_at_the_same_time(monkeypatch):
    """Each waits here until the other is being made."""
    both = Barrier(2)
    for name in ("packed", "library"):
        monkeypatch.setattr(ahead, name, partial(both.wait, 20))
    ahead.make_ahead()
    assert not both.broken


def test_the_tests_begin_once_they_are_made(monkeypatch, capsys):
    """Else each process of them makes them, and the first test of a page waits for it."""
    done = []
    monkeypatch.setattr(ahead, "packed", lambda: done.append("packed"))
    monkeypatch.setattr(ahead, "library", lambda: done.append("library"))
    monkeypatch.setattr(suite, "test", lambda _: done.append("tests") or pytest.ExitCode.OK)
    assert (main(["test"]), capsys.readouterr().err) == (0, "")
    assert (sorted(done[:2]), done[2:]) == (["library", "packed"], ["tests"])


def test_packages_that_are_broken_are_told_in_a_sentence(monkeypatch):
    """Whoever reads it knows what to do."""
    monkeypatch.setattr(pyodide_bundle, "node", lambda: "false")
    with pytest.raises(DeckError) as error:
        pyodide_bundle.compiled()
    assert str(error.value) == (
        f"{pyodide_bundle.PACKAGE}:1: a Python that Node does not run: exit code 1,"
        " expected that of the lock;"
        " run `make clean`, then this again"
    )
