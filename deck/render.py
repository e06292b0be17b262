"""From slides to the sections of the page; what the page shows of a block is its source."""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from deck.legibility import size
from deck.markdown import parser
from deck.model import OUTPUT, Deck, Slide

COMMENT = re.compile(r"\s*<!--.*-->\s*", re.DOTALL)
FORMATTER = HtmlFormatter(nowrap=True)
_markdown = parser()


def render(deck: Deck, traces: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return one section a slide, each with its notes.

    `traces` maps the line of a block to what the player reads of it.
    """
    return "\n".join(_section(slide, traces) for slide in deck.slides)


def _section(slide: Slide, traces: Mapping[str, str]) -> str:
    kind = "title" if slide.heading[0].tag == "h1" else "content"
    body = _html(slide.body, traces).rstrip("\n")
    parts = [f'<section class="{kind}">', _html(slide.heading) + body]
    if slide.notes:
        parts.append(f'<aside class="notes">\n{_html(slide.notes)}</aside>')
    return "\n".join([*parts, "</section>"])


def _html(tokens: tuple[Token, ...], traces: Mapping[str, str] = MappingProxyType({})) -> str:
    return _markdown.renderer.render(list(tokens), _markdown.options, {"traces": traces})


def _fence(_renderer: RendererHTML, tokens: list[Token], index: int, _options, env: dict) -> str:
    token = tokens[index]
    language = token.info.split()[0]
    lines, columns = size(token.content)
    code = _colour(token.content, language)
    text = f'<code class="language-{escape(language)}">{code}</code>'
    box = f'<pre style="--lines: {lines}; --columns: {columns}">{text}</pre>'
    if language == OUTPUT:
        return f'<figure class="block output" style="--lines: {lines}"><figcaption>Sortie</figcaption>{box}</figure>\n'
    trace = env["traces"].get(str(token.map[0] + 2))
    data = f' data-trace="{trace}"' if trace else ""
    return f'<div class="block" style="--lines: {lines}"{data}>{box}</div>\n'


def _colour(source: str, language: str) -> str:
    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    if "".join(value for _, value in lexer.get_tokens(source)) != source:
        return escape(source)
    return highlight(source, lexer, FORMATTER)


def _raw_html(_renderer: RendererHTML, tokens: list[Token], index: int, *_) -> str:
    source = tokens[index].content
    return "" if COMMENT.fullmatch(source) else escape(source)


_markdown.add_render_rule("fence", _fence)
_markdown.add_render_rule("html_block", _raw_html)
_markdown.add_render_rule("html_inline", _raw_html)
