"""Turn the events of `sys.monitoring` into the steps of a trace (PEP 669)."""

import sys
import types
from collections.abc import Callable
from dataclasses import replace

from deck.run.program import Names
from deck.trace.frames import GENERATORS, PREFIXES, Living
from deck.trace.model import DRIVEN
from deck.trace.steps import ITEM, Creating, Steps, Stop, parent_of
from deck.trace.values import show, show_argument, show_arguments

# What drives a coroutine, by its name in the code, and what that does to it.
DRIVERS = {"send": "send", "throw": "throw", "close": "close", "__next__": "send", "next": "send"}
# What is between their brackets goes in; `next` has there what it drives.
WITH_ARGUMENT = ("send", "throw")
# Methods and functions of C, which are what drives, are of these types.
BUILT_IN = (
    types.BuiltinFunctionType,
    types.MethodWrapperType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
)
EVENTS = sys.monitoring.events
DISABLE = sys.monitoring.DISABLE


class Monitor(Steps):
    """Make steps of what `sys.monitoring` tells of the code that it runs."""

    def run(self, code: types.CodeType, namespace: Names) -> BaseException | None:
        """Run code under the monitor; return the exception that it lets out."""
        self.frames.base = id(sys._getframe())
        tool = next(one for one in range(6) if sys.monitoring.get_tool(one) is None)
        sys.monitoring.use_tool_id(tool, "deck")
        watched = self.watched()
        try:
            for event, callback in watched.items():
                sys.monitoring.register_callback(tool, event, callback)
            sys.monitoring.restart_events()
            sys.monitoring.set_events(tool, sum(watched))
            exec(code, namespace)
        except BaseException as error:
            return error.with_traceback(None)
        finally:
            sys.monitoring.set_events(tool, 0)
            for event in watched:
                sys.monitoring.register_callback(tool, event, None)
            sys.monitoring.free_tool_id(tool)
        return Stop() if self.stopped else None

    def watched(self) -> dict[int, Callable[..., object]]:
        """Map each event to what hears it."""
        return {
            EVENTS.PY_START: self.on_start,
            EVENTS.PY_RESUME: self.on_resume,
            EVENTS.PY_THROW: self.on_throw,
            EVENTS.PY_YIELD: self.on_yield,
            EVENTS.PY_RETURN: self.on_return,
            EVENTS.PY_UNWIND: self.on_unwind,
            EVENTS.RAISE: self.on_raise,
            EVENTS.CALL: self.on_call,
            EVENTS.C_RETURN: self.on_c_return,
            EVENTS.C_RAISE: self.on_c_raise,
            EVENTS.LINE: self.on_line,
            EVENTS.JUMP: self.on_jump,
        }

    def on_start(self, code: types.CodeType, _offset: int) -> object:
        frame = sys._getframe(1)
        if not self.frames.is_ours(frame):
            return None if self.frames.may_be_ours(code) else DISABLE
        self.go_on()
        if self.creating and self.creating.code is code:
            self.creating = None
        self.tell_created()
        living = self.frames.begin(frame)
        running = self.frames.walk(frame)
        if not running:
            return None
        living.at = self.statement
        if living.kind != "module":
            living.at = self.frames.source.line_span(code, code.co_firstlineno)
        self.enter(running)
        if living.link == "next" and not living.made:
            self.frames.find_made(living, frame)
        value = self.passed if living.link in DRIVEN else ""
        if living.link == "call":
            value = show_arguments(frame)
        if living.kind != "class":
            self.step("start", parent_of(running), living, value, running)
        return None

    def on_resume(self, code: types.CodeType, _offset: int) -> object:
        if not (running := self.running(sys._getframe(1))):
            return None if self.frames.may_be_ours(code) else DISABLE
        goes_on = running[-1].state == "running"
        self.enter(running)
        if goes_on:  # After a throw, Python resumes what a return has already let go on.
            return None
        value = running[-1].asked or self.passed
        running[-1].asked = ""
        self.step("resume", parent_of(running), running[-1], value, running)
        return None

    def on_throw(self, _code: types.CodeType, _offset: int, error: BaseException) -> None:
        if not (running := self.running(sys._getframe(1))):
            return
        # Some versions tell the line of the `await` again, others do not.
        running[-1].thrown_at = running[-1].at and running[-1].at[0]
        if isinstance(error, GeneratorExit):
            return
        here = (id(error), running[-1].number)
        # After a throw, what an inner frame returns comes as a StopIteration.
        returned = self.steps[-1].event == "return" and self.steps[-1].target == here[1]
        arrives = self.landed == here or (returned and isinstance(error, StopIteration))
        self.enter(running)
        if arrives:
            self.landed = here
        else:
            self.step("throw", parent_of(running), running[-1], show(error), running)
            if not running[-1].awaits:  # Python tells again that it is raised there.
                self.landed = here

    def on_yield(self, code: types.CodeType, _offset: int, value: object) -> object:
        if not (running := self.running(sys._getframe(1))):
            return None if self.frames.may_be_ours(code) else DISABLE
        running[-1].state = "suspended"
        self.hand(running, value)
        self.step("yield", running[-1], parent_of(running), show(value), running)
        self.pass_on(running, show(value))
        return None

    def on_return(self, code: types.CodeType, _offset: int, value: object) -> object:
        if not (running := self.running(sys._getframe(1))):
            return None if self.frames.may_be_ours(code) else DISABLE
        told = running[-1].kind == "module"
        if not (told and self.statement):
            self.leave(running, "return", "returned", "" if told else show(value))
        return None

    def on_unwind(self, _code: types.CodeType, _offset: int, error: BaseException) -> None:
        if not (running := self.running(sys._getframe(1))):
            return
        if isinstance(error, GeneratorExit):
            for one in (running[-1], *running[-1].awaited()):
                one.state = "closed"
            return
        parent = parent_of(running)
        self.leave(running, "raise", "raised", show(error))
        self.landed = (id(error), parent.number) if parent else None

    def on_raise(self, _code: types.CodeType, _offset: int, error: BaseException) -> None:
        if isinstance(error, GeneratorExit) or not (running := self.running(sys._getframe(1))):
            return
        living = running[-1]
        if isinstance(error, StopIteration) and self.is_item_for(living):
            self.steps[-1] = replace(self.steps[-1], value=show(error.value))
            return
        if self.landed != (id(error), living.number):
            self.step("raise", living, living, show(error), running)
            self.landed = (id(error), living.number)

    def on_call(self, code: types.CodeType, offset: int, function: object, first: object) -> object:
        if code.co_filename not in self.frames.source.lines:
            return DISABLE
        frame = sys._getframe(1)
        self.go_on()
        if not (running := self.running(frame)):
            return None
        if type(function) is types.MethodType:
            function = function.__func__
        if type(function) is types.FunctionType:
            made = function.__code__
            if made.co_filename in self.frames.source.lines and made.co_flags & GENERATORS:
                self.creating = Creating(running, running[-1].at, self.output.tell(), made)
            return None
        # Of any other kind, to ask for an attribute may run code of the program.
        if type(function) not in BUILT_IN:
            return None
        name = getattr(function, "__name__", "")
        word = DRIVERS.get(name)
        driven = getattr(function, "__self__", None)
        target = self.frames.living_of(driven if type(driven) in PREFIXES else first)
        if word and target:
            text = self.frames.source.text(code, running[-1].at)
            value = show_argument(text, frame) if name in WITH_ARGUMENT else ""
            self.drive(word, value or "None" * (word == "send"), running, target)
        elif target and name == "asend" and target.state == "suspended":
            target.asked = show_argument(self.frames.source.text(code, running[-1].at), frame)
        return None

    def on_c_return(self, *_: object) -> None:
        frame = sys._getframe(1)
        living = self.frames.living.get(id(frame))
        if not living or living.number not in self.drives:
            return
        word, target, _value = self.drives.pop(living.number)
        if word == "throw":
            self.thrown = None
        if word == "close":
            for one in (target, *target.awaited()):
                one.state = "closed"

    def on_c_raise(self, *_: object) -> None:
        if living := self.frames.living.get(id(sys._getframe(1))):
            self.drives.pop(living.number, None)

    def on_line(self, code: types.CodeType, line: int) -> object:
        if code.co_filename not in self.frames.source.lines:
            return DISABLE
        self.go_on()
        frame = sys._getframe(1)
        if self.creating and self.creating.running[-1] is self.frames.living.get(id(frame)):
            self.tell_created(is_kept=False)
        running = self.running(frame)
        if running and running[-1].thrown_at != line:
            running[-1].thrown_at, running[-1].state = None, "running"
            running[-1].at = self.frames.source.line_span(code, line)
            if not self.is_decorating(code, line, running[-1]):
                self.step("line", running[-1], None, "", running)
        return None

    def is_item_for(self, living: Living) -> bool:
        """Return whether what has just been yielded is an item, of which the value comes now."""
        last = self.steps[-1] if self.steps else None
        is_item = last and last.event == "yield" and last.value == f"<{ITEM} object>"
        return bool(is_item and last and last.target == living.number)

    def is_decorating(self, code: types.CodeType, line: int, living: Living) -> bool:
        """Return whether a definition is only given to its decorators, and named after that."""
        own = self.frames.source.decorated.get((code.co_filename, line))
        again = own is not None and living.defined == own
        living.defined = own if line == own and not again else living.defined
        if own is None or (again and line == own):
            living.defined = None
        return again

    def on_jump(self, code: types.CodeType, *_: object) -> object:
        if code.co_filename not in self.frames.source.lines:
            return DISABLE
        self.jumps += 1
        self.go_on()
        return None
