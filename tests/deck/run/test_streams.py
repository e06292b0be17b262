"""What a program writes goes through the streams that its caller gives, as it comes."""

import builtins

import pytest

from deck.run.program import OUTPUT_LIMIT, OutputLimitReached, Stream, run_program
from deck.run.prompt import run_transcript, typed


def recorder(written: list[tuple[str, str]]) -> type[Stream]:
    """Make a stream that tells what is written to it, and where."""

    class Recorded(Stream):
        def write(self, text: str) -> int:
            written.append((self.name, text))
            return super().write(text)

    return Recorded


def test_what_is_printed_is_written_at_once(monkeypatch):
    """Each print reaches the stream before the next statement runs."""
    written = []
    monkeypatch.setattr(builtins, "seen", lambda: list(written), raising=False)
    source = "print('a', end='')\nassert seen() == [('stdout', 'a'), ('stdout', '')]\n"
    assert run_program(source, stream=recorder(written)).output == "a"


def test_an_error_is_split_between_the_streams():
    """Its traceback goes to stderr and its last line to stdout, with the program's own lines."""
    written = []
    run = run_program("x = 1\n1 / 0\n", context="y = 1\n\n\n", stream=recorder(written))
    assert (run.output, run.line) == ("ZeroDivisionError: division by zero\n", 2)
    stderr = "".join(text for name, text in written if name == "stderr")
    assert stderr.startswith('Traceback (most recent call last):\n  File "<program>", line 2')


def test_an_error_of_the_context_has_no_line_of_the_program():
    """What a program calls in its context may fail there: the line is that of the call."""
    context = "def fail():\n\n    return 1 / 0\n"
    assert run_program("x = 1\nfail()\n", context=context).line == 2
    assert run_program("x = 1\n", context="1 / 0\n").line is None


def test_each_statement_is_taken_when_the_last_has_ended():
    """A transcript is typed prompt by prompt: what it prints stands between its statements."""
    written = []

    def statements():
        for statement in ("x = 6\n", "print(x)\n", "x * 7\n"):
            written.append(("stdin", typed(statement)))
            yield statement

    outputs = run_transcript("", statements(), stream=recorder(written))
    assert outputs == ["", "6\n", "42\n"]
    assert "".join(text for _, text in written) == ">>> x = 6\n>>> print(x)\n6\n>>> x * 7\n42\n"


def test_what_a_session_showed_last_is_no_name_of_the_next_program():
    """The prompt binds `_` for every module, and only as long as the session lasts."""
    assert run_transcript("", ["6 * 7\n", "_\n"]) == ["42\n", "42\n"]
    assert not hasattr(builtins, "_")
    assert run_program("print(_)\n").output == "NameError: name '_' is not defined\n"


def test_no_more_is_kept_than_may_be_printed():
    """However much of it is written at once."""
    stream = Stream("stdout")
    stream.write("x" * (OUTPUT_LIMIT - 1))
    with pytest.raises(OutputLimitReached):
        stream.write("xx")
    stream.write("x")
    assert stream.getvalue() == "x" * OUTPUT_LIMIT
