"""What proves the deck in its page: pytest, for the page's own Python, and what is shown of it."""
