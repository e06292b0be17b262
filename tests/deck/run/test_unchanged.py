"""A program leaves the Python that runs it, and others, as it was."""

import sys

import pytest

from deck.run.unchanged import State, Tampered, judges, remembered, unchanged

# What a program may change, and what was to be seen of it before.
CHANGES = {
    "import builtins\nbuiltins.print = builtins.len = builtins.set = None": "print('a', len([]))",
    "import builtins\nbuiltins.more = 1": "print(hasattr(__import__('builtins'), 'more'))",
    "import json\njson.dumps = None": "import json; print(json.dumps([]))",
    "import json\njson.JSONEncoder.encode = None": "import json; print(json.dumps([]))",
    "import os\nos.environ['HERE'] = 'x'": "import os; print('HERE' in os.environ)",
    "import sys\nsys.path.clear(); sys.meta_path.clear()": "import this",
    "import logging\nlogging.basicConfig()": "import logging; print(logging.root.handlers)",
    "import gc\ngc.callbacks.append(print); gc.disable()": "import gc; print(gc.isenabled())",
    "import sys\nsys.setrecursionlimit(99_999)": "import sys; print(sys.getrecursionlimit())",
    "import sys\nsys.settrace(lambda *_: print('traced'))": "def f(): pass\nf()",
    "import this": "import this",
    "import sys\ndel sys.modules['re']": "import sys; print('re' in sys.modules)",
    "import re\nre.compile.__code__ = (lambda *_: 1).__code__": "import re; print(re.compile('a'))",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_program_changes_is_put_back(change, capsys):
    """Whatever is seen after it is what is seen without it."""

    def seen() -> str:
        with unchanged():
            exec(CHANGES[change], {})
        return capsys.readouterr().out

    before = seen()
    with unchanged():
        exec(change, {})
    capsys.readouterr()
    assert seen() == before


def test_what_is_remembered_once_is_put_back_after_each_program(capsys):
    """Whichever ran before; what judges is told of, too."""

    def seen(change: str) -> str:
        with unchanged():
            exec(CHANGES[change], {})
        return capsys.readouterr().out

    before = {change: seen(change) for change in CHANGES}
    with remembered():
        for change in CHANGES:
            with unchanged():
                exec(change, {})
            capsys.readouterr()
        assert {change: seen(change) for change in CHANGES} == before
        for _ in range(2):
            with pytest.raises(Tampered), unchanged():
                exec("import deck.run.comparison as one\none.difference = None", {})
        with pytest.raises(Tampered), unchanged():
            exec("import deck.run.unchanged as one\none._remembered[:] = []", {})


def test_what_judges_is_put_back_and_told():
    """Be it a name, a method, or the code of a function."""
    for change in (
        "import deck.run.comparison as one\none.difference = None",
        "import deck.run.program as one\none.Stream.write = None",
        "import deck.run.comparison as one\none.difference.__code__ = (lambda: '').__code__",
        "import _pytest.reports as one\none.TestReport.passed = True",
        "import deck.run.comparison as one\none.len = lambda _: 0",
        "import sys\ndel sys.modules['_pytest.reports']",
    ):
        state = judges()
        with pytest.raises(Tampered), unchanged():
            exec(change, {})
        assert state.restore() == set()


def test_a_name_that_a_judge_has_more_is_nothing_to_tell():
    """A test may leave it there."""
    state = State(lambda name: name == "deck.run.comparison")
    vars(sys.modules["deck.run.comparison"])["more"] = 1
    assert state.restore() == set()


def test_how_far_the_origins_of_coroutines_are_kept_is_put_back():
    """To what it was, where whoever judges asked for them."""
    before = sys.get_coroutine_origin_tracking_depth()
    sys.set_coroutine_origin_tracking_depth(3)
    try:
        with unchanged():
            exec("import sys\nsys.set_coroutine_origin_tracking_depth(1)", {})
        assert sys.get_coroutine_origin_tracking_depth() == 3
    finally:
        sys.set_coroutine_origin_tracking_depth(before)
