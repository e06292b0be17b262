"""A turn goes from one drive at the top level to the next, and is told by its last event.

What comes before the first drive, and after the last one, is told by its last event, too.
"""

import json

import pytest

from deck.trace.model import to_json
from deck.trace.record import record_program

AWAITS = "async def f():\n    await A()\n    await A()\n"
YIELDS = "class A:\n    def __await__(self): yield\n" + AWAITS
COUNT = "def count():\n    yield 1\n    yield 2\n"


def told(source):
    trace = record_program(source)
    names = [trace.frames[frame].name for frame in range(len(trace.frames))]
    steps = [trace.steps[number] for number in trace.turns]
    return [(step.event, names[step.where], step.value) for step in steps]


@pytest.mark.parametrize(
    ("driving", "turns"),
    [
        (
            YIELDS + "c = f()\nc.send(None)\nc.send(None)\n",
            [("create", "<module>", ""), ("yield", "f", "None"), ("yield", "f", "None")],
        ),
        (
            YIELDS + "def run(c):\n    c.send(None)\n    c.close()\nrun(f())\n",
            [("start", "run", "c=<coroutine f>"), ("yield", "f", "None"), ("close", "run", "")],
        ),
        (
            COUNT + "for number in count():\n    pass\n",
            [("yield", "count", "1"), ("yield", "count", "2"), ("return", "count", "None")],
        ),
        (
            COUNT + "c = count()\nnext(c)\ntry:\n    c.throw(KeyError())\nexcept KeyError: pass\n",
            [("create", "<module>", ""), ("yield", "count", "1"), ("raise", "count", "KeyError()")],
        ),
        (
            YIELDS + "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n"
            "    await asyncio.sleep(0)\nasyncio.run(main())\n",
            [
                ("create", "<module>", ""),
                *[("yield", "main", "None")] * 2,
                ("return", "main", "None"),
            ],
        ),
    ],
)
def test_each_drive_begins_a_turn(driving, turns):
    """A `send`, a `throw`, a `close`, a `next`, what a loop asks for and what a library sends."""
    assert told(driving)[1:-1] == turns


def test_what_is_driven_from_within_a_drive_is_in_its_turn():
    """The generator that a coroutine loops over is no turn of the program."""
    source = COUNT + YIELDS + "async def g():\n    for _ in count(): await A()\n"
    source += "c = g()\nc.send(None)\nc.send(None)\n"
    assert [event for event, *_ in told(source)] == ["start", "create", "yield", "yield", "return"]


@pytest.mark.parametrize("source", ["print(1)\n", AWAITS + "f().send(None)\n", ""])
def test_a_program_that_drives_once_has_no_turns(source):
    """From one to the next there must be two."""
    assert record_program(source).turns == ()


def test_the_player_is_told_the_turns():
    """It reads them, and has no rule of its own."""
    trace = record_program(COUNT + "for number in count():\n    pass\n")
    assert json.loads(to_json(trace))["turns"] == list(trace.turns)
    assert trace.turns
