"""Type transcripts at a prompt as their readers would; needs the standard library alone."""

import builtins
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout

from deck.run import ending
from deck.run.program import (
    CONTEXT,
    TRACEBACK,
    Maker,
    Names,
    Stream,
    compiled,
    execute,
    last_line,
    main_module,
    traceback_of,
)

# What a prompt shows of a traceback, as far as it is the same on each Python.
HEADING = f'{TRACEBACK}  File "<stdin>", line 1, in <module>\n'


def run_transcript(
    context: str,
    statements: Iterable[str],
    stream: Maker = Stream,
) -> list[str]:
    """Type statements at a prompt, one after another; return what each one prints.

    Each is taken when the one before has ended, and none after one that ends the session.
    """
    ending.begin()
    vars(builtins).pop("_", None)
    namespace, outputs = main_module(), []
    if (error := execute(compiled(context, CONTEXT), namespace)) is not None:
        raise error
    try:
        for statement in statements:
            output, goes_on = _type_at_prompt(statement, namespace, stream)
            outputs.append(output)
            if not goes_on:
                break
        return outputs
    finally:
        del namespace
        with redirect_stdout(stream("stdout").target), redirect_stderr(stream("stderr").target):
            ending.end()


def _type_at_prompt(statement: str, namespace: Names, stream: Maker) -> tuple[str, bool]:
    """Type a statement; return what it prints, and whether the session goes on after it."""
    if says_nothing(statement):
        return "", True
    try:
        code = compiled(statement, "<stdin>", "single")
    except SyntaxError as mistake:
        stdout = stream("stdout")
        stdout.add(last_line(mistake))
        return stdout.getvalue(), True
    stdout, stderr = stream("stdout"), stream("stderr")
    with redirect_stdout(stdout.target), redirect_stderr(stderr.target):
        error = execute(code, namespace)
    if error is not None:
        stdout.end_line()
        if not (ends := isinstance(error, SystemExit)):
            stdout.add(TRACEBACK)
        stderr.add(traceback_of(error).removeprefix(TRACEBACK))
        stdout.add(last_line(error))
        return stdout.getvalue(), not ends
    return stdout.getvalue(), True


def with_places(output: str) -> str:
    """Return an output with the place that a session writes under each heading of a traceback."""
    return output.replace(TRACEBACK, HEADING)


def typed(statement: str) -> str:
    """Return a statement as it stands in a transcript, after its prompts."""
    return ">>> " + statement.rstrip("\n").replace("\n", "\n... ") + "\n"


def says_nothing(statement: str) -> bool:
    """Return whether what is typed is a comment alone, or an empty line."""
    return all(line.lstrip().startswith("#") or not line.strip() for line in statement.split("\n"))
