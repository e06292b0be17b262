"""Type a session at Python's own prompt, statement by statement, and read what comes."""

import ast
import os
import re
import secrets
import subprocess
import sys
from dataclasses import replace

from deck.run.apart.elsewhere import elsewhere
from deck.run.apart.process import Process
from deck.run.apart.python import below, exception_shown, last_words
from deck.run.apart.terminal import Listener
from deck.run.comparison import TYPED_FILE
from deck.run.program import TOO_LONG, TRACEBACK, Endless, Session
from deck.run.prompt import HEADING
from deck.run.scratch import NOTHING, Files, at_home, scratch

PLAIN_PROMPT = ">>> "
# Write the prompts, after the exception that has just been shown, if any. A program that reads them
# finds Python's own: what no Python code asks for is asked for by the interpreter, to write it.
PROMPTS = """
import sys, threading

def mark(text, ours, seen):
    def shown():
        error = getattr(sys, "last_exc", getattr(sys, "last_value", None))
        is_new, seen[0] = error is not seen[0], error
        if not is_new or sys.excepthook is not sys.__excepthook__:
            return ""
        import traceback  # not at the top: Python has it where it has told of an exception
        return "".join(traceback.format_exception_only(type(error), error))

    class Prompt(str):
        def __str__(self):
            try:
                sys._getframe(1)
            except ValueError:
                if threading.current_thread() is threading.main_thread():
                    return ours + ascii(shown()) + ours + text
            return text

        def __setattr__(self, name, value):
            # Those of a pool wait for more, until they are told that the program ends.
            if pools := sys.modules.get("concurrent.futures.thread"):
                pools._python_exit()
            for one in threading.enumerate():
                if one is not threading.current_thread() and not one.daemon:
                    one.join()

    Prompt.__name__ = Prompt.__qualname__ = "str"
    return Prompt(text)

sys.argv[:], sys.path[0] = [""], ""
# What edits lines at a keyboard takes longer to load than Python, and writes a history at its end.
vars(sys).pop("__interactivehook__", None)
# The second one tells nothing that the first has told.
seen = [None]
sys.ps1, sys.ps2 = mark(">>> ", ours, seen), mark("... ", ours, seen)
"""
# What threads still print is seen under the last prompt; what Python does at its end is not. No
# expression: what shows a value is not asked to show one.
WAIT = '__import__("sys").ps1.ended = True\n'


def type_session(
    context: str,
    statements: list[str],
    seconds: float,
    data: Files = NOTHING,
    seed: str = "",
) -> Session:
    """Type statements after their context, each once the one before has ended.

    They find the `data` there, and hashes have the `seed`, as in `run_python`. Raises Endless when
    they do not end in time, or print too much.
    """
    reading, writing = os.pipe()
    ours = f"\x1e{secrets.token_hex()}\x1e"
    # Below its context, as that may begin with a future import. What is typed has no file.
    beginning = f"\nexec({PROMPTS!r}, {{'ours': {ours!r}}}); del __file__\n"
    files = {**data, "session.py": (context + beginning).encode()}
    with (
        open(reading, "rb", buffering=0) as output,
        open(writing, "wb", buffering=0) as printed,
        scratch(files) as folder,
    ):
        command = [sys.executable, "-q", "-i", "-u", str(folder / "session.py")]
        hear = {"stdin": subprocess.PIPE, "stdout": printed.fileno()}
        with Process(command, folder, settings=elsewhere(seed), **hear) as process:
            printed.close()
            with Listener(process, output.fileno(), seconds) as listener:
                session = _Prompt(listener, process, ours).converse(statements)
    outputs = [at_home(one, folder) for one in session.outputs]
    return Session(outputs, at_home(session.error, folder), session.told)


class _Prompt:
    """Type statements at the prompt of a process."""

    def __init__(self, listener: Listener, process: Process, ours: str) -> None:
        assert process.stdin
        self.listener, self.stdin, self.told = listener, process.stdin, ""
        quoted = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
        self.prompt = re.compile(rf"{ours}({quoted}){ours}(>>> |\.\.\. )")
        # By which they are counted: what stands before may be long.
        self.endings = re.compile(rf"{ours}(?:>>> |\.\.\. )".encode())
        self._ending = len(f"{ours}>>> ")
        self._counted = self._heard = 0

    def converse(self, statements: list[str]) -> Session:
        """Type statements until one ends the session, and then leave it."""
        outputs: list[str] = []
        if not self._begin():
            errors = self.listener.take_errors().removesuffix(PLAIN_PROMPT)
            return Session([], exception_shown(errors, ".*"))
        for statement in statements:
            self.listener.take_errors()
            goes_on = self._type_statement(statement)
            outputs.append(self.listener.take())
            if not goes_on:
                ended = self.listener.until_the_end()
                outputs[-1] += ended.output
                ended = replace(ended, errors=self.prompt.sub("", ended.errors))
                return Session(
                    outputs, last_words(ended, TYPED_FILE.pattern), self.told + ended.errors
                )
            outputs[-1] = below(outputs[-1], self._exception())
        if self._type_statement(WAIT) and outputs:
            outputs[-1] += self.listener.take()
        return Session(outputs, told=self.told)

    def _exception(self) -> str:
        """Return what is seen of the exception that a statement raised, if it did."""
        errors = self.listener.take_errors()
        told = [ast.literal_eval(found[1]) for found in self.prompt.finditer(errors)]
        # Of the last prompt, which tells what was raised, only the end was kept.
        if not told:
            raise Endless(TOO_LONG)
        plain = self.prompt.sub("", errors)
        self.told += plain
        if seen := exception_shown(plain, TYPED_FILE.pattern):
            return seen
        # Where it is not seen for what it is, behind other words or without its place.
        words = next(filter(None, told), "")
        is_compiled = not words.startswith('  File "')
        return HEADING + words if words and is_compiled and TRACEBACK in errors else words

    def _begin(self) -> bool:
        """Wait for the first prompt; return whether it is ours, as where the context holds."""
        self.listener.until(lambda: self._count() > 0 or self.listener.errors.endswith(b">>> "))
        return bool(self._count())

    def _type_statement(self, statement: str) -> bool:
        """Type a statement, and what ends it; tell whether the session goes on."""
        goes_on = self._type(statement.rstrip("\n") + "\n")
        # Who is asked for more after the last line ends the statement with an empty one.
        return goes_on and (self._asks_for_a_statement() or self._type("\n"))

    def _type(self, lines: str) -> bool:
        wanted = self._count() + lines.count("\n")
        try:
            self.stdin.write(lines.encode())
            self.stdin.flush()
        except BrokenPipeError:
            return False
        return self.listener.until(lambda: self._count() >= wanted)

    def _count(self) -> int:
        """Return how many prompts have come, those whose text is kept no more among them."""
        errors, heard = self.listener.errors, self.listener.heard
        # What has been looked at may end in the beginning of one.
        new = heard - self._heard + self._ending - 1
        self._counted += len(self.endings.findall(errors[max(0, len(errors) - new) :]))
        self._heard = heard
        return self._counted

    def _asks_for_a_statement(self) -> bool:
        return self.listener.errors.endswith(PLAIN_PROMPT.encode())
