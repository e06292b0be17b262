"""A recording leaves the interpreter as it found it, and is the same each time."""

import ast
import builtins
import gc
import random
import subprocess
import sys

import pytest

from deck.trace.record import record_program, record_transcript
from tests.paths import ROOT

SHUFFLE = """
import random
async def first(): pass
async def second(): pass
for coro in random.sample([first(), second()] * 9, 18):
    print(coro, {"é", "b", "c"} and coro.cr_code.co_name)
    coro.close()
"""
RUDE = """
import gc, sys, random
gc.enable(); random.seed(3); sys.modules["__main__"] = None
raise SystemExit(3)
"""


def state_of_the_interpreter():
    return (
        random.getstate(),
        sys.modules["__main__"],
        vars(builtins).get("_"),
        (gc.isenabled(), gc.get_freeze_count(), gc.get_threshold()),
        [sys.monitoring.get_tool(tool) for tool in range(6)],
        (sys.stdout, sys.stderr),
    )


@pytest.mark.parametrize("source", [SHUFFLE, RUDE, "while True: pass", "1 +"])
def test_a_recording_leaves_the_interpreter_as_it_found_it(source):
    """The page's Python, and a test's, go on as if nothing had been recorded."""
    random.seed(4)
    before = state_of_the_interpreter()
    record_program(source)
    record_transcript(f">>> 1 + 1\n>>> {source.strip().splitlines()[0]}\n")
    assert state_of_the_interpreter() == before


def test_two_recordings_are_the_same():
    """Neither addresses, nor the order of sets, nor `random` differ from one to the next."""
    assert record_program(SHUFFLE) == record_program(SHUFFLE)
    assert record_program(SHUFFLE) != record_program(SHUFFLE, seed=1)


@pytest.mark.parametrize(
    ("context", "lines"),
    [
        ("x = 1\ndef f():\n    pass\n", (2, 3)),
        ("import functools\n@functools.cache\ndef f(): return 1\n", (2, 3)),
        ("class F:\n    def __call__(self): pass\n\n    x = 1\nf = F()\n", (1, 4)),
        ("def g():\n    def h():\n        pass\n    return h\nf = g()\n", (1, 4)),
        ("f = (\n    lambda: 1\n)\n", (1, 3)),
        ("class F:\n" + "    x = 1\n" * 12 + "    def __call__(self): pass\nf = F()\n", (14, 14)),
    ],
)
def test_a_frame_of_the_context_tells_where_its_definition_is(context, lines):
    """As on its slide: with its decorators, and what is around it as far as that is short."""
    trace = record_program("f()\n", context)
    places = {frame.place: frame.lines for frame in trace.frames}
    assert places == {"block": None, "context": lines}


def test_a_recording_needs_the_standard_library_alone():
    """The very files that record here are those that the page gives to its own Python."""
    program = (
        "import deck.trace.record, sys; print(sorted(one for one in sys.modules if 'deck' in one))"
    )
    command = [sys.executable, "-S", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name for name in ast.literal_eval(done.stdout) if name.count(".") > 1}
    assert {name.rpartition(".")[0] for name in loaded} == {"deck.run", "deck.trace"}


def test_a_value_is_shown_without_running_its_own_code():
    """A `__repr__` that prints, or fails, is not called."""
    source = """
class Loud:
    def __repr__(self):
        print("called")
        raise ValueError

def f(loud):
    return [loud]

f(Loud())
"""
    trace = record_program(source)
    assert trace.output == ""
    assert [step.value for step in trace.events if step.value] == [
        "loud=<Loud object>",
        "[<Loud object>]",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("{'c', 'a', 'b'}", "{'a', 'b', 'c'}"),
        ("(1,)", "(1,)"),
        ("[[[[1]]]]", "[[[…]]]"),
        ("{'k': b'v'}", "{'k': b'v'}"),
        ("'a' * 100", "'" + "a" * 58 + "…"),
        ("10 ** 1000", "<int of 3322 bits>"),
        ("(n for n in [])", "<generator <genexpr>>"),
        ("KeyError('k', 1)", "KeyError('k', 1)"),
        ("int", "<class int>"),
        ("len", "<function len>"),
    ],
)
def test_a_value_is_shown_short_and_the_same_each_time(value, shown):
    """Neither the order of a set nor the size of a number makes two recordings differ."""
    trace = record_program(f"def f():\n    return {value}\n\nf()\n")
    returned = [step.value for step in trace.events if step.event == "return"]
    assert returned[0] == shown


def test_an_object_that_is_called_and_shown_is_asked_for_nothing():
    """Not even for its class: who is asked may print."""
    source = """\
class Asked:
    def __getattribute__(self, name):
        print("asked for", name)

    def __call__(self):
        return self


kept = Asked()()
"""
    assert record_program(source).output == ""


def test_a_program_gives_the_warnings_that_it_gives_elsewhere():
    """Neither more, nor fewer, whatever the filters of who records."""
    source = """
import warnings
with warnings.catch_warnings(record=True) as seen:
    for kind in (UserWarning, DeprecationWarning, ResourceWarning):
        warnings.warn("told", kind)
print([one.category.__name__ for one in seen])
"""
    command = [sys.executable, "-c", source]
    elsewhere = subprocess.run(command, capture_output=True, text=True, check=True)
    assert record_program(source).output == elsewhere.stdout
