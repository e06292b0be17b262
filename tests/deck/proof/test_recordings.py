"""The blocks that are recorded, and those whose recording stops the build."""

import base64
import json
import zlib
from pathlib import Path

import pytest

from deck.page.player.traces import pack
from deck.proof import recordings
from deck.proof.recordings import traces
from deck.source.load import load
from deck.source.parse import parse
from deck.source.problems import DeckError
from deck.trace.record import record_program

DECKS = Path(__file__).with_name("recordings")


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


def fence(words, *lines):
    return "\n".join([f"```{words}", *lines, "```", ""])


def refused(*fences):
    with pytest.raises(DeckError) as caught:
        traces(parse("\n".join(["# A slide", "", *fences]), "deck.md"))
    return str(caught.value)


@pytest.mark.parametrize(
    "words, lines, stated, found",
    [
        ("", ["x = 4"], ["4"], "does not print “4”"),
        ("", ["print(4)"], ["4", "5"], "does not print “5”"),
        ("", ["print(4)", "print()", "print(5)"], ["4", "5"], "prints “”"),
        ("", ["print(5)", "print(4)"], ["4", "5"], "prints “5”"),
        (" runner:any_order", ["print(5)", "print(4)"], ["3", "4", "5"], "does not print “3”"),
        (" runner:any_order", ["print(5)", "print(4)"], ["5"], "prints “4”"),
    ],
)
def test_the_first_line_that_differs_is_told(words, lines, stated, found):
    """A block that prints nothing, less, more or otherwise gets the same sentence."""
    assert refused(fence(f"python name:a{words}", *lines), fence("output", *stated)) == (
        f"deck.md:4: block a of slide 1 “A slide” {found} where it is recorded, "
        f"expected what line {len(lines) + 7} states; correct the block or its output"
    )


CONTEXTS = {
    "raise ValueError(1)": "ValueError: 1",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "class E(Exception):\n    def __init__(self, a, b): pass\nraise E(1, 2)": "E: (1, 2)",
    "raise ValueError('\\ud800')": r"ValueError: \ud800",
    "raise SystemExit('fatal')": "fatal",
}


@pytest.mark.parametrize("context", CONTEXTS, ids=list(CONTEXTS.values()))
def test_a_block_whose_context_raises_is_no_more_than_its_last_line(context, capfd):
    """It has no step to show, and what it is stated to print is compared as the tests do."""
    block = fence("python name:a", *context.split("\n"))
    stated = fence("output", CONTEXTS[context])
    deck = parse(f"# A slide\n\n{block}\n{fence('python name:b continuation', 'x')}", "deck.md")
    trace = record_program("x", deck.blocks[1].context)
    assert (trace.output.rstrip("\n"), trace.steps) == (CONTEXTS[context], ())
    after = fence("python name:b continuation", "print(1)")
    assert (
        refused(block, stated, after, fence("output", "1"))
        .splitlines()[-1]
        .endswith(
            "where it is recorded, expected what line "
            f"{len(context.splitlines()) + 15} states; correct the block or its output"
        )
    )
    assert capfd.readouterr() == ("", "")


def test_a_context_that_prints_too_much_cuts_what_follows(capfd):
    """A limit of the recorder is no failure of the block."""
    context = "for i in range(5000):\n    print(i)\n"
    trace = record_program("x = 1", context)
    assert (trace.complete, trace.steps) == (False, ())
    assert capfd.readouterr() == ("", "")


def test_a_character_that_no_terminal_shows_is_recorded_as_it_is_met():
    """To print half a character raises; a value that holds one is packed, as JSON escapes it."""
    printed = record_program(r"print('\ud800')")
    assert printed.output == (
        "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: "
        "surrogates not allowed\n"
    )
    shown = record_program(
        "class A:\n    def __repr__(self): return '\\ud800'\ndef f(a): pass\nf(A())"
    )
    assert json.loads(zlib.decompress(base64.b64decode(pack(shown))))["trace"]["steps"]


def test_a_block_that_does_not_end_stops_the_build(monkeypatch):
    """No event comes from a loop in C: the process is ended."""
    monkeypatch.setattr(recordings, "SECONDS", 0.1)
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
