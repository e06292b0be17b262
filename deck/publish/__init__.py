"""All that students take away of some decks, as one folder for any static host."""
