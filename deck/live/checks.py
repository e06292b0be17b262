"""Have the deck checked in a process of its own, and read what fails on each slide."""

import asyncio
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from deck.proof.judge import failure
from deck.proof.judge.failure import REWORDED, Failure
from deck.run.apart.process import MARK, end, new_mark
from deck.run.scratch import NOTHING, WITHIN, scratch
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem, make


async def judge(deck: Deck, names: Iterable[str]) -> list[Failure]:
    """Judge some blocks of a deck, quickly."""
    return (await _run(deck, "verdicts", deck.path, *names))[1]


async def check(deck: Deck) -> tuple[list[Failure], int]:
    """Check everything that the deck says, and count the sentences that no test proves.

    The page's author may be changing the machinery.
    """
    _, failures, unproved = await _run(deck, "check", "--quick", deck.path)
    return failures, unproved


async def record(deck: Deck) -> dict[str, str]:
    """Record the blocks; return the recordings, packed for the page, by the names of their blocks.

    Raises DeckError where the deck can't be read any more.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder, "recordings")
        code, printed = await _printed("recordings", "--into", str(file), deck.path)
        if code:
            raise DeckError(_ended(deck, "recordings", printed))
        found: dict[str, str] = json.loads(file.read_text("utf-8"))
    return found


async def accept(deck: Deck, one: Failure) -> str:
    """Have the deck state what a block prints, or its tests quote what it says in other words.

    Returns what changed; raises DeckError. Who asks has been told which words may turn the sense.
    """
    what = ["--block", one.block]
    if one.kind == REWORDED:
        what = ["--words", "--rewording", one.quote, one.sentence]
    printed, refused, _ = await _run(deck, "accept", *what, deck.path)
    if refused:
        raise DeckError(*(one.problem for one in refused))
    return printed.rstrip()


async def _run(deck: Deck, command: str, *arguments: str) -> tuple[str, list[Failure], int]:
    """Run a command on a deck; return what it prints, what fails, and how much is not proved."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "failures")
        code, printed = await _printed(command, "--failures", str(file), *arguments)
        found, unproved = failure.read(file.read_text("utf-8") if file.exists() else "")
    if code and not found:
        found = [Failure(_ended(deck, command, printed), 1)]
    return printed, found, unproved


def _ended(deck: Deck, command: str, printed: str) -> Problem:
    """Tell how a command ended that did not say what fails, by the last lines that it printed."""
    told = "\n".join(printed.rstrip().splitlines()[-3:])
    found = f"`{command}` that ends with “{told}”"
    # That is what an author types for the verdicts on some blocks, and before any recording.
    target = "check" if command in ("verdicts", "recordings") else command
    remedy = f"run `{make(target, deck.path)}`"
    return Problem(deck.path, 1, found, "it to say what fails", remedy)


async def _printed(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "deck", *arguments]
    # A file has all that was printed once the command ends, whoever else may hold it open.
    with TemporaryFile() as file, scratch(NOTHING) as folder:
        mark = new_mark()
        starting = asyncio.ensure_future(
            asyncio.create_subprocess_exec(
                *command,
                stdout=file,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
                env=os.environ | {MARK: mark, WITHIN: str(folder)},
            )
        )
        try:
            process = await asyncio.shield(starting)
            code = await process.wait()
        except asyncio.CancelledError:
            # One that is only starting ends too, and with it the processes of its blocks.
            process = await starting
            end(process.pid, mark)
            await process.wait()
            raise
        file.seek(0)
        return code, file.read().decode(errors="replace")
