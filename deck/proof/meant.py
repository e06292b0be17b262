"""Turn the text under a program into its stated output, where the program prints the like."""

import difflib
from collections.abc import Collection
from itertools import pairwise

from deck.proof.accept import fence_around
from deck.proof.deck_lines import Lines, with_fence, with_lines
from deck.proof.failure import Failure
from deck.proof.verdict import SECONDS, verdict
from deck.run.comparison import shape
from deck.source.languages import OUTPUT, UNKNOWN, WITH_OUTPUT
from deck.source.load import anew
from deck.source.markdown import tokens_of
from deck.source.model import Deck

# From here on, by the measure of difflib, one text is meant to be the other.
ALIKE = 0.6


def texts(deck: Deck) -> set[str]:
    """Return what stands in the fences of a deck that name no language, or say it is a text."""
    return {block.source for block in deck.blocks if block.language == UNKNOWN} - {""}


def with_outputs(deck: Deck, texts: Collection[str]) -> Deck:
    """Have each of some texts be the output of the program above it that prints it, or its like.

    What is printed and what is under it are then compared: none is added of which the room sees
    the contrary.
    """
    deck = _with_indented_outputs(deck)
    for block, below in pairwise(deck.blocks):
        is_under = block.slide == below.slide and not block.output and block.language in WITH_OUTPUT
        if is_under and block.runs_alone and below.source in texts and not below.words:
            # Names may change with each of them, lines do not.
            deck = _as_output(deck, below.line - 1, block.line)
    return deck


def _with_indented_outputs(deck: Deck) -> Deck:
    """Have the indented text right under a program, as of Jupyter, be its output where it is."""
    programs = {block.line - 1: block for block in deck.blocks if block.language in WITH_OUTPUT}
    # The last first: the lines above keep their numbers.
    for above, token in reversed(list(pairwise(tokens_of(deck.text)))):
        block = programs.get(above.map[0] + 1) if above.type == "fence" and above.map else None
        if not block or block.output or not block.runs_alone or not token.map:
            continue
        if token.type == "code_block":
            first, *others = range(token.map[0] + 1, token.map[1] + 1)
            fence = fence_around(token.content)
            written = [f"{fence}{OUTPUT}", *token.content.splitlines(), fence]
            lines = {first: written} | {line: [] for line in others}
            deck = _if_printed(deck, lines, first + 1, block.line)
    return deck


def _as_output(deck: Deck, fence: int, program: int) -> Deck:
    """Return a deck whose fence on a line is the output of a program, or the same deck."""
    return _if_printed(deck, with_fence(deck, fence, OUTPUT), fence + 1, program)


def _if_printed(deck: Deck, lines: Lines, output: int, program: int) -> Deck:
    """Return a deck with lines that state an output, if its program prints that or its like."""
    new = anew(deck, with_lines(deck.text, lines))
    block = new.block_at(program)
    is_output = block.output and block.output.line == output
    if not is_output or len(new.problems) > len(deck.problems):
        return deck
    failure = verdict(new, block, SECONDS)
    return new if failure is None or _is_like(failure) else deck


def _is_like(failure: Failure) -> bool:
    """Return whether what is stated is like what is printed: it is meant to be that."""
    if not failure.acceptable:
        return False
    stated, printed = (failure.lines(sign, " ") for sign in "-+")
    alike = difflib.SequenceMatcher(None, stated, printed, autojunk=False).ratio()
    return alike > ALIKE or shape(stated) == shape(printed)
