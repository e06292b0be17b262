"""Judge the edits of a deck's blocks: what notices each, and which nobody does."""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deck import HOME, ROOT
from deck.proof import parsed
from deck.proof.judge.ahead import processors
from deck.proof.judge.verdict import verdict
from deck.proof.mutants import mutations
from deck.proof.mutants.mutations import Mutation
from deck.source import folders
from deck.source.load import read
from deck.source.model import Block, Deck
from deck.source.problems import DeckError, Problem, counted, make

# An edited block may have no end, and so may a test that drives it.
EDIT_SECONDS, TEST_SECONDS = 4.0, 60
PARSER, OUTPUT, TEST, NOBODY, EQUIVALENT = "parser", "output", "test", "nobody", "equivalent"
# In the folder of a deck's tests: the edits after which a block does the same, with the reasons.
EQUIVALENTS = "equivalents.toml"
KEYS = ("block", "operator", "before", "after")
ENTRY = re.compile(r"\s*\[\[\s*equivalent\s*\]\]")


@dataclass(frozen=True)
class Outcome:
    """Represent what notices an edit of a block, and its message."""

    block: Block
    mutation: Mutation
    by: str
    told: str = ""

    @property
    def line(self) -> int:
        """Return the line of the deck that is edited."""
        return self.block.line + self.mutation.line - 1


@dataclass(frozen=True)
class MutationReport:
    """Represent the outcome of each edit of a deck, and what is wrong with its list of reasons."""

    deck: Deck
    outcomes: list[Outcome]
    stale: list[Problem]

    @property
    def problems(self) -> list[Problem]:
        """List the edits that nobody notices, and the reasons for edits that there are not."""
        path = folders.folder(Path(self.deck.path)) / EQUIVALENTS
        remedy = f"assert it, or give the reason why it does the same in {folders.shown(path)}"
        survivors = [
            Problem(self.deck.path, one.line, _told(one), "a test to fail", remedy)
            for one in self.outcomes
            if one.by == NOBODY
        ]
        return survivors + self.stale

    def __str__(self) -> str:
        count = Counter(one.by for one in self.outcomes)
        noticed = count[PARSER] + count[OUTPUT] + count[TEST]
        told = f"{counted(len(self.outcomes), 'edit')}: {noticed} noticed"
        told += f" ({count[PARSER] + count[OUTPUT]} by the blocks, {count[TEST]} by tests)"
        return f"{self.deck.path}: {told}, {count[EQUIVALENT]} equivalent, {count[NOBODY]} survive"

    def json(self) -> str:
        """Return the outcomes as JSON."""
        every = [
            {
                "block": one.block.name,
                "line": one.line,
                "operator": one.mutation.operator,
                "before": one.mutation.before,
                "after": one.mutation.after,
                "noticed_by": one.by,
                "told": one.told,
            }
            for one in self.outcomes
        ]
        return json.dumps(every, indent=1, ensure_ascii=False) + "\n"


def report(deck: Deck, tell: Callable[[str], None]) -> MutationReport:
    """Judge every edit of the blocks of Python that a deck runs; tell after each block how many.

    Raises DeckError where the deck does not hold as it is, or where the list of reasons is none.
    """
    reasons = _reasons(folders.folder(Path(deck.path)) / EQUIVALENTS)
    if _noticed(deck, deck, deck.blocks)[1]:
        remedy = f"run `{make('check', deck.path)}`, which tells why"
        raise DeckError(Problem(deck.path, 1, "what does not hold", "a deck that holds", remedy))
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(processors()) as pool:
        for block in filter(_is_edited, deck.blocks):
            edits = mutations.of_block(block)
            judged = pool.map(lambda edit, block=block: _judge(deck, block, edit, reasons), edits)
            outcomes += judged
            tell(f"{deck.path}:{block.line}: {counted(len(edits), 'edit')} of block {block.name}")
    used = {(one.block.name, *one.mutation.edit) for one in outcomes if one.by == EQUIVALENT}
    stale = [problem for edit, problem in reasons.items() if edit not in used]
    return MutationReport(deck, outcomes, stale)


def _is_edited(block: Block) -> bool:
    return block.runs_alone and not block.included and block.is_python


def _judge(
    deck: Deck, block: Block, edit: Mutation, reasons: dict[tuple[str, ...], Problem]
) -> Outcome:
    try:
        changed = read(_text(deck, block, edit), deck.path)
    except DeckError as error:
        return Outcome(block, edit, PARSER, str(error))
    concerned = [
        one for one in changed.blocks if block.name in [link.name for link in (*one.chain, one)]
    ]
    by, told = _noticed(deck, changed, concerned)
    if by == NOBODY and (block.name, *edit.edit) in reasons:
        by = EQUIVALENT
    return Outcome(block, edit, by, told)


def _noticed(deck: Deck, changed: Deck, blocks: Sequence[Block]) -> tuple[str, str]:
    """Return what notices that a deck has changed, and its words."""
    before = {problem.found for problem in deck.problems}
    for problem in changed.problems:
        if problem.found not in before:
            return PARSER, str(problem)
    for block in filter(lambda block: block.runs_alone, blocks):
        if failure := verdict(changed, block, EDIT_SECONDS):
            return OUTPUT, str(failure.problem)
    test = _failing_test(changed)
    return (TEST, test) if test else (NOBODY, "")


def _failing_test(deck: Deck) -> str:
    """Return the first test of a deck that fails, of the text that is parsed here."""
    path = Path(deck.path).absolute()
    if not folders.has_tests(path):
        return ""
    options = f"-q -x --tb=no -p no:cacheprovider --timeout={TEST_SECONDS}".split()
    options += ["-c", str(HOME / "pyproject.toml"), f"--rootdir={path.parent}"]
    command = [sys.executable, "-m", "pytest", *options, str(folders.folder(path))]
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "deck.json")
        written.write_text(parsed.dumps(deck), "utf-8")
        environment = os.environ | {"PARSED_DECK": str(written), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
    return failed[1] if failed else (done.stdout + done.stderr).strip()


def _text(deck: Deck, block: Block, edit: Mutation) -> str:
    """Return the text of a deck with an edited block."""
    lines = deck.text.split("\n")
    written = edit.source.removesuffix("\n").split("\n")
    indent = lines[block.fence_line - 1].partition("`")[0].partition("~")[0]
    lines[block.line - 1 : block.last_line - 1] = [indent + line for line in written]
    return "\n".join(lines)


def _told(outcome: Outcome) -> str:
    edit = outcome.mutation
    what = f"“{edit.before}” with “{edit.after}” in its place" if edit.before else f"“{edit.after}”"
    return f"block {outcome.block.name}, {edit.operator}: {what}"


def _reasons(path: Path) -> dict[tuple[str, ...], Problem]:
    """Map each edit that is said to do the same to the problem that it is, where it does not."""
    if not path.is_file():
        return {}
    text, shown = path.read_text("utf-8"), str(folders.shown(path))
    try:
        entries = tomllib.loads(text).get("equivalent", [])
        named = {
            at: tuple(str(entry[key]) for key in KEYS)
            for at, entry in enumerate(entries)
            if entry["reason"]
        }
    except KeyError as missing:
        raise _not_a_list(shown, f"no “{missing.args[0]}”") from None
    except TypeError:
        raise _not_a_list(shown, "no list of tables") from None
    except tomllib.TOMLDecodeError as error:
        raise _not_a_list(shown, f"“{error}”") from None
    lines = [at for at, line in enumerate(text.split("\n"), 1) if ENTRY.match(line)]
    # TOML has other ways to write a list of tables.
    places = lines if len(lines) == len(entries) else [1] * len(entries)
    return {key: _stale(shown, places[at], key[0]) for at, key in named.items()}


def _not_a_list(path: str, found: str) -> DeckError:
    expected = f"[[equivalent]] with {', '.join(KEYS)} and reason"
    return DeckError(Problem(path, 1, found, expected, "correct it"))


def _stale(path: str, line: int, block: str) -> Problem:
    found = f"the reason for an edit of block {block} that there is not, or that is noticed"
    return Problem(path, line, found, "one that survives", "remove it")
