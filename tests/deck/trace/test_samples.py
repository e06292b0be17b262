"""Sample programs, with their traces beside: `RECORD=1 pytest tests/deck/trace` rewrites them."""

import os
from pathlib import Path

import pytest

from deck.trace.model import to_json
from deck.trace.record import record_program, record_transcript
from deck.trace.steps import CARD_LIMIT
from tests.deck.trace.written import from_json

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.py*"))
LIMIT = 90


def trace_of(sample):
    record = record_transcript if sample.suffix == ".pycon" else record_program
    return record(sample.read_text("utf-8"), limit=LIMIT)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_some_card_says_where_each_step_happens(sample):
    """Whatever runs, a library too, has its card in the step that it takes."""
    steps = trace_of(sample).steps
    assert steps
    for step in steps:
        assert step.where in [card.frame for card in (*step.stack, *step.aside)]


def test_there_is_a_trace_beside_each_sample():
    """A trace whose program is gone would go on passing for one."""
    traces = {path.stem for path in SAMPLES[0].parent.glob("*.json")}
    assert traces == {path.stem for path in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_the_trace_beside_it(sample):
    """Each step, state, span, value and character of output is the one that was looked at."""
    trace = trace_of(sample)
    beside = sample.with_suffix(".json")
    if os.environ.get("RECORD"):
        beside.write_text(to_json(trace).replace(',["', ',\n["') + "\n", "utf-8")
    assert trace == from_json(beside.read_text("utf-8"))


@pytest.mark.parametrize("name", ["endless_loop", "one_line_loop", "huge_output"])
def test_a_program_without_end_is_cut(name):
    """A cut trace says so, and what it holds is the beginning."""
    trace = trace_of(SAMPLES[0].parent / f"{name}.py")
    assert not trace.complete
    assert 0 < len(trace.steps) <= LIMIT
    assert len(trace.output) <= 10_000


def test_a_recursion_without_end_is_cut_by_its_frames():
    """It has more of them at each step: the steps alone would make a trace of a million cards."""
    trace = record_program("def f(n):\n    f(n + 1)\n\nf(0)\n")
    assert not trace.complete
    cards = sum(len(step.stack) + len(step.aside) for step in trace.steps)
    assert CARD_LIMIT <= cards < CARD_LIMIT + len(trace.frames)


def test_a_trace_survives_json():
    """What the page reads is what was recorded."""
    trace = trace_of(SAMPLES[0].parent / "two_coroutines.py")
    assert from_json(to_json(trace)) == trace
