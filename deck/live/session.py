"""Show each save at once in every open window, with the verdict on what the deck says."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from deck.live import checks, content
from deck.live.server import application
from deck.live.sources import Sources
from deck.live.status import Status
from deck.page import serve
from deck.proof.judge.failure import REWORDED, Failure, wrong_with
from deck.source.extraction import snippets
from deck.source.load import load
from deck.source.model import Block
from deck.source.problems import DeckError, Problem, counted

# So many earlier contents are kept: a window asks what has changed since it asked for its page, and
# is loaded again where that is not known any more.
KEPT = 4


class EditingSession:
    """Keep the open windows of a deck up to date, from its file to their screens."""

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self.path = path
        self.status = Status(path, say)
        # Only the page that is served here knows it.
        self.secret = secrets.token_urlsafe()
        self.sources = Sources(path)
        self.content = content.build(load(path))
        self.earlier: deque[content.Content] = deque(maxlen=KEPT)
        self.status.wrong = wrong_with(self.content.deck)
        self.checking: asyncio.Task[None] | None = None
        self.accepting: asyncio.Task[None] | None = None
        # These tasks, and those before them that still end their processes.
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self, port: int, ready: Callable[[str], None]) -> None:
        """Serve the deck and follow its sources until cancelled; `ready` is told the address."""
        sockets = serve.first_free(lambda port: bind_sockets(port, serve.HOST), port)
        server = HTTPServer(application(self))
        server.add_sockets(sockets)
        ready(serve.address(sockets[0].getsockname()[1]))
        self.extract_snippets()
        self.start_checking(self.content.deck.blocks)
        try:
            await self.follow()
        finally:
            server.stop()
            for window in list(self.status.windows):
                window.leave()
            await server.close_all_connections()
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def follow(self) -> None:
        """Rebuild after each change of the deck, of what it names, of mkslides.yml or of the page.

        What its tests say is checked again after each change of theirs.
        """
        async for paths in self.sources.changes(lambda: self.content.deck):
            # What was missing may have come.
            again = self.status.errors.keys() if paths else ()
            around, deck = self.content.around.files, self.content.deck
            if self.sources.are_around(paths, around, deck) or "page" in again:
                self.reload_page()
            if self.sources.has_changed(paths, self.content.deck) or "deck" in again:
                self.reload_deck()
            elif self.sources.are_tests(paths):
                self.check_again()

    def reload_page(self) -> None:
        """Show the page as its files now are, or say why it can't be shown."""
        with self.status.trying("page"):
            new = content.build(self.content.deck)
            self.status.wrong = wrong_with(new.deck)
            self.take(replace(new, traces=self.content.traces))

    def reload_deck(self) -> None:
        """Show the deck as its file now is, or leave the last good page and say why."""
        self.sources.note_save()
        # What is no more there can't be judged, nor what does not parse.
        if self.checking:
            self.checking.cancel()
        with self.status.trying("deck"):
            deck = load(self.path)
            new = content.turned_to(deck, self.content)
            if new.around is not self.content.around:
                self.status.errors.pop("page", None)
            before = set(map(_what_is_judged, self.content.deck.blocks))
            changed = [block for block in deck.blocks if _what_is_judged(block) not in before]
            self.status.errors.pop("accept", None)
            self.status.wrong = wrong_with(deck)
            # What was found of another block is not told of this one, until it is judged.
            same = {block.name for block in deck.blocks} - {block.name for block in changed}
            known = self.status.failures
            self.status.failures = [one for one in known if not one.block or one.block in same]
            # First, lest the windows show the new slides as checked.
            self.start_checking(changed)
            self.take(new)
            self.extract_snippets()

    def take(self, new: content.Content) -> None:
        """Show another deck or page in every window."""
        message = content.update(self.content, new)
        self.earlier.append(self.content)
        self.content = new
        self.status.send(message)

    def since(self, version: str) -> dict[str, object]:
        """Return the message that brings a window of this version up to date.

        One whose version is too old, or of another server, is told the present one, and loads it.
        """
        old = next((one for one in self.earlier if one.version == version), None)
        return content.update(old, self.content) if old else {"version": self.content.version}

    def extract_snippets(self) -> None:
        deck = self.content.deck
        with self.status.trying("snippets"):
            changed = snippets.extract(deck) if snippets.required(deck) else []
            if changed:
                self.status.say(f"{snippets.folder(deck)}: {', '.join(changed)}")

    def check_again(self) -> None:
        """Check the deck as it is, as its tests have changed."""
        if self.checking:
            self.checking.cancel()
        self.status.errors.pop("accept", None)
        self.start_checking(())

    def start_checking(self, first: Sequence[Block]) -> None:
        self.checking = self.begin(self.assess(first))
        self.status.checked = False
        self.status.send()

    def begin(self, work: Coroutine[object, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def assess(self, first: Sequence[Block]) -> None:
        """Judge the blocks that changed, then check everything, and report each time."""
        with self.status.trying("check"):
            await self.judge(first)
            await self.record()
        self.status.checked = True
        self.status.send()
        for failure in self.status.found:
            self.status.say(str(failure.problem))
        if not self.status.found and "check" not in self.status.errors:
            unproved = self.status.unproved
            rest = f"; not proved: {counted(unproved, 'sentence')} with code" if unproved else ""
            self.status.say(f"{self.path}: all holds{rest}")

    async def judge(self, first: Sequence[Block]) -> None:
        deck = self.content.deck
        names = {block.name for block in first if block.runs}
        if names:
            kept = [one for one in self.status.failures if one.block and one.block not in names]
            self.status.failures = kept + await checks.judge(deck, names)
            self.status.send()
        found, self.status.unproved = await checks.check(deck)
        # The check may name the deck by a shorter path.
        known = {(one.problem.line, one.problem.found) for one in self.status.wrong}
        self.status.failures = [
            one for one in found if (one.problem.line, one.problem.found) not in known
        ]

    async def record(self) -> None:
        """Have the player step through the blocks as they now are."""
        traces = await checks.record(self.content.deck)
        # The page may have been saved meanwhile.
        self.take(replace(self.content, traces=traces))

    def accept(self, keys: Collection[str], is_meant: bool) -> None:
        """Have the deck state what blocks print, or tests quote it, as its author asked.

        Only what does not hold is accepted, and once what was asked before is written. Where the
        sense of a sentence may have turned, its author has been asked.
        """
        failing = [
            one
            for one in self.status.failures
            if one.acceptable and one.key in keys and (is_meant or not one.turns)
        ]
        if failing and self.accepting:
            with self.status.trying("accept"):
                raise DeckError(_one_at_a_time(self.path))
        elif failing:
            self.accepting = self.begin(self.rewrite(failing))

    async def rewrite(self, failing: Collection[Failure]) -> None:
        with self.status.trying("accept"):
            for one in failing:
                self.status.say(await checks.accept(self.content.deck, one))
                if one.kind == REWORDED:
                    others = (other for other in self.status.failures if other != one)
                    self.status.failures = list(others)
                    self.check_again()
        self.accepting = None


def _what_is_judged(block: Block) -> tuple[object, ...]:
    output = block.output and block.output.text
    return block.name, block.language, block.program, output, block.words


def _one_at_a_time(path: Path) -> Problem:
    found = "an output that is still being accepted"
    return Problem(str(path), 1, found, "one at a time", "wait, and accept this one again")
