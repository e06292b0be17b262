"""What proves the deck in its page: pytest, for the page's Python, and what is shown of it."""
