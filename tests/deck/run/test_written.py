"""All that a program writes is heard, by whatever way, as a terminal shows it."""

import os

import pytest

from deck.run.program import run_program
from deck.run.prompt import run_transcript
from deck.run.written import written

SEEN = {
    "import os\nprint(1)\nos.write(1, b'2\\n')\nprint(3)": "1\n2\n3\n",
    "import sys\nprint(1, file=sys.__stdout__)\nprint(2)": "1\n2\n",
    "import sys\nsys.stdout.buffer.write(b'1')": "1",
    "import sys\nsys.stdout.reconfigure(errors='replace')\nprint(1)": "1\n",
    "import sys\nprint(sys.stdout.isatty(), sys.stderr.isatty(), sys.stdout.fileno())": (
        "True False 1\n"
    ),
    "with open(1, 'w', closefd=False) as file:\n    print(1, file=file)": "1\n",
    "import sys\nprint(1)\nsys.stdout.close()": "1\n",
    "import sys\nprint(1)\nsys.stdout.truncate(0)": "1\nio.UnsupportedOperation: truncate\n",
    "import sys\nsys.stdout.seek(0)": (
        "io.UnsupportedOperation: underlying stream is not seekable\n"
    ),
    "import os, sys\nos.write(2, b'1')\nprint(2, file=sys.stderr)": "",
    "print(1, end='')\n1 / 0": "1\nZeroDivisionError: division by zero\n",
    "import sys\nsys.stdout.getvalue = lambda: '3'\nprint(1)": "1\n",
}


@pytest.mark.parametrize("program", SEEN)
def test_what_is_written_by_any_way_is_heard(program, capfd):
    """And goes nowhere else."""
    with written() as stream:
        assert run_program(program, stream=stream).output == SEEN[program]
    assert capfd.readouterr() == ("", "")


def test_each_statement_of_a_session_has_what_it_wrote():
    """In whatever way."""
    with written() as stream:
        statements = ["print(1)\n", "import os; n = os.write(1, b'2')\n", "1 / 0\n", "3\n"]
        outputs = run_transcript("", statements, stream=stream)
    error = "Traceback (most recent call last):\nZeroDivisionError: division by zero\n"
    assert outputs == ["1\n", "2", error, "3\n"]


def test_what_is_written_is_read_back_once(monkeypatch):
    """Not to write something more, nor to begin a line."""
    read, sizes = os.pread, []
    monkeypatch.setattr(os, "pread", lambda *given: sizes.append(given[1]) or read(*given))
    with written() as stream:
        stdout = stream("stdout")
        stdout.target.write("x" * 1000)
        for _ in range(3):
            stdout.end_line()
            stdout.add("y")
        text = stdout.getvalue()
    assert text == "x" * 1000 + "\ny" * 3
    assert sizes == [1, 1, 1, len(text)]
