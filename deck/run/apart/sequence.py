"""Run programs one after another in one Python, as a reader does who types all of them."""

import secrets
import sys
from collections.abc import Sequence
from typing import NamedTuple

from deck.run.apart.python import as_seen
from deck.run.apart.terminal import run
from deck.run.program import Endless, Run
from deck.run.scratch import NOTHING, Files, at_home, scratch, seen_at_home

# Threads are waited for, as at a prompt, but for those of a pool, which end with the program.
WAIT = """
import sys, threading

pools = sys.modules.get("concurrent.futures.thread")
of_pools = pools._threads_queues if pools else ()
for one in threading.enumerate():
    if one is not threading.main_thread() and not one.daemon and one not in of_pools:
        one.join()
"""
# What has been imported from the future goes on, as it does at a prompt. What the programs make of
# the standard output and of the arguments is theirs.
DRIVER = f"""
import codeop, sys

compiled, out = codeop.Compile(), sys.stdout
for path, program in programs:
    if sys.argv == [names["__file__"]]:
        sys.argv[0] = path
    names["__file__"] = path
    exec(compiled(program, path, "exec"), names)
    exec({WAIT!r}, {{}})
    out.write(mark)
    out.flush()
"""


def new_separator() -> str:
    """Return what is printed between two programs, and by none of them.

    It ends a line, lest an error below it begin one.
    """
    return f"\x1e{secrets.token_hex()}\x1e\n"


class Part(NamedTuple):
    """Represent one of the programs, the name of its file, and how many lines stand above it."""

    name: str
    program: str
    above: int


def run_in_sequence(parts: Sequence[Part], seconds: float, data: Files = NOTHING) -> list[Run]:
    """Run programs, with the `data` beside them; return what is seen of each that is reached.

    Of those that do not end in time, all of them, or print too much, these are the ones that ended.
    """
    mark = new_separator()
    with scratch(data) as folder:
        programs = [
            (str(folder / f"{one.name}.py"), "\n" * one.above + one.program + "\n") for one in parts
        ]
        path = folder / "sequence.py"
        given = f"{{'programs': {programs!r}, 'mark': {mark!r}, 'names': globals()}}"
        path.write_text(f"exec({DRIVER!r}, {given})\n", "utf-8")
        try:
            ended = run([sys.executable, str(path)], folder, seconds, {})
        except Endless as error:
            return [Run(one) for one in at_home(error.printed, folder).split(mark)[:-1]]
    ran = seen_at_home(as_seen(ended, str(path), 0), folder)
    *done, last = ran.output.split(mark)
    seen = [Run(one) for one in done]
    # What is printed after the last of them has ended is of none.
    return seen if len(done) == len(parts) else [*seen, Run(last, ran.error, told=ran.told)]
