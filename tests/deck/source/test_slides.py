"""A deck is divided in a time that grows as its text does."""

import pytest

from deck.source.dialects import sections, slides
from deck.source.dialects.markdown import tokens_of


def looks(text: str, *, by_separators: bool = False) -> int:
    """Count how many times a token of a text is looked at while the text is divided."""
    count = 0

    class Counted:
        def __init__(self, token):
            self._token = token

        def __getattr__(self, name):
            nonlocal count
            count += name == "type"
            return getattr(self._token, name)

    tokens = [Counted(token) for token in tokens_of(text)]
    assert list(slides.divided(tokens, by_separators=by_separators))
    return count


GROWING = {
    "comments": lambda count: "<!-- a -->\n\n" * count,
    "boxes": lambda count: "::: box\n:::\n\n" * count,
    "pictures": lambda count: "![a](b)\n\n" * count + "text\n\n" + "## Title\n\n" * count,
}


@pytest.mark.parametrize("by_separators", [False, True])
@pytest.mark.parametrize("text", GROWING.values(), ids=GROWING)
def test_each_token_is_looked_at_a_few_times(text, by_separators):
    """However much of a slide is not seen, or is a picture, before its first text."""
    once, twice = (
        looks(f"{text(count)}# One\n", by_separators=by_separators) for count in (20, 40)
    )
    assert twice <= 2 * once


def test_a_text_is_split_into_lines_once_for_all_its_breaks():
    """Each break has the line that it is written as."""
    reads = []

    text = "# One\n\n---\n\n" + "***\n\n" * 20

    class State:
        tokens = tokens_of(text)

        @property
        def src(self):
            reads.append(self)
            return text

    sections._breaks(State())
    assert len(reads) == 1
