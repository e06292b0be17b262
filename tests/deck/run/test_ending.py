"""A program that runs within an interpreter ends as one does that has its own."""

import re
import subprocess
import sys

import pytest

from deck.run.program import run_program
from tests.paths import ROOT

# What is let go at the end, in a circle too, and a coroutine that nobody has awaited.
LEAVES = """class Door:
    def __init__(self, name):
        self.name, self.itself = name, self

    def __del__(self):
        print(f"{self.name} closes")


async def never():
    pass


door = Door("the door")
never_awaited = never()
print("the last line")
"""
FAILS = f"{LEAVES}1 / 0\n"
ERROR = "ZeroDivisionError: division by zero\n"
# In a process of its own, where a warning is no error.
WITHIN = """if True:
    import sys
    from deck.run.program import Stream, run_program
    from deck.run.prompt import run_transcript

    class Shown(Stream):
        def write(self, text):
            return getattr(sys, f"__{self.name}__").write(text)

    run, given = {"program": (run_program, sys.argv[2]),
        "session": (lambda lines, stream: run_transcript("", lines, stream=stream), sys.argv[2:]),
    }[sys.argv[1]]
    run(given, stream=Shown)
    print("and on")
"""
UNAWAITED = "<sys>:0: RuntimeWarning: coroutine 'never' was never awaited\n"


def python(*arguments: str) -> tuple[str, str]:
    """Return what such a process writes to its two streams."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


@pytest.mark.parametrize("source, error", [(LEAVES, ""), (FAILS, ERROR)], ids=["ends", "fails"])
def test_a_program_lets_go_of_what_it_holds(source, error):
    """As Python does that runs it alone, and before it is told how an error ends."""
    within, alone = python("-c", WITHIN, "program", source), python("-c", source)
    assert within[0] == f"{alone[0]}{error}and on\n"
    assert within[0] == f"the last line\nthe door closes\n{error}and on\n"
    assert within[1].count(UNAWAITED) == alone[1].count(UNAWAITED) == 1


def test_a_session_lets_go_of_what_it_has_shown():
    """The warning is at no line: the session has none any more."""
    shown, warned = python("-c", WITHIN, "session", "async def never(): pass\n", "never()\n")
    assert re.fullmatch("<coroutine object never at 0x[0-9a-f]+>\nand on\n", shown)
    assert warned == UNAWAITED


def test_names_are_seen_at_the_end_and_not_after():
    """Whoever asks for them gets them while they are there."""
    seen = []
    run_program("x = 6 * 7\n", at_end=lambda names: seen.append(names["x"]))
    assert seen == [42]
    assert not hasattr(sys.modules["__main__"], "x")
