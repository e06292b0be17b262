"""Show each save at once in every open window, with the verdict on what the deck says."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from watchfiles import awatch

from deck import serve, shown, snippets
from deck.accept import accept
from deck.errors import DeckError
from deck.judge import Failure, check, judge
from deck.load import load
from deck.model import Block
from deck.player import player
from deck.site import PAGE, ROOT

OWN_HOSTS = r"(127\.0\.0\.1|localhost)"
CONFIGURATION = ROOT / "mkslides.yml"
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

    async def run(self, port: int, ready: Callable[[str], None]) -> None:
        """Serve the deck and follow its sources until cancelled; `ready` is told the address."""
        application = Application(log_function=lambda _: None)
        routes = [("/edit", Window, {"editor": self}), ("/.*", File, {"editor": self})]
        application.add_handlers(OWN_HOSTS, routes)
        sockets = serve.first_free(lambda port: bind_sockets(port, serve.HOST), port)
        server = HTTPServer(application)
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
            if CONFIGURATION in paths or any(path.parent == PAGE for path in paths):
                self.take(shown.build(self.shown.deck))
            if self.saved != _saved(self.path):
                self.reload_deck()

    def reload_deck(self) -> None:
        """Show the deck as its file now is, or say why it can't be shown."""
        self.saved = _saved(self.path)
        try:
            deck = load(self.path)
        except DeckError as error:
            self.errors = str(error).splitlines()
            self.report()
            self.say(str(error))
            return
        before = set(map(_what_is_judged, self.shown.deck.blocks))
        changed = [block for block in deck.blocks if _what_is_judged(block) not in before]
        self.errors = []
        self.take(shown.turned_to(deck, self.shown))
        self.extract_snippets()
        self.start_checking(changed)

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
        self.report()

    async def stop_checking(self) -> None:
        if self.checking:
            self.checking.cancel()
            await asyncio.wait([self.checking])

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
            files = await asyncio.to_thread(player, self.shown.deck)
        except DeckError:
            return  # the check has told why
        self.take(replace(self.shown, files=self.shown.files | files))

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


class File(RequestHandler):
    """Answer with a file of the site, as it now is."""

    def initialize(self, editor: Editor) -> None:
        self.editor = editor

    def get(self) -> None:
        now = self.editor.shown
        found = serve.answer(now.files | {"index.html": now.page}, self.request.uri)
        if not found:
            raise HTTPError(404)
        for name, value in found.headers.items():
            self.set_header(name, value)
        self.finish(found.data)


class Window(WebSocketHandler):
    """Keep an open window told; requests from pages of other origins are refused by Tornado."""

    def initialize(self, editor: Editor) -> None:
        self.editor = editor

    def open(self) -> None:
        self.editor.windows.add(self)
        version = {"version": self.editor.shown.version}
        self.tell(version | self.editor.told())

    def tell(self, message: dict) -> None:
        """Send a message; a window that closes meanwhile is no error."""
        with suppress(WebSocketClosedError):
            sent = self.write_message(json.dumps(message))
            sent.add_done_callback(lambda done: done.cancelled() or done.exception())

    def on_message(self, message: str) -> None:
        self.editor.accept(json.loads(message)["accept"])

    def on_close(self) -> None:
        self.editor.windows.discard(self)


def _saved(path: Path) -> tuple[int, ...]:
    """Tell one save of a file from the next."""
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_mtime_ns, found.st_size
    return ()


def _what_is_judged(block: Block) -> tuple:
    output = block.output and block.output.text
    return block.name, block.language, block.program, output, block.words
