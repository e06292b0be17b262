"""What `make edit` has other processes do ends with it, and what they do not say is told."""

import asyncio
import os
from contextlib import suppress

import pytest

from deck.__main__ import main
from deck.live import checks
from deck.source.load import load
from deck.source.parse import parse
from deck.source.problems import DeckError


def test_what_is_recorded_ends_with_who_waits_for_it(tmp_path):
    """A save has the deck recorded anew, and its end has nothing go on behind it."""
    path, pipe = tmp_path / "deck.md", tmp_path / "pipe"
    waits = f"pipe = open({str(pipe)!r}, 'w')\nprint(1, file=pipe, flush=True)\n"
    path.write_text(f"# Title\n\n```python name:waits\n{waits}while not None:\n    pass\n```\n")
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    async def stop_recording() -> None:
        recording, heard = asyncio.create_task(checks.record(load(path))), b""
        while not heard:
            with suppress(BlockingIOError):
                heard = os.read(reading, 1)
            await asyncio.sleep(0)
        recording.cancel()
        await asyncio.wait([recording])

    asyncio.run(stop_recording())
    # Nobody has it open any more, once the system has closed what was killed.
    os.set_blocking(reading, True)
    assert os.read(reading, 9) == b"\n"
    assert os.read(reading, 9) == b""
    os.close(reading)


def test_a_second_deck_is_not_written_over(tmp_path, monkeypatch, capsys):
    """Other commands take several; this one takes one, and the file of its recordings apart."""
    monkeypatch.chdir(tmp_path)
    for name in ("one.md", "other.md"):
        (tmp_path / name).write_text("# Title\n")
    assert main(["recordings", "one.md", "other.md"]) == 2
    assert capsys.readouterr().err.endswith("Error: Missing option '--into'.\n")
    assert (tmp_path / "other.md").read_text() == "# Title\n"


def test_a_deck_that_is_gone_while_it_is_to_be_recorded_is_told(tmp_path):
    """What a command says of it, in the words of the other messages."""
    path = tmp_path / "deck.md"
    path.write_text("# Title\n")
    deck = load(path)
    path.unlink()
    with pytest.raises(DeckError) as error:
        asyncio.run(checks.record(deck))
    told = f"{path}:1: no deck to read (No such file or directory), expected a Markdown file"
    assert str(error.value) == (
        f"{path}:1: `recordings` that ends with “{told}; check the path”, "
        f"expected it to say what fails; run `make check DECK={path}`"
    )


@pytest.mark.parametrize(
    ("ask", "command", "typed"),
    [
        (lambda deck: checks.judge(deck, ["one"]), "verdicts", "check"),
        (checks.check, "check", "check"),
    ],
    ids=["verdicts", "check"],
)
def test_a_command_that_ends_without_a_word_is_one_that_its_author_can_type(
    ask, command, typed, monkeypatch
):
    """As it ended, it told nothing that could be read."""

    async def printed(*_):
        return 1, "Traceback\nKilled\n"

    monkeypatch.setattr(checks, "_printed", printed)
    found = asyncio.run(ask(parse("# One", "my talk.md")))
    failures = found if command == "verdicts" else found[0]
    assert [str(one.problem) for one in failures] == [
        rf"my talk.md:1: `{command}` that ends with “Traceback\nKilled”, expected it to say what "
        f"fails; run `make {typed} DECK='my talk.md'`"
    ]
