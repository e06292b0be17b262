"""Run a command of the deck in a copy of a process."""

import os
import runpy
import sys
from collections.abc import Mapping, Sequence


def command(arguments: Sequence[str], output: str, environment: Mapping[str, str]) -> None:
    """Do what `python -m deck` does with these arguments, and print it to a file.

    It is the first of a session of its own, as whoever ends it ends all that it started.
    """
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    file = os.open(output, os.O_WRONLY | os.O_APPEND)
    for standard in (1, 2):
        os.dup2(file, standard)
    sys.argv[1:] = arguments
    runpy.run_module("deck", run_name="__main__", alter_sys=True)
