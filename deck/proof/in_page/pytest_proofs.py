"""A pytest plugin that proves, of some blocks or slides, what their tests assert."""

import contextlib
import io
import os
import re
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from _pytest.config import _prepareconfig

from deck.proof import parsed
from deck.proof.in_page import concern
from deck.proof.in_page.asked import Asked, Json
from deck.proof.in_page.found import found, source
from deck.proof.plugins.tally import DRIVEN, of_block
from deck.proof.quotes import claims
from deck.run import lacking
from deck.run.unchanged import State, Tampered, judges
from deck.source.model import Deck
from deck.source.problems import DeckError

# What tells of a run, which nobody reads here.
TELLING = ("terminal", "junitxml", "pastebin", "stepwise", "cacheprovider", "faulthandler")
OPTIONS = [
    "--config-file=" + os.devnull,
    *"-W error --strict-markers --import-mode=importlib --capture=sys".split(),
    *"-p deck.proof.plugins.pytest_claims".split(),
    # Its own assertions are left out of what ships; those of the tests are not.
    *"-W ignore:assertions:pytest.PytestConfigWarning".split(),
    *(f"-pno:{name}" for name in TELLING),
]
# Between lines; those that hold a sign to its word, as French has them, stay.
BLANKS = re.compile(r"\s+", re.ASCII)
# Of a test that needs processes or sockets.
MACHINE = "machine"
# As pyproject.toml has it for `make check`.
TEST_SECONDS = 60.0
# So many that fail tell how easily an edit is noticed.
ENOUGH = 2


class Tests:
    """Hold the tests of a deck as pytest has collected them, for a proof of its blocks as edited.

    Another finds them so where what this one did is undone, as the page undoes it. Until then,
    nothing of pytest is in the way of a program.
    """

    def __init__(self, deck: Deck, root: Path, tests: Path) -> None:
        # No way that pytest documents collects once and runs later.
        self._config = _prepareconfig([*OPTIONS, f"--rootdir={root}", str(tests)])
        self._config.option.tbstyle = "no"
        self._session = pytest.Session.from_config(self._config)
        hook = self._config.hook
        with self._configured():
            hook.pytest_sessionstart(session=self._session)
            hook.pytest_collection(session=self._session)
        items = [one for one in self._session.items if isinstance(one, pytest.Function)]
        # What each may ask for, and what it says of the deck, whose sentences nobody edits.
        self.texts = {one: frozenset(concern.texts(one)) for one in items}
        self.claimed = {one: list(_claimed(deck, one)) for one in items}
        for one in items:
            # Kept of each file, and so there before it is told.
            source(one.function)

    @contextlib.contextmanager
    def _configured(self) -> Iterator[None]:
        manager = self._config.pluginmanager
        before = manager.get_plugins()
        self._config._do_configure()
        configured = manager.get_plugins() - before
        try:
            yield
        finally:
            # What is found to have been dropped when all is told fails no proof.
            with contextlib.suppress(Exception):
                self._config._ensure_unconfigure()
            for plugin in configured:
                manager.unregister(plugin)

    def run(self, items: list[pytest.Function], proofs: "Proofs") -> None:
        """Let pytest run some of them, as a plugin of its own is told."""
        hook, self._session.items = self._config.hook, list[pytest.Item](items)
        manager = self._config.pluginmanager
        manager.register(proofs)
        with self._configured():
            # It was started as the options were read, and ended with the collection.
            capturing = manager.getplugin("capturemanager")
            self._config.add_cleanup(capturing.stop_global_capturing)
            capturing.start_global_capturing()
            try:
                hook.pytest_runtestloop(session=self._session)
            finally:
                hook.pytest_sessionfinish(session=self._session, exitstatus=0)
                manager.unregister(proofs)

    def stop(self) -> None:
        """Let pytest run no other."""
        self._session.shouldstop = "enough is known"


def _claimed(deck: Deck, item: pytest.Item) -> Iterator[claims.Match]:
    for mark in item.iter_markers("claim"):
        # What the deck does not say fails the test itself.
        with contextlib.suppress(DeckError):
            yield from claims.find(deck, *mark.args, **mark.kwargs)


class Proofs:
    """Run the tests of a deck that are about what is asked, and keep the `proofs` that they are.

    How many need more than there is in a page is `untried`. `tell` is told of each test for how
    many seconds it may go on.
    """

    def __init__(
        self, deck: Deck, asked: Asked, names: set[str], tell: Callable[[float], object]
    ) -> None:
        self._deck, self._asked, self._names, self._tell = deck, asked, names, tell
        self._slides = asked.slides(deck)
        self._ours = {of_block(deck.path, name) for name in names}
        self.proofs: list[Json] = []
        self.untried = 0
        self._compared: tuple[str, object, object] | None = None
        # Those that are left, and the judges as they were before the first of these.
        self._left: list[pytest.Function] = []
        self._judges: State | None = None
        self._is_tampered = False

    def run(self, tests: Tests) -> None:
        """Run them, without a word; raise Tampered where one changes what judges it."""
        self._tests = tests
        concerned = [one for one in tests.texts if self._is_of(one)]
        self._left = [one for one in concerned if not one.get_closest_marker(MACHINE)]
        self.untried = len(concerned) - len(self._left)
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            written = Path(folder, "deck.json")
            written.write_text(parsed.dumps(self._deck), "utf-8")
            os.environ["PARSED_DECK"] = str(written)
            self._run(self._left[:])
        # Nobody but edited code breaks pytest down before its end.
        if self._is_tampered or (self._asked.edits and self._left):
            raise Tampered

    def _run(self, items: list[pytest.Function]) -> None:
        try:
            self._tests.run(items, self)
        except (KeyboardInterrupt, pytest.exit.Exception):
            self._interrupted(pytest.ExceptionInfo.from_current())
        except Exception:
            if not self._judges:
                raise
            self._judges.restore()
            self._is_tampered = True

    def _interrupted(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Let a test that code interrupts fail, after which pytest tries no other."""
        if not self._left:
            return
        item, *others = self._left
        self._left = []
        self.untried += len(others)
        self.proofs.append(self._told(item, holds=False) | {"found": found(item, excinfo, None)})

    def _is_of(self, item: pytest.Function) -> bool:
        """Return whether a test may be about the blocks, or claims what the slides say."""
        return not self._names.isdisjoint(self._tests.texts[item]) or any(
            match.slide.number in self._slides for match in self._tests.claimed[item]
        )

    def pytest_runtest_logstart(self) -> None:
        if self._asked.edits and not self._judges:
            self._judges = judges()
        lacking.forget()
        self._tell(TEST_SECONDS)

    def pytest_runtest_logfinish(self) -> None:
        self._tell(0)
        self._is_tampered |= bool(self._judges and self._judges.restore())
        del self._left[0]
        if self._asked.briefly and sum(not one["holds"] for one in self.proofs) >= ENOUGH:
            self._left.clear()
            self._tests.stop()

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        self._compared = op, left, right

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" or report.failed:
            self._add(item, call, report.passed)
        self._compared = None
        return report

    def _add(self, item: pytest.Function, call: pytest.CallInfo[None], holds: bool) -> None:
        told = self._told(item, holds)
        driven = {value for key, value in item.user_properties if key == DRIVEN}
        is_here = any(one["slide"] in self._slides for one in told["claims"])
        if holds and not driven & self._ours and not is_here:
            return
        if call.excinfo:
            self._is_tampered |= call.excinfo.errisinstance(Tampered)
            told["found"] = found(item, call.excinfo, self._compared)
        if self._asked.is_lacking(told):
            self.untried += 1
        else:
            self.proofs.append(told)

    def _told(self, item: pytest.Function, holds: bool) -> Json:
        said = [
            {
                "slide": match.slide.number,
                "text": match.sentence.text,
                "note": match.sentence.is_note,
            }
            for match in self._tests.claimed[item]
        ]
        return {
            "test": item.originalname,
            "says": BLANKS.sub(" ", item.function.__doc__ or "").strip(),
            "source": source(item.function),
            "claims": said,
            "holds": holds,
        }
