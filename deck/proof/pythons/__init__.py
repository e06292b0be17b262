"""Prove a deck on every Python that there is, and tell on which it holds."""
