"""Markdown as decks have it, with what the tool of each writes around it."""
