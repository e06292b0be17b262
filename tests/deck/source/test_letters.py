"""A text is as wide as its words, whatever marks stand among them."""

import pytest

from deck.source.dialects.markdown import tokens_of
from deck.source.seen.letters import Text


def measured(text: str) -> tuple[float, list[int]]:
    """Return how wide a text is where no line of it is broken, and how many words a line has."""
    found = Text(child for token in tokens_of(text) for child in token.children or ())
    return found.most, [len(line) for line in found.lines]


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />", '<br class="x">'])
def test_a_tag_that_ends_a_line_has_no_width(tag):
    """It is as the end of a line of Markdown."""
    assert measured(f"a{tag}bb") == measured("a\\\nbb")
