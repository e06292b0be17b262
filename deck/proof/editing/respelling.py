"""Spell what a deck of another tool says as decks are spelt here, and change no word of it."""

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it.token import Token

from deck.proof.editing.deck_lines import OPENING, Lines, line_at, with_lines
from deck.source import lines as lit
from deck.source.code.languages import ASSERTED, UNKNOWN
from deck.source.code.syntax import SHELL
from deck.source.dialects import cells
from deck.source.dialects.html import SHOWN_AS
from deck.source.dialects.markdown import tokens_of
from deck.source.dialects.notes import ASIDE, ASIDE_ENDS, NOTES, NOTES_BEGIN, NOTES_FOLLOW
from deck.source.load import anew
from deck.source.model import Block, Deck
from deck.source.problems import DeckError
from deck.source.reading.info import RAW_HTML, language_guessed, language_meant, shows_a_value
from deck.source.words import DEFAULT, language_of

LANGUAGE = re.compile(r"\{?\s*\.?[^\s{}\[,]*(?:[^{}]*\})?")
# What Pandoc has beside a language: an identifier, classes, attributes.
WITH_MORE = re.compile(r"\{\s*\S+\s+[^\s}].*")
# A deck of code says little; what is proposed is looked at before it is written.
FEW = 3
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")
# Notes that have their end, of Pandoc and of HTML: those of a notebook, or of Deckset, are theirs.
CLOSED = re.compile(r" {0,3}(?::::|<aside)", re.IGNORECASE)
NAME = re.compile(r"(?<=\sname:)\S+")


def respelt(deck: Deck) -> Deck:
    """Return a deck that says the same, in its languages, its names, its notes.

    That of its prose is said where it is clear, and not the one that is meant where none is said.
    """
    for respell in (_prose, _languages, _lines, _names):
        deck = _kept(deck, [{at: new} for at, new in respell(deck).items()])
    # One that other tools read as a line across divides no more once another is “---”.
    return _kept(_kept(deck, [_breaks(deck)]), _notes(deck))


def _kept(deck: Deck, edits: list[dict[int, list[str]]]) -> Deck:
    """Return a deck with the edits that leave all else as it was, together or each alone."""
    if changed := _changed(deck, {at: new for lines in edits for at, new in lines.items()}):
        return changed
    kept: dict[int, list[str]] = {}
    for lines in edits:
        if _changed(deck, kept | lines):
            kept |= lines
    return _changed(deck, kept) or deck


def _changed(deck: Deck, lines: Lines) -> Deck | None:
    try:
        changed = anew(deck, with_lines(deck.text, lines))
    except DeckError:
        return None
    found = (Counter(problem.found for problem in one.problems) for one in (deck, changed))
    return changed if _said(changed) == _said(deck) and next(found) >= next(found) else None


def _said(deck: Deck) -> list[object]:
    """List what a deck shows and what it says in its notes, to the character."""
    return [
        [
            slide.title,
            *(list(_texts(part)) for part in (slide.body, slide.notes)),
            *((block.source, block.lines) for block in slide.blocks),
        ]
        for slide in deck.slides
    ]


def _texts(tokens: tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_block":
            yield str(token.meta[SHOWN_AS])
        elif token.type != "fence":
            yield token.content


def _prose(deck: Deck) -> Lines:
    said = (sentence.text for slide in deck.slides for sentence in slide.sentences)
    lang = language_of(" ".join(CODE.sub(" ", text) for text in said), FEW)
    if lang in ("", DEFAULT) or any(str(key).lower().startswith("lang") for key in deck.metadata):
        return {}
    written, first = f"lang: {lang}", tokens_of(deck.text)[0]
    if first.type == "front_matter" and first.map:
        begins = first.map[0] + 1
        return {begins: [line_at(deck, begins), written]}
    return {1: ["---", written, "---", "", line_at(deck, 1)]}


def _read(deck: Deck) -> Iterator[Block]:
    """Yield the blocks whose code is read, as that of a fence that is not closed is not."""
    return (block for block in deck.blocks if block.source or not block.flawed)


def _languages(deck: Deck) -> Lines:
    lines = {}
    above: Block | None = None
    for block in _read(deck):
        line = line_at(deck, block.fence_line)
        opening = OPENING.fullmatch(line)
        # What another tool runs it goes on to run.
        if opening and not cells.OF_A_CELL.fullmatch(opening["info"]):
            info = opening["info"]
            language = LANGUAGE.match(info)
            written = language[0] if language else ""
            is_value = bool(above and above.slide == block.slide and shows_a_value(above.source))
            new = _language(block, written)
            # The value of a program is no data.
            if is_value and not written and new in ("", "json"):
                new = UNKNOWN
            new += info[len(written) :]
            lines[block.fence_line] = [(opening["before"] + new).rstrip()]
        above = block if block.language == "python" else None
    return {at: new for at, new in lines.items() if new != [line_at(deck, at)]}


def _language(block: Block, written: str) -> str:
    if not written:
        return language_guessed(block.source)
    if WITH_MORE.fullmatch(written) or RAW_HTML.match(written):
        return written
    # A directive of MyST, or what runs elsewhere.
    if re.match(r"\{\w", written) and block.language not in ASSERTED:
        return written
    if block.flawed and block.source.startswith(SHELL):
        return "console"
    if not block.flawed or not re.fullmatch(r"\w+", written):
        return block.language
    return language_meant(written, block.source) or block.language


def _names(deck: Deck) -> Lines:
    lines = {}
    for block in _read(deck):
        line = line_at(deck, block.fence_line)
        found = NAME.search(line)
        is_asked = bool(found and re.search(rf"output.*\sname:{re.escape(found[0])}", deck.text))
        if block.flawed and found and found[0] != block.name and not is_asked:
            lines[block.fence_line] = [NAME.sub(block.name, line, count=1)]
    return lines


def _lines(deck: Deck) -> Lines:
    """Write the lines that are lit up as the word of a fence, but among attributes of Pandoc."""
    lines = {}
    for block in deck.blocks:
        opening = OPENING.fullmatch(line_at(deck, block.fence_line))
        info = opening["info"] if opening and not opening["info"].startswith("{") else ""
        if opening and block.lines and lit.OF_OTHERS.search(info):
            word = next(one for one in block.words if one.startswith(f"{lit.WORD}:"))
            words = lit.OF_OTHERS.sub(f" {word} ", info, count=1).split()
            lines[block.fence_line] = [opening["before"] + " ".join(words)]
    return lines


def _notes(deck: Deck) -> list[dict[int, list[str]]]:
    edits: list[dict[int, list[str]]] = []
    tokens = [token for token in tokens_of(deck.text) if token.level == 0]
    for at, token in enumerate(tokens):
        if token.type != "notes" or not token.map:
            continue
        number = token.map[0] + 1
        line = line_at(deck, number)
        if follows := NOTES_FOLLOW.match(line):
            edits.append({number: [NOTES, "", line[follows.end() :]]})
        elif NOTES_BEGIN.fullmatch(line):
            edits.append({number: [NOTES]} if line != NOTES else {})
        elif CLOSED.match(line) and (end := _end_of_notes(tokens[at:])):
            edits.append(_without_container(deck, number, end))
    return edits


def _breaks(deck: Deck) -> dict[int, list[str]]:
    tokens = tokens_of(deck.text)
    breaks = [one.map for one in tokens if one.type == "separator" and one.markup and one.map]
    return {first + 1: ["---"] for first, _ in breaks}


def _end_of_notes(tokens: list[Token]) -> int:
    """Return the last line of the notes that some tokens begin with, if nothing more is shown."""
    ends = (at for at, token in enumerate(tokens) if token.type == "notes_end")
    end = next(ends, len(tokens))
    after = tokens[end + 1 : end + 2]
    is_last = not after or after[0].type == "separator" or after[0].tag in ("h1", "h2")
    map_ = tokens[end].map if end < len(tokens) else None
    return map_[1] if map_ and is_last else 0


def _without_container(deck: Deck, first: int, last: int) -> dict[int, list[str]]:
    begin, end = line_at(deck, first), line_at(deck, last)
    aside = ASIDE.match(begin)
    if not aside:
        return {first: [NOTES], last: []}
    if first == last:
        return {first: [NOTES, "", begin[aside.end() : begin.find(ASIDE_ENDS)].strip()]}
    opened = [one] if (one := begin[aside.end() :].strip()) else []
    closed = [one] if (one := end[: end.find(ASIDE_ENDS)].rstrip()) else []
    return {first: [NOTES, *([""] if opened else []), *opened], last: closed}
