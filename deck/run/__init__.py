"""Run a program in this interpreter as its reader would, and compare what it prints.

Needs the standard library alone: the page's Python holds these modules as they stand. `apart`,
which it has not, runs it in a process of its own.
"""
