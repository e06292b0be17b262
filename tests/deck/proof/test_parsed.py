"""A parsed deck goes to a Python without the parser, and says there what it says here."""

from dataclasses import fields, replace

import pytest

from deck.proof import parsed
from deck.source.load import load
from tests.paths import DECKS, ROOT

PATHS = [ROOT / "slides.md", DECKS / "truths.md", DECKS / "each_word_of_the_interface.md"]
# What the tests of a deck and the judge of its blocks do without.
LEFT_OUT = {"heading", "notes", "attributes", "last_line", "ends_in_notes"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_deck_that_is_written_and_read_is_the_same(path):
    """Each block, with those that it continues, each sentence, what is on a slide, the language."""
    deck = load(path)
    read = parsed.loads(parsed.dumps(deck))
    assert (read.path, read.lang) == (deck.path, deck.lang)
    assert list(map(_bare, read.blocks)) == list(map(_bare, deck.blocks))
    assert [block.context for block in read.blocks] == [block.context for block in deck.blocks]
    names = {field.name for field in fields(deck.slides[0])} - LEFT_OUT - {"blocks", "body"}
    for name in names:
        assert [getattr(one, name) for one in read.slides] == [
            getattr(one, name) for one in deck.slides
        ]
    bodies = [
        [[_bare_token(one) for one in slide.body] for slide in d.slides] for d in (read, deck)
    ]
    assert bodies[0] == bodies[1]
    assert parsed.dumps(read) == parsed.dumps(deck)


def _bare(block):
    """Leave out which lines are lit up, and name what a block continues."""
    names = [one.name for one in block.chain]
    return replace(block, lines=(), continues=None), names


def _bare_token(token):
    """Leave out of what class a token is, and what only the page's maker notes of it."""
    own = [getattr(token, name) for name in parsed.TOKEN]
    return own, [_bare_token(one) for one in token.children or ()]
