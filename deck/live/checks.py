"""Have the deck judged in a process of its own, and read what it says of each slide."""

import asyncio
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile

from deck.run.apart.process import MARK, end, new_mark
from deck.source.model import Deck

DIFF_LINE = re.compile(r"[-+ @\\]")


class Refusal(Exception):
    """Carry what a command says that it refuses."""


@dataclass(frozen=True)
class Failure:
    """Hold a contradiction: where it is, what the deck states, and what holds instead."""

    slide: int
    block: str
    message: str
    stated: str = ""
    got: str = ""
    acceptable: bool = False

    as_dict = asdict


async def judge(deck: Deck, names: Iterable[str]) -> list[Failure]:
    """Judge some blocks of a deck, quickly."""
    return await _run(deck, "verdicts", deck.path, *names)


async def check(deck: Deck) -> list[Failure]:
    """Check everything that the deck says; the page's author may be changing the machinery."""
    return await _run(deck, "check", "--quick", deck.path)


async def accept(deck: Deck, name: str) -> str:
    """Have the deck state what a block prints, and return what changed; raise Refusal."""
    code, printed = await _printed("accept", "--block", name, deck.path)
    if code:
        raise Refusal(_tail(printed))
    return printed.rstrip()


def failures(deck: Deck, printed: str) -> list[Failure]:
    """Read the messages `path:line: …`, each with its diff, in what a check printed."""
    found, lines = [], iter([*printed.splitlines(), ""])
    begin = re.compile(rf"{re.escape(deck.path)}:(\d+): .*; .*")
    line = next(lines)
    while line is not None:
        if not (match := begin.fullmatch(line)):
            line = next(lines, None)
            continue
        message = [line]
        while (line := next(lines, None)) and DIFF_LINE.match(line):
            message.append(line)
        found.append(_failure(deck, int(match[1]), message))
    return list({one.message: one for one in found}.values())


def _failure(deck: Deck, number: int, message: list[str]) -> Failure:
    before = (one for one in deck.slides if one.line <= number)
    slide = max(before, default=deck.slides[0], key=lambda one: one.line)
    blocks = [one.name for one in slide.blocks if f" {one.name} " in message[0]]
    diff = message[3:]
    return Failure(
        slide.number,
        blocks[0] if blocks else "",
        "\n".join(message),
        "\n".join(line[1:] for line in diff if line.startswith("-")),
        "\n".join(line[1:] for line in diff if line.startswith("+")),
        "make accept" in message[0],
    )


async def _run(deck: Deck, *arguments: str) -> list[Failure]:
    code, printed = await _printed(*arguments)
    found = failures(deck, printed)
    if code and not found:
        message = f"{deck.path}:1: the check fails; run `make check`\n{_tail(printed)}"
        return [Failure(1, "", message)]
    return found


def _tail(printed: str) -> str:
    """Return the last lines of what a command printed, where it says why it ended."""
    return "\n".join(printed.rstrip().splitlines()[-3:])


async def _printed(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "deck", *arguments]
    # A file has all that was printed once the command ends, whoever else may hold it open.
    with TemporaryFile() as file:
        mark = new_mark()
        how = {"stdout": file, "stderr": asyncio.subprocess.STDOUT, "start_new_session": True}
        how |= {"env": os.environ | {MARK: mark}}
        starting = asyncio.ensure_future(asyncio.create_subprocess_exec(*command, **how))
        try:
            process = await asyncio.shield(starting)
            await process.wait()
        except asyncio.CancelledError:
            # One that is only starting ends too, and with it the processes of its blocks.
            process = await starting
            end(process.pid, mark)
            await process.wait()
            raise
        file.seek(0)
        return process.returncode, file.read().decode(errors="replace")
