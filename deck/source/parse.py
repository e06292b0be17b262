"""From the text of a deck to its slides and blocks; every problem is reported at once."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from markdown_it.token import Token

from deck.source import timing
from deck.source.dialects import comments, deckset, slide_settings
from deck.source.dialects.cells import CELL
from deck.source.dialects.html import HtmlReader
from deck.source.dialects.markdown import TooMuch, lines_of, tokens_of
from deck.source.dialects.notes import NOTES, NOTES_FOLLOW
from deck.source.dialects.sections import SLIDE_TAGS, is_of_presenterm, is_of_remark
from deck.source.dialects.slides import divided
from deck.source.model import Deck, Slide
from deck.source.problems import DeckError, Problem
from deck.source.reading import code_comments, hidden, tongues
from deck.source.reading.blocks import BlockReader
from deck.source.reading.foreign import foreign, has_footnotes
from deck.source.reading.front_matter import FrontMatter
from deck.source.reading.leaks import breaks_in_notes, misspelt_notes, titles_in_notes
from deck.source.reading.left_out import comments as comments_left_out
from deck.source.reading.left_out import without_hidden, without_hidden_slides
from deck.source.reading.links import saying_nothing
from deck.source.reading.sentences import sentences, title_sentences
from deck.source.words import commons, vague


def parse(
    text: str,
    path: str,
    include: Callable[[str], str] | None = None,
    *,
    even_stopped: bool = False,
) -> Deck:
    """Read a deck, with what is wrong with it; `path` is only named, not opened.

    Raises DeckError, with all that is wrong, where there is nothing to show, or where the room
    would see what is not for it, which is not shown but edited `even_stopped`. `include` returns
    the text of a file beside the deck, or raises DeckError.
    """
    reader = _Reader(path, include)
    try:
        tokens = tokens_of(text)
    except TooMuch as error:
        problem = Problem(path, error.line, f"{error}", "less of it in one place", "split it")
        raise DeckError(problem) from None
    reader.footnotes = has_footnotes(text, tokens)
    slides = reader.read(tokens)
    if reader.stops and not (even_stopped and slides):
        raise DeckError(*reader.problems, stops=reader.stops)
    problems = tuple(sorted(set(reader.problems)))
    included = tuple(reader.blocks.fences.included)
    return Deck(path, slides, reader.front.values, text, problems, included, tuple(reader.stops))


class _Reader:
    def __init__(self, path: str, include: Callable[[str], str] | None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.stops: list[Problem] = []
        self.footnotes = False
        # The first line of notes that are no “Note:” or “Notes:”.
        self.other_notes = 0
        self.commons, self.vague = commons(), vague()
        self.front = FrontMatter(self.problem, self.stop)
        self.blocks = BlockReader(self.problem, self.stop, include)
        self.html = HtmlReader(self.problem, self.stop)

    def problem(self, line: int, found: str, expected: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, found, expected, remedy))

    def stop(self, line: int, found: str, expected: str, remedy: str) -> None:
        """Note a problem for which the deck can't be shown."""
        self.problem(line, found, expected, remedy)
        self.stops.append(self.problems[-1])

    def read(self, tokens: list[Token]) -> tuple[Slide, ...]:
        if tokens and tokens[0].type == "front_matter":
            front = tokens.pop(0)
            self.front.read(front)
            tokens = self.front.title_slide(front) + tokens
        self.blocks.one_story = self.front.one_story
        separators = [token.info for token in tokens if token.type == "separator"]
        of_tool = deckset.is_one(tokens) or is_of_remark(tokens) or is_of_presenterm(tokens)
        alone = of_tool and "" in separators or CELL in separators
        by_separators = self.front.is_divided_by_separators or alone
        tokens = list(without_hidden(tokens, self.problem))
        for token in titles_in_notes(tokens, by_separators=by_separators):
            remedy = "write “---” above it, or make it no heading"
            line = lines_of(token).start
            self.stop(line, "the heading of a slide under notes", "“---” between the two", remedy)
        for token in breaks_in_notes(tokens):
            found, remedy = f"“{token.markup[:3]}” under notes", "write it so, or remove it"
            self.stop(lines_of(token).start, found, "“---” where they end", remedy)
        for token in tokens:
            if token.type == "separator":
                line = lines_of(token).start
                for hiding in hidden.settings(token.content, line):
                    self.stop(*hiding)
                for told in slide_settings.not_followed(token.content, line):
                    self.problem(*told)
        others = (lines_of(one).start for one in tokens if _is_other_notes(one))
        self.other_notes = next(others, 0)
        whole = divided(tokens, by_separators=by_separators)
        parts = list(without_hidden_slides(whole, self.problem))
        if not parts:
            self.stop(1, "an empty deck", "at least one slide", "begin with “# Title”")
        slides = tuple(self.read_slide(number, *part) for number, part in enumerate(parts, 1))
        if found := timing.beyond(self.front.values.get("duration"), slides):
            remedy = "correct it, or theirs"
            self.problem(self.front.line_of_duration, found, "time for all slides", remedy)
        return slides

    def read_slide(self, number: int, heading: list[Token], rest: list[Token]) -> Slide:
        body, notes, ends_in_notes = self.told_apart(rest)
        seen = [*heading, *body]
        self.check_leaks([*seen[:1], *seen])
        for token in (*heading, *rest):
            for of_marp in comments.not_shown(token) if self.front.tool == comments.MARP else ():
                self.problem(*of_marp)
        for token in rest:
            if token.type == "code_block":
                self.check_code(token)
            for told in saying_nothing(token, self.vague):
                self.problem(*told)
        parts = (self.html.read(part) for part in (heading, body, notes))
        attributes = {name: value for part in parts for name, value in part.items()}
        tongues.mark([*heading, *body, *notes], self.front.lang, self.front.terms, self.commons)
        line = lines_of((heading or rest)[0]).start
        title = _plain(heading[1]) if heading else ""
        slide = Slide(
            number,
            title,
            line,
            tuple(heading),
            tuple(body),
            tuple(notes),
            attributes=tuple(attributes.items()),
            last_line=max(token.map[1] for token in (*heading, *rest) if token.map),
            ends_in_notes=ends_in_notes,
        )
        blocks = self.blocks.read(slide)
        noted = (dataclasses.replace(one, is_note=True) for one in sentences(slide.notes))
        in_code = (one for block in blocks for one in code_comments.stated(block))
        said = (*title_sentences(slide.heading), *sentences(slide.body), *in_code, *noted)
        return dataclasses.replace(slide, blocks=blocks, sentences=said)

    def told_apart(self, tokens: Iterable[Token]) -> tuple[list[Token], list[Token], bool]:
        """Return the tokens of a slide's body, those of its notes, and whether it ends in these."""
        body: list[Token] = []
        notes: list[Token] = []
        part = around = body
        for token in tokens:
            if token.type == "notes":
                line = lines_of(token).start
                self.check_notes(token)
                if part is notes:
                    self.problem(line, f"a second “{NOTES}” in the slide", "one", "join the two")
                if token.info == "open":
                    self.problem(line, "notes that are not closed", "their end", "close them")
                elif token.info == "swallows":
                    found = "notes that hold the heading of a slide"
                    self.stop(line, found, "their end before it", "close them")
                around, part = part, notes
            elif token.type == "notes_end":
                part = around
                if token.info:
                    found = "text after “</aside>” on its line"
                    line = lines_of(token).start
                    self.stop(line, found, "it on a line of its own", "move it there")
            else:
                part.append(token)
        ends_in_notes = part is notes
        for token in comments.notes_of(self.front.tool, body):
            notes += comments.said(token)
        return body, notes, ends_in_notes

    def check_notes(self, token: Token) -> None:
        """Report notes that begin as a sentence for the room does, where others do not."""
        if self.front.tool and token.markup and token.markup.lower() != NOTES.lower():
            expected = f"a comment, as the notes of {self.front.tool} are"
            remedy = "write it as a comment"
        elif self.other_notes and NOTES_FOLLOW.match(token.markup):
            expected, remedy = f"notes as on line {self.other_notes}", "write it so"
        else:
            return
        found = f"“{token.markup}”, which is for the speaker, as all below it"
        remedy += ", or without “:” if it is for the room"
        self.problem(lines_of(token).start, found, expected, remedy)

    def check_leaks(self, tokens: list[Token]) -> None:
        """Stop at what is in the body of a slide, and not for the room."""
        quotations = 0
        for before, token in pairwise(tokens):
            quotations += token.nesting if token.type.startswith("blockquote") else 0
            for hiding in hidden.hidden(token):
                self.stop(*hiding)
            for comment in comments_left_out(token):
                self.problem(*comment)
            for told in foreign(token, footnotes=self.footnotes):
                self.problem(*told)
            if token.map:
                is_title = before.type == "heading_open" and before.tag in SLIDE_TAGS
                leaks = misspelt_notes(token, before, is_title=is_title, is_quoted=bool(quotations))
                for line, text in leaks:
                    remedy = "write it alone on its line, outside of lists and quotations"
                    if text.startswith(deckset.CARET):
                        remedy = "write it below such a line, or “\\^” if it is for the room"
                    elif not text.startswith(":::"):
                        remedy += ", or “**Note**:” if it is for the room"
                    self.stop(line, f"“{text}”", f"a line “{NOTES}”", remedy)

    def check_code(self, token: Token) -> None:
        found = "an indented block of code, which nothing runs"
        expected = "a fence with its language"
        remedy = "write ```python before and ``` after it, or ```text if it is to be shown only"
        if token.content.lstrip().startswith("$ "):
            remedy = "write ```console before and ``` after it"
        self.problem(lines_of(token).start, found, expected, remedy)


def _is_other_notes(token: Token) -> bool:
    """Return whether notes begin as those of Pandoc, of HTML or of remark do."""
    return token.type == "notes" and token.markup in ("", "???")


def _plain(inline: Token) -> str:
    return "".join(_texts(inline)).strip()


def _texts(inline: Token) -> Iterator[str]:
    for token in inline.children or ():
        if token.type in ("text", "code_inline", "image"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
