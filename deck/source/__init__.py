"""The text of a deck, read once: slides, blocks, sentences, and what is wrong with them."""
