"""The PDFs of a deck, printed by a browser."""
