"""What is rewritten for authors, in their deck and in its tests."""
