"""Assert the blocks and the sentences of a deck, under pytest."""
