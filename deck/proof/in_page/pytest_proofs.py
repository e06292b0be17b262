"""A pytest plugin that proves, of some blocks or slides, what their tests assert."""

import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

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

OPTIONS = [
    "--config-file=" + os.devnull,
    *"-q -W error --strict-markers --import-mode=importlib".split(),
    *"-p deck.proof.plugins.pytest_claims".split(),
    # Its own assertions are left out of what ships; those of the tests are not.
    *"-W ignore:assertions:pytest.PytestConfigWarning -p no:cacheprovider --tb=no".split(),
]
# Of a test that needs processes or sockets.
MACHINE = "machine"
# As pyproject.toml has it for `make check`.
TEST_SECONDS = 60.0


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

    def main(self, root: Path, tests: Path) -> None:
        """Let pytest run them, without a word; raise Tampered where one changes what judges it."""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            written = Path(folder, "deck.json")
            written.write_text(parsed.dumps(self._deck), "utf-8")
            os.environ["PARSED_DECK"] = str(written)
            # What is found to have been dropped when all is told fails no proof.
            with contextlib.suppress(pytest.PytestUnraisableExceptionWarning):
                self._main([*OPTIONS, f"--rootdir={root}", str(tests)])
        # Nobody but edited code breaks pytest down before its end.
        if self._is_tampered or (self._asked.edits and self._left):
            raise Tampered

    def _main(self, options: list[str]) -> None:
        try:
            pytest.main(options, plugins=[self])
        except Exception:
            if not self._judges:
                raise
            self._judges.restore()
            self._is_tampered = True

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        functions = [one for one in items if isinstance(one, pytest.Function)]
        for one in functions:
            # Kept of each file, and so there before it is told.
            source(one.function)
        concerned = [one for one in functions if self._is_of(one)]
        self._left = [one for one in concerned if not one.get_closest_marker(MACHINE)]
        items[:] = self._left
        self.untried = len(concerned) - len(items)

    def _is_of(self, item: pytest.Function) -> bool:
        """Return whether a test may be about the blocks, or claims what the slides say."""
        return bool(self._names & set(concern.texts(item))) or any(
            match.slide.number in self._slides for match in self._claimed(item)
        )

    def _claimed(self, item: pytest.Item) -> Iterator[claims.Match]:
        for mark in item.iter_markers("claim"):
            # What the deck does not say fails the test itself.
            with contextlib.suppress(DeckError):
                yield from claims.find(self._deck, *mark.args, **mark.kwargs)

    def pytest_runtest_logstart(self) -> None:
        if self._asked.edits and not self._judges:
            self._judges = judges()
        lacking.forget()
        self._tell(TEST_SECONDS)

    def pytest_runtest_logfinish(self) -> None:
        self._tell(0)
        self._is_tampered |= bool(self._judges and self._judges.restore())
        del self._left[0]

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Let a test that code interrupts fail, after which pytest tries no other."""
        item, *others = self._left
        self._left = []
        self.untried += len(others)
        self.proofs.append(self._told(item, holds=False) | {"found": found(item, excinfo, None)})

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
            for match in self._claimed(item)
        ]
        return {
            "test": item.originalname,
            "says": " ".join((item.function.__doc__ or "").split()),
            "source": source(item.function),
            "claims": said,
            "holds": holds,
        }
