"""What is wrong with the code of a block, before it runs; needs the standard library alone."""

import re
from collections.abc import Iterable
from functools import cache

from deck.run import transcript
from deck.run.unwarned import unwarned
from deck.source.problems import Told

TO_COMPILE = ("Python that compiles", "correct the block, or add “notest” to show it only")
SHELL = "$ "
OF_IPYTHON = re.compile(r"^[ \t]*(?:%%?[a-zA-Z]\w*|![a-zA-Z.~/]).*", re.MULTILINE)
# In remark, one before a space stands for another.
STARRED = re.compile(r"^\*(?!\*)( ?)", re.MULTILINE)
IPYTHON = re.compile(r"^In \[\d+\]: ", re.MULTILINE)


def problems(language: str, source: str) -> Iterable[tuple[int, *Told]]:
    """List what is wrong with the code of a block, each with a line of it, from 0."""
    if language == "pycon":
        return transcript.problems(source)
    why_not = _why_not_python(source) if language == "python" else None
    return [why_not] if why_not else []


def lit_by_remark(source: str) -> list[int]:
    """Return the lines, from 1, that remark lights up, as “*” before them keeps them from Python.

    Without it, the block compiles.
    """
    if not STARRED.search(source) or not _error(source) or _error(without_stars(source)):
        return []
    return [at for at, line in enumerate(source.split("\n"), 1) if STARRED.match(line)]


def without_stars(source: str) -> str:
    """Return a block without what lights up lines of it in remark."""
    return STARRED.sub(r"\1\1", source)


def _why_not_python(source: str) -> tuple[int, *Told] | None:
    """Return what is wrong with a block of Python, if it does not compile."""
    # “In [1]: x” compiles, as an annotation.
    if prompt := IPYTHON.search(source):
        told = ("a session of IPython", "“>>> ”, the prompt of Python", "write it so, or ```text")
        return source.count("\n", 0, prompt.start()), *told
    if not (error := _error(source)):
        return None
    return _something_else(source) or (error[0], f"“{error[1]}”", *TO_COMPILE)


def _something_else(source: str) -> tuple[int, *Told] | None:
    """Return what is wrong with a session or a command, which a syntax error says nothing of."""
    lines = source.split("\n")
    if lines[0].startswith(SHELL):
        return 0, "a command of a shell in a python block", "```console", "correct the language"
    if command := OF_IPYTHON.search(source):
        remedy = "leave it out, or add “notest” to show the block only"
        found = f"“{command[0].strip()}”, a command of IPython"
        return source.count("\n", 0, command.start()), found, "Python alone", remedy
    prompts = (at for at, line in enumerate(lines) if line.startswith(">>> "))
    if (at := next(prompts, None)) is not None:
        expected = "“>>> ” on the first line of a session"
        return at, "a prompt among other lines", expected, "begin with it, or write ```text"
    return None


@cache
def _error(source: str) -> tuple[int, str] | None:
    try:
        with unwarned():
            compile(source, "block", "exec", dont_inherit=True)
    except SyntaxError as error:
        return (error.lineno or 1) - 1, error.msg
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return 0, str(error)
    return None
