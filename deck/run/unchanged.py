"""Put back what a program changes of the Python that runs it, where one Python runs all of them.

What is put back are the names of modules, of their classes and of the objects that these modules
make of them, and the lists, sets and dictionaries among these; and what `sys` keeps aside. What a
program loads is loaded anew by the next one.
"""

import builtins
import gc
import operator
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FunctionType, ModuleType
from typing import Any

HEAP_TYPE = 1 << 9  # of a class whose names may be set
MAIN, BUILTINS = "__main__", "builtins"
JUDGES = ("deck", "pytest", "_pytest", "pluggy", "iniconfig")
# By which they judge.
MEANS = (BUILTINS, "ast", "inspect", "json", "json.encoder", "re")
# Those who judge load what they need when they need it.
STAYS = (*JUDGES, "encodings", MAIN)
# What is bound anew for each test, and by Python itself.
FREE = {
    ("deck.run.garbage", "_is_frozen"),
    (BUILTINS, "_"),
    ("sys", "modules"),
    *(("sys", f"last_{name}") for name in ("exc", "type", "value", "traceback")),
    *(("_pytest.assertion.util", name) for name in ("_reprcompare", "_assertion_pass")),
}
PLAIN = (dict, list, set)
# What nobody can change, or is remembered by itself: by its identity, as a metaclass may compare.
LASTING = {*map(id, (bool, bytes, float, int, str, tuple, type(None), type(len), ModuleType))}
# What a function does.
PARTS = {part: operator.attrgetter(part) for part in ("__code__", "__defaults__")}
TOOLS = range(6)  # of `sys.monitoring`
Names = dict[str, object]
_absent = object()
_own_names = frozenset(vars(builtins))
# These, too, a program may change before they are called.
_set_trace, _set_profile = sys.settrace, sys.setprofile
_len, _all, _map, _is = len, all, map, operator.is_


class Tampered(Exception):
    """Signal that a program changed those who judge it: whatever came of it proves nothing."""


class State:
    """Remember what modules are, all of them or those whose names are told."""

    def __init__(self, is_of: Callable[[str], bool] = lambda _: True) -> None:
        self._modules = {name: one for name, one in sys.modules.items() if is_of(name)}
        self._names: list[tuple[str, Names, Names]] = []
        self._classes: list[tuple[str, type, Names]] = []
        self._owners: list[str] = []
        self._functions: list[FunctionType] = []
        self._contents: list[tuple[Any, Any]] = []
        main = sys.modules.get(MAIN)
        for name in (BUILTINS, *(self._modules.keys() - {BUILTINS})):
            module = sys.modules.get(name)
            if isinstance(module, ModuleType) and module is not main:
                self._remember(name, vars(module))
        self._parts = {part: [*map(get, self._functions)] for part, get in PARTS.items()}

    def _remember(self, name: str, names: Names) -> None:
        self._names.append((name, names, names.copy()))
        for key, value in names.items():
            kind = type(value)
            if id(kind) in LASTING:
                continue
            if isinstance(value, FunctionType):
                if value.__module__ == name:
                    self._owners.append(name)
                    self._functions.append(value)
            elif kind in PLAIN:
                if (name, key) not in FREE:
                    self._keep_content(name, value)
            elif isinstance(value, type):
                if value.__module__ == name and value.__flags__ & HEAP_TYPE:
                    self._classes.append((name, value, vars(value).copy()))
            elif getattr(kind, "__module__", "") == name:
                self._remember_object(name, value)

    def _remember_object(self, name: str, value: object) -> None:
        with suppress(TypeError):
            own = vars(value)
            if type(own) is dict:
                self._names.append((name, own, own.copy()))
                for one in own.values():
                    self._keep_content(name, one)

    def _keep_content(self, name: str, value: Any) -> None:
        """Remember what is in a collection; those of the judges note what comes of programs."""
        if type(value) in PLAIN and not is_judge(name) and "__name__" not in value:
            self._contents.append((value, value.copy()))

    def restore(self) -> set[str]:
        """Put back all that is not as it was; return the names of the modules that had changed.

        A name more is no change, but one that hides Python's own. Until the builtins are put back,
        which come first, none is called.
        """
        changed: set[str] = {*()}
        for name, names, before in self._names:
            if _are_same(names, before):
                continue
            for key in [*names]:
                if key not in before and (name, key) not in FREE:
                    del names[key]
                    changed |= {name} if key in _own_names else {*()}
            for key, value in before.items():
                if names.get(key, _absent) is not value and (name, key) not in FREE:
                    names[key] = value
                    changed |= {name}
        for name, module in self._modules.items():
            if name != MAIN and sys.modules.get(name, _absent) is not module:
                sys.modules[name] = module
                changed.add(name)
        for name, owner, before in self._classes:
            if not _are_same(vars(owner), before) and _restore_class(owner, before):
                changed.add(name)
        for part, parts in self._parts.items():
            now = _map(PARTS[part], self._functions)
            if not _all(_map(_is, now, parts)):
                for name, function, value in zip(self._owners, self._functions, parts):
                    if PARTS[part](function) is not value:
                        vars(FunctionType)[part].__set__(function, value)
                        changed.add(name)
        for value, content in self._contents:
            _refill(value, content)
        return changed

    def forget_others(self) -> None:
        """Forget the modules that were loaded since, so that they are loaded anew."""
        for name in sys.modules.keys() - self._modules.keys():
            if name.partition(".")[0] not in STAYS:
                del sys.modules[name]


_remembered: list[State] = []


def is_judge(name: str) -> bool:
    """Return whether a module is of those who judge programs."""
    return name.partition(".")[0] in JUDGES


def judges() -> State:
    """Return the state of the modules that judge programs, and of what they judge by."""
    return State(lambda name: is_judge(name) or name in MEANS)


@contextmanager
def remembered() -> Iterator[None]:
    """Remember once what all programs that are run within are to find, as they alone change it."""
    _remembered.append(State())
    try:
        yield
    finally:
        _remembered.clear()


@contextmanager
def unchanged() -> Iterator[None]:
    """Put back all that is changed within; raise Tampered where it is of those who judge."""
    kept = [*_remembered]
    state = kept[0] if kept else State()
    depth = sys.get_coroutine_origin_tracking_depth()
    hooks, limit = sys.get_asyncgen_hooks(), sys.getrecursionlimit()
    trace, profile, digits = sys.gettrace(), sys.getprofile(), sys.get_int_max_str_digits()
    handler, collects = signal.getsignal(signal.SIGINT), gc.isenabled()
    tools = {one for one in TOOLS if sys.monitoring.get_tool(one)}
    try:
        yield
    finally:
        _set_trace(trace)
        _set_profile(profile)
        changed = state.restore()
        state.forget_others()
        sys.setrecursionlimit(limit)
        sys.set_int_max_str_digits(digits)
        sys.set_asyncgen_hooks(*hooks)
        sys.set_coroutine_origin_tracking_depth(depth)
        signal.signal(signal.SIGINT, handler)
        for one in TOOLS:
            if one not in tools and sys.monitoring.get_tool(one):
                sys.monitoring.free_tool_id(one)
        (gc.enable if collects else gc.disable)()
    if any(map(is_judge, changed)) or [*map(id, _remembered)] != [*map(id, kept)]:
        raise Tampered


def _are_same(names: Mapping[str, object], before: Names) -> bool:
    """Return whether names stand for the very same objects as before, at a glance."""
    return _len(names) == _len(before) and _all(_map(_is, names.values(), before.values()))


def _restore_class(owner: type, before: Names) -> bool:
    names, changed = vars(owner), False
    for key in [*names]:
        # Python itself adds names with underscores when it is asked for annotations.
        if key not in before and not key.startswith("__"):
            type.__delattr__(owner, key)
            changed = True
    for key, value in before.items():
        if names.get(key, _absent) is not value:
            type.__setattr__(owner, key, value)
            changed = True
    return changed


def _refill(value: Any, content: Any) -> None:
    value.clear()
    (value.extend if isinstance(value, list) else value.update)(content)
