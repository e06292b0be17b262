"""The page's Python: what it is packed from, and what runs in it."""
