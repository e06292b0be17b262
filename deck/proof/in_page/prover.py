"""Prove what a deck says of its blocks, in the page's Python; needs pytest alone beside.

The tests are those of the deck, and a block is judged as a check judges it: what is proved here is
what `make check` would say of the same code, but for the tests that need a machine.
"""

import gc
import json
import platform
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from deck.proof import parsed
from deck.proof.in_page.asked import Asked, Json, with_sources
from deck.proof.in_page.found import short
from deck.proof.in_page.pytest_proofs import Proofs, Tests
from deck.proof.judge.failure import ENDLESS
from deck.proof.judge.verdict import BLOCK_SECONDS, verdict
from deck.proof.mutants import mutations
from deck.proof.parsed import DECK, TESTS
from deck.run import lacking
from deck.run.garbage import freeze
from deck.run.unchanged import Tampered, remembered
from deck.source.model import Block, Deck


def prove(deck: Deck, asked: Asked, tests: Tests | None, tell: Callable[[float], object]) -> Json:
    """Prove what is asked of a deck, by its tests.

    `tell` is told before each block and each test for how many seconds it may go on, and 0 after
    it: somebody else has to stop it. Returns what JSON can hold: of each proof, whether it holds,
    what it claims of the deck, and what was found instead; and how many tests need more than there
    is in a page. Where edited code changes what judges it, nothing is proved, and that is told.
    """
    try:
        told = _proved(deck, asked, tests, tell)
    except Tampered:
        told = {"proofs": [], "untried": 0, "tampered": True}
    return {"python": platform.python_version(), **told}


def _proved(deck: Deck, asked: Asked, tests: Tests | None, tell: Callable[[float], object]) -> Json:
    edited = with_sources(deck, asked.edits)
    blocks = asked.blocks(edited)
    proofs: list[Json] = []
    untried = 0
    with remembered():
        for block in blocks:
            tell(BLOCK_SECONDS)
            lacking.forget()
            told = _of_output(edited, block)
            tell(0)
            if asked.is_lacking(told):
                untried += 1
            else:
                proofs.append(told)
                if asked.briefly and not told["holds"]:
                    return {"proofs": proofs, "untried": untried}
    run = Proofs(edited, asked, {one.name for one in blocks}, tell)
    if tests:
        run.run(tests)
    return {"proofs": proofs + run.proofs, "untried": untried + run.untried}


def prove_at_home(
    edits: Mapping[str, str],
    block: str | None,
    slide: int | None,
    tell: Callable[[float], object],
    briefly: bool = False,
) -> str:
    """Return in JSON the proofs of the deck that ships to the page's Python with its tests."""
    deck, tests = _at_home()
    # pytest collects garbage after each run, and need not look there. The page puts memory back
    # afterwards: no program of a reader finds anything frozen.
    freeze()
    return json.dumps(prove(deck, Asked(edits, block, slide, briefly), tests, tell))


def warm_at_home() -> str:
    """Do once what takes longest: load pytest and the tests of that deck, and prove nothing."""
    _at_home.cache_clear()
    _at_home()
    gc.collect()
    return "{}"


@cache
def _at_home() -> tuple[Deck, Tests | None]:
    home = Path.home()
    deck, tests = parsed.loads((home / DECK).read_text("utf-8")), home / TESTS
    return deck, Tests(deck, home, tests) if tests.is_dir() else None


def edits_at_home(block: str) -> str:
    """Return in JSON the edits that make another program of a block of that deck."""
    deck, _ = _at_home()
    return json.dumps({"edits": [asdict(edit) for edit in mutations.of_block(deck.block(block))]})


def _of_output(deck: Deck, block: Block) -> Json:
    try:
        failure = verdict(deck, block, BLOCK_SECONDS)
    except (SyntaxError, UnicodeEncodeError) as error:
        # Of a block that is continued, or of what no file can hold.
        words = error.msg if isinstance(error, SyntaxError) else error
        found = {"kind": "raised", "found": f"{type(error).__name__}: {words}"}
        return {"block": block.name, "holds": False, "claims": [], "found": found}
    told: Json = {"block": block.name, "holds": not failure, "claims": []}
    if failure and failure.kind == ENDLESS:
        told["found"] = {"kind": "endless"}
    elif failure:
        stated, printed = failure.sides
        told["found"] = {"kind": "output", "found": short(printed), "expected": short(stated)}
    return told
