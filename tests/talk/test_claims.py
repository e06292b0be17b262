"""No sentence of the deck states something of Python that no test proves."""

import ast
from pathlib import Path

import pytest

from deck.proof import claims
from deck.source.problems import DeckError

HERE = Path(__file__).parent


def quotes() -> list[str]:
    """List what the tests of this folder claim, whichever of them run."""
    return [
        ast.literal_eval(quote)
        for path in sorted(HERE.glob("test_*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "claim"
        for quote in call.args
        if isinstance(quote, ast.Constant)
    ]


def test_every_sentence_with_code_or_a_pep_is_claimed(deck):
    """A sentence that states something has a test that quotes it."""
    if problems := list(claims.unclaimed(deck, quotes())):
        pytest.fail(str(DeckError(*problems)), pytrace=False)
