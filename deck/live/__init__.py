"""The author's windows: each save at once, with its verdict."""
