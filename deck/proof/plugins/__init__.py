"""How pytest asserts a deck, and what is told of it."""
