"""Which blocks a check need not run: those that only declare functions, and are programs."""

import pytest

from deck.proof.judge import ahead
from deck.proof.judge.ahead import Ahead
from deck.proof.judge.declared import METHODS, only_declares
from deck.run.apart.javascript import compiling, run_javascript
from deck.run.apart.python import run_python
from deck.run.program import Run
from deck.source import cache
from deck.source.load import load

DECLARES = {
    "nothing": "",
    "a coroutine": "async def f(x, *xs, y=None, **rest):\n    print(await x)\n",
    "a function that would fail": "def f():\n    1 / 0\n",
    "a class": "class A:\n    'of these'\n    x = 1\n\n    def __await__(self):\n        yield\n",
    "a function with chance": "import random\n\n\ndef f():\n    print(random.random())\n",
    "names of a module": "from types import coroutine as c\n",
    "constants": "'''said'''\nx = y = 2.5\nprint = None\n",
    "another encoding": "# coding: latin-1\ndef f():\n    pass\n",
    "every method": "class A:\n" + "".join(f"    def {name}(self): 1 / 0\n" for name in METHODS),
}
ACTS = {
    "what is printed": "print(1)\n",
    "a default": "def f(x=print(1)):\n    pass\n",
    "a default by its name": "def f(*, x=print(1)):\n    pass\n",
    "an annotation": "def f(x: print(1)):\n    pass\n",
    "an annotation of the rest": "def f(*xs: print(1)):\n    pass\n",
    "a result": "def f() -> print(1):\n    pass\n",
    "a decorator": "@print\ndef f():\n    pass\n",
    "the body of a class": "class A:\n    print(1)\n",
    "a base": "class A(int, int):\n    pass\n",
    "a keyword of a class": "class A(metaclass=print):\n    pass\n",
    "the decorator of a class": "@print\nclass A:\n    pass\n",
    "the decorator of a method": "class A:\n    @print\n    def f(self):\n        pass\n",
    "the name of a class": "class A:\n    def __qualname__(self):\n        pass\n",
    "the slots of a class": "class A:\n    __slots__ = 1\n",
    "a module that says something": "import this\n",
    "what is not in a module": "from types import nothing\n",
    "a module beside it": "from .types import coroutine\n",
    "an item": "x = y[0] = 1\n",
    "a name that nothing defines": "x = y\n",
    "no program": "def f():\n",
    "a statement outside its place": "def f():\n    await g()\n",
    "two arguments of one name": "def f(x, x):\n    pass\n",
    "a name that is no local": "def f():\n    nonlocal x\n",
    "another encoding that none is": "# coding: none\ndef f():\n    pass\n",
    "a text that another encoding ends": 'def f():\n    "\\N{NOTHING}"\n',
}
# What some versions make of these is another matter.
UNSURE = {
    "the builtins": "def __builtins__():\n    pass\n\n\nclass A:\n    pass\n",
    "the builtins by an import": "import types as __builtins__\n\n\nclass A:\n    pass\n",
    "the builtins by another": "from types import coroutine as __builtins__\nclass A:\n    pass\n",
    "the builtins by a class": "class __builtins__:\n    pass\n\n\nclass A:\n    pass\n",
    "the builtins by a constant": "__builtins__ = 1\n\n\nclass A:\n    pass\n",
}


@pytest.mark.parametrize("source", DECLARES.values(), ids=DECLARES.keys())
def test_what_only_declares_shows_nothing_when_it_is_run(source):
    """That is why it need not be."""
    assert only_declares(source)
    assert run_python(source, "a", 0, 60) == Run("", "")


@pytest.mark.parametrize("source", ACTS.values(), ids=ACTS.keys())
def test_what_shows_something_when_it_is_run_does_not_only_declare(source):
    """What is evaluated before any function is called, and what is no program."""
    assert not only_declares(source)
    assert run_python(source, "a", 0, 60) != Run("", "")


@pytest.mark.parametrize("source", UNSURE.values(), ids=UNSURE.keys())
def test_what_takes_the_name_of_the_builtins_is_run(source):
    """What makes a class, or a function, asks for them."""
    assert not only_declares(source)


SCRIPTS = {
    "function a() {}": True,
    "function* a() { yield 1 }\nasync function b() { await 1 }": True,
    "function a() { let b; let b }": False,
    "function a() { await 1 }": False,
    "return": True,
    "import 'fs'": False,
    "function \ud800() {}": False,
}


def test_node_tells_which_scripts_it_would_begin_to_run():
    """As it says of each once it is told to run it."""
    assert compiling(list(SCRIPTS)) == {one for one, compiles in SCRIPTS.items() if compiles}
    for script, compiles in SCRIPTS.items():
        if script.isascii() and "import" not in script:
            assert (run_javascript(script, "a", 60).error == "") == compiles


def test_where_node_fails_nothing_is_known(monkeypatch):
    """Each script is run then, and told of."""
    monkeypatch.setattr("deck.run.apart.javascript.COMPILES", "process.exit(1)")
    assert compiling(["function a() {}"]) == frozenset()


DECK = """# Some blocks

```python name:python
def f():
    pass
```

```js name:js
function f() {{}}
```

```python name:stated
def f():
    pass
```

```output
{stated}
```

```python name:reads
def f():
    open("data.txt")
```

```python name:fails
def f():
    nonlocal x
```

```js name:no_script
function f() {{ let a; let a }}
```

```pycon name:session
>>> def f(): pass
...
```
"""
NAMES = ["python", "js", "stated", "reads", "fails", "no_script", "session"]


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Judge a deck of which nothing is known yet; return the blocks that hold, and those run."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
    (tmp_path / "data.txt").write_text("", "utf-8")
    (path := tmp_path / "deck.md").write_text(DECK.format(stated="1"), "utf-8")
    deck, run, verdict = load(path), [], ahead.verdict

    def noted(deck, block, seconds, **known):
        run.append(block.name)
        return verdict(deck, block, seconds, **known)

    monkeypatch.setattr(ahead, "verdict", noted)

    def judged(keeps):
        del run[:]
        found = Ahead([(deck, block) for block in deck.blocks], 60, keeps)
        hold = [one.name for one in deck.blocks if not found.verdict(deck.path, one.name)]
        found.stop()
        assert found.left_out == len(deck.blocks) - len(run)
        return hold, [name for name in NAMES if name in run]

    return judged


def test_a_check_runs_no_block_that_only_declares_functions(judged):
    """It runs what states something, what has data beside it, and what is no program."""
    hold = ["python", "js", "reads", "session"]
    assert judged(keeps=True) == (hold, NAMES[2:])
    assert judged(keeps=False) == (hold, NAMES)
