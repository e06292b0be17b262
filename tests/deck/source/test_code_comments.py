"""A comment that states what code gives is a sentence that a test has to prove."""

import pytest

from deck.proof.quotes import claims
from deck.source.parse import parse

STATES = {
    "python": [
        'len("abc")  # => 5',
        "len('#')  #=> 5",
        "x = 1 + 1  # 3",
        "x = 1 + 1  # -> three",
        "one()  # prints 'a'",
        "un()  # affiche 4",
        "one() == 2  # False",
        "# => 7",
        "x = 2  # x vaut 3",
        "x = 2  # x == 3",
        "f = int  # raises json.JSONDecodeError",
        "un()  # lève une ValueError",
        "one()  # ValueError",
        "one()  # json.JSONDecodeError: Expecting value",
        "next(one)  # StopIteration: 3",
        "# >>> f()",
        "# f(2) == 4",
        "# one() is None",
        "# affiche 4",
    ],
    "js": ["const a = 2 /* 3 */", "const a = 1 + 1; // 3", "one() // → undefined"],
    "pycon": [">>> 1 + 1  # => 3"],
}
STATES_NOTHING = {
    "python": [
        "x = '# => 5'",
        "x = 1  # ou : while True:",
        "x = 1  # noqa",
        "x = 1  # returns early",
        "# 1",
        "# f(x) == y",
        "# affiche tout",
        "x = 1  # raises early",
        "x = 1  # Errors: none",
        "x = 1  # ValueError is told below",
        "x = 1  # a >>> b",
        "x = 1  # print(2)",
        "def one(x):  # type: (int) -> int",
    ],
    "js": ['open("http://a => b")', "f(2 /* 3 */)", "a >>> 2"],
    "python notest": ["len('abc')  # => 5"],
    "text": ["len('abc')  # => 5"],
}


def to_prove(language: str, line: str, before: str = "") -> list[tuple[str, int]]:
    deck = parse(f"# Title\n\n```{language} name:a\n{before}{line}\n```\n", "deck.md")
    return [(sentence.text, sentence.line) for _, sentence in claims.to_prove(deck)]


@pytest.mark.parametrize("language, line", [(key, one) for key in STATES for one in STATES[key]])
def test_a_comment_that_states_a_value_is_to_be_proved_with_its_line(language, line):
    """Nobody compares it with what the code gives."""
    before = ">>> 0\n0\n" if language == "pycon" else "0\n"
    stated = f"`{' '.join(line.split())}`"
    assert to_prove(language, line, before) == [(stated, 4 + before.count("\n"))]


@pytest.mark.parametrize(
    "language, line", [(key, one) for key in STATES_NOTHING for one in STATES_NOTHING[key]]
)
def test_any_other_comment_states_no_value(language, line):
    """Nor does what only looks like one, nor what is shown and not run."""
    if line.endswith(":"):
        line += "\n    pass"
    assert to_prove(language, line) == []


def test_a_value_alone_is_stated_of_the_call_above_it():
    """Elsewhere it is the number of a step, or what is left out."""
    assert to_prove("python", "# 5", "print(5)\n") == [("`# 5`", 5)]
    assert to_prove("python", "# 5", "x = 5\n") == []
    assert to_prove("python", "# 5", "# (one)\n") == []
    assert to_prove("python", "# 5", "print(5)\n\n") == []


def test_a_test_may_quote_it_with_the_value_that_it_measures():
    """As a sentence with code."""
    deck = parse('# Title\n\n```python\nlen("abc")  # => 5\n```\n', "deck.md")
    (match,) = claims.find(deck, '`len("abc")  # => {length}`')
    assert match.values == {"length": "5"}
    assert list(claims.unclaimed(deck, [match])) == []
    (problem,) = claims.unclaimed(deck, claims.find(deck, "# Title"))
    told = 'slide 1 “Title” says « `len("abc") # => 5` », which no test claims'
    assert (problem.line, problem.found) == (4, told)


def test_a_session_in_a_docstring_is_to_be_proved():
    """doctest would run it, and nobody does here."""
    assert to_prove("python", 'def f():\n    """\n    >>> f()\n    3\n    """') == [
        ("`>>> f()`", 6)
    ]
