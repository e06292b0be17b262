"""The verdict on a program is what a reader sees who runs its snippet at a terminal."""

import os
import pty
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deck.proof.judge.verdict import verdict
from deck.run.apart.process import surroundings
from deck.source.extraction import snippets
from deck.source.model import Deck
from deck.source.parse import parse


def with_a_line_more(lines: list[str], at: int) -> str:
    return "".join([*lines[: at % (len(lines) + 1)], "one\n", *lines[at % (len(lines) + 1) :]])


def with_a_line_less(lines: list[str], at: int) -> str:
    """Leave out a line; where there is none, there is one more."""
    kept = [line for number, line in enumerate(lines) if number != at % len(lines)]
    return "".join(kept) if lines else "one\n"


def with_another_line(lines: list[str], at: int) -> str:
    return (
        "".join(
            "other\n" if number == at % len(lines) else line for number, line in enumerate(lines)
        )
        or "one\n"
    )


EXAMPLES = int(os.environ.get("PROGRAMS", 15))
HEADER = "import atexit, os, subprocess, sys, threading, warnings\n"
# What Markdown would change is in no output that can be stated.
TEXT = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x2FFF), max_size=8
)
PLAIN = st.text("abc xyz0123<>", max_size=8)
STATEMENTS = st.one_of(
    st.builds("print({!r})".format, TEXT),
    st.builds("print({!r}, {!r}, sep={!r}, end={!r})".format, TEXT, TEXT, TEXT, TEXT),
    st.builds("sys.stdout.write({!r})".format, TEXT),
    st.builds("sys.__stdout__.write({!r} + chr(10))".format, TEXT),
    st.builds("os.write(1, {!r}.encode())".format, TEXT),
    st.builds("sys.stderr.write({!r} + chr(10))".format, PLAIN),
    st.builds("os.system('echo ' + {!r})".format, st.text("abc0", max_size=8)),
    st.builds("subprocess.run(['printf', '%s', {!r}])".format, PLAIN),
    st.builds("atexit.register(print, {!r})".format, TEXT),
    st.builds(
        "(one := threading.Thread(target=print, args=[{!r}])).start(); one.join()".format, PLAIN
    ),
    st.builds("warnings.warn({!r})".format, PLAIN),
    st.builds("print(hex({}), object(), {!r})".format, st.integers(0, 10**6), PLAIN),
    st.builds("print(Last)\nkept = Last({!r})".format, PLAIN),
    st.builds("if not os.fork(): print({!r}); os._exit(0)\nos.wait()".format, PLAIN),
    st.builds(
        "print({!r})".format,
        st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.lists(st.booleans()),
    ),
)
ENDS = st.one_of(
    st.just(""),
    st.builds("sys.exit({!r})".format, st.integers(2, 256) | PLAIN.filter(str.strip) | st.none()),
    st.builds("raise ValueError({!r})".format, TEXT),
    st.builds("raise ExceptionGroup({!r}, [KeyError(1)])".format, PLAIN),
    st.just("1 / 0"),
    st.just("threading.Thread(target=print_last).start()"),
    st.builds("os._exit({})".format, st.integers(2, 255)),
    st.just("os.kill(os.getpid(), 9)"),
)
EDITS = st.builds(
    lambda edit, at: lambda text: edit(text.splitlines(keepends=True), at),
    st.sampled_from([with_a_line_more, with_a_line_less, with_another_line]),
    st.integers(0, 10**6),
)
LAST = """class Last:
    def __init__(self, *said): self.said = said
    def __del__(self): print(*self.said)
def print_last():
    threading.main_thread().join()
    print("last")
"""


@given(st.lists(STATEMENTS, max_size=6), ENDS, EDITS)
@settings(
    max_examples=EXAMPLES,
    derandomize="PROGRAMS" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_a_terminal_shows_is_what_may_be_stated(tmp_path, statements, end, edit):
    """What is shown is accepted, and with a line more, less or other it is not."""
    # Python says the message of an exit where the program has told other things before.
    assume(not (end.startswith("sys.exit('") and "sys.stderr" in "".join(statements)))
    source = HEADER + LAST + "".join(f"{one}\n" for one in [*statements, end])
    deck = stating(source, "")
    text = snippets.text(deck, deck.blocks[0])
    printed, code = seen(Path(tmp_path, "snippet.py"), text)
    last = ending(end, code)
    shown = ended(ended(printed) + last if last else printed)
    assert holds(source, shown)
    assert not holds(source, edit(shown))


def stating(source: str, stated: str) -> Deck:
    fence = "~" * 30
    output = f"\n{fence}output\n{stated}{fence}\n" if stated else ""
    return parse(f"# Title\n\n{fence}python name:program\n{source}{fence}\n{output}", "deck.md")


def holds(source: str, stated: str) -> bool:
    deck = stating(source, stated)
    return verdict(deck, deck.blocks[0], 60) is None


def seen(path: Path, text: str) -> tuple[str, int]:
    """Run a snippet at a pseudo-terminal; return what it prints there, and its exit code."""
    path.write_text(text, "utf-8")
    pid, terminal = pty.fork()
    if not pid:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        environment = {name: text for name, text in os.environ.items() if name[:6] != "PYTHON"}
        environment["PYTHONIOENCODING"] = "utf-8"
        os.execve(sys.executable, [sys.executable, str(path)], environment)
    printed = b""
    # Linux tells of a terminal that nobody writes to any more by an error.
    with suppress(OSError):
        while data := os.read(terminal, 65536):
            printed += data
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return printed.decode().replace("\r\n", "\n"), code


def ending(end: str, code: int) -> str:
    """Tell what is seen of how a program ended, by its last statement and its exit code."""
    if not code:
        return ""
    if code < 0:
        return f"killed by signal {-code}\n"
    if code == 1 and not end.startswith("os."):
        try:
            exec(end, {"sys": sys})
        except SystemExit as exit:
            if isinstance(exit.code, str):
                return f"{exit.code}\n"
        except Exception as error:
            return "".join(traceback.format_exception_only(error))
    return f"exit code {code}\n"


def ended(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"


class Leaving(Mapping[str, str]):
    """An environment of which another thread takes a name away, right after it was listed."""

    def __iter__(self):
        yield from ["STAYS", "LEFT"]

    def __len__(self):
        return 2

    def __getitem__(self, name):
        return {"STAYS": "1"}[name]


def test_what_leaves_the_environment_meanwhile_is_not_in_it(monkeypatch):
    """Between two tests, pytest deletes the name of the first, while a program is started."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "environ", Leaving())
        assert surroundings() == {"STAYS": "1"}
