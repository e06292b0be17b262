"""Build the steps of a trace, and keep the states of its frames true after each."""

import io
import types
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from deck.trace.frames import LIBRARY, Frames, Living
from deck.trace.model import UP, WAITING, Span, Step

STEP_LIMIT = 1500
JUMP_LIMIT = 20_000
# A recursion that never ends has more frames at each step.
CARD_LIMIT = 20_000
IDLE = ("created", "suspended", "closed")
ASYNC_GENERATOR = "async generator"
# What hides an item of an async generator, until a StopIteration brings it to who awaits it.
ITEM = "async_generator_wrapped_value"


class Stop(BaseException):
    """End a program too long to be told, even one that catches every Exception."""


class Creating(NamedTuple):
    """Represent a call that makes a coroutine or a generator: what ran, where, after what output.

    The code is that of what it makes.
    """

    running: list[Living]
    at: Span | None
    printed: int
    code: types.CodeType


class Steps:
    """Keep the steps so far. What runs is told as a list of frames, bottom to top."""

    def __init__(self, texts: Mapping[str, str], output: io.StringIO, limit: int) -> None:
        self.frames = Frames(texts)
        self.output = output
        self.limit = limit
        self.steps: list[Step] = []
        self.jumps = self.cards = 0
        # Where the prompt is whose statement runs.
        self.statement: Span | None = None
        # By the number of the frame that drives: how, whom, and the value.
        self.drives: dict[int, tuple[str, Living, str]] = {}
        self.passed = ""
        # The frames that have run since `throw()`, which reaches the innermost one at once.
        self.thrown: set[int] | None = None
        self.creating: Creating | None = None
        # The exception that has just come up, and the frame that it came to.
        self.landed: tuple[int, int] | None = None

    @property
    def stopped(self) -> bool:
        """Return whether a limit of the trace is reached."""
        too_long = len(self.steps) >= self.limit or self.jumps >= JUMP_LIMIT
        return too_long or self.cards >= CARD_LIMIT

    def go_on(self) -> None:
        """Raise Stop where a limit of the trace is reached."""
        if self.stopped:
            raise Stop

    def running(self, frame: types.FrameType) -> list[Living]:
        """List what is running under a frame of the program; nothing for any other."""
        living = self.frames.living.get(id(frame))
        if not living or living.code is not frame.f_code or self.stopped:
            return []
        self.tell_created()
        return self.frames.walk(frame)

    def step(
        self,
        event: str,
        source: Living | None,
        target: Living | None,
        value: str,
        running: list[Living],
    ) -> None:
        """Keep a step, with the state of every frame after it."""
        self.settle(event, source, target, running)
        crossed = [*running, *running[-1].awaited()]
        if target and target not in crossed and event != "create":
            crossed += [target, *target.awaited()]
        aside = self.idle(crossed)
        self.cards += len(crossed) + len(aside)
        self.landed = None
        self.steps.append(
            Step(
                event,
                source.number if source else None,
                target.number if target else None,
                value,
                tuple(living.card() for living in crossed),
                tuple(living.card() for living in aside),
                self.output.tell(),
            )
        )
        for living in aside:
            if living.state == "closed":
                self.frames.end(living)

    def settle(
        self, event: str, source: Living | None, target: Living | None, running: list[Living]
    ) -> None:
        """Set the states after a move: who is not at the top of what is running waits."""
        for living in running[:-1]:
            living.state = "waiting"
        if target and target is not source and event in UP:
            passes = source and event == "yield" and source.link in WAITING
            target.state = "waiting" if passes else "running"

    def idle(self, crossed: list[Living]) -> list[Living]:
        """List the frames that wait outside of what is running, each before what it awaits."""
        self.frames.close_dropped()
        idle = [one for one in self.frames.living.values() if one.state in IDLE]
        aside: list[Living] = []
        for living in sorted(idle, key=lambda one: one.number):
            if living not in crossed and not any(living is one.awaits for one in idle):
                aside += [living, *living.awaited()]
        return aside

    def enter(self, running: list[Living]) -> None:
        """Have the topmost frame run, and note how it was entered."""
        living, parent = running[-1], parent_of(running)
        living.state = "waiting" if living.awaits else "running"
        living.parent = parent
        if self.thrown is not None:
            self.thrown.add(living.number)
        if parent:
            living.link = self.link(parent, living)
            if living.link in WAITING:
                parent.awaits = living
            elif living.link == "next" or parent.kind == LIBRARY:
                self.passed = "None"

    def link(self, parent: Living, living: Living) -> str:
        word, target, value = self.drives.get(parent.number, ("", None, ""))
        if target is living:
            self.passed = value
            return word
        if parent.kind == LIBRARY:
            if "generator" in living.kind and "coroutine" not in living.kind:
                return "next"
            return "send" if "coroutine" in living.kind else "call"
        if living.kind in ("function", "class", "module", LIBRARY):
            return "call"
        text = self.frames.source.text(parent.code, parent.at)
        if text.startswith("yield from"):
            return "yield from"
        if living.kind == ASYNC_GENERATOR and parent.awaits is living:
            return "await"
        both = "coroutine" in parent.kind and "coroutine" in living.kind
        return "await" if both or text.startswith("await") else "next"

    def hand(self, running: list[Living], value: object) -> None:
        """Note whether an async generator yields an item, or passes on what its `await` yields."""
        living, parent = running[-1], parent_of(running)
        if living.kind != ASYNC_GENERATOR or not parent or parent.kind == LIBRARY:
            return
        is_item = type(value).__name__ == ITEM
        living.link = "next" if is_item else "await"
        parent.awaits = None if is_item else living

    def leave(self, running: list[Living], event: str, state: str, value: str) -> None:
        """Have the topmost frame end, and the one below it go on."""
        living, parent = running[-1], parent_of(running)
        living.state = state
        if living.kind != "class":
            self.step(event, living, parent, value, running)
        self.frames.end(living)

    def pass_on(self, running: list[Living], value: str) -> None:
        """Have a value cross what awaits the topmost frame, and was not resumed after a throw.

        Python hands that value to whoever threw, and tells of no `yield` on the way.
        """
        while self.thrown is not None and running[-1].link in WAITING:
            *running, _ = running
            if running[-1].number in self.thrown:
                return
            running[-1].state = "suspended"
            self.step("yield", running[-1], parent_of(running), value, running)

    def drive(self, word: str, value: str, running: list[Living], target: Living) -> None:
        """Have the topmost frame send, throw or close; what it drives is not running yet."""
        self.drives[running[-1].number] = (word, target, value)
        self.passed = value
        self.thrown = set() if word == "throw" else None
        target.link, target.parent = word, running[-1]
        self.step(word, running[-1], target, value, running)

    def tell_created(self, *, is_kept: bool = True) -> None:
        """Add a step for each coroutine and generator that the last call made and did not start.

        One that is not kept is gone before anything can find it.
        """
        if self.creating:
            (running, at, printed, code), self.creating = self.creating, None
            made = list(self.frames.created())
            for living in made or ([] if is_kept else [self.frames.add_dropped(code)]):
                now, running[-1].at = running[-1].at, at
                self.step("create", running[-1], living, "", running)
                self.steps[-1] = replace(self.steps[-1], output=printed)
                running[-1].at = now

    def finish(self) -> None:
        """Have a session end, and give the last step what was printed after it."""
        if not self.steps:
            return
        last, session = self.steps[-1], self.frames.session
        if session and self.statement and not (last.event == "raise" and last.target is None):
            session.state = "returned"
            self.step("return", session, None, "", [session])
        self.steps[-1] = replace(self.steps[-1], output=self.output.tell())


def parent_of(running: list[Living]) -> Living | None:
    """Return the frame under the topmost one."""
    return running[-2] if len(running) > 1 else None
