"""A transcript as a program: it shows what one would see who types it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deck.proof.judge.verdict import verdict
from deck.run.comparison import difference
from deck.run.transcript import BLANK_LINE
from deck.source.extraction import snippets
from deck.source.load import load
from deck.source.parse import parse
from tests.paths import DECKS

TRUTHS = load(DECKS / "truths.md")
SESSIONS = [block for block in TRUTHS.blocks if block.language == "pycon"]


def deck_of(text):
    return parse(f"# T\n\n{text}", "deck.md")


def test_the_context_of_a_future_import_still_holds(tmp_path):
    """Only comments stand above it, in a program and in a session."""
    source = "```python name:a\nfrom __future__ import annotations\ndef f(x: no): return 4\n```\n\n"
    deck = deck_of(
        source
        + "```python name:b continuation\nprint(f(1))\n```\n\n```output\n4\n```\n\n"
        + "```pycon name:c continuation\n>>> f(1)\n4\n```\n"
    )
    assert [verdict(deck, block, 60) for block in deck.blocks] == [None] * 3
    assert run(deck, deck.block("c"), tmp_path) == ">>> f(1)\n4\n"


def run(deck, block, folder):
    """Run the snippet of a session; return what is seen of it."""
    path = Path(folder, snippets.file(deck, block))
    path.write_text(snippets.text(deck, block), "utf-8")
    command = [sys.executable, "-W", "ignore", path]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


# What ends with it, and what a prompt alone can show.
OTHERWISE = {
    "a_generator_that_waits": ">>> next(it)\n1\nclosed\n",
    "prints_without_an_end": "a>>> 1\n1\n",
    "types_what_is_not_understood": ">>> after()\n5\n",
    "asks_for_its_prompts": "AttributeError: module 'sys' has no attribute 'ps1'\n",
}


@pytest.mark.parametrize("block", SESSIONS, ids=lambda block: block.name)
def test_a_session_is_a_program_that_shows_what_the_deck_states(block, tmp_path):
    """What is typed and what is printed, and in that order, also where it is read by a pipe."""
    seen = run(TRUTHS, block, tmp_path)
    if block.name in OTHERWISE:
        assert seen.endswith(OTHERWISE[block.name])
    else:
        stated = re.sub(f"^{BLANK_LINE}$", "", block.source, flags=re.MULTILINE)
        assert difference(stated, seen, False, snippets.texts(TRUTHS, block)) == ""


SESSION = '''>>> text = \'\'\'a
... \\\\ """
... \'\'\'; line = typed = session = 5
>>> text, line, typed, session
('a\\n\\\\ """\\n', 5, 5, 5)
>>> for i in range(2): i
0
1
>>> print("x\\n... y")
x
... y
>>> class A:
...     pass
...
>>> A.__module__
'__main__'
'''


def test_a_session_may_hold_any_quote_and_any_name(tmp_path):
    """What shows it anew stands in no one's way."""
    deck = deck_of(f"```pycon name:a\n{SESSION}```\n")
    assert verdict(deck, deck.blocks[0], 60) is None
    assert run(deck, deck.blocks[0], tmp_path) == SESSION


def test_what_is_skipped_is_not_typed(tmp_path):
    """Its reader sees what the judge did, whatever is typed before and after."""
    skipped = ">>> for one in range(2):  # doctest: +SKIP\n...     print(name)\n0\n1\n"
    kept = ">>> name = 1\n>>> name\n1\n"
    deck = deck_of(f"```pycon name:a\n{skipped}{kept}{skipped}```\n")
    assert verdict(deck, deck.blocks[0], 60) is None
    assert run(deck, deck.blocks[0], tmp_path) == kept
