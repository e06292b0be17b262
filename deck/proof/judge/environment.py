"""What a deterministic block follows from beside its text: this Python, this Node, how they run."""

import os
import resource
import sys
from functools import cache
from importlib.util import find_spec

from deck.proof.judge.modules import MODULES
from deck.run.apart.node import node
from deck.run.apart.process import surroundings

SETTINGS = ("PYTHON", "LC_", "LANG")


@cache
def environment() -> tuple[object, ...]:
    """Return what tells this Python from another, and how it was started."""
    flags = tuple(sys.flags), sys.flags.int_max_str_digits, sorted(sys._xoptions.items())
    limits = [resource.getrlimit(one) for one in (resource.RLIMIT_STACK, resource.RLIMIT_DATA)]
    where = sys.version, sys.executable, sys.platform, os.uname().machine, sys.getrecursionlimit()
    settings = sorted(one for one in surroundings().items() if one[0].startswith(SETTINGS))
    # What a program imports may be shadowed by a file of that name.
    return flags, limits, where, settings, [_origin(name) for name in sorted(MODULES)]


def _origin(name: str) -> object:
    spec = find_spec(name)
    return spec.origin and (spec.has_location, *_state(spec.origin)) if spec else None


@cache
def node_environment() -> tuple[object, ...]:
    """Return what tells this Node from another."""
    return _state(node())


def _state(path: str) -> tuple[object, ...]:
    """Return what differs from one file to the next that has its place."""
    if not os.path.isfile(path):
        return (path,)
    state = os.stat(path)
    return path, state.st_size, state.st_mtime_ns
