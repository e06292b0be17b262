"""Ctrl-C ends a command at any moment, and tells nothing of what it was doing."""

import errno
import os
import re
import select
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof import traces
from deck.source.model import Deck
from tests.paths import ROOT

FULL = "standard output: No space left on device, expected a file to read or write; check it"

# Both ways to run a command: from the project, and by the script of who installed it.
BY_MODULE = 'runpy.run_module("deck", run_name="__main__", alter_sys=True)'
SCRIPT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["deck"]
BY_SCRIPT = "from {} import {} as run; run()".format(*SCRIPT.split(":"))
# Before it, has a command interrupted as soon as it asks for a module.
INTERRUPTED = """
import os, runpy, signal, sys

asked = sys.argv.pop(1)

class Interrupt:
    @staticmethod
    def find_spec(name, *_):
        if name == asked:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt)
"""


@pytest.mark.parametrize("begin", [BY_MODULE, BY_SCRIPT], ids=["module", "script"])
@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("click", -signal.SIGINT),
        ("deck.paper.browser", -signal.SIGINT),
        ("deck.commands.write", 130),
        ("deck.source.load", 130),
    ],
)
def test_an_interrupt_while_modules_are_imported_leaves_no_traceback(module, code, begin):
    """A command ends as any program does before it has begun, and with 130 once it has."""
    command = [sys.executable, "-c", INTERRUPTED + begin, module, "snippets", "slides.md"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.parametrize("command", [["check", "deck.md"], ["--help"]])
def test_a_command_to_which_nobody_listens_has_not_succeeded(command, tmp_path):
    """It ends as any program does that is cut off: `make check | head` proves nothing."""
    text = "# A\n\n```python\nprint(4)\n```\n\n```output\n5\n```\n"
    (tmp_path / "deck.md").write_text(text)
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "deck", *command],
        cwd=tmp_path,
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")


@pytest.mark.parametrize("command", ["--help", "check --help", "new talk", "browser"])
def test_a_full_disk_is_told_by_whatever_command(command, tmp_path):
    """In one sentence, whether it reads a deck or not."""
    line = f'"$0" -m deck {command} >/dev/full'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=tmp_path, env=environment, capture_output=True
    )
    assert (done.returncode, done.stderr.decode()) == (2, f"{FULL}\n")


@pytest.mark.parametrize(
    "words",
    [["recordings", "--into", "kept.json"], ["check", "--quick", "--failures", "kept.json"]],
)
def test_a_disk_that_is_full_leaves_what_a_command_wrote_before(
    words, tmp_path, monkeypatch, capsys
):
    """The file is named, and is never half-written."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# A\n\n```python name:a\nprint(1)\n```\n")
    Path("kept.json").write_text("before")

    def filled(write):
        def fill(path, *given):
            if path.absolute().parent == tmp_path:
                path.open("w").close()
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(path, *given)

        return fill

    for name in ("write_text", "write_bytes"):
        monkeypatch.setattr(Path, name, filled(getattr(Path, name)))
    assert main([*words, "a.md"]) == 2
    told = "kept.json:1: No space left on device, expected a file to read or write; check it\n"
    assert capsys.readouterr().err == told
    assert Path("kept.json").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "kept.json"]


def test_what_fails_may_be_written_into_a_pipe(tmp_path):
    """It is no file to be replaced."""
    (tmp_path / "a.md").write_text("# A\n")
    line = '"$0" -m deck check --quick --failures /dev/fd/3 a.md 3>&1 >/dev/null | cat'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = ["bash", "-c", line, sys.executable]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_machine_that_is_full_is_no_fault_of_the_deck(tmp_path, monkeypatch, capsys):
    """Where it has no memory, no process or no file left for another program."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# A\n")

    def load(_: Path) -> Deck:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("deck.commands.prove.load", load)
    assert main(["check", "a.md"]) == 2
    told = "Cannot allocate memory, expected room for another program; end some, and try again"
    assert capsys.readouterr() == ("", f"this machine: {told}\n")


@pytest.mark.parametrize(
    ("command", "where"),
    [(["check", "a.md"], "commands.prove.load"), (["browser"], "paper.browser.install")],
)
def test_a_file_that_cannot_be_read_is_named(command, where, monkeypatch, capsys):
    """By whatever command, with what would move a cursor escaped."""

    def fail(*_) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "b\x1b[2J")

    monkeypatch.setattr(f"deck.{where}", fail)
    assert main(command) == 2
    told = "b\\x1b[2J:1: Permission denied, expected a file to read or write; check it\n"
    assert capsys.readouterr() == ("", told)


@pytest.mark.parametrize("command", ["nope", "new a b", "check missing.md"])
def test_an_error_that_cannot_be_told_has_its_exit_code(command, tmp_path):
    """That of a wrong command, and of bad input."""
    line = f'"$0" -m deck {command} 2>/dev/full'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line, sys.executable], cwd=tmp_path, env=environment)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("closed", "streams", "code"),
    [
        (">&-", ("", ""), 1),
        ("2>&-", ("1 failed", ""), 1),
        ("<&-", ("1 failed", ""), 1),
        ("<&- >&- 2>&-", ("", ""), 1),
        ("2>/dev/full", ("1 failed", ""), 1),
        (
            ">/dev/full",
            ("", f"{FULL}\n"),
            2,
        ),
        (">/dev/full 2>/dev/full", ("", ""), 2),
    ],
)
def test_a_stream_that_is_closed_or_full_changes_no_verdict(closed, streams, code, tmp_path):
    """Nor is there a traceback: what cannot be told has an exit code of its own."""
    (tmp_path / "a.md").write_text("# A\n\n```python\nprint(4)\n```\n\n```output\n5\n```\n")
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m deck check a.md {closed}', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    told = re.search(r"\d+ (?:failed|passed)|\Z", done.stdout)[0]
    assert (done.returncode, told, done.stderr) == (code, *streams)


# Runs a command, which finds this Python alone, and pytest where this one has it.
ALONE = """
import sys
from pathlib import Path
import pytest
from deck.proof.pythons import everywhere
everywhere.interpreters = lambda: {sys.version_info[:2]: sys.executable}
everywhere._install_pytest = lambda: None
everywhere.PACKAGES = Path(pytest.__file__).parents[1]
from deck.__main__ import run
run()
"""
# Says that it runs, and goes on; and as many blocks as are recorded by processes of their own.
WAITS = """pipe = open({!r}, "w")
print(1, file=pipe, flush=True)
while not None:
    pass
"""
OTHERS = "\n## Other\n\n```python\nprint(1)\n```\n\n```output\n1\n```\n" * traces.FEW
TO_ALL, TO_ONE = os.killpg, os.kill


@pytest.mark.parametrize(
    ("command", "send", "number"),
    [
        ("check", TO_ALL, signal.SIGINT),
        ("edit --port 0", TO_ALL, signal.SIGINT),
        ("edit --port 0", TO_ONE, signal.SIGTERM),
        ("publish", TO_ALL, signal.SIGINT),
        ("publish", TO_ONE, signal.SIGTERM),
        ("pythons", TO_ALL, signal.SIGINT),
        ("pythons", TO_ONE, signal.SIGTERM),
        ("recordings --into told", TO_ONE, signal.SIGTERM),
    ],
)
def test_nothing_goes_on_after_an_interrupt_and_no_folder_is_left(command, send, number, tmp_path):
    """By Ctrl-C, which all processes of a terminal hear, or where the command alone is told."""
    path, pipe, folder = tmp_path / "deck.md", tmp_path / "pipe", tmp_path / "folder"
    waits = WAITS.format(str(pipe))
    path.write_text(f"# Title\n\n```python name:waits\n{waits}```\n{OTHERS}")
    folder.mkdir()
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    process = subprocess.Popen(
        [sys.executable, "-c", ALONE, *command.split(), "deck.md"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    select.select([reading], [], [])
    send(process.pid, number)
    _, told = process.communicate()
    assert (process.returncode, told, os.listdir(folder)) == (130, b"", [])
    # Nobody has it open any more, once the system has closed what was killed.
    os.set_blocking(reading, True)
    assert set(os.read(reading, 99)) == set(b"1\n")
    assert os.read(reading, 99) == b""
    os.close(reading)
