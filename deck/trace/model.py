"""What a recorded execution is made of: plain data, which goes to JSON for the player."""

import json
from dataclasses import astuple, dataclass
from itertools import pairwise

# The kinds of steps: which way each moves, down into a frame or up out of it, and in which of its
# frames it happens. The player reads them here.
STEP_KINDS = {
    "start": ("down", "target"),
    "resume": ("down", "target"),
    "send": ("down", "source"),
    "throw": ("down", "target"),
    "close": ("down", "source"),
    "yield": ("up", "source"),
    "return": ("up", "source"),
    "raise": ("up", "source"),
    "create": ("", "source"),
    "line": ("", "source"),
}
DOWN = tuple(kind for kind, (way, _) in STEP_KINDS.items() if way == "down")
UP = tuple(kind for kind, (way, _) in STEP_KINDS.items() if way == "up")
# The links by which a frame is driven from outside: neither called nor awaited.
DRIVEN = ("send", "throw", "close", "next")
# Those by which it waits for another, which what is sent and what is yielded go through.
WAITING = ("await", "yield from")

Span = tuple[int, int, int, int]
Lines = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """Represent what runs: a module, function, class, coroutine, generator, or a library.

    `place` says which text its spans are in: the `block`, its `context`, or none (`library`).
    `lines` are the first and the last one of the definition of the context that it is in.
    """

    name: str
    kind: str
    place: str
    lines: Lines | None = None


@dataclass(frozen=True)
class Card:
    """Represent the state of a frame, such as created, running, waiting, suspended or returned.

    It may be raised or closed, too.
    `link` is how `parent` entered it: call, send, throw, close, next, await or yield from.
    `at` is the exact expression: first line from 1, column from 0, last line, end column.
    """

    frame: int
    state: str
    link: str
    parent: int | None
    at: Span | None


@dataclass(frozen=True)
class Step:
    """Represent a move from one frame to another, and the state of every living frame after it.

    `stack` is bottom to top, with the frames that the move crosses; `aside` are the coroutines
    and generators that nothing runs for now. `output` counts the characters printed so far.
    """

    event: str
    source: int | None
    target: int | None
    value: str
    stack: tuple[Card, ...]
    aside: tuple[Card, ...]
    output: int

    @property
    def where(self) -> int | None:
        """Return the frame in which the step happens."""
        return self.target if STEP_KINDS[self.event][1] == "target" else self.source

    @property
    def at(self) -> Span | None:
        """Return the expression at which the step happens."""
        return next((card.at for card in self.stack if card.frame == self.where), None)


@dataclass(frozen=True)
class Trace:
    """Represent a recorded execution; one that is not `complete` was cut at a limit."""

    frames: tuple[Frame, ...]
    steps: tuple[Step, ...]
    output: str
    complete: bool = True

    @property
    def events(self) -> tuple[Step, ...]:
        """Return the steps at which something moves: all but those of lines."""
        return tuple(step for step in self.steps if step.event != "line")

    @property
    def turns(self) -> tuple[int, ...]:
        """Return which steps end a turn, from one drive at the top level to the next.

        The first event and the last one are among them, and the last one before any drive. Where
        fewer than two drive, there is no turn.
        """
        ranks = [rank for rank, step in enumerate(self.steps) if step.event != "line"]
        ends = [
            before
            for before, rank in pairwise(ranks)
            if _drives(self.steps[before], self.steps[rank])
        ]
        if len(ends) < 2:
            return ()
        driven = [rank for rank in ranks if _is_driven(self.steps[rank])]
        return tuple(sorted({ranks[0], *ends, driven[-1], ranks[-1]}))

    @property
    def runs_something(self) -> bool:
        """Return whether there is more to see than definitions."""
        kinds = {frame.kind for frame in self.frames}
        more = self.output or kinds - {"module", "class"} or not self.complete
        return bool(self.steps and more)


def _is_driven(step: Step) -> bool:
    return any(card.link in DRIVEN for card in step.stack)


def _drives(before: Step, step: Step) -> bool:
    """Return whether a step begins to drive a frame, and nothing below drives yet.

    What a drive enters right after it is the same move.
    """
    if step.target is None or step.event not in DOWN:
        return False
    if before.event in DOWN and (before.source, before.target) == (step.source, step.target):
        return False
    links = [card.link for card in step.stack]
    rank = [card.frame for card in step.stack].index(step.target)
    return links[rank] in DRIVEN and not any(link in DRIVEN for link in links[:rank])


def to_json(trace: Trace) -> str:
    """Write a trace as compact JSON, each different card and span once."""
    cards: dict[Card, int] = {}

    def numbers(some: tuple[Card, ...]) -> list[int]:
        return [cards.setdefault(card, len(cards)) for card in some]

    steps = [
        [s.event, s.source, s.target, s.value, numbers(s.stack), numbers(s.aside), s.output]
        for s in trace.steps
    ]
    data = {
        "events": STEP_KINDS,
        "frames": [astuple(frame) for frame in trace.frames],
        "cards": [astuple(card) for card in cards],
        "steps": steps,
        "output": trace.output,
        "complete": trace.complete,
        "turns": trace.turns,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
