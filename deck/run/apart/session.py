"""Type a session at Python's own prompt, statement by statement, and read what comes."""

import os
import re
import subprocess
import sys
from dataclasses import replace

from deck.run.apart.process import Process
from deck.run.apart.python import below, in_a_file, last_words, traceback_of
from deck.run.apart.terminal import Listener
from deck.run.program import Session

# No program prints it by accident.
MARK = "\x1e"
PROMPT = re.compile(rf"{MARK}(?:>>>|\.\.\.) ")
PLAIN_PROMPT = ">>> "
# Where a statement comes from, on each Python.
TYPED = r"<(?:std|python-)in[^>\n]*>"
LENGTH = len(f"{MARK}>>> ")
SET_PROMPTS = f"""import sys
sys.argv[:], sys.path[0] = [""], ""
sys.ps1, sys.ps2 = "{MARK}>>> ", "{MARK}... "
"""
# What threads still print is seen under the last prompt; what Python does at its end is not.
WAIT = """import threading
for one in threading.enumerate():
    if one is not threading.current_thread() and not one.daemon:
        one.join()
"""
# Below its context, as that may begin with a future import. What is typed has no file.
BEGINNING = f"\nexec({SET_PROMPTS!r}, {{}}); del __file__\n"


def type_session(context: str, statements: list[str], seconds: float) -> Session:
    """Type statements after their context, each once the one before has ended.

    Raises Endless when they do not end in time, or print too much.
    """
    reading, writing = os.pipe()
    with in_a_file(context + BEGINNING, "session.py") as path:
        command = [sys.executable, "-q", "-i", "-u", str(path)]
        with Process(command, stdin=subprocess.PIPE, stdout=writing) as process:
            os.close(writing)
            with Listener(process, reading, seconds) as listener:
                return _Prompt(listener).converse(statements)


class _Prompt:
    """Be who types at a prompt."""

    def __init__(self, listener: Listener) -> None:
        self.listener, self.stdin = listener, listener.process.stdin

    def converse(self, statements: list[str]) -> Session:
        """Type statements until one ends the session, and then leave it."""
        outputs: list[str] = []
        if not self._begin():
            errors = self.listener.take_errors().removesuffix(PLAIN_PROMPT)
            return Session([], traceback_of(errors, ".*"))
        for statement in statements:
            self._errors()
            goes_on = self._type_statement(statement)
            outputs.append(self.listener.take())
            if not goes_on:
                ended = self.listener.until_the_end()
                outputs[-1] += ended.output
                ended = replace(ended, errors=PROMPT.sub("", ended.errors))
                return Session(outputs, last_words(ended, TYPED))
            outputs[-1] = below(outputs[-1], traceback_of(self._errors(), TYPED))
        if self._type_statement(f"exec({WAIT!r}, {{}})\n") and outputs:
            outputs[-1] += self.listener.take()
        return Session(outputs)

    def _begin(self) -> bool:
        """Wait for the first prompt; tell whether it is ours: where the context fails it is not."""
        self.listener.until(lambda: self._count() or self.listener.errors.endswith(b">>> "))
        return bool(self._count())

    def _type_statement(self, statement: str) -> bool:
        """Type a statement, and what ends it; tell whether the session goes on."""
        goes_on = self._type(statement.rstrip("\n") + "\n")
        # Who is asked for more after the last line ends the statement with an empty one.
        return goes_on and (self._last().endswith(b">>> ") or self._type("\n"))

    def _type(self, lines: str) -> bool:
        wanted = self._count() + lines.count("\n")
        try:
            self.stdin.write(lines.encode())
            self.stdin.flush()
        except BrokenPipeError:
            return False
        return self.listener.until(lambda: self._count() >= wanted and len(self._last()) == LENGTH)

    def _count(self) -> int:
        return self.listener.errors.count(MARK.encode())

    def _last(self) -> bytes:
        """Return the last prompt, or what has come of it."""
        errors = self.listener.errors
        return errors[errors.rfind(MARK.encode()) :][:LENGTH]

    def _errors(self) -> str:
        return PROMPT.sub("", self.listener.take_errors())
