"""From slides to the sections of the page; what the page shows of a block is its source."""

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from html import escape

import pygments
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType
from pygments import format
from pygments.formatters import HtmlFormatter

from deck.source.cache import Cache, key
from deck.source.code.languages import OUTPUT, lexer
from deck.source.dialects.html import SHOWN_AS
from deck.source.dialects.markdown import lines_of, parser
from deck.source.lines import Group
from deck.source.model import Block, Deck, Output, Slide
from deck.source.seen.legibility import size
from deck.source.words import words

FORMATTER = HtmlFormatter(nowrap=True)
SEPARATOR = "\n"
END = "</section>"
Words = Mapping[str, str]
COLOURED: ContextVar[Cache | None] = ContextVar("coloured", default=None)
_markdown = parser()


def render(deck: Deck) -> str:
    """Return one section a slide, each with its notes; code that is coloured is kept."""
    coloured = Cache("code", deck.path)
    token = COLOURED.set(coloured)
    try:
        return SEPARATOR.join(sections(deck))
    finally:
        COLOURED.reset(token)
        coloured.write()


def sections(deck: Deck) -> tuple[str, ...]:
    """Return the section of each slide, with its notes."""
    said = words(deck.lang)
    return tuple(section(slide, said) for slide in deck.slides)


def section(slide: Slide, words: Words) -> str:
    """Return the section of a slide, with its notes."""
    aside = f'<aside class="notes">\n{notes(slide, words)}</aside>\n' if slide.notes else ""
    return picture(slide, words).removesuffix(END) + aside + END


def picture(slide: Slide, words: Words) -> str:
    """Return the section of a slide, without its notes."""
    kind = "title" if slide.heading and slide.heading[0].tag == "h1" else "content"
    body = _html(slide, slide.heading, words) + _html(slide, slide.body, words).rstrip("\n")
    attributes = dict(slide.attributes)
    own = attributes.pop("class", "")
    attributes = {"class": f"{kind} {own}".strip()} | attributes
    return f"<section{_written(attributes)}>\n{body}\n{END}"


def notes(slide: Slide, words: Words) -> str:
    """Return the notes of a slide."""
    return _html(slide, slide.notes, words)


def _html(slide: Slide, tokens: tuple[Token, ...], words: Words) -> str:
    blocks = {block.fence_line: block for block in slide.blocks}
    outputs = [(block, block.output) for block in slide.blocks if block.output]
    captions = {output.line - 1: _caption(block, output, words) for block, output in outputs}
    env = {"blocks": blocks, "captions": captions, "words": words}
    html = _markdown.renderer.render(list(tokens), _markdown.options, env)
    return str(html)


def _caption(block: Block, output: Output, words: Words) -> str:
    caption = words["example" if output.is_example else "output"]
    return words["any.order"].format(what=caption) if block.any_order else caption


def _fence(
    _renderer: RendererHTML, tokens: list[Token], index: int, _options: object, env: EnvType
) -> str:
    token = tokens[index]
    line = lines_of(token).start
    block = env["blocks"].get(line)
    source, language = (block.source, block.language) if block else (token.content, OUTPUT)
    lines, columns = size(source)
    code = _colour(source, language) + (_lit(block.lines, lines) if block else "")
    text = f'<code class="language-{escape(language)}">{code}</code>'
    box = f'<pre style="--lines: {lines}; --columns: {columns}">{text}</pre>'
    style = f'style="--lines: {lines}"'
    attributes = {str(name): str(value) for name, value in token.attrs.items()}
    own = attributes.pop("class", "")
    if not block:
        caption = escape(env["captions"].get(line, env["words"]["output"]))
        kind = _written({"class": f"block output {own}".strip()} | attributes)
        caption = f"<figcaption>{caption}</figcaption>"
        return f"<figure{kind} {style}>\n{caption}\n{box}\n</figure>\n"
    attributes = {"class": f"block {own}".strip()} | attributes | _data(block)
    return f"<div{_written(attributes)} {style}>{box}</div>\n"


def _lit(groups: tuple[Group, ...], lines: int) -> str:
    """Return the marks over the lines of each group, in a fragment that replaces the last one."""
    fragments = ["lit", *["lit fragment"] * (len(groups) - 1)]
    return "".join(
        f'<span class="{kind}">{"".join(_mark(*one, lines) for one in group)}</span>'
        for kind, group in zip(fragments, groups, strict=False)
    )


def _mark(first: int, last: int, lines: int) -> str:
    top, height = (f"{100 * count / lines:.6g}%" for count in (first - 1, last - first + 1))
    written = f"{first}-{last}" if first < last else f"{first}"
    return f'<i data-lines="{written}" style="top: {top}; height: {height}"></i>'


def _data(block: Block) -> dict[str, str]:
    """Return the attributes that tell the page the name of a block, and what running it needs.

    `data-origins` has the lines of its context at which what a slide defines begins: `1:14 9:15`.
    """
    data = {"data-name": block.name}
    if block.is_python:
        data |= {"data-run": block.language, "data-context": block.context}
        free = {"order": block.any_order, "numbers": block.varies}
        if any(free.values()):
            data["data-free"] = " ".join(name for name in free if free[name])
    if block.origins:
        data["data-origins"] = " ".join(f"{line}:{slide}" for line, slide in block.origins)
    return data


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _colour(source: str, language: str) -> str:
    if not (coloured := COLOURED.get()):
        return _coloured(source, language)
    named = key(pygments.__version__, language, source)
    if (html := coloured.get(named)) is None:
        html = _coloured(source, language)
        coloured.put(named, html)
    return html


@cache
def _coloured(source: str, language: str) -> str:
    known = lexer(language)
    tokens = list(known.get_tokens(source)) if known else []
    if "".join(text for _, text in tokens) != source:
        return escape(source)
    return format(tokens, FORMATTER)


def _raw_html(_renderer: RendererHTML, tokens: list[Token], index: int, *_: object) -> str:
    return str(tokens[index].meta[SHOWN_AS])


def _nothing(*_: object) -> str:
    return ""


_markdown.add_render_rule("fence", _fence)
for _unseen in ("attributes", "comment", "container", "separator"):
    _markdown.add_render_rule(_unseen, _nothing)
_markdown.add_render_rule("html_block", _raw_html)
_markdown.add_render_rule("html_inline", _raw_html)
