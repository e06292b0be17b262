"""Turn the text under a program into its stated output, where the program prints the like."""

import difflib
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from deck.proof.editing.accept import fence_around
from deck.proof.editing.deck_lines import Lines, with_fence, with_lines
from deck.proof.judge.failure import VARYING, Failure
from deck.proof.judge.verdict import BLOCK_SECONDS, verdict
from deck.run.comparison import shape
from deck.source.code.languages import OUTPUT, UNKNOWN, WITH_OUTPUT
from deck.source.dialects.markdown import tokens_of
from deck.source.load import anew
from deck.source.model import VARIES, Deck
from deck.source.problems import DeckError
from deck.source.reading.info import language_guessed

# What Jupyter has between what a program prints and its result.
APART = re.compile(r"\n{4,}")
# What programs print: a text, also where it has colours.
TEXTS = (UNKNOWN, "json")
# From here on, by the measure of difflib, one text is meant to be the other.
ALIKE = 0.6


def texts(deck: Deck) -> set[str]:
    """Return what stands in the fences of a deck that name no language, or one of a text."""
    return {block.source for block in deck.blocks if block.language in TEXTS} - {""}


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
            deck = _as_output(deck, below.fence_line, block.line)
    return deck


def _with_indented_outputs(deck: Deck) -> Deck:
    """Have the indented text right under a program, as of Jupyter, be its output where it is."""
    programs = {block.fence_line: block for block in deck.blocks if block.language in WITH_OUTPUT}
    # The last first: the lines above keep their numbers.
    for above, token in reversed(list(pairwise(tokens_of(deck.text)))):
        block = programs.get(above.map[0] + 1) if above.type == "fence" and above.map else None
        if not block or block.output or not block.runs_alone or not token.map:
            continue
        if token.type == "code_block":
            # What is printed may have the result of the program under it, or not be all.
            for parts in (_parts(token), [token.content]):
                lines = _in_fences(token, parts, [OUTPUT, *(UNKNOWN for _ in parts[1:])])
                new = _if_printed(deck, lines, token.map[0] + 2, block.line)
                if new is not deck:
                    deck = new
                    break
    return deck


def with_fences(deck: Deck) -> Deck:
    """Have indented code stand in fences, where it is sure that it is no program.

    What is right under a program is its result, as Jupyter exports it.
    """
    pairs = list(pairwise(tokens_of(deck.text)))
    for above, token in reversed(pairs):
        if token.type == "code_block" and token.level == 0:
            parts = _parts(token)
            otherwise = UNKNOWN if above.type == "fence" else ""
            languages = [language_guessed(part) or otherwise for part in parts]
            # Where it looks like notes, that is told instead.
            with suppress(DeckError):
                new = anew(deck, with_lines(deck.text, _in_fences(token, parts, languages)))
                if all(languages) and len(new.problems) < len(deck.problems):
                    deck = new
    return deck


def _parts(token: Token) -> list[str]:
    return [f"{part.rstrip()}\n" for part in APART.split(token.content)]


def _in_fences(token: Token, parts: Sequence[str], languages: Sequence[str]) -> Lines:
    """Return the lines of indented code as those of a fence for each part of it."""
    assert token.map
    first, *others = range(token.map[0] + 1, token.map[1] + 1)
    written: list[str] = []
    for part, language in zip(parts, languages, strict=True):
        fence = fence_around(part)
        above = [""] if written else []
        written += [*above, f"{fence}{language}", *part.splitlines(), fence]
    return {first: written} | {line: [] for line in others}


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
    failure = verdict(new, block, BLOCK_SECONDS)
    if failure and failure.kind == VARYING:
        # Of what chance or the clock decides, the shape is what is meant.
        failure = verdict(new, replace(block, words=block.words | {VARIES}), BLOCK_SECONDS)
    return new if failure is None or _is_like(failure) else deck


def _is_like(failure: Failure) -> bool:
    """Return whether what is stated is like what is printed: it is meant to be that."""
    if not failure.acceptable:
        return False
    stated, printed = (failure.lines(sign, " ") for sign in "-+")
    alike = difflib.SequenceMatcher(None, stated, printed, autojunk=False).ratio()
    return alike > ALIKE or shape(stated) == shape(printed)
