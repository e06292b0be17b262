"""The style of the page: its colours, its letters."""
