"""What of a deck does not hold: a sentence for people, and JSON for another process."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deck.proof.quotes.sense import Turn
from deck.source.model import Deck
from deck.source.problems import Problem

# Under this name a report of pytest carries what failed, as a dictionary.
PROPERTY = "failure"

# A block gives something else than its output, or than its session; prints what nothing states;
# was stopped, as it takes too much; prints something else each time, or after what it continues. A
# sentence says in other words what a test quotes.
OUTPUT, SESSION, UNSTATED, ENDLESS = "output", "session", "unstated", "endless"
VARYING, AFTERWARDS, REWORDED = "varying", "afterwards", "reworded"
# A block is to continue another; the text under it is to be its output.
CONTINUE, BE_OUTPUT = "continue", "output"


@dataclass(frozen=True)
class Failure:
    """Represent what does not hold on a slide, and in which block of it, if it is one.

    `diff` leads from the output that the deck states to that of the block; the deck can be made
    to state the latter where it is `acceptable`. `kind` is one of those above, from which
    a sentence in another language can be made. Of a sentence that is reworded, `quote` is the old
    one, and `turns` are the words that may have turned its sense. `cure` is one of those above,
    with the names of what is missing, of the block that defines it, and of the one to be changed.
    """

    problem: Problem
    slide: int
    block: str = ""
    diff: str = ""
    acceptable: bool = False
    kind: str = ""
    quote: str = ""
    sentence: str = ""
    turns: tuple[Turn, ...] = ()
    cure: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what names it where it is accepted: a block, or a quote and its sentence."""
        return f"{self.quote}\n{self.sentence}" if self.quote else self.block

    def __str__(self) -> str:
        return "\n".join(filter(None, (str(self.problem), self.diff)))

    def lines(self, *signs: str) -> str:
        """Return the lines of the diff with some signs.

        `-` is what is stated, `+` is what the block does, and a space is what both have.
        """
        body = self.diff.split("\n")[2:]
        return "\n".join(line[1:] for line in body if line[:1] in signs)

    @property
    def sides(self) -> tuple[str, str]:
        """Return the lines that are stated and those that the block gives, where these differ.

        Of lines that only changed places, or that one of them lacks, those around are told, too.
        """
        stated, got = self.lines("-"), self.lines("+")
        if not (stated and got) or sorted(stated.split("\n")) == sorted(got.split("\n")):
            return self.lines("-", " "), self.lines("+", " ")
        return stated, got


def wrong_with(deck: Deck) -> list[Failure]:
    """List what is wrong with a deck before any of it runs, though it can be shown."""
    # Not at the top: a Python that only judges blocks has no parser.
    from deck.source.seen import files

    return [_failed(deck, one) for one in sorted([*deck.problems, *files.problems(deck)])]


def _failed(deck: Deck, problem: Problem) -> Failure:
    """Return a problem of a deck as what does not hold on its slide, and in its block."""
    blocks = (block for block in deck.blocks if block.line <= problem.line + 1)
    of_fence = [block.name for block in blocks if problem.line <= block.last_line]
    return Failure(problem, deck.slide_at(problem.line).number, (of_fence or [""])[-1])


def write(path: Path, failures: Iterable[Failure], unproved: int = 0) -> None:
    """Write how many sentences are not proved, and failures, each once, as lines of JSON."""
    # Not at the top: a Python that only judges blocks writes nothing.
    from deck.source import generated

    lines = [unproved, *(asdict(one) for one in dict.fromkeys(failures))]
    generated.write(path, "".join(f"{json.dumps(line)}\n" for line in lines).encode())


def read(text: str) -> tuple[list[Failure], int]:
    """Read back the failures that `write` wrote, and how many sentences are not proved."""
    unproved, *failures = map(json.loads, text.splitlines() or ["0"])
    return list(map(from_dict, failures)), unproved


def from_dict(data: dict[str, Any]) -> Failure:
    """Return the failure of which `dataclasses.asdict` made a dictionary."""
    turns = tuple((was, now) for was, now in data["turns"])
    made = {"problem": Problem(**data["problem"]), "turns": turns, "cure": tuple(data["cure"])}
    return Failure(**data | made)
