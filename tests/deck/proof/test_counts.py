"""What is shown, run, asserted and proved of a deck are four numbers."""

from pathlib import Path

import pytest

from deck.proof.judge.observable import is_observable
from deck.proof.plugins.counts import count
from deck.proof.plugins.tally import BLOCK, CLAIM, DRIVEN, Tally, of_block, of_sentence
from deck.source.load import load
from deck.source.model import Sentence
from deck.source.parse import parse

SAMPLE = load(Path(__file__).parent / "counts" / "blocks_that_assert_and_that_only_define.md")
CHAIN = """# Deck

```python name:base
def one():
    return 1
```

```python name:middle continuation
def two():
    return one() + one()
```

```python name:top continuation
print(two())
```

```python name:alone continuation
def three():
    return 3
```

```python name:shown notest
print(4)
```

```output name:top
2
```

`one` gives 1. The other sentence is plain. `two` gives 2.
"""
DECK = parse(CHAIN, "deck.md")
ONE, TWO = [sentence for sentence in DECK.slides[0].sentences if "`" in sentence.text]


def test_a_block_asserts_where_it_states_or_does_something():
    """To define, to import and to comment assert nothing, as the names in the sample say."""
    observable = {block.name for block in SAMPLE.blocks if block.runs and is_observable(block)}
    assert observable == {block.name for block in SAMPLE.blocks if block.name.startswith("asserts")}


def tally_of(*told: tuple[str, str, str], when: str = "call") -> Tally:
    """Return the tally of tests, each with its outcome and the one thing that it asserts."""
    tally = Tally()
    for outcome, key, value in told:
        properties = [("slide", 1), (key, value)]
        tally.pytest_runtest_logreport(
            pytest.TestReport(
                "id", ("", 0, ""), {}, outcome, None, when, user_properties=properties
            )
        )
    return tally


def block(name: str, outcome: str = "passed", key: str = BLOCK) -> tuple[str, str, str]:
    return outcome, key, of_block("deck.md", name)


def counts_of(*told: tuple[str, str, str]) -> str:
    """Return what is said of the blocks of the deck."""
    line, *_ = str(count(DECK, tally_of(*told))).split("\n")
    return line.removeprefix("deck.md: 1 slide, 5 blocks: 5 shown, ")


PASSED = [block(name) for name in ("base", "middle", "top", "alone")]


def test_what_an_asserted_block_continues_is_asserted_with_it():
    """What only continues others, and is used by none, is not."""
    assert counts_of(*PASSED) == "4 run, 3 asserted, 3 proved"


def test_what_did_not_pass_is_not_proved():
    """Nor is what only a block makes use of that fails."""
    failed = block("top", "failed")
    assert counts_of(*PASSED[:2], failed, PASSED[3]) == "4 run, 3 asserted, 0 proved"
    assert counts_of(block("base", "failed"), *PASSED[1:]) == "4 run, 3 asserted, 2 proved"
    assert counts_of() == "4 run, 3 asserted, 0 proved"


def test_a_block_that_a_test_runs_is_asserted_and_proved_where_each_such_test_passes():
    """A block that only defines has no other way."""
    driven, failed = block("alone", key=DRIVEN), block("alone", "failed", DRIVEN)
    assert counts_of(*PASSED, driven) == "4 run, 4 asserted, 4 proved"
    assert counts_of(*PASSED, driven, failed) == "4 run, 4 asserted, 3 proved"
    assert counts_of(*PASSED, block("alone", "skipped", DRIVEN)) == "4 run, 3 asserted, 3 proved"


def test_a_sentence_is_proved_where_each_test_that_claims_it_passes():
    """What is plain is not counted, and what was only set up has proved nothing."""

    def sentences(*outcomes: str, when: str = "call") -> tuple[int, int]:
        told = [(outcome, CLAIM, of_sentence("deck.md", ONE)) for outcome in outcomes]
        counts = count(DECK, tally_of(*told, when=when))
        return counts.sentences, counts.unproved_sentences

    assert sentences() == (2, 2)
    assert sentences("passed") == (2, 1)
    assert sentences("passed", "passed") == (2, 1)
    assert sentences("passed", "failed") == (2, 2)
    assert sentences("skipped") == (2, 2)
    assert sentences("passed", when="setup") == (2, 2)


def test_sentences_without_code_are_counted_beside_as_nobody_need_claim_them():
    """A title without code states nothing of Python, as a rule."""

    def said(*claimed: Sentence) -> str:
        told = [("passed", CLAIM, of_sentence("deck.md", one)) for one in claimed]
        return str(count(DECK, tally_of(*told))).split("\n")[1].removeprefix("deck.md: ")

    (plain,) = [one for one in DECK.slides[0].sentences if "plain" in one.text]
    why = " (tests/deck is of this project; rename the deck to have tests)"
    assert said() == f"2 sentences with code, 0 proved; 1 without, 0 proved{why}"
    assert said(plain, ONE) == f"2 sentences with code, 1 proved; 1 without, 1 proved{why}"


def test_a_deck_without_sentences_to_prove_says_nothing_of_them():
    """The counts of its blocks are all."""
    bare = parse("# Title\n", "bare.md")
    line = "bare.md: 1 slide, 0 blocks: 0 shown, 0 run, 0 asserted, 0 proved"
    assert str(count(bare, Tally())) == line
