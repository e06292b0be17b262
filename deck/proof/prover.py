"""Prove what a deck says of its blocks, in the page's own Python; needs pytest alone beside.

The tests are those of the deck, and a block is judged as a check judges it: what is proved here is
what `make check` would say of the same code, but for the tests that need a machine.
"""

import ast
import contextlib
import io
import json
import linecache
import os
import platform
import re
import tempfile
import textwrap
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, cast

import pytest

from deck.proof import claims, parsed
from deck.proof.mutants import mutations
from deck.proof.tally import DRIVEN, MEASURED, of_block
from deck.proof.verdict import SECONDS, verdict
from deck.source.languages import RUNNABLE
from deck.source.model import Block, Deck
from deck.source.problems import DeckError

OPTIONS = [
    "--config-file=" + os.devnull,
    *"-q -W error --strict-markers --import-mode=importlib -p deck.proof.pytest_claims".split(),
    # Its own assertions are left out of what ships; those of the tests are not.
    *"-W ignore:assertions:pytest.PytestConfigWarning -p no:cacheprovider".split(),
]
# Where the page's Python has them, from its home on.
DECK, TESTS = "deck.json", "tests"
# Of a test that needs processes or sockets.
MACHINE = "machine"
# As pyproject.toml has it for `make check`.
TEST_SECONDS = 60.0
# What pytest says of a block that neither raises nor warns.
SILENT = re.compile(r"DID NOT (?:RAISE|WARN)\b.*?<class '([\w.]+)'>", re.DOTALL)
LONGEST = 600  # characters of what was found, and not of a page of it

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
    is in a page.
    """
    edited = with_sources(deck, asked.edits)
    blocks = asked.blocks(edited)
    proofs = []
    for block in blocks:
        tell(SECONDS)
        proofs.append(_of_output(edited, block))
        tell(0)
    run = _Run(edited, {one.name for one in blocks}, asked.slides(edited), tell)
    if tests:
        run.main(root, tests)
    return {
        "python": platform.python_version(),
        "proofs": proofs + run.proofs,
        "untried": run.untried,
    }


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
    return prove_at_home({}, "", None, lambda _: None)


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


def _of_output(deck: Deck, block: Block) -> Told:
    try:
        failure = verdict(deck, block, SECONDS)
    except SyntaxError as error:
        # Of a block that is continued.
        found = {"kind": "raised", "found": f"{type(error).__name__}: {error.msg}"}
        return {"block": block.name, "holds": False, "claims": [], "found": found}
    told: Told = {"block": block.name, "holds": not failure, "claims": []}
    if failure:
        printed, stated = failure.lines("+"), failure.lines("-")
        told["found"] = {"kind": "output", "found": _short(printed), "expected": _short(stated)}
    return told


class _Run:
    """Run the tests of a deck that are about some blocks or slides; a plugin of pytest."""

    def __init__(
        self, deck: Deck, names: set[str], slides: set[int], tell: Callable[[float], object]
    ) -> None:
        self._deck, self._names, self._slides, self._tell = deck, names, slides, tell
        self.proofs: list[Told] = []
        self.untried = 0
        self._compared: tuple[str, object, object] | None = None

    def main(self, root: Path, tests: Path) -> None:
        """Let pytest run them, without a word."""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            written = Path(folder, "deck.json")
            written.write_text(parsed.dumps(self._deck), "utf-8")
            os.environ["PARSED_DECK"] = str(written)
            pytest.main([*OPTIONS, f"--rootdir={root}", str(tests)], plugins=[self])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        concerned = [one for one in items if isinstance(one, pytest.Function) and self._is_of(one)]
        items[:] = [one for one in concerned if not one.get_closest_marker(MACHINE)]
        self.untried = len(concerned) - len(items)

    def _is_of(self, item: pytest.Function) -> bool:
        """Return whether a test may be about the blocks, or claims what the slides say."""
        return bool(self._names & set(_texts(item))) or any(
            match.slide.number in self._slides for match in self._claimed(item)
        )

    def _claimed(self, item: pytest.Item) -> Iterator[claims.Match]:
        for mark in item.iter_markers("claim"):
            # What the deck does not say fails the test itself.
            with contextlib.suppress(DeckError):
                yield from claims.find(self._deck, *mark.args, **mark.kwargs)

    def pytest_runtest_logstart(self) -> None:
        self._tell(TEST_SECONDS)

    def pytest_runtest_logfinish(self) -> None:
        self._tell(0)

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
        said = [
            {
                "slide": match.slide.number,
                "text": match.sentence.text,
                "note": match.sentence.is_note,
            }
            for match in self._claimed(item)
        ]
        driven = {value for key, value in item.user_properties if key == DRIVEN}
        ours = {of_block(self._deck.path, name) for name in self._names}
        if holds and not driven & ours and not any(one["slide"] in self._slides for one in said):
            return
        told: Told = {
            "test": item.originalname,
            "says": " ".join((item.function.__doc__ or "").split()),
            "source": _source(item.function),
            "claims": said,
            "holds": holds,
        }
        if call.excinfo:
            told["found"] = self._found(item, call.excinfo)
        self.proofs.append(told)

    def _found(self, item: pytest.Item, raised: pytest.ExceptionInfo[BaseException]) -> Told:
        """Return what was found instead of what a test asserts."""
        if measured := dict(item.user_properties).get(MEASURED):
            stated, found = cast(list[str], measured)
            return {"kind": "measured", "found": _short(found), "expected": _short(stated)}
        asserted = _asserted(item, raised)
        if raised.errisinstance(AssertionError) and self._compared and asserted:
            op, left, right = self._compared
            compared = {"found": _shown(left), "expected": _shown(right)}
            return {"kind": "compared", "op": op, "asserted": asserted, **compared}
        if raised.errisinstance(AssertionError) and asserted:
            return {"kind": "asserted", "asserted": asserted}
        if silent := SILENT.match(str(raised.value)):
            return {"kind": "silent", "expected": silent[1].rpartition(".")[2]}
        if raised.errisinstance((pytest.fail.Exception, pytest.skip.Exception)):
            return {"kind": "failed", "found": _short(str(raised.value))}
        return {"kind": "raised", "found": _short(raised.exconly())}


def _texts(item: pytest.Function) -> Iterator[str]:
    """List the texts by which a test and its fixtures may ask for a block."""
    if hasattr(item, "callspec"):
        yield from _in(list(item.callspec.params.values()))
    for mark in item.iter_markers("claim"):
        yield from _in(mark.kwargs)
    # pytest shows which fixtures a test needs by no other name.
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    functions = [item.function, *(one.func for definitions in fixtures for one in definitions)]
    seen: set[CodeType] = set()
    for function in functions:
        if isinstance(function, FunctionType):
            yield from _of_function(function, seen)


def _of_function(function: FunctionType, seen: set[CodeType]) -> Iterator[str]:
    """List the texts in a function of the tests, and in what it knows of their modules."""
    if function.__code__ in seen or not _is_ours(function):
        return
    seen.add(function.__code__)
    codes = [function.__code__]
    for code in codes:
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
        yield from _in(code.co_consts)
        for name in code.co_names:
            known = function.__globals__.get(name)
            known = getattr(known, "__wrapped__", known)
            if isinstance(known, FunctionType):
                yield from _of_function(known, seen)
            else:
                yield from _in(known)


def _is_ours(function: FunctionType) -> bool:
    return function.__module__.partition(".")[0] not in ("deck", "_pytest", "pytest")


def _in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _in([*value, *value.values()])
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in cast(Iterable[object], value):
            yield from _in(one)


def _asserted(item: pytest.Item, raised: pytest.ExceptionInfo[BaseException]) -> str:
    """Return the expression of the assertion that failed, where it is one of the tests."""
    for entry in reversed(raised.traceback):
        path = Path(str(entry.path))
        if path.is_relative_to(item.path.parent):
            line = entry.lineno + 1
            tree = ast.parse(path.read_text("utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Assert) and line in _lines_of(node):
                    return ast.unparse(node.test)
    return ""


def _lines_of(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _source(function: Callable[..., object]) -> str:
    """Return the text of a test, with what is above it."""
    code = function.__code__
    lines = linecache.getlines(code.co_filename)
    tree = ast.parse("".join(lines))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == code.co_name:
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            return textwrap.dedent("".join(lines[first - 1 : node.end_lineno]))
    return ""


def _shown(value: object) -> str:
    try:
        return _short(repr(value))
    except Exception as error:
        return f"<{type(error).__name__}>"


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
