"""Find what another tool reads in a text, and this one shows as it is written."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from deck.source.code.languages import ALIASES, ASSERTED, lexer
from deck.source.dialects.deckset import COMMAND as COMMAND_OF_DECKSET
from deck.source.dialects.markdown import lines_of, outside_code
from deck.source.dialects.pandoc import LEFT_OUT, PAUSE
from deck.source.dialects.sections import CLASS
from deck.source.dialects.spans import FRAGMENT, SAYS
from deck.source.problems import Told

A_FOOTNOTE = "a footnote"
A_CLASS = "a class of remark"
SYNTAX = {
    what: re.compile(pattern, re.MULTILINE)
    for what, pattern in {
        # No prices, and no variables of a shell: one of what only maths has is in it.
        "maths": r"\$\$[^$]+\$\$|"
        r"(?<![\\$\w])\$(?=[^$\n]*(?:\\[a-zA-Z]|[\^_]))[^$\n]+(?<!\\)\$(?![\w$])",
        A_CLASS: r"(?<![\w.\])`])\.(?!(?:i?loc|i?at|str|values|columns|args)\b)"
        r"[a-z][\w-]*(?:\.[a-z][\w-]*)*\[",
        "attributes of Pandoc": rf"(?!(?<=\]){SAYS})(?:"
        r"(?<=[\])`])\{[ \t]*(?:[#.][a-zA-Z]|[\w-]+=)[^}\n]*\}|"
        r"\{[ \t]*(?:[#.][a-zA-Z][\w:.-]*|[\w-]+=\"[^\"\n]*\"|-)"
        r"(?:[ \t]+(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s}\"]+)))*[ \t]*\}[ \t]*$)",
        "a table of Pandoc": r"\A\+(?:[-=:]{3,}\+)+$",
        "a definition of Pandoc": r"(?<=\n)[:~][ \t]{2,}\S.*",
        "a block of lines of Pandoc": r"\A\|[ \t]+[^|\n]+$",
        "a numbered example of Pandoc": r"^\(@[\w-]*\)[ \t]+\S.*",
        "a subscript of Pandoc": r"(?<=[A-Za-z0-9)])(?<!~)~[A-Za-z0-9+-]{1,8}~(?!~)",
        "a superscript of Pandoc": r"(?<=[A-Za-z0-9)])\^[A-Za-z0-9+-]{1,8}\^(?![\^_])",
        "a command of LaTeX": r"^\\(?:(?:page|new)?(?:break|page)|clearpage|pause|"
        r"[a-z]+(?:\{[^}\n]*\})+)$",
        "an admonition of Python-Markdown": r"^!!![ \t]+\w.*",
        "an alert of GitHub": r"\A\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]",
        "a callout of Obsidian": r"\A\[!(?!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])\w+\][+-]?",
        A_FOOTNOTE: r"(?<=[\w.,;:!?)»”])\^\[[^\]\n]{2,}\](?![+*?$])|\[\^\d+\]|"
        r"(?<=[\w.,;!?)])\[\^[\w-]+\]|^\[\^[\w-]+\]:",
        "a command of GitPitch": r"@\[\d[\d,-]*\]|"
        r"@(?:title|color|size|css|fa|emoji|note|quote|box|img|snap|ul|ol|uml|div)\[|"
        r"@(?:ul|ol|snap|box|div|quote)end\b|^@(?:ul|ol|snap)[ \t]*$",
        "a role of MyST": r"(?<![\w`{])\{[a-z][\w:-]*\}(?=`)",
        "a label of MyST": r"\A\([\w-]+\)=$",
        "a picture, or a note, of Obsidian": r"!\[\[[^\[\]\n]+\]\]",
        "a link of Obsidian": r"(?<![\w!\[\])])\[\[[^\[\]\n,]+\]\](?!\])",
        "a table of contents of HackMD": r"^\[(?:TOC|toc)\]$",
        "a mark of HackMD": r"(?<![=\w!<>])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])",
        "a picture of HackMD, with its size": r"!\[[^\]\n]*\]\([^)\n]*[ \t]=\d*%?x\d*%?\)",
        "a tag of HackMD": r"\{%[ \t]*"
        r"(?:youtube|vimeo|hackmd|gist|slideshare|speakerdeck|pdf|figma)\b[^%\n]*%\}",
        "a group of code of Slidev": r"^::code-group\b.*",
        "a variable of a template": r"\{\{[^{}\n]+\}\}",
        "an icon of Slidev": r"<[a-z][\w-]*:[a-z][^<>\n]*/>",
        "a task of a list": r"\A\[[ xX]\][ \t]+\S.*",
        "a session of IPython": r"^(?:In |Out ?)\[\d+\]:.*",
    }.items()
}
DEFINES_A_FOOTNOTE = re.compile(r" {0,3}\[\^[\w-]+\]:")
EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")
NEWLINE = re.compile(r"\r\n?|\n")
INCLUDES = re.compile(r"^<<<[ \t]+(?:@/|\./)*([^\s{#]+).*", re.MULTILINE)
# Of MyST, and not the language of a cell of Quarto.
DIRECTIVE = re.compile(r"\{([a-z][\w:-]*)\}[ \t]*(\S*).*")
COLUMNS = re.compile(r"\[\.column\]|\{?[^}]*(?<![\w-])(?:columns|multicolumn)(?![\w-]).*|::right::")
COLUMNS_OF_HTML = re.compile(
    r"""<div\b[^>]*\b(?:class=["'][^"'>]*(?<![\w-])(?:columns|flex|multicolumn|grid-cols-\d+|row)(?![\w-])|"""
    r"""style=["'][^"'>]*\b(?:display\s*:\s*(?:flex|grid)|float\s*:\s*(?:left|right)))[^>]*>"""
)
# One of these is in all of them, and in few texts.
OF_COLUMNS = re.compile("col|flex|float|grid|row")
SPOILER = re.compile(r"spoiler\b.*")
# Of Pandoc, Docusaurus, VitePress, HackMD.
BOX = re.compile(
    r"\{?\.?(?:callout-\w+|admonition|attention|caution|danger|details|dropdown|error|exercise|hint|"
    r"important|info|margin|note|seealso|sidebar|solution|success|tip|topic|warning)\b.*"
)
# Of Pandoc, as wide as its columns.
RULES_OF_A_TABLE = re.compile(r"-{2,}(?:[ \t]+-{2,})+")
DIAGRAM = re.compile(r"mermaid\b|plantuml\b|md[ \t]+magic-move\b")


def has_footnotes(text: str, tokens: Iterable[Token]) -> bool:
    """Return whether a text, of which the tokens are given, defines a footnote outside of code."""
    code = {
        line
        for token in tokens
        if token.type in ("fence", "code_block")
        for line in lines_of(token)
    }
    lines = enumerate(NEWLINE.split(text), 1)
    return any(DEFINES_A_FOOTNOTE.match(line) and at not in code for at, line in lines)


def foreign(token: Token, *, footnotes: bool) -> Iterator[tuple[int, *Told]]:
    """Yield the lines of a token with what another tool reads there, and what to do.

    `footnotes` says whether the deck defines any: elsewhere, “[^1]” is none.
    """
    if not token.map:
        return
    line = lines_of(token).start
    if token.type == "container":
        yield from ((line, *told) for told in _of_container(token))
    elif token.type == "hr" and RULES_OF_A_TABLE.fullmatch(token.info):
        table = f"“{token.info}”, a table of Pandoc, shown as text"
        yield line, table, "a table of “|”", "write it so, or in a ```text fence"
    elif token.type == "fence":
        yield from ((line, *told) for told in _of_fence(token))
    elif token.type == "html_block":
        html = token.content if OF_COLUMNS.search(token.content) else ""
        for found in COLUMNS_OF_HTML.finditer(html):
            yield _at(line, token.content, found), *_columns(found[0])
    elif token.type == "inline":
        yield from _in_text(token, line, footnotes)


def _of_container(token: Token) -> Iterator[Told]:
    if COLUMNS.fullmatch(token.info):
        yield _columns(token.info)
    elif SPOILER.fullmatch(token.info):
        yield f"“::: {token.info}”, which is shown at once", "no spoiler", "remove it"
    elif CLASS.fullmatch(token.info):
        yield _class(token.info)
    elif COMMAND_OF_DECKSET.fullmatch(token.info):
        command = f"“{token.info}”, a command of Deckset, which changes nothing here"
        yield command, "none", "remove it"
    elif token.info == PAUSE:
        yield f"“{PAUSE}”, a pause of Pandoc, which is none here", "no pause", "remove it"
    elif BOX.fullmatch(token.info):
        box = f"“{token.markup or '::: '}{token.info}”, of which only the text below is shown"
        yield box, "a quotation", "write “>” before its lines"


def _of_fence(token: Token) -> Iterator[Told]:
    if drawn := DIAGRAM.match(token.info):
        diagram = f"“{drawn[0]}”, which is drawn elsewhere, and shown as text"
        yield diagram, "a picture, or code", "draw it, or write ```text"
    elif (of_myst := DIRECTIVE.fullmatch(token.info)) and _is_no_language(of_myst[1]):
        is_picture = of_myst[1] in ("figure", "image")
        remedy = f"write ![]({of_myst[2]})" if is_picture else "write it otherwise, or ```text"
        directive = f"“{token.markup}{token.info}”, a directive of MyST, shown as text"
        yield directive, "Markdown", remedy


def _in_text(token: Token, line: int, footnotes: bool) -> Iterator[tuple[int, *Told]]:
    text = outside_code(token)
    for found in INCLUDES.finditer(text):
        yield _at(line, text, found), *not_included(found)
    told = set()
    left_out = {one.content for one in token.children or () if one.type == LEFT_OUT}
    if of_heading := token.meta.get(LEFT_OUT):
        yield line, *_left_out(of_heading)
    for what, found in _syntax(text):
        at = _at(line, text, found)
        written = token.content[slice(*found.span())]
        if written in left_out:
            if what == A_CLASS:
                yield at, *_class(written)
            elif not FRAGMENT.search(written):
                yield at, *_left_out(written)
            continue
        if what == A_FOOTNOTE and found[0].startswith("[") and not footnotes:
            continue
        # Of a kind, the first of a line is enough.
        if (at, what) not in told:
            told.add((at, what))
            yield at, *_as_text(written, what)


def _syntax(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for what, pattern in SYNTAX.items():
        for found in pattern.finditer(text):
            yield what, found
    for found in EMOJI.finditer(text):
        if _is_emoji(found[0]):
            yield "an emoji", found


def not_included(found: re.Match[str]) -> Told:
    """Return the problem of a file that Slidev would include."""
    remedy = f"write “include:{found[1]}” after the language of a fence"
    return f"“{found[0].strip()}”, which is not included", "a fence with its file", remedy


def _at(line: int, text: str, found: re.Match[str]) -> int:
    return line + text.count("\n", 0, found.start())


def _is_no_language(name: str) -> bool:
    return not (name.startswith("code") or name in {*ASSERTED, *ALIASES} or lexer(name))


def _columns(what: str) -> Told:
    found = f"“{what}”, columns that are shown one under another"
    return found, "one column", "leave out what makes columns"


def _left_out(attributes: str) -> Told:
    found = f"“{attributes}”, attributes of Pandoc, which change nothing here"
    return found, "none", "remove them"


def _class(opening: str) -> Told:
    found = f"“{opening}”, {A_CLASS}, which changes nothing here"
    return found, "none", "remove it, and its “]”"


def _as_text(written: str, what: str) -> Told:
    shown = " ".join(written.split())
    found = f"“{shown}”, {what}, shown as text"
    return found, "Markdown", "write it otherwise, or in backquotes if it is a text"


def _is_emoji(name: str) -> bool:
    # Not at the top: it takes long to load, and few decks have any.
    import emoji

    return emoji.emojize(name, language="alias") != name
