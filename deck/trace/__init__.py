"""Record a program step by step, and lay the steps out.

Needs the standard library alone: the page's Python holds these modules as they stand.
"""
