"""From slides to the sections of the page; what the page shows of a block is its source."""

import re
from html import escape

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


def render(deck: Deck) -> str:
    """Return one section a slide, each with its notes."""
    return "\n".join(map(_section, deck.slides))


def _section(slide: Slide) -> str:
    kind = "title" if slide.heading[0].tag == "h1" else "content"
    names = {block.line: block.name for block in slide.blocks}
    body = _html(slide.heading, names) + _html(slide.body, names).rstrip("\n")
    parts = [f'<section class="{kind}">', body]
    if slide.notes:
        parts.append(f'<aside class="notes">\n{_html(slide.notes, names)}</aside>')
    return "\n".join([*parts, "</section>"])


def _html(tokens: tuple[Token, ...], names: dict[int, str]) -> str:
    return _markdown.renderer.render(list(tokens), _markdown.options, {"names": names})


def _fence(_renderer: RendererHTML, tokens: list[Token], index: int, _options, env: dict) -> str:
    token = tokens[index]
    language = token.info.split()[0]
    lines, columns = size(token.content)
    code = _colour(token.content, language)
    text = f'<code class="language-{escape(language)}">{code}</code>'
    box = f'<pre style="--lines: {lines}; --columns: {columns}">{text}</pre>'
    if language == OUTPUT:
        return f'<figure class="block output" style="--lines: {lines}"><figcaption>Sortie</figcaption>{box}</figure>\n'
    name = env["names"][token.map[0] + 2]
    return f'<div class="block" data-name="{name}" style="--lines: {lines}">{box}</div>\n'


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
