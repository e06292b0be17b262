"""The raw HTML of a deck: a short list of tags, and else text."""

import re
from collections.abc import Iterable
from html import escape

import nh3
from markdown_it.token import Token

from deck.source.dialects.attributes import give
from deck.source.dialects.markdown import COMMENT, STYLE, lines_of
from deck.source.problems import Reporter

AROUND = {"div"}
LEFT_OUT = "-"
VOID = {"br", "hr", "img", "wbr"}
TAGS = VOID | set(
    "a abbr b blockquote center cite code dd del details div dl dt em figcaption figure i ins kbd "
    "li mark ol p q rp rt ruby s samp small span strong sub summary sup table tbody td th thead "
    "tr u ul var".split()
)
# What Slidev shows after a click is shown at once.
CLICKS = {"v-click", "v-clicks", "v-after"}
# What stands in no text, but in a table alone.
OF_TABLES = {"tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {
    "*": {"class", "lang", "title"},
    "a": {"href"},
    "details": {"open"},
    "ol": {"start"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
PIECES = re.compile(
    rf"""<!--.*?-->|{STYLE}|<[!?].*|</?[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>|[^<]+|<""",
    re.IGNORECASE | re.DOTALL,
)
WITH_STYLE = re.compile(STYLE, re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][\w:.-]*)", re.IGNORECASE)
# https://spec.commonmark.org/0.31.2/#html-blocks: these go on as far as their end.
TEXTS = ("script", "style", "pre", "textarea")
ENDS = {name: f"</{name}" for name in TEXTS}
ENDS |= {"!--": "-->", "![cdata[": "]]>", "!": ">", "?": "?>"}
ENDLESS = re.compile(rf"\s*<((?:{'|'.join(TEXTS)})\b|!--|!\[cdata\[|[!?])", re.IGNORECASE)
# `<Notes>` is of mdx-deck, and of Spectacle.
HIDDEN_NOTES = re.compile(
    r"""<(?:aside\b[^>]*\b|[a-z][^>]*\bclass=["']?[^"'>]*\b|)notes\b""", re.IGNORECASE
)
SHOWN_AS = "html"  # the key in a token's `meta` of what the page shows in its place


class HtmlReader:
    """Note in the tokens of slides what the page shows of their raw HTML."""

    def __init__(self, problem: Reporter, stop: Reporter) -> None:
        self.problem, self.stop = problem, stop

    def read(self, tokens: Iterable[Token]) -> dict[str, str]:
        """Read a part of a slide; return the attributes that its comments give to the slide."""
        above: list[Token] = []
        last: Token | None = None
        opened: list[str] = []
        attributes: dict[str, str] = {}
        block = None
        for token in tokens:
            if token.nesting > 0:
                above.append(token)
            elif token.nesting < 0:
                last = above.pop()
            elif token.type == "inline":
                shown = (one for one in reversed(above) if not one.hidden)
                attributes |= self.read_inline(token, next(shown))
            elif token.type == "html_block":
                line = lines_of(token).start
                self.check_end(token.content, line)
                parent = above[-1] if above else None
                attributes |= give(token.content, line, last or parent, self.problem)
                of_its_own: list[str] = []
                self.read_block(token, line, of_its_own if token.level else opened)
                token.meta[SHOWN_AS] += "".join(map(_closing, reversed(of_its_own)))
                block = token
            elif token.map:
                last = token
        if block and opened:
            block.meta[SHOWN_AS] += "".join(map(_closing, reversed(opened)))
        return attributes

    def check_end(self, html: str, line: int) -> None:
        """Stop at what is not closed, and would swallow what comes after or be seen."""
        if opened := _endless(html):
            self.unclosed(opened, line)

    def unclosed(self, what: str, line: int) -> None:
        expected, remedy = "its end, with no empty line where text is before it", "close it"
        self.stop(line, f"“{what}” that is not closed", expected, remedy)

    def read_block(self, token: Token, line: int, opened: list[str]) -> None:
        is_like_notes = bool(HIDDEN_NOTES.search(token.content))
        pieces = []
        for piece in PIECES.findall(token.content):
            shown = self.shown(piece, opened)
            if shown is None:
                # What looks like notes is told once.
                if not (is_like_notes and piece.startswith("</")):
                    self.refuse(token.content if is_like_notes else piece, line, piece)
                shown = escape(piece)
            if WITH_STYLE.fullmatch(piece):
                found = "“<style>”, which is left out"
                self.problem(line, found, "the style of the page alone", "remove it")
            pieces.append(shown)
            line += piece.count("\n")
        token.meta[SHOWN_AS] = "".join(pieces)

    def read_inline(self, inline: Token, parent: Token) -> dict[str, str]:
        line = lines_of(inline).start
        opened: list[str] = []
        last = parent
        attributes: dict[str, str] = {}
        children = inline.children or []
        for token in children:
            if token.nesting > 0 or token.type in ("image", "code_inline"):
                last = token
            elif token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type == "text" and "<!--" in token.content:
                self.unclosed("<!--", line)
            elif token.type == "html_inline":
                attributes |= give(token.content, line, last, self.problem)
                shown = self.shown(token.content, opened)
                if shown is None:
                    self.refuse(token.content, line, token.content)
                token.meta[SHOWN_AS] = escape(token.content) if shown is None else shown
        if opened:
            closing = Token("html_inline", "", 0)
            closing.meta[SHOWN_AS] = "".join(map(_closing, reversed(opened)))
            children.append(closing)
        return attributes

    def shown(self, piece: str, opened: list[str]) -> str | None:
        """Return what the page shows for a piece of HTML, or None where it is not to be."""
        if COMMENT.fullmatch(piece) or WITH_STYLE.fullmatch(piece):
            return ""
        if piece.startswith(("<!", "<?")):
            return None
        if not (tag := TAG.match(piece)):
            return nh3.clean(piece, tags=set())
        name = tag[2].lower()
        if name in CLICKS:
            return ""
        if HIDDEN_NOTES.match(piece):
            return None
        if tag[1]:
            if not {name, f"{LEFT_OUT}{name}"}.intersection(opened):
                return None
            closed = [opened.pop()]
            while closed[-1].removeprefix(LEFT_OUT) != name:
                closed.append(opened.pop())
            return "".join(map(_closing, closed))
        # nh3 drops a row, or a cell, outside of a table.
        cleaned = nh3.clean(
            f"<table>{piece}" if name in OF_TABLES else piece,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
        if name not in TAGS:
            return None
        begin = cleaned.find(f"<{name}")
        cleaned = cleaned[begin:] if begin >= 0 else f"<{name}>"
        if name in VOID:
            return cleaned
        # A block of code within another box is no part of its slide: what holds others is left out.
        is_shown = name not in AROUND or "fragment" in cleaned
        opened.append(name if is_shown else f"{LEFT_OUT}{name}")
        if not is_shown:
            return ""
        return cleaned.rpartition(_closing(name))[0] or cleaned

    def refuse(self, html: str, line: int, piece: str) -> None:
        """Report a piece of HTML that is shown as text, or what looks like notes around it."""
        shown = " ".join(html.split())
        if HIDDEN_NOTES.search(html):
            if "<aside" in html.lower():
                remedy = "begin a line with it, after an empty line"
                self.stop(line, f"notes within a text, “{shown}”", "notes apart", remedy)
                return
            what = "class" if "class" in html.lower() else "tag"
            remedy = f"write that above them, or leave the {what} out if they are for the room"
            self.stop(line, f"“{shown}”, which looks like notes", "a line “Notes:”", remedy)
            return
        tag = TAG.match(piece)
        # The opening tag was told already.
        if tag and tag[1] and tag[2].lower() not in TAGS:
            return
        unknown = f"<{tag[2]}>" if tag else " ".join(piece.split())
        if tag and tag[1] and tag[2].lower() in TAGS:
            unknown = piece
        expected = "Markdown, or a tag that it can't say, such as <br> or <kbd>"
        remedy = "write it in backquotes if it is a text, or remove it"
        self.problem(line, f"“{unknown}”, which is shown as text", expected, remedy)


def is_ended(html: str) -> bool:
    """Return whether HTML has no comment, style or the like that goes on as far as the end."""
    return not _endless(html)


def _endless(html: str) -> str:
    opened = ENDLESS.match(html)
    if opened and ENDS[opened[1].lower()] not in html[opened.end() :].lower():
        return opened[0].strip()
    return "<!--" if html.rfind("<!--") > html.rfind("-->") else ""


def _closing(name: str) -> str:
    if name.startswith(LEFT_OUT):
        return ""
    return f"</{name}>"
