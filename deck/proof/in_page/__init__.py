"""Prove a deck in the Python of its page."""
