"""The blocks that are recorded, and those whose recording stops the build."""

from pathlib import Path

import pytest

from deck import stepping
from deck.errors import DeckError
from deck.load import load
from deck.record import record_program
from deck.stepping import traces

DECKS = Path(__file__).parent / "decks"


def deck_of(name):
    return load(DECKS / f"{name}.md")


def test_an_output_that_is_not_recorded_stops_the_build():
    """The message says where, what was printed, and where the deck states something else."""
    deck = deck_of("an_output_that_is_not_recorded")
    with pytest.raises(DeckError) as caught:
        traces(deck)
    assert str(caught.value) == (
        f"{deck.path}:6: block adds of slide 2 “A slide” prints “3” where it is recorded, "
        "expected what line 13 states; correct the block or its output"
    )


def test_a_block_that_does_not_end_stops_the_build(monkeypatch):
    """No event comes from a loop in C: the process is ended."""
    monkeypatch.setattr(stepping, "SECONDS", 0.1)
    deck = deck_of("a_block_that_does_not_end")
    with pytest.raises(DeckError) as caught:
        traces(deck)
    assert str(caught.value) == (
        f"{deck.path}:6: block counts of slide 2 “A slide” does not end within 0.1 s, "
        "expected it to end; correct the block or its output"
    )


def test_a_block_longer_than_a_trace_is_told_as_far_as_it_goes():
    """A cut trace is compared with the beginning of what is stated."""
    trace = traces(deck_of("a_block_longer_than_a_trace"))["counts"]
    assert not trace.complete
    assert trace.output.startswith("100\n200\n")


def test_a_program_that_swallows_its_end_is_told_as_far_as_it_goes():
    """What catches everything around an endless loop ends the program, not the recorder."""
    source = "import contextlib\nwith contextlib.suppress(BaseException):\n    while True: pass\n"
    assert not record_program(source).complete
