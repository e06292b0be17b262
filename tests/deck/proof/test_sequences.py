"""What continues a block gives the same to who has run its definitions, and to who has run all."""

import pytest

from deck.proof.judge.ahead import Ahead
from deck.source.parse import parse

DECK = """# Before

```{first}
{before}```

{output}# After

```{second}
{after}```

"""
TOLD = (
    " of slide 2 “After” gives something else where all that it continues has run before, expected"
    " the same, as its reader may type all of it; show here what changes it, or give that result a"
    " name above, and show the name"
)
COUNTER = """def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up

up = counter()
"""
ITERATOR = ("numbers = iter([1, 2])", "up = numbers.__next__")
# What is defined, and shown; what is shown next, as it is without what was shown, and with it.
CHANGED = {
    "a closure": (COUNTER, "print(up())", "1", "print(up())", "1", "2"),
    "a line without text": (
        *(COUNTER, "print(up())", "1", "print('a' + '\\n' * up() + 'b')", "a\nb", "a\n\nb"),
    ),
    "a cache": (
        "import functools\n\n@functools.cache\ndef f():\n    print('once')\n    return 1\n\n",
        *("print(f())", "once\n1", "print(f())", "once\n1", "1"),
    ),
    "a mock": (
        "from unittest.mock import Mock\n\nm = Mock(return_value=1)\n",
        *("print(m())", "1", "print(m.call_count)", "0", "1"),
    ),
    "a thread": (
        "import threading\n\nout = []\none = threading.Thread(target=out.append, args=[1])\n",
        *("one.start()", "", "print(out)", "[]", "[1]"),
    ),
    "what only a program does": (
        "seen = []\n\ndef main():\n    seen.append(1)\n\n",
        *("if __name__ == '__main__':\n    main()", "", "print(seen)", "[]", "[1]"),
    ),
    "an iterator": (
        "numbers = iter('ab')\n",
        *("print(*numbers)", "a b", "print(list(numbers))", "['a', 'b']", "[]"),
    ),
    "what is counted beside the name of a task": (
        "import asyncio\n\nseen = []\n\nasync def f():\n    seen.append(1)\n"
        "    print(asyncio.current_task().get_name(), len(seen))\n\n",
        *("asyncio.run(f())", "Task-1 1", "asyncio.run(f())", "Task-1 1", "Task-4 2"),
    ),
    "what a pool has done": (
        "from concurrent.futures import ThreadPoolExecutor\n\nseen = []\n"
        "pool = ThreadPoolExecutor(1)\n",
        *("print(pool.submit(seen.append, 1).result())", "None", "print(seen)", "[]", "[1]"),
    ),
    "what follows another standard output": (
        f"import io\nimport sys\n\n{COUNTER}",
        *("sys.stdout = io.StringIO()\nprint(up())", ""),
        *("sys.stdout = sys.__stdout__\nprint(up())", "1", "2"),
    ),
    "chance": (
        "import random\n\nrandom.seed(1)\n",
        *("print(random.randrange(1000))", "137", "print(random.randrange(1000))", "137", "582"),
    ),
}


def written(before, shown, prints, after, states, *, first="python", second="python continuation"):
    """Return a deck of two slides whose blocks state these outputs."""
    stated = f"```output\n{prints}\n```\n\n" if prints else ""
    text = DECK.format(
        before=f"{before}{shown}\n", output=stated, after=f"{after}\n", first=first, second=second
    )
    return text + (f"```output\n{states}\n```\n" if "pycon" not in second else "")


def failures(text):
    """Return what fails of the blocks of a deck."""
    deck = parse(text, "deck.md")
    assert not deck.problems
    ahead = Ahead([(deck, block) for block in deck.blocks], 60)
    try:
        return [found for block in deck.blocks if (found := ahead.verdict(deck.path, block.name))]
    finally:
        ahead.stop()


@pytest.mark.parametrize("case", CHANGED.values(), ids=CHANGED)
def test_what_a_demonstration_has_changed_is_told_whichever_is_stated(case):
    """No list of calls knows of it: it is run with them, and without."""
    *given, without, after_all = case
    for stated, got in ((without, after_all), (after_all, without)):
        [failure] = failures(written(*given, stated))
        assert str(failure.problem).endswith(TOLD)
        assert (failure.slide, failure.kind, failure.acceptable) == (2, "afterwards", False)
        assert set(got.splitlines()) <= {*failure.lines("+", " ").splitlines()}


@pytest.mark.parametrize(
    "first, source, shown, prints",
    [
        ("python name:one", COUNTER, "print(up())", "1"),
        ("pycon name:one", "".join(f">>> {line}\n" for line in ITERATOR), ">>> up()\n1", ""),
    ],
)
def test_what_is_typed_after_a_demonstration_is_told_as_well(first, source, shown, prints):
    """A session goes on from a program, or from another session."""
    typed = ">>> up()\n1"
    continuing = "pycon continuation:one"
    [failure] = failures(written(source, shown, prints, typed, "", first=first, second=continuing))
    assert str(failure.problem).endswith(TOLD)
    assert failure.sides == ("1", "2")


HOLDS = {
    "what changes nothing": (
        "def f():\n    return 1\n\n",
        "print(f())",
        "1",
        "print(f() + 1)",
        "2",
    ),
    "what ends with an error": (
        "def f():\n    return 1\n\n",
        *("raise ValueError(f())", "ValueError: 1", "print(f())", "1"),
    ),
    "what is named": (f"{COUNTER}first = up()\n", "print(first)", "1", "print(up())", "2"),
    "the name of a task": (
        "import asyncio\n\nasync def f():\n    print(asyncio.current_task().get_name())\n\n",
        *("asyncio.run(f())", "Task-1", "asyncio.run(f())", "Task-1"),
    ),
    "a place that an object tells": (
        "import traceback\n\ndef f():\n    print(traceback.extract_stack()[-1])\n\n",
        *("f()", "<FrameSummary file 01_before_1.py, line 6 in f>"),
        *("f()", "<FrameSummary file 02_after_1.py, line 6 in f>"),
    ),
    "what it is called with": (
        "import sys\n\nsys.argv = ['add', '2']\n\n",
        *("print(sys.argv)", "['add', '2']", "print(sys.argv[0])", "add"),
    ),
    "how deep it is": (
        "import sys\n\ndef depth(n=0):\n    try:\n        return depth(n + 1)\n"
        "    except RecursionError:\n        return n\n\n",
        *("print(1)", "1", "sys.setrecursionlimit(100)\nprint(depth())", "98"),
    ),
    "which frames it has": (
        "import inspect\n\n",
        *("print(1)", "1", "print(len(inspect.stack()))", "1"),
    ),
    "what it traces": (
        "import sys\n\ndef f():\n    pass\n\n"
        "def trace(frame, event, arg):\n    print(event, frame.f_code.co_name)\n\n",
        *("print(1)", "1", "sys.settrace(trace)\nf()", "call f"),
    ),
    "what it does at its end": (
        "import atexit\n\n",
        *("print(1)", "1", "atexit.register(print, 'bye')\nprint(2)", "2\nbye"),
    ),
    "what is printed as it is freed": (
        "class A:\n    def __del__(self):\n        print('freed')\n\n",
        *("print(1)", "1", "a = A()\nprint(2)", "2\nfreed"),
    ),
    "a process that reads its file": (
        "import multiprocessing\n\ndef f():\n    print('in')\n\n"
        "context = multiprocessing.get_context('spawn')\n\n",
        *("if __name__ == '__main__':\n    print(1)", "1"),
        "if __name__ == '__main__':\n    one = context.Process(target=f)\n    one.start()\n"
        "    one.join()\n    print(one.exitcode)",
        "in\n0",
    ),
    "a place in the code": (
        "import traceback\n\ndef f():\n    traceback.print_exc(file=__import__('sys').stdout)\n\n",
        *("print(1)", "1", "try:\n    1 / 0\nexcept ZeroDivisionError:\n    f()"),
        'Traceback (most recent call last):\n  File "02_after_1.py", line 18, in <module>\n'
        "    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero",
    ),
}


@pytest.mark.parametrize("case", HOLDS.values(), ids=HOLDS)
def test_what_a_demonstration_leaves_as_it_was_holds(case):
    """Nor is anything told of what it hides, or of what Python numbers for the whole program."""
    assert failures(written(*case)) == []


def test_a_session_that_begins_with_an_exception_holds():
    """What has run before leaves nothing above it."""
    typed = ">>> up()\nTraceback (most recent call last):\n  ...\nStopIteration"
    continuing = "pycon continuation:one"
    given = "up = iter([]).__next__\n", "print(1)", "1", typed, ""
    assert failures(written(*given, first="python name:one", second=continuing)) == []
