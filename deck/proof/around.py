"""What decides the verdict on a closed block: its text, what is stated of it, and this Python."""

import os
import resource
import sys
from functools import cache
from importlib.util import find_spec

from deck.proof.closed import MODULES
from deck.run.apart.node import node
from deck.run.apart.process import surroundings
from deck.source import snippets
from deck.source.kept import key
from deck.source.model import Block, Deck

SETTINGS = ("PYTHON", "LC_", "LANG")


def digest(deck: Deck, block: Block, *asked: object) -> str:
    """Return a digest of all that decides it, or nothing where the block has data to read.

    What is `asked` of it decides, too.
    """
    if not block.runs_alone or snippets.data(deck, block):
        return ""
    runner = around() if block.is_python else around_node()
    stated = block.output and block.output.text, block.any_order, block.varies
    return key(block.language, block.context, block.source, stated, runner, *asked)


@cache
def around() -> tuple[object, ...]:
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
def around_node() -> tuple[object, ...]:
    """Return what tells this Node from another."""
    return _state(node())


def _state(path: str) -> tuple[object, ...]:
    """Return what differs from one file to the next that has its place."""
    if not os.path.isfile(path):
        return (path,)
    state = os.stat(path)
    return path, state.st_size, state.st_mtime_ns
