"""Keep track of the frames of a program by their ids: to hold a frame would delay its end."""

import gc
import types
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from inspect import (
    CO_ASYNC_GENERATOR,
    CO_COROUTINE,
    CO_GENERATOR,
    CO_ITERABLE_COROUTINE,
    CO_OPTIMIZED,
)

from deck.trace.model import Card, Frame, Span
from deck.trace.spans import Source

STARTED = ("running", "suspended")
BLOCK, CONTEXT, LIBRARY = "block", "context", "library"
AWAITABLE = CO_COROUTINE | CO_ITERABLE_COROUTINE
GENERATORS = CO_GENERATOR | AWAITABLE | CO_ASYNC_GENERATOR
KINDS = {
    CO_COROUTINE: "coroutine",
    CO_ASYNC_GENERATOR: "async generator",
    CO_ITERABLE_COROUTINE: "generator-based coroutine",
    CO_GENERATOR: "generator",
}
PREFIXES = {
    types.CoroutineType: "cr_",
    types.GeneratorType: "gi_",
    types.AsyncGeneratorType: "ag_",
}


@dataclass
class Living:
    """Keep what is known of a frame that has not ended, under the number that it has in a trace."""

    number: int
    code: types.CodeType
    kind: str
    state: str = "created"
    link: str = ""
    parent: "Living | None" = None
    awaits: "Living | None" = None
    at: Span | None = None
    made: weakref.ref[object] | None = None
    thrown_at: int | None = None
    # What `asend` has been given for it, which only an `await` of that sends.
    asked: str = ""
    # The line of the decorated definition that it is at, once that has been told.
    defined: int | None = None

    def card(self) -> Card:
        """Return what the player shows of the frame at this moment."""
        parent = self.parent.number if self.parent else None
        return Card(self.number, self.state, self.link, parent, self.at)

    def awaited(self) -> "Iterator[Living]":
        """List what it awaits, and what that awaits, inward."""
        inner = self.awaits
        while inner:
            yield inner
            inner = inner.awaits


class Frames:
    """Number the frames of the code compiled under these file names, and of what they await."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.source = Source(texts)
        self.all: list[Frame] = []
        self.paths: list[str] = []
        self.living: dict[int, Living] = {}
        self.base = 0
        # Whether a frame of the program was seen that is not under the recorder, as in a thread.
        self.is_elsewhere = False
        self.session: Living | None = None

    def begin(self, frame: types.FrameType) -> Living:
        """Return the frame that starts: one seen before, when created, or a new one.

        The statements of a transcript are one module.
        """
        seen = self.living.get(id(frame))
        if self.session and frame.f_code.co_name == "<module>":
            self.session.code = frame.f_code
            self.living[id(frame)] = self.session
            return self.session
        if seen and seen.state == "created" and seen.code is frame.f_code:
            return seen
        living = self.add(frame, frame.f_code)
        if living.kind == "module":
            self.session = living
        return living

    def add(self, frame: types.FrameType, code: types.CodeType) -> Living:
        living = Living(len(self.all), code, kind_of(code))
        place = code.co_filename.strip("<>") if code.co_filename in self.source.lines else LIBRARY
        name = code.co_name
        if place == LIBRARY:
            living.kind = living.kind if code.co_flags & AWAITABLE else LIBRARY
            name = f"{frame.f_globals.get('__name__', '').partition('.')[0]}.{public_path(code)}"
        lines = self.source.definition(code) if place == CONTEXT else None
        self.note(Frame(name, living.kind, place, lines), code)
        self.living[id(frame)] = living
        return living

    def add_dropped(self, code: types.CodeType) -> Living:
        """Register the frame of a coroutine that was dropped before it had begun."""
        living = Living(len(self.all), code, kind_of(code), "closed")
        lines = self.source.definition(code) if code.co_filename == f"<{CONTEXT}>" else None
        place = code.co_filename.strip("<>")
        self.note(Frame(code.co_name, living.kind, place, lines), code)
        self.living[id(living)] = living
        return living

    def note(self, frame: Frame, code: types.CodeType) -> None:
        path = code.co_qualname.replace("<locals>.", "")
        self.paths.append(frame.name if frame.place == LIBRARY else path)
        self.all.append(frame)

    def named(self) -> tuple[Frame, ...]:
        """Return all frames; those of one name from several places have their qualified names."""
        paths: dict[str, set[str]] = {}
        for frame, path in zip(self.all, self.paths, strict=True):
            paths.setdefault(frame.name, set()).add(path)
        return tuple(
            replace(frame, name=path) if len(paths[frame.name]) > 1 else frame
            for frame, path in zip(self.all, self.paths, strict=True)
        )

    def end(self, living: Living) -> None:
        """Forget a frame that is no more."""
        if living.parent and living.parent.awaits is living:
            living.parent.awaits = None
        self.living = {key: one for key, one in self.living.items() if one is not living}

    def living_of(self, found: object) -> Living | None:
        """Return what is known of the frame of a coroutine or generator."""
        prefix = PREFIXES.get(type(found))
        return self.living.get(id(getattr(found, prefix + "frame"))) if prefix else None

    def may_be_ours(self, code: types.CodeType) -> bool:
        """Return whether a frame of this code may be of the program, or awaited by it."""
        named = code.co_flags & AWAITABLE or code.co_name == "__await__"
        return bool(named) or code.co_filename in self.source.lines

    def is_ours(self, frame: types.FrameType) -> bool:
        """Return whether a frame is of the program, or awaited by a coroutine that is."""
        code = frame.f_code
        if code.co_filename in self.source.lines:
            return True
        if not self.may_be_ours(code):
            return False
        outer = frame.f_back
        caller = self.living.get(id(outer))
        if not outer or not caller or caller.code is not outer.f_code:
            return False
        return "coroutine" in caller.kind

    def walk(self, frame: types.FrameType | None) -> list[Living]:
        """List what is running, bottom to top; nothing when it is not under the recorder."""
        frames = []
        while frame and id(frame) != self.base:
            frames.append(frame)
            frame = frame.f_back
        self.is_elsewhere = self.is_elsewhere or not frame
        running: list[Living] = []
        for one in reversed(frames if frame else []):
            living = self.living.get(id(one))
            if not living or living.code is not one.f_code:
                if running and running[-1].kind == LIBRARY:
                    continue
                living = self.add(one, one.f_code)
                living.parent, living.link = running[-1] if running else None, "call"
            else:
                living.at = self.source.span(one.f_code, one.f_lasti)
            running.append(living)
        return running

    def created(self) -> Iterator[Living]:
        """Find the coroutines and generators that were made but not started: they fire no event."""
        for found in gc.get_objects():
            prefix = PREFIXES.get(type(found))
            if not prefix or any(getattr(found, prefix + word) for word in STARTED):
                continue
            frame = getattr(found, prefix + "frame")
            if frame is None or frame.f_code.co_filename not in self.source.lines:
                continue
            seen = self.living.get(id(frame))
            if not (seen and seen.made and seen.made() is found):
                living = self.add(frame, frame.f_code)
                living.made = weakref.ref(found)
                yield living

    def find_made(self, living: Living, frame: types.FrameType) -> None:
        """Note the coroutine or generator of a frame, where no event told of its creation."""
        for found in gc.get_objects():
            prefix = PREFIXES.get(type(found))
            if prefix and getattr(found, prefix + "frame") is frame:
                living.made = weakref.ref(found)

    def close_dropped(self) -> None:
        """Close those whose object is no more, as Python has, with what they await.

        An event loop keeps an async generator that is dropped, and closes it later. What one that
        is being closed awaits may run before it.
        """
        for key, gone in list(self.living.items()):
            if not gone.made or gone.made() or gone.state not in ("created", "suspended"):
                continue
            chain = (gone, *gone.awaited())
            if gone.kind == KINDS[CO_ASYNC_GENERATOR] and (kept := find_async(key)):
                gone.made = weakref.ref(kept)
            elif not any(one.state == "running" for one in chain):
                for living in chain:
                    living.state = "closed"


def find_async(frame: int) -> object:
    """Find the async generator of a frame, by the id of that."""
    for found in gc.get_objects():
        if type(found) is types.AsyncGeneratorType and id(found.ag_frame) == frame:
            return found
    return None


def public_path(code: types.CodeType) -> str:
    """Return the name of what a library runs, in its class where that has a name of its own."""
    *path, name = code.co_qualname.split(".")
    return ".".join([*(one for one in path if not one.startswith(("_", "<"))), name])


def kind_of(code: types.CodeType) -> str:
    """Return the kind of what a code object makes when it is run."""
    for flag, kind in KINDS.items():
        if code.co_flags & flag:
            return kind
    if code.co_name == "<module>":
        return "module"
    return "function" if code.co_flags & CO_OPTIMIZED else "class"
