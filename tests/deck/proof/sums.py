"""A small deck with tests of its own, which ask for its blocks in each way that there is."""

from pathlib import Path

DECK = """---
lang: en
---
# Sums

## Add

Calling `add(1, 2)` gives `3`.

```python name:add
def add(one, other):
    return one + other


print(add(1, 2))
print(add(2, 2))
```

```output
3
4
```

## Twice

It calls [add](https://example.org/) with the number and itself.

```python continuation name:twice
def twice(number):
    return add(number, number)


print(twice(4))
```

```output
8
```

Notes: What `twice("a")` gives is `aa`.

## A loop

```python name:loop
total = 0
for number in range(4):
    if number % 2 == 1:
        total += number
print(total)
```

```output
4
```

## To remember

Sums are fun.
"""
TESTS = '''"""What the deck on sums says."""

import pytest

BLOCKS = {"first": "add"}


def run(block):
    names = {}
    exec(block.program, names)
    return names


def added(block):
    return run(block(BLOCKS["first"]))["add"]


@pytest.fixture
def twice(block):
    return run(block("twice"))["twice"]


@pytest.mark.claim("Calling `add(1, 2)` gives `{result}`")
def test_add_gives_a_sum(block, says):
    """One and two are three."""
    says(result=repr(added(block)(1, 2)))


@pytest.mark.claim("What `twice(\\"a\\")` gives is `{result}`", block="twice")
def test_twice_takes_texts(twice, says):
    """`twice` puts a text behind itself."""
    assert (twice("a") + "\\n", 1) == (says.result + "\\n", 1)


@pytest.mark.parametrize("name, number", [("add", 2), ("twice", 1)])
def test_each_function_takes_so_many_numbers(name, number, block):
    """No more, and no fewer."""
    assert run(block(name))[name].__code__.co_argcount == number


@pytest.mark.claim("It calls [add](https://example.org/) with …")
def test_a_sentence_is_said():
    """Whatever the blocks do :
    it is said."""


@pytest.mark.machine
def test_a_machine(block):
    """It needs more than there is in a page."""
    block("loop")
'''


def write(folder: Path) -> Path:
    """Write the deck and its tests into a folder; return the path of the deck."""
    tests = folder / "tests" / "sums"
    tests.mkdir(parents=True)
    (tests / "test_sums.py").write_text(TESTS, "utf-8")
    (folder / "sums.md").write_text(DECK, "utf-8")
    return folder / "sums.md"
