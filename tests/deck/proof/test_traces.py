"""The blocks that are recorded, and those whose recording stops the build."""

import base64
import io
import json
import os
import pickle
import zlib
from contextlib import nullcontext, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from deck.page.player.player_files import pack
from deck.proof import recorder
from deck.proof import traces as proof_traces
from deck.proof.judge.ahead import Ahead
from deck.proof.judge.failure import ENDLESS, VARYING
from deck.proof.judge.verdict import verdict
from deck.proof.traces import faithful, recordings, traces
from deck.run.apart.turn import GivenUp
from deck.source import cache
from deck.source.load import load
from deck.source.parse import parse
from deck.trace.record import record_program

DECKS = Path(__file__).with_name("traces")


def deck_of(name):
    return load(DECKS / f"{name}.md")


@pytest.mark.parametrize(
    "name, seconds", [("an_output_that_is_not_recorded", 60), ("a_block_that_does_not_end", 0.1)]
)
def test_a_block_that_contradicts_its_deck_has_no_trace(name, seconds, monkeypatch):
    """It is told in the words of its verdict, whether it prints something else or has no end."""
    monkeypatch.setattr(proof_traces, "BLOCK_SECONDS", seconds)
    deck = deck_of(name)
    (failure,) = filter(None, (verdict(deck, block, seconds) for block in deck.blocks))
    failures = []
    assert failure.block not in traces(deck, failures.append)
    assert failures == [failure]


def fence(words, *lines):
    return "\n".join([f"```{words}", *lines, "```", ""])


def deck_with(*fences):
    return parse("\n".join(["# A slide", "", *fences]), "deck.md")


@pytest.mark.parametrize(
    "words, lines, stated, is_faithful",
    [
        ("", ["x = 4"], ["4"], False),
        ("", ["print(4)"], ["4", "5"], False),
        ("", ["print(4)", "print()", "print(5)"], ["4", "5"], False),
        ("", ["print(5)", "print(4)"], ["4", "5"], False),
        ("", ["print(5)", "print(4)"], ["5", "4"], True),
        (" runner:any_order", ["print(5)", "print(4)"], ["3", "4", "5"], False),
        (" runner:any_order", ["print(5)", "print(4)"], ["5"], False),
        (" runner:any_order", ["print(5)", "print(4)"], ["4", "5"], True),
    ],
)
def test_a_trace_shows_what_is_stated_and_nothing_else(words, lines, stated, is_faithful):
    """A block that prints nothing, less, more or otherwise has none."""
    deck = deck_with(fence(f"python name:a{words}", *lines), fence("output", *stated))
    assert (faithful(deck, deck.blocks[0]) is not None) == is_faithful


def test_a_block_that_holds_where_no_recorder_hears_it_has_no_trace():
    """What another process prints is stated, and holds, and nothing steps through it."""
    program = fence("python name:a", "import os", 'os.write(1, b"4\\n")')
    deck = parse(f"# A slide\n\n{program}\n{fence('output', '4')}", "deck.md")
    assert verdict(deck, deck.blocks[0], 60) is None
    assert traces(deck) == {}


def test_a_block_of_which_a_thread_runs_a_part_has_no_trace():
    """The steps of the thread would be missing, though it prints what is stated."""
    program = fence(
        "python name:a",
        "import threading",
        "def work():",
        "    print(4)",
        "thread = threading.Thread(target=work)",
        "thread.start()",
        "thread.join()",
    )
    assert traces(deck_with(program, fence("output", "4"))) == {}
    assert traces(deck_with(program.replace("=work", "=print, args=[4]"), fence("output", "4")))


CONTEXTS = {
    "if 1: raise ValueError(1)": "ValueError: 1",
    "if 1: raise KeyboardInterrupt": "KeyboardInterrupt",
    "class E(Exception):\n    def __init__(self, a, b): pass\nif 1: raise E(1, 2)": "E: (1, 2)",
    "if 1: raise ValueError('\\ud800')": r"ValueError: \ud800",
    "if 1: raise SystemExit('fatal')": "fatal",
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
    deck = deck_with(block, stated, after, fence("output", "1"))
    first, second = (faithful(deck, block) for block in deck.blocks)
    assert first is not None
    assert second is None
    assert recordings(deck).keys() <= {"a"}
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
    assert json.loads(zlib.decompress(base64.b64decode(pack(shown, "fr"))))["trace"]["steps"]


def test_a_block_longer_than_a_trace_is_told_as_far_as_it_goes():
    """A cut trace is compared with the beginning of what is stated."""
    trace = traces(deck_of("a_block_longer_than_a_trace"))["counts"]
    assert not trace.complete
    assert trace.output.startswith("100\n200\n")


def test_a_block_without_end_is_told_of_though_its_beginning_is_recorded(monkeypatch):
    """The page has as many problems as a check finds."""
    monkeypatch.setattr(proof_traces, "BLOCK_SECONDS", 2)
    deck = deck_with(fence("python name:a", "while True:", "    pass"))
    told = []
    assert traces(deck, told.append) == {}
    assert [str(failure) for failure in told] == [
        "deck.md:4: block a of slide 1 “A slide” does not end within 2 s, expected it to end;"
        " correct it, make it shorter, or add “notest” to show it only"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("import time", "while True:", "    time.sleep(1)"),
        ("import asyncio", "asyncio.new_event_loop().run_forever()"),
    ],
)
def test_a_block_without_end_takes_its_time_once(lines, monkeypatch):
    """It is not recorded, which would take as long as it is judged."""
    monkeypatch.setattr(proof_traces, "BLOCK_SECONDS", 0.2)
    monkeypatch.setattr(proof_traces, "record_alone", lambda job: pytest.fail(f"recorded: {job}"))
    told = []
    assert traces(deck_with(fence("python name:a", *lines)), told.append) == {}
    assert [failure.kind for failure in told] == [ENDLESS]


def test_what_chance_decides_is_told_though_its_recording_agrees(monkeypatch, tmp_path):
    """The recorder seeds chance, and what it records is one of the outputs that there may be."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    source = "import random\nprint(random.random())\n"
    stated = record_program(source).output.strip()
    deck = deck_with(fence("python name:a", *source.splitlines()), fence("output", stated))
    for _ in range(2):
        told = []
        assert recordings(deck, told.append) == {}
        assert [failure.kind for failure in told] == [VARYING]


def test_a_block_of_javascript_that_contradicts_its_deck_is_told_of():
    """Nothing records it, and the page has as many problems as a check finds."""
    wrong, right = (fence(f"js name:{name}", "console.log(4)") for name in "ab")
    deck = deck_with(wrong, fence("output", "5"), right, fence("output", "4"))
    told = []
    assert traces(deck, told.append) == {}
    assert told == [verdict(deck, deck.blocks[0], 60)]


def test_a_script_that_only_declares_functions_is_not_run_for_its_page(monkeypatch):
    """One that is no script is, and told of."""
    run = []
    monkeypatch.setattr(
        proof_traces, "verdict", lambda *all: run.append(all[1].name) or verdict(*all)
    )
    bodies = {"right": "", "wrong": "let a; let a"}
    fences = (fence(f"js name:{name}", f"function f() {{ {bodies[name]} }}") for name in bodies)
    deck, told = deck_with(*fences), []
    assert traces(deck, told.append) == {}
    assert run == ["wrong"]
    assert told == [verdict(deck, deck.blocks[1], 60)]


def test_a_program_that_swallows_its_end_is_told_as_far_as_it_goes():
    """What catches everything around an endless loop ends the program, not the recorder."""
    source = "import contextlib\nwith contextlib.suppress(BaseException):\n    while True: pass\n"
    assert not record_program(source).complete


def test_a_build_that_is_given_up_leaves_nothing_that_is_recorded(tmp_path, monkeypatch):
    """Nor does it begin anew here as the process ends that recorded it."""
    monkeypatch.setattr(proof_traces, "FEW", 0)
    started = tmp_path / "started"
    os.mkfifo(started)
    endless = f"open({str(started)!r}, 'w').close()\nwhile True: pass\n"
    anew = []
    monkeypatch.setattr(recorder, "record_alone", anew.append)
    with suppress(KeyboardInterrupt), proof_traces._processes(1) as (run, record):
        found = run(record, [recorder.Job("python", endless, "", (), 60)])
        # Whoever opens a pipe waits for the other end.
        started.open().close()
        raise KeyboardInterrupt
    with suppress(GivenUp):
        next(found)
    assert anew == []


@pytest.mark.parametrize("is_ended", [False, True])
def test_an_answer_that_is_cut_is_none(is_ended, monkeypatch):
    """Wherever a program that ends its recorder cuts it: it is recorded here, unless given up."""
    answer = pickle.dumps(recorder.Recorded("4\n", True, True))
    monkeypatch.setattr(recorder, "record_alone", lambda _: "anew")
    found = []
    for length in range(len(answer)):
        pipes = SimpleNamespace(stdin=io.BytesIO(), stdout=io.BytesIO(answer[:length]))
        monkeypatch.setattr(recorder.subprocess, "Popen", lambda *_, pipes=pipes, **__: pipes)
        one = recorder.Recorder()
        one._is_ended = is_ended
        try:
            found.append(one.record(recorder.Job("python", "print(4)\n", "", (), 60)))
        except GivenUp:
            found.append("given up")
    assert set(found) == {"given up" if is_ended else "anew"}


def test_no_more_is_run_at_a_time_than_this_process_has_processors(monkeypatch):
    """A machine may have others, which are not its own."""
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 3)
    monkeypatch.setattr(proof_traces, "FEW", 0)
    started = []

    def start():
        started.append(SimpleNamespace(end=lambda: None))
        return nullcontext(started[-1])

    monkeypatch.setattr(proof_traces, "Recorder", start)
    with proof_traces._processes(1):
        assert len(started) == 3
    assert Ahead([], 1)._pool._max_workers == 3
