"""The front matter of a deck: what it sets, and what is wrong with it."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from markdown_it.token import Token

from deck.source import plain_yaml, timing
from deck.source.dialects import comments, slide_settings
from deck.source.dialects.markdown import tokens_of
from deck.source.dialects.notes import NOTES
from deck.source.metadata import COLOR_SCHEMAS, is_address, is_language
from deck.source.problems import Reporter
from deck.source.reading import hidden, tongues
from deck.source.words import DEFAULT

NAMESPACES = ("deck", "block")
KEYS = ("author", "colorSchema", "duration", "lang", "namespace", "terms", "title", "url")
# Those of Pandoc, Quarto, R Markdown and presenterm, where a title is that of a slide.
OF_PANDOC = {"format", "institute", "output", "sub_title", "subtitle"}
ON_ITS_SLIDE = ("title", "subtitle", "sub_title", "author", "institute")
# What Quarto writes the day for, where a date is asked for.
TODAY = ("last-modified", "now", "today")
# What no settings have: the heading of a slide, or an empty line.
IS_TEXT = re.compile(r"^(?:#{1,6} .*|[ \t]*)$", re.MULTILINE)


class FrontMatter:
    """Read the front matter of a deck, telling `problem` and `stop` what is wrong with it.

    Its `values` are all that it sets, by their keys; the others are what reading slides needs.
    """

    def __init__(self, problem: Reporter, stop: Reporter) -> None:
        self.problem, self.stop = problem, stop
        self.values: dict[object, object] = {}
        self.lang = DEFAULT
        self.terms: tongues.Terms = {}
        # The tool in whose decks comments are the notes, as Marp, or none.
        self.tool = ""
        self.one_story = self.is_divided_by_separators = False
        self.line_of_duration = 1

    def read(self, token: Token) -> None:
        """Note what front matter sets."""
        try:
            self.values = plain_yaml.read(token.content)
        except plain_yaml.NotPlain as error:
            found = f"front matter {error}"
            self.problem(1 + error.line, found, "“key: value” lines", "correct it")
        self.check_form(token)
        namespace = self.values.get("namespace", NAMESPACES[1])
        if namespace not in NAMESPACES:
            self.wrong_key(token, "namespace", "“deck”, or none", "correct it")
        self.one_story = namespace == NAMESPACES[0]
        if is_language(self.values.get("lang", DEFAULT)):
            self.lang = str(self.values.get("lang", DEFAULT))
        else:
            expected = "the tag of a language, as fr or en-GB"
            self.wrong_key(token, "lang", expected, "correct it, between quotes")
        terms = tongues.terms_of(self.values.get("terms", {}))
        if terms is None:
            expected = "a list of terms for each other language, as “{en: [event loop]}”"
            self.wrong_key(token, "terms", expected, "correct it")
        self.terms = terms or {}
        if self.values.get("title") and not self.has_title:
            self.wrong_key(token, "title", "a text", "write it between quotes")
        if self.values.get("colorSchema", COLOR_SCHEMAS[0]) not in COLOR_SCHEMAS:
            self.wrong_key(token, "colorSchema", "“light”, “dark” or “auto”", "correct it")
        if "url" in self.values and not is_address(self.values["url"]):
            expected = "an address, as https://example.org/talk"
            self.wrong_key(token, "url", expected, "correct it, or remove the key")
        self.line_of_duration = _line_of(token, "duration")
        if "duration" in self.values and not timing.seconds(self.values["duration"]):
            self.wrong_key(token, "duration", "minutes, as 45", "correct it, or leave it out")
        self.tool = comments.tool_of(self.values)
        for key in comments.OF_EACH_SLIDE if self.tool == comments.MARP else ():
            if text := self.values.get(key):
                self.problem(_line_of(token, key), *comments.told_of(f"{key}: {text}"))
        # Marp may be told to divide at headings, too.
        says_separators = bool(self.tool or slide_settings.own_separators(self.values))
        self.is_divided_by_separators = says_separators and "headingDivider" not in self.values

    @property
    def has_title(self) -> bool:
        """Return whether there is a text among what is set as the title."""
        return any(_texts(self.values.get("title") or None))

    def title_slide(self, token: Token) -> list[Token]:
        """Return the tokens of the slide that Pandoc makes of what front matter says."""
        if self.tool or not OF_PANDOC & self.values.keys() or not self.has_title:
            return []
        said = [one for key in ON_ITS_SLIDE for one in _texts(self.values.get(key))]
        days = [one for one in _texts(self.values.get("date")) if one not in TODAY]
        title, *others = (" ".join(one.split()) for one in said + days)
        line = _line_of(token, "title")
        tokens = tokens_of("\n\n".join([f"# {title}", *others, "---"]))
        for one in tokens:
            one.map = [line - 1, line] if one.map else None
        return tokens

    def check_form(self, token: Token) -> None:
        """Report what is no front matter, or that of another tool."""
        is_text = bool(token.content.strip() and IS_TEXT.search(token.content))
        if is_text and not self.values:
            found, remedy = "a slide between two separators", "leave out the first of them"
            self.stop(1, found, "front matter, of “key: value” lines", remedy)
        for key in map(str, self.values):
            if key not in KEYS and (meant := get_close_matches(key.lower(), KEYS, 1, 0.85)):
                self.wrong_key(token, key, f"“{meant[0]}”", "correct the key")
        for hiding in hidden.settings(token.content, 2):
            self.stop(*hiding)
        if source := self.values.get("src"):
            self.problem(_line_of(token, "src"), *slide_settings.not_included(f"src: {source}"))
        for key, value, is_notes in slide_settings.other_separators(self.values):
            tell = self.stop if is_notes else self.problem
            expected = f"“{NOTES}” above all notes" if is_notes else "“---” between slides"
            remedy = "write it so, and remove the key"
            tell(_line_of(token, key), f"“{key}: {value}”", expected, remedy)

    def wrong_key(self, token: Token, key: str, expected: str, remedy: str) -> None:
        line = _line_of(token, key)
        self.problem(line, f"“{key}: {self.values.get(key)}”", expected, remedy)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a key of Pandoc: a text, or several, with more of each or not."""
    for one in value if isinstance(value, list) else [value]:
        text = one.get("name") if isinstance(one, dict) else one
        if isinstance(text, str | int | float | date) and str(text).strip():
            yield str(text)


def line_of(key: str, text: str, first: int) -> int:
    """Return the line of a key in a text whose `first` line has a number, or 1."""
    lines = enumerate(text.splitlines(), first)
    return next((at for at, line in lines if line.lstrip().startswith(f"{key}:")), 1)


def _line_of(token: Token, key: str) -> int:
    return line_of(key, token.content, 2)
