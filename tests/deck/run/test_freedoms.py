"""What an author sets free is free, and nothing beside it."""

import pytest

from deck.run import transcript
from deck.run.addresses import fixed
from deck.run.comparison import difference

VARIES = [
    ("took 12.3 s\n", "took 4 s\n", True),
    ("at 1.5 s, of 7 B\n", "at 1795791234.25 s, of 12,345,678.5 B\n", True),
    ("[12345678.5, 1]\n", "[1e-05, 87654321]\n", True),
    ("0x7f12 at 3\n", "0xfe at 44\n", True),
    ("a8098c1a-f86e-11da-bd1a-00112444be1e\n", "00000000-0000-0000-0000-00000000000a\n", True),
    ("|    7 ns |\n", "| 1234 ns |\n", True),
    ("-----\n", "-------\n", True),
    ("-----\n", "-=_\n", False),
    ("face1\n", "0\n", False),
    ("one 1\n", "two 1\n", False),
    ("1\n", "1\n2\n", False),
    ("exit code 0\n", "exit code 3\n", False),
]
DIRECTIVES = [
    (">>> x  # doctest: +ELLIPSIS\n[0, ..., 9]\n", "[0, 1, 9]\n", True),
    (">>> x  # doctest: +NORMALIZE_WHITESPACE\na b\n", "a\n  b\n", True),
    (">>> x  # doctest: +NORMALIZE_WHITESPACE\n1\n", "True\n", False),
    (">>> x  # doctest: +REPORT_NDIFF\n[0, ..., 9]\n", "[0, 1, 9]\n", False),
    (
        ">>> x  # doctest: +IGNORE_EXCEPTION_DETAIL\nTraceback (most recent call last):\nE: a\n",
        'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nm.E: b\n',
        True,
    ),
    (
        ">>> x  # doctest: +ELLIPSIS\nfake\nTraceback (most recent call last):\nE: ...\n",
        'real\nTraceback (most recent call last):\n  File "<stdin>", line 1\nE: b\n',
        False,
    ),
]


@pytest.mark.parametrize(("stated", "got", "agree"), VARIES)
def test_what_varies_has_free_numbers_and_no_free_word(stated, got, agree):
    """Its lines are as many, and its words the same."""
    assert (difference(stated, got, False, {}, varies=True) == "") is agree


@pytest.mark.parametrize(("session", "got", "agree"), DIRECTIVES)
def test_a_directive_frees_what_it_frees_for_doctest(session, got, agree):
    """Its example agrees with the output then, and else states what it states."""
    (example,) = transcript.examples(session)
    assert (transcript.agreed(example, got) == got) is agree


def test_what_is_skipped_is_not_typed():
    """Neither at the prompt, nor by what continues the session."""
    session = ">>> x = 1\n>>> launch()  # doctest: +SKIP\nboom\n"
    assert [example.source for example in transcript.examples(session)] == ["x = 1\n"]
    assert transcript.program(session) == "x = 1\n"


def test_what_another_run_has_too_is_no_address():
    """But for that of an object that Python is built with, which may be where it was."""
    once = "<cell at 0x10> <object object at 0x1a> <method-wrapper of int object at 0x9b>"
    again = "<cell at 0x10> <object object at 0x2a> <method-wrapper of int object at 0x9b>"
    assert fixed(once, again) == {"0x10"}
