"""Each operator edits what it is named for, and every edit makes another program."""

import ast

import pytest

from deck.proof.mutants.mutations import of_block, of_program
from deck.proof.mutants.operators import OPERATORS
from deck.source.parse import parse

# What each operator makes of a program, where only it may.
EDITS = [
    ("await dropped", "async def f():\n    await g()\n", ["async def f():\n    g()\n"]),
    ("async swapped", "async def f(): ...\n", ["def f(): ...\n"]),
    ("async swapped", "def f(): ...\n", ["async def f(): ...\n"]),
    (
        "result lost",
        "def f(n):\n    return n\n",
        ["def f(n):\n    return\n", "def f(n):\n    n\n"],
    ),
    ("result lost", "n += a\n", ["n = a\n"]),
    ("result lost", "n = é\n", ["n = None\n"]),
    (
        "yield changed",
        "def f():\n    yield\n",
        ["def f():\n    None\n", "def f():\n    yield 1\n"],
    ),
    (
        "yield changed",
        "def f():\n    yield a\n",
        ["def f():\n    a\n", "def f():\n    yield\n"],
    ),
    ("yield changed", "def f():\n    yield from g\n", ["def f():\n    yield g\n"]),
    ("statement dropped", "a\n1\npass\n", ["pass\n1\npass\n"]),
    (
        "body filled",
        "def f(): ...\n",
        [
            "def f(): return 1\n",
            "def f(): yield\n",
            "def f(): print()\n",
            "def f(): raise NotImplementedError\n",
        ],
    ),
    ("body filled", "def f():\n    a\n", []),
    ("statements swapped", "'é'; b\nc\nd\n", ["'é'; c\nb\nd\n", "'é'; b\nd\nc\n"]),
    ("statements swapped", "import a\nb\ndef c(): ...\n", []),
    ("statement repeated", "if a:\n    b\n", ["if a:\n    b\n    b\n"]),
    ("statement repeated", "if a:\n    ...\n", []),
    ("constant changed", "10\n", ["11\n", "9\n"]),
    ("constant changed", "0\n", ["1\n"]),
    ("constant changed", "True\n", ["False\n"]),
    ("constant changed", "None\n", ["0\n"]),
    ("constant changed", "'ab'\n", ["'ba'\n", '""\n']),
    (
        "name changed",
        "def f(a, b):\n    a\ndef g(): ...\n",
        ["def f(a, b):\n    b\ndef g(): ...\n"],
    ),
    ("name changed", "def f(): ...\ndef g(): ...\nf\n", ["def f(): ...\ndef g(): ...\ng\n"]),
    ("name changed", "print\n", []),
    ("name changed", "a.send\n", ["a.throw\n"]),
    ("call changed", "f(a)\n", ["f\n", "f(None)\n", "a\n", "a[0]\n"]),
    ("call changed", "f(*a)\n", ["f\n", "f(None)\n"]),
    ("arguments changed", "f(a, b)\n", ["f(b, a)\n", "f(b)\n", "f(a)\n"]),
    (
        "arguments changed",
        "def f(a, b, *c): ...\n",
        ["def f(b, a, *c): ...\n", "def f(a, b, c): ...\n"],
    ),
    (
        "except changed",
        "try:\n    a\nexcept E:\n    b\n",
        [
            "try:\n    a\nfinally:\n    pass\n",
            "try:\n    a\nexcept Exception:\n    b\n",
            "try:\n    a\nexcept BaseException:\n    b\n",
            "try:\n    a\nexcept LookupError:\n    b\n",
            "try:\n    a\nexcept E:\n    raise\n",
        ],
    ),
    (
        "except changed",
        "try:\n    a\nexcept* E:\n    b\n",
        [
            "try:\n    a\nfinally:\n    pass\n",
            "try:\n    a\nexcept* Exception:\n    b\n",
            "try:\n    a\nexcept* BaseException:\n    b\n",
            "try:\n    a\nexcept* LookupError:\n    b\n",
            "try:\n    a\nexcept* E:\n    raise\n",
        ],
    ),
    ("loop changed", "for a in b:\n    c\n", ["for a in b:\n    c\n    break\n"]),
    ("loop changed", "while a:\n    break\n", ["while a:\n    continue\n"]),
    ("loop changed", "while a:\n    continue\n", ["while a:\n    break\n"]),
    ("condition changed", "if a:\n    b\n", ["if not (a):\n    b\n"]),
    ("condition changed", "not a\n", ["a\n"]),
    ("condition changed", "a and b\n", ["a or b\n"]),
    ("operator changed", "a < b\n", ["a <= b\n"]),
    ("operator changed", "a + b\n", ["a - b\n"]),
    ("definition changed", "@a\ndef f(): ...\n", ["def f(): ...\n"]),
    ("definition changed", "class A(B): ...\n", ["class A(object): ...\n"]),
    (
        "definition changed",
        "class A:\n    def __len__(self): ...\n",
        ["class A:\n    def len_(self): ...\n"],
    ),
]
SESSION = """\
# A session

```pycon name:session
>>> async def f():
...     return 6
...
>>> f().send(None)
Traceback (most recent call last):
  ...
StopIteration: 6
```
"""


@pytest.mark.parametrize(("operator", "source", "edited"), EDITS)
def test_an_operator_edits_what_it_is_named_for(operator, source, edited):
    """Nothing else of the text changes."""
    made = [one.source for one in of_program(source) if one.operator == operator]
    assert made == edited


def test_every_operator_is_shown():
    """Whoever adds one says here what it does."""
    assert {operator for operator, *_ in EDITS} == OPERATORS.keys()


def test_every_edit_makes_another_program(slides):
    """It compiles, and two edits of a block are two programs."""
    blocks = [block for block in slides.blocks if block.language == "python"]
    edited = [[one.source for one in of_block(block)] for block in blocks]
    assert any(edited)
    for block, sources in zip(blocks, edited, strict=True):
        programs = {ast.dump(ast.parse(one)) for one in (block.source, *sources)}
        assert len(programs) == 1 + len(sources)


def test_of_a_transcript_what_is_typed_is_edited():
    """Its prompts, and what it states, stay as they are; the edit is told on its line."""
    (block,) = parse(SESSION, "deck.md").blocks
    edits = [one for one in of_block(block) if one.operator == "constant changed"]
    assert [(one.line, one.before, one.after) for one in edits] == [
        (2, "6", "7"),
        (2, "6", "5"),
        (4, "None", "0"),
    ]
    assert edits[0].source == block.source.replace("return 6", "return 7")
    assert edits[2].source == block.source.replace("send(None)", "send(0)")
