"""From the text of a deck to its slides and blocks; every problem is reported at once."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from markdown_it.token import Token

from deck.source import comments, hidden, metadata, settings, timing, tongues
from deck.source.blocks import BlockReader
from deck.source.foreign import foreign, has_footnotes
from deck.source.html import HtmlReader
from deck.source.leaks import misspelt_notes, titles_in_notes
from deck.source.links import saying_nothing
from deck.source.markdown import UNSEEN, TooMuch, lines_of, tokens_of
from deck.source.model import COLOR_SCHEMAS, Deck, Slide, is_address, is_language
from deck.source.problems import DeckError, Problem
from deck.source.sections import NOTES, NOTES_FOLLOW, SLIDE_TAGS
from deck.source.sentences import entitled, sentences
from deck.source.words import DEFAULT, commons

NAMESPACES = ("deck", "block")
KEYS = ("author", "colorSchema", "duration", "lang", "namespace", "terms", "title", "url")
# What no settings have: the heading of a slide, or an empty line.
IS_TEXT = re.compile(r"^(?:#{1,6} .*|[ \t]*)$", re.MULTILINE)


def parse(text: str, path: str, include: Callable[[str], str] | None = None) -> Deck:
    """Read a deck, with what is wrong with it; `path` is only named, not opened.

    Raises DeckError, with all that is wrong, where there is nothing to show, or where the room
    would see what is not for it. `include` returns the text of a file beside the deck, or raises
    DeckError.
    """
    reader = _Reader(path, include)
    try:
        tokens = tokens_of(text)
    except TooMuch as error:
        problem = Problem(path, error.line, f"{error}", "less of it in one place", "split it")
        raise DeckError(problem) from None
    reader.footnotes = has_footnotes(text, tokens)
    slides = reader.read(tokens)
    if reader.stops:
        raise DeckError(*reader.problems)
    problems = tuple(sorted(set(reader.problems)))
    return Deck(path, slides, reader.metadata, text, problems, tuple(reader.blocks.fences.included))


class _Reader:
    def __init__(self, path: str, include: Callable[[str], str] | None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.stops = False
        self.tool = ""
        self.footnotes = False
        # The first line of notes that are no “Note:” or “Notes:”.
        self.other_notes = 0
        self.metadata: dict[object, object] = {}
        self.line_of_duration = 1
        self.lang = DEFAULT
        self.terms: tongues.Terms = {}
        self.commons = commons()
        self.blocks = BlockReader(self.problem, self.stop, include)
        self.html = HtmlReader(self.problem, self.stop)

    def problem(self, line: int, found: str, expected: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, found, expected, remedy))

    def stop(self, line: int, found: str, expected: str, remedy: str) -> None:
        """Note a problem for which the deck can't be shown."""
        self.problem(line, found, expected, remedy)
        self.stops = True

    def read(self, tokens: list[Token]) -> tuple[Slide, ...]:
        if tokens and tokens[0].type == "front_matter":
            self.read_metadata(tokens.pop(0))
        for token in titles_in_notes(tokens):
            remedy = "write “---” above it, or make it no heading"
            line = lines_of(token).start
            self.stop(line, "the heading of a slide under notes", "“---” between the two", remedy)
        for token in tokens:
            if token.type == "separator":
                line = lines_of(token).start
                for hiding in hidden.settings(token.content, line):
                    self.hidden(*hiding)
                for told in settings.not_followed(token.content, line):
                    self.problem(*told)
        others = (lines_of(one).start for one in tokens if _is_other_notes(one))
        self.other_notes = next(others, 0)
        parts = list(_slides(tokens))
        if not parts:
            self.stop(1, "an empty deck", "at least one slide", "begin with “# Title”")
        slides = tuple(self.read_slide(number, *part) for number, part in enumerate(parts, 1))
        if found := timing.beyond(self.metadata.get("duration"), slides):
            remedy = "correct it, or theirs"
            self.problem(self.line_of_duration, found, "time for all slides", remedy)
        return slides

    def read_metadata(self, token: Token) -> None:
        try:
            self.metadata = metadata.read(token.content)
        except metadata.NotPlain as error:
            found = f"front matter {error}"
            self.problem(1 + error.line, found, "“key: value” lines", "correct it")
        is_text = bool(token.content.strip() and IS_TEXT.search(token.content))
        if is_text and not self.metadata:
            found, remedy = "a slide between two separators", "leave out the first of them"
            self.stop(1, found, "front matter, of “key: value” lines", remedy)
        for key in map(str, self.metadata):
            if key not in KEYS and (meant := get_close_matches(key.lower(), KEYS, 1, 0.85)):
                self.wrong_key(token, key, f"“{meant[0]}”", "correct the key")
        for hiding in hidden.settings(token.content, 2):
            self.hidden(*hiding)
        if source := self.metadata.get("src"):
            self.problem(_line_of(token, "src"), *settings.not_included(f"src: {source}"))
        for key, value, is_notes in settings.other_separators(self.metadata):
            self.read_separator(token, key, value, is_notes=is_notes)
        namespace = self.metadata.get("namespace", NAMESPACES[1])
        if namespace not in NAMESPACES:
            self.wrong_key(token, "namespace", "“deck”, or none", "correct it")
        if not is_language(self.metadata.get("lang", DEFAULT)):
            expected = "the tag of a language, as fr or en-GB"
            self.wrong_key(token, "lang", expected, "correct it, between quotes")
        else:
            self.lang = str(self.metadata.get("lang", DEFAULT))
        terms = tongues.terms_of(self.metadata.get("terms", {}))
        if terms is None:
            expected = "a list of terms for each other language, as “{en: [event loop]}”"
            self.wrong_key(token, "terms", expected, "correct it")
        self.terms = terms or {}
        if self.metadata.get("colorSchema", COLOR_SCHEMAS[0]) not in COLOR_SCHEMAS:
            self.wrong_key(token, "colorSchema", "“light”, “dark” or “auto”", "correct it")
        if "url" in self.metadata and not is_address(self.metadata["url"]):
            expected = "an address, as https://example.org/talk"
            self.wrong_key(token, "url", expected, "correct it, or remove the key")
        self.line_of_duration = _line_of(token, "duration")
        if "duration" in self.metadata and not timing.seconds(self.metadata["duration"]):
            self.wrong_key(token, "duration", "minutes, as 45", "correct it, or leave it out")
        self.tool = comments.tool_of(self.metadata)
        self.blocks.one_story = namespace == NAMESPACES[0]

    def read_separator(self, token: Token, key: str, value: object, *, is_notes: bool) -> None:
        line, found = _line_of(token, key), f"“{key}: {value}”"
        if is_notes:
            self.stop(line, found, f"“{NOTES}” above all notes", "write it so, and remove the key")
        else:
            self.problem(line, found, "“---” between slides", "write it so, and remove the key")

    def hidden(self, line: int, what: str) -> None:
        found = f"“{what}”, which hides elsewhere what would be shown here"
        self.stop(line, found, "what is for the room", "delete what is hidden, or what hides it")

    def wrong_key(self, token: Token, key: str, expected: str, remedy: str) -> None:
        line = _line_of(token, key)
        self.problem(line, f"“{key}: {self.metadata.get(key)}”", expected, remedy)

    def read_slide(self, number: int, heading: list[Token], rest: list[Token]) -> Slide:
        body, notes, ends_in_notes = self.told_apart(rest)
        seen = [*heading, *body]
        self.check_leaks([*seen[:1], *seen])
        for token in rest:
            if token.type == "code_block":
                self.check_code(token)
            for told in saying_nothing(token):
                self.problem(*told)
        parts = (self.html.read(part) for part in (heading, body, notes))
        attributes = {name: value for part in parts for name, value in part.items()}
        tongues.mark([*heading, *body, *notes], self.lang, self.terms, self.commons)
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
        noted = (dataclasses.replace(one, is_note=True) for one in sentences(slide.notes))
        said = (*entitled(slide.heading), *sentences(slide.body), *noted)
        return dataclasses.replace(slide, blocks=self.blocks.read(slide), sentences=said)

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
        for token in comments.notes_of(self.tool, body):
            notes += comments.said(token)
        return body, notes, ends_in_notes

    def check_notes(self, token: Token) -> None:
        """Tell of notes that begin as a sentence for the room does, where others do not."""
        if self.tool and token.markup and token.markup.lower() != NOTES.lower():
            expected = f"a comment, as the notes of {self.tool} are"
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
                self.hidden(*hiding)
            for told in foreign(token, footnotes=self.footnotes):
                self.problem(*told)
            if token.map:
                is_title = before.type == "heading_open" and before.tag in SLIDE_TAGS
                leaks = misspelt_notes(token, before, is_title=is_title, is_quoted=bool(quotations))
                for line, text in leaks:
                    remedy = "write it alone on its line, outside of lists and quotations"
                    if not text.startswith(":::"):
                        remedy += ", or “**Note**:” if it is for the room"
                    self.stop(line, f"“{text}”", f"a line “{NOTES}”", remedy)

    def check_code(self, token: Token) -> None:
        found = "an indented block of code, which nothing runs"
        expected = "a fence with its language"
        remedy = "write ```python before and ``` after it, or ```text if it is to be shown only"
        if token.content.lstrip().startswith("$ "):
            remedy = "write ```console before and ``` after it"
        self.problem(lines_of(token).start, found, expected, remedy)


def _line_of(token: Token, key: str) -> int:
    """Return the line of a key of front matter, or the first."""
    lines = enumerate(token.content.splitlines(), 2)
    return next((at for at, text in lines if text.lstrip().startswith(f"{key}:")), 1)


def _slides(tokens: list[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield the heading of each slide, if it has one, and what follows.

    A heading of level 1 or 2 begins a slide, and of any level after a separator, which begins one
    without a heading before anything else that is seen.
    """
    heading: list[Token] = []
    rest: list[Token] = []
    queue = iter(tokens)
    for token in queue:
        is_heading = token.type == "heading_open" and token.level == 0
        begins = is_heading and (token.tag in SLIDE_TAGS or not heading and not _any_seen(rest))
        if token.type == "separator" and token.level == 0:
            if heading or _any_seen(rest):
                yield heading, rest
                heading, rest = [], []
        elif begins:
            if heading or _any_seen(rest):
                yield heading, rest
                rest = []
            heading = [token, next(queue), next(queue)]
            if token.tag not in SLIDE_TAGS:
                heading[0].tag = heading[2].tag = SLIDE_TAGS[1]
        else:
            rest.append(token)
    if heading or _any_seen(rest):
        yield heading, rest


def _any_seen(tokens: Iterable[Token]) -> bool:
    """Return whether any of some tokens is seen, as no comment, style or container is."""
    return any(
        token.type != "container"
        and not (token.type == "html_block" and UNSEEN.fullmatch(token.content))
        for token in tokens
    )


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
