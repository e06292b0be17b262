"""A test that finds its block no more blames the one that was renamed, on its line."""

import pytest

from deck.proof.quotes.renamed import missing
from deck.source.parse import parse

DECK = parse(
    "".join(
        f"## Slide\n\n```python name:{name}\nx = 1\n```\n\n"
        for name in ("first", "manager", "old_manager")
    ),
    "deck.md",
)
NO_BLOCK = "deck.md:1: no block “{}”, expected it, as tests assert it; name it"
RENAMED = (
    "deck.md:{}: a block “{}”, expected “{}”, as tests assert it;"
    " give it that name, or correct its tests"
)


@pytest.mark.parametrize(
    "name, asked, message",
    [
        ("firsts", ["manager"], RENAMED.format(3, "first", "firsts")),
        ("other", ["first", "old_manager"], RENAMED.format(9, "manager", "other")),
        ("managers", ["manager"], RENAMED.format(15, "old_manager", "managers")),
        ("other", ["first"], NO_BLOCK.format("other")),
        ("first_one", ["first", "manager", "old_manager"], NO_BLOCK.format("first_one")),
    ],
    ids=["the nearest", "the only one", "none that is asked for", "any of two", "no other"],
)
def test_of_the_blocks_that_no_test_asks_for_one_is_blamed(name, asked, message):
    """A name tells which, or there is only one; where nothing does, no block is blamed."""
    assert str(missing(DECK, name, asked.__contains__)) == message
