"""The blocks that are recorded, and those whose recording stops the build."""

from pathlib import Path

import pytest

from deck import stepping
from deck.diagram import diagram
from deck.errors import DeckError
from deck.load import load
from deck.record import record_program
from deck.stepping import traces

DECKS = Path(__file__).parent / "decks"
SAMPLES = Path(__file__).parent / "samples"


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


def arrows(svg):
    return svg.count('class="head"')


def test_a_diagram_has_an_arrow_for_each_move():
    """What a `send` enters needs no second arrow, and what stays in a frame has none."""
    trace = record_program((SAMPLES / "await_chain.py").read_text("utf-8"))
    moves = [
        step
        for before, step in zip(trace.events, trace.events[1:])
        if None not in (step.source, step.target) and step.source != step.target
        if not (before.event == "send" and step.event in ("start", "resume"))
    ]
    assert arrows(diagram(trace)) == len(moves)
    assert "étapes de plus" not in diagram(trace)


def test_a_long_diagram_is_cut_with_a_mark():
    """The mark says how much there is more."""
    trace = record_program((SAMPLES / "two_coroutines.py").read_text("utf-8"))
    whole, cut = diagram(trace, rows=1000), diagram(trace, rows=5)
    assert arrows(cut) == 5 < arrows(whole)
    assert "étapes de plus" in cut and "étapes de plus" not in whole


def test_each_coroutine_alive_has_its_own_lane():
    """Two coroutines of one function, suspended together, are told apart."""
    trace = record_program((SAMPLES / "two_coroutines.py").read_text("utf-8"))
    assert diagram(trace).count(">count</text>") == 2


def test_a_diagram_says_what_the_program_says_and_no_markup():
    """A value that looks like markup is shown as the text that it is."""
    trace = record_program('def f(x):\n    return x\n\nf("<b>")\n')
    assert "<b>" not in diagram(trace)
    assert "&lt;b&gt;" in diagram(trace)


def test_a_program_that_swallows_its_end_is_told_as_far_as_it_goes():
    """What catches everything around an endless loop ends the program, not the recorder."""
    source = "import contextlib\nwith contextlib.suppress(BaseException):\n    while True: pass\n"
    assert not record_program(source).complete
