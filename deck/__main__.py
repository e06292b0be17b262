"""The commands of the deck, in the order of their use; nothing else ends the process."""

import signal

if __name__ == "__main__":
    # Whoever gives up while the rest is imported sees no traceback of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import errno
import io
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from deck.commands.command import NAME
from deck.paper.browser import NoBrowser
from deck.run.apart.node import NoNode
from deck.source.problems import DeckError, Problem

BAD_INPUT = 2
# No memory, or no more processes or files open at once.
OF_MACHINE = (errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE)
CUT_OFF = 128 + getattr(signal, "SIGPIPE", 13)
# Each with the module that has it, in which alone is imported what the command needs.
COMMANDS = {
    "snippets": "write",
    "site": "show",
    "pdf": "show",
    "publish": "show",
    "present": "show",
    "edit": "show",
    "check": "prove",
    "verdicts": "prove",
    "recordings": "prove",
    "accept": "write",
    "adopt": "write",
    "pythons": "prove",
    "mutants": "prove",
    "test": "prove",
    "bench": "prove",
    "browser": "prove",
    "browsers": "prove",
    "new": "write",
}


class Commands(click.Group):
    """List the commands in this order, and import the one that is called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"deck.commands.{COMMANDS[name]}"), name)
        return found


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code, 2 for bad input."""
    if sys.platform == "win32":
        print("Windows, expected Linux or macOS; run it in WSL", file=sys.stderr)
        return BAD_INPUT
    try:
        words = sys.argv[1:] if arguments is None else list(arguments)
        commands = Commands(help="Show, print and assert a deck of slides.")
        with commands.make_context(NAME, words) as context:
            code: int = commands.invoke(context)
            return code
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        # What cannot be told either has its exit code alone.
        with suppress(OSError):
            error.show()
        return error.exit_code
    except (DeckError, NoBrowser, NoNode) as error:
        with suppress(OSError):
            print(error, file=sys.stderr)
    except BrokenPipeError:
        # Whoever reads no further has not been told how it ended: no success, as of any program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    except OSError as error:
        with suppress(OSError):
            print(_told(error), file=sys.stderr)
    except (KeyboardInterrupt, click.Abort):
        return 130
    return BAD_INPUT


def _told(error: OSError) -> str:
    found, expected, remedy = error.strerror or str(error), "a file to read or write", "check it"
    if error.filename is not None:
        return str(Problem(str(error.filename), 1, found, expected, remedy))
    if error.errno in OF_MACHINE:
        return f"this machine: {found}, expected room for another program; end some, and try again"
    return f"standard output: {found}, expected {expected}; {remedy}"


def open_streams() -> None:
    """Have nothing to read, and nobody to hear, where whoever started this closed a stream.

    Else the next file that is opened, be it a terminal of a block, has its number.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))
            os.set_inheritable(number, True)


def run() -> None:
    """Run the command of this process, and exit."""
    open_streams()
    # A shell that starts a command in the background has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Who ends a check, or closes its window, ends the blocks that it runs.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    # A terminal that lacks a letter gets its number.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    code = main()
    # What is interrupted while it ends has nothing more to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


if __name__ == "__main__":
    run()
