"""The verdict: what a block does is compared with what the deck states."""

import subprocess
import sys
from dataclasses import replace

import pytest

from deck.proof.judge.verdict import verdict
from deck.run.apart import javascript
from deck.source.load import load
from tests.paths import DECKS, ROOT

CONTRADICTIONS = replace(load(DECKS / "contradictions.md"), path="contradictions.md")


@pytest.mark.parametrize("block", CONTRADICTIONS.blocks, ids=lambda block: block.name)
def test_a_contradiction_is_told_with_its_place_and_a_diff(block, monkeypatch):
    """Each block of the sample deck gives the message that stands beside it."""
    # Node takes seconds to see that 2 GB are full.
    monkeypatch.setattr(javascript, "MEMORY_LIMIT", 10**8)
    expected = (DECKS / "contradictions" / f"{block.name}.txt").read_text()
    # The one that prints is stopped by how much it prints.
    seconds = 0.1 if "endless" in block.name and "print" not in block.name else 60
    assert f"{verdict(CONTRADICTIONS, block, seconds) or ''}\n" == expected


TRUTHS = load(DECKS / "truths.md")


@pytest.mark.parametrize("block", TRUTHS.blocks, ids=lambda block: block.name)
def test_a_block_that_does_what_is_stated_gets_no_message(block, tmp_path):
    """Addresses, traceback bodies and, where the fence says so, the order of lines match any."""
    names = None if block.runs_alone else {"tmp_path": tmp_path}
    assert verdict(TRUTHS, block, 60, names) is None


@pytest.mark.parametrize(
    "block",
    [one for one in TRUTHS.blocks if one.language == "python"],
    ids=lambda block: block.name,
)
def test_a_block_that_needs_a_fixture_is_run_as_any_other(block, tmp_path):
    """What the tests put into its namespace changes nothing of what is seen of it."""
    assert verdict(TRUTHS, block, 60, {"tmp_path": tmp_path}) is None


def test_a_run_goes_on_after_a_block_that_never_ends():
    """Both blocks of the sample deck are stopped, and the summary says that none was proved."""
    command = [sys.executable, "-m", "pytest", "-q", "-o", "block_seconds=0.1"]
    deck = "tests/decks/two_endless_blocks.md"
    done = subprocess.run([*command, deck], cwd=ROOT, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    place, remedy = (
        "slide 1 “Endless”",
        "expected it to end; correct it, make it shorter, or add “notest” to show it only",
    )
    for message in (
        f"{deck}:4: block first of {place} does not end within 0.1 s, {remedy}",
        f"{deck}:9: block second of {place} does not end within 0.1 s, {remedy}",
        f"{deck}: 1 slide, 2 blocks: 2 shown, 2 run, 2 asserted, 0 proved",
    ):
        assert message in lines
