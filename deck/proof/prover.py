"""Prove what a deck says of its blocks, in the page's own Python; needs pytest alone beside.

The tests are those of the deck, and a block is judged as a check judges it: what is proved here is
what `make check` would say of the same code, but for the tests that need a machine.
"""

import contextlib
import gc
import io
import json
import os
import platform
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from deck.proof import claims, concern, parsed
from deck.proof.found import found, short, source
from deck.proof.mutants import mutations
from deck.proof.parsed import DECK, TESTS
from deck.proof.tally import DRIVEN, of_block
from deck.proof.verdict import SECONDS, verdict
from deck.run import lacking
from deck.run.unchanged import State, Tampered, judges
from deck.source.languages import RUNNABLE
from deck.source.model import Block, Deck
from deck.source.problems import DeckError

OPTIONS = [
    "--config-file=" + os.devnull,
    *"-q -W error --strict-markers --import-mode=importlib -p deck.proof.pytest_claims".split(),
    # Its own assertions are left out of what ships; those of the tests are not.
    *"-W ignore:assertions:pytest.PytestConfigWarning -p no:cacheprovider".split(),
]
# Of a module that a page has not.
MISSING = ModuleNotFoundError.__name__
# Of a test that needs processes or sockets.
MACHINE = "machine"
# As pyproject.toml has it for `make check`.
TEST_SECONDS = 60.0

Told = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """Represent what is to be proved: what is said of a block or a slide, else of the whole deck.

    Of `edits`, some blocks have their sources.
    """

    edits: Mapping[str, str]
    block: str | None = None
    slide: int | None = None

    @property
    def is_all(self) -> bool:
        return self.block is None and self.slide is None

    def blocks(self, deck: Deck) -> list[Block]:
        """List the blocks that are proved, with those that continue one."""
        return [
            block
            for block in deck.blocks
            if block.runs_alone and block.language in RUNNABLE
            if self.is_all or any(self._is(link) for link in (*block.chain, block))
        ]

    def slides(self, deck: Deck) -> set[int]:
        """Return the numbers of the slides of which each claim is proved."""
        of_block = {block.slide for block in deck.blocks if block.name == self.block}
        return of_block | {one.number for one in deck.slides if self.is_all} | {self.slide or 0}

    def _is(self, block: Block) -> bool:
        return block.name == self.block or block.slide == self.slide


def prove(
    deck: Deck, asked: Asked, root: Path, tests: Path | None, tell: Callable[[float], object]
) -> Told:
    """Prove what is asked of a deck, by the tests in a folder.

    `tell` is told before each block and each test for how many seconds it may go on, and 0 after
    it: somebody else has to stop it. Returns what JSON can hold: of each proof, whether it holds,
    what it claims of the deck, and what was found instead; and how many tests need more than there
    is in a page. Where edited code changes what judges it, nothing is proved, and that is told.
    """
    try:
        told = _proved(deck, asked, root, tests, tell)
    except Tampered:
        told = {"proofs": [], "untried": 0, "tampered": True}
    return {"python": platform.python_version(), **told}


def _proved(
    deck: Deck, asked: Asked, root: Path, tests: Path | None, tell: Callable[[float], object]
) -> Told:
    edited = with_sources(deck, asked.edits)
    blocks = asked.blocks(edited)
    proofs, untried = [], 0
    for block in blocks:
        tell(SECONDS)
        lacking.forget()
        told = _of_output(edited, block)
        tell(0)
        if _lacks(told, asked):
            untried += 1
        else:
            proofs.append(told)
    run = _Run(edited, asked, {one.name for one in blocks}, tell)
    if tests:
        run.main(root, tests)
    return {"proofs": proofs + run.proofs, "untried": untried + run.untried}


def prove_at_home(
    edits: Mapping[str, str], block: str | None, slide: int | None, tell: Callable[[float], object]
) -> str:
    """Return in JSON the proofs of the deck that ships to the page's Python with its tests."""
    home = Path.home()
    deck = parsed.loads((home / DECK).read_text("utf-8"))
    tests = home / TESTS
    asked = Asked(edits, block, slide)
    return json.dumps(prove(deck, asked, home, tests if tests.is_dir() else None, tell))


def warm_at_home() -> str:
    """Do once what takes longest: load pytest and the tests of that deck, and prove nothing."""
    told = prove_at_home({}, "", None, lambda _: None)
    # What is loaded by now stays: pytest collects garbage after each run, and need not look there.
    gc.collect()
    gc.freeze()
    return told


def edits_at_home(block: str) -> str:
    """Return in JSON the edits that make another program of a block of that deck."""
    deck = parsed.loads((Path.home() / DECK).read_text("utf-8"))
    return json.dumps({"edits": [asdict(edit) for edit in mutations.of_block(deck.block(block))]})


def with_sources(deck: Deck, edits: Mapping[str, str]) -> Deck:
    """Return a deck in which some blocks have other sources, and what continues them goes on so."""
    made: dict[str, Block] = {}
    for block in deck.blocks:
        above = made[block.continues.name] if block.continues else None
        source = edits.get(block.name, block.source)
        made[block.name] = replace(block, source=source, continues=above)
    slides = [
        replace(slide, blocks=tuple(made[block.name] for block in slide.blocks))
        for slide in deck.slides
    ]
    return replace(deck, slides=tuple(slides))


def _lacks(told: Told, asked: Asked) -> bool:
    """Return whether something was proved or refuted without what it asked for.

    A module that only an edit imports may be nowhere.
    """
    found = told.get("found", {}).get("found", "")
    return lacking.was_asked() or (not asked.edits and MISSING in found)


def _of_output(deck: Deck, block: Block) -> Told:
    try:
        failure = verdict(deck, block, SECONDS)
    except (SyntaxError, UnicodeEncodeError) as error:
        # Of a block that is continued, or of what no file can hold.
        words = error.msg if isinstance(error, SyntaxError) else error
        found = {"kind": "raised", "found": f"{type(error).__name__}: {words}"}
        return {"block": block.name, "holds": False, "claims": [], "found": found}
    told: Told = {"block": block.name, "holds": not failure, "claims": []}
    if failure:
        printed, stated = failure.lines("+"), failure.lines("-")
        told["found"] = {"kind": "output", "found": short(printed), "expected": short(stated)}
    return told


class _Run:
    """Run the tests of a deck that are about some blocks or slides; a plugin of pytest."""

    def __init__(
        self, deck: Deck, asked: Asked, names: set[str], tell: Callable[[float], object]
    ) -> None:
        self._deck, self._asked, self._names, self._tell = deck, asked, names, tell
        self._slides = asked.slides(deck)
        self.proofs: list[Told] = []
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
        concerned = [one for one in items if isinstance(one, pytest.Function) and self._is_of(one)]
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
        ours = {of_block(self._deck.path, name) for name in self._names}
        is_here = any(one["slide"] in self._slides for one in told["claims"])
        if holds and not driven & ours and not is_here:
            return
        if call.excinfo:
            self._is_tampered |= call.excinfo.errisinstance(Tampered)
            told["found"] = found(item, call.excinfo, self._compared)
        if _lacks(told, self._asked):
            self.untried += 1
        else:
            self.proofs.append(told)

    def _told(self, item: pytest.Function, holds: bool) -> Told:
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
