"""From slides to the sections of the page; what the page shows of a block is its source."""

import re
from functools import cache
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType
from pygments import highlight
from pygments.formatters import HtmlFormatter

from deck.source.languages import OUTPUT, RUNNABLE, lexer
from deck.source.legibility import size
from deck.source.markdown import lines_of, parser
from deck.source.model import Block, Deck, Slide

COMMENT = re.compile(r"\s*<!--.*-->\s*", re.DOTALL)
FORMATTER = HtmlFormatter(nowrap=True)
SEPARATOR = "\n"
END = "</section>"
_markdown = parser()


def render(deck: Deck) -> str:
    """Return one section a slide, each with its notes."""
    return SEPARATOR.join(map(section, deck.slides))


def section(slide: Slide) -> str:
    """Return the section of a slide, with its notes."""
    aside = f'<aside class="notes">\n{notes(slide)}</aside>\n' if slide.notes else ""
    return picture(slide).removesuffix(END) + aside + END


def picture(slide: Slide) -> str:
    """Return the section of a slide, without its notes."""
    kind = "title" if slide.heading[0].tag == "h1" else "content"
    body = _html(slide, slide.heading) + _html(slide, slide.body).rstrip("\n")
    return f'<section class="{kind}">\n{body}\n{END}'


def notes(slide: Slide) -> str:
    """Return the notes of a slide."""
    return _html(slide, slide.notes)


def _html(slide: Slide, tokens: tuple[Token, ...]) -> str:
    blocks = {block.line - 1: block for block in slide.blocks}
    html = _markdown.renderer.render(list(tokens), _markdown.options, {"blocks": blocks})
    return str(html)


def _fence(
    _renderer: RendererHTML, tokens: list[Token], index: int, _options: object, env: EnvType
) -> str:
    token = tokens[index]
    language = token.info.split()[0]
    lines, columns = size(token.content)
    code = _colour(token.content, language)
    text = f'<code class="language-{escape(language)}">{code}</code>'
    box = f'<pre style="--lines: {lines}; --columns: {columns}">{text}</pre>'
    style = f'style="--lines: {lines}"'
    if language == OUTPUT:
        caption = "<figcaption>Sortie</figcaption>"
        return f'<figure class="block output" {style}>\n{caption}\n{box}\n</figure>\n'
    data = _data(env["blocks"][lines_of(token).start])
    return f'<div class="block"{data} {style}>{box}</div>\n'


def _data(block: Block) -> str:
    """Return the attributes that tell the page the name of a block, and what running it needs."""
    data = {"name": block.name}
    if block.language in RUNNABLE:
        data |= {"run": block.language, "context": block.context}
    return "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())


@cache
def _colour(source: str, language: str) -> str:
    known = lexer(language)
    if not known or "".join(text for _, text in known.get_tokens(source)) != source:
        return escape(source)
    return highlight(source, known, FORMATTER)


def _raw_html(_renderer: RendererHTML, tokens: list[Token], index: int, *_: object) -> str:
    source = tokens[index].content
    return "" if COMMENT.fullmatch(source) else escape(source)


_markdown.add_render_rule("fence", _fence)
_markdown.add_render_rule("html_block", _raw_html)
_markdown.add_render_rule("html_inline", _raw_html)
