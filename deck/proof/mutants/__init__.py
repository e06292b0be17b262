"""Edit the blocks of a deck one by one, and tell the edits that nothing notices."""
