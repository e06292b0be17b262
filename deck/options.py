"""Read the words of a command line."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

Command = Callable[[argparse.Namespace], int]


def parse(words: list[str] | None, commands: Iterable[Command], about: str) -> argparse.Namespace:
    """Return the options of a command, which is one of them; its docstring is its help."""
    parser = argparse.ArgumentParser(prog="python -m deck", description=about)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for function in commands:
        command = subparsers.add_parser(function.__name__, help=function.__doc__)
        command.add_argument("deck", nargs="?", type=Path, default=Path("slides.md"))
        command.set_defaults(command=function)
        for name, how in OPTIONS.get(function.__name__, {}).items():
            command.add_argument(name, **how)
    return parser.parse_args(words)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text}, expected a port from 0 to 65535")
    return port


PORT = {"--port": {"type": _port, "default": 8000}}
OPTIONS = {
    "present": PORT,
    "edit": PORT,
    "check": {"--quick": {"action": "store_true", "help": "without the machinery's own tests"}},
    "verdicts": {"blocks": {"nargs": "+", "metavar": "BLOCK"}},
    "accept": {"--block": {"default": "", "help": "this one only"}},
    "bench": {"--json": {"action": "store_true", "help": "for keeping"}},
}
