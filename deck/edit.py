"""Show each save at once in every open window, with the verdict on what the deck says."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from watchfiles import awatch

from deck import serve, shown, snippets
from deck.accept import accept
from deck.errors import DeckError
from deck.judge import Failure, check, judge
from deck.load import load
from deck.model import Block
from deck.player import packed
from deck.site import CONFIGURATION, PAGE, ROOT
from deck.windows import Window, application

# A change is shown once nothing more has been written for so many milliseconds.
QUIET = 10


class Editor:
    """Keep the open windows of a deck up to date, from its file to their screens.

    `say` is told, a line at a time, what the author should read in the terminal.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self.path, self.say = path, say
        self.saved = _saved(path)
        self.shown = shown.build(load(path))
        self.windows: set[Window] = set()
        self.errors: list[str] = []
        self.failures: list[Failure] = []
        self.checking: asyncio.Task | None = None
        # That task, and those before it that still end their processes.
        self.tasks: set[asyncio.Task] = set()

    async def run(self, port: int, ready: Callable[[str], None]) -> None:
        """Serve the deck and follow its sources until cancelled; `ready` is told the address."""
        sockets = serve.first_free(lambda port: bind_sockets(port, serve.HOST), port)
        server = HTTPServer(application(self))
        server.add_sockets(sockets)
        ready(serve.address(sockets[0].getsockname()[1]))
        self.extract_snippets()
        self.start_checking(self.shown.deck.blocks)
        try:
            await self.follow()
        finally:
            server.stop()
            await self.stop_checking()

    async def follow(self) -> None:
        """Rebuild after each change of the deck, of mkslides.yml or of a file of the page."""
        folders = {self.path.parent.resolve(), ROOT, PAGE}
        watching = {"recursive": False, "debounce": 10 * QUIET, "step": QUIET}
        # A save made before the watch began is found at its first time-out.
        watching |= {"yield_on_timeout": True, "rust_timeout": 1000}
        async for changes in awatch(*folders, **watching):
            paths = {Path(path) for _, path in changes}
            if any(self.is_around(path) for path in paths):
                self.reload_page()
            # Some editors empty a file before they write it; one that stays empty is told of.
            if self.saved != _saved(self.path) and not (changes and _is_empty(self.path)):
                self.reload_deck()

    def is_around(self, path: Path) -> bool:
        """Tell whether the page around the slides is made of this file."""
        beside = {self.path.parent.resolve() / name for name in self.shown.around.files}
        return path == CONFIGURATION or path.parent == PAGE or path in beside

    def reload_page(self) -> None:
        """Show the page as its files now are, or say why it can't be shown."""
        try:
            new = shown.build(self.shown.deck)
        except DeckError as error:
            self.refuse(error)
        else:
            self.errors = []
            self.take(replace(new, traces=self.shown.traces))

    def reload_deck(self) -> None:
        """Show the deck as its file now is, or say why it can't be shown."""
        self.saved = _saved(self.path)
        try:
            deck = load(self.path)
            new = shown.turned_to(deck, self.shown)
        except DeckError as error:
            self.refuse(error)
            return
        before = set(map(_what_is_judged, self.shown.deck.blocks))
        changed = [block for block in deck.blocks if _what_is_judged(block) not in before]
        self.errors = []
        # First, lest the windows show the new slides as checked.
        self.start_checking(changed)
        self.take(new)
        self.extract_snippets()

    def refuse(self, error: DeckError) -> None:
        """Leave the last good page on the screens, and say why."""
        self.errors = str(error).splitlines()
        self.report()
        self.say(str(error))

    def take(self, new: shown.Shown) -> None:
        """Show another deck or page in every window."""
        message = shown.update(self.shown, new)
        self.shown = new
        self.send(message | self.told())

    def extract_snippets(self) -> None:
        deck = self.shown.deck
        try:
            changed = snippets.extract(deck) if snippets.required(deck) else []
        except DeckError as error:
            self.say(str(error))
            return
        if changed:
            self.say(f"{snippets.folder(deck)}: {', '.join(changed)}")

    def start_checking(self, first: Sequence[Block]) -> None:
        if self.checking:
            self.checking.cancel()
        self.checking = asyncio.create_task(self.assess(first))
        self.tasks.add(self.checking)
        self.checking.add_done_callback(self.tasks.discard)
        self.report()

    async def stop_checking(self) -> None:
        if self.checking:
            self.checking.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks)

    async def assess(self, first: Sequence[Block]) -> None:
        """Judge the blocks that changed, then check everything, and report each time."""
        deck = self.shown.deck
        names = {block.name for block in first if block.asserted}
        if names:
            kept = [one for one in self.failures if one.block and one.block not in names]
            self.failures = kept + await judge(deck, names)
            self.report()
        self.failures = await check(deck)
        await self.record()
        self.checking = None
        self.report()
        for failure in self.failures:
            self.say(failure.message.splitlines()[0])
        if not self.failures:
            self.say(f"{deck.path}: all holds")

    async def record(self) -> None:
        """Have the player step through the blocks as they now are."""
        try:
            traces = await asyncio.to_thread(packed, self.shown.deck)
        except DeckError:
            return  # the check has told why
        self.take(replace(self.shown, traces=traces))

    def accept(self, name: str) -> None:
        """Have the deck state what a block prints, as its author asked in a window."""
        try:
            self.say(accept(self.shown.deck, name).rstrip())
        except DeckError as error:
            self.say(str(error))

    def told(self) -> dict:
        """Return what the windows show besides the slides."""
        failures = [failure.as_dict() for failure in self.failures]
        return {"errors": self.errors, "failures": failures, "checked": self.checking is None}

    def report(self) -> None:
        self.send(self.told())

    def send(self, message: dict) -> None:
        for window in list(self.windows):
            window.tell(message)


def _saved(path: Path) -> tuple[int, ...]:
    """Tell one save of a file from the next."""
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_mtime_ns, found.st_size
    return ()


def _is_empty(path: Path) -> bool:
    return path.is_file() and not path.stat().st_size


def _what_is_judged(block: Block) -> tuple:
    output = block.output and block.output.text
    return block.name, block.language, block.program, output, block.words
