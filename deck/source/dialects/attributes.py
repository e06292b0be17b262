"""The attributes of reveal.js in comments, as `<!-- .slide: class="wide" -->`."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from deck.source.problems import Reporter
from deck.source.timing import TIMING, is_timing

# https://revealjs.com/markdown, « Element Attributes » and « Slide Attributes ».
DIRECTIVE = re.compile(r"<!--\s*\.(element|slide):(.*?)-->", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
PASSED_ON = re.compile(
    r"class|lang|data-(?:auto-animate\S*|autoslide|background(?!-(?:iframe|video|interactive))\S*|"
    r"fragment-index|id|state|timing|transition\S*)"
)


def give(html: str, line: int, target: Token | None, problem: Reporter) -> dict[str, str]:
    """Give an element the attributes of comments in HTML; return those of the slide.

    `problem` is told of what changes nothing.
    """
    of_slide: dict[str, str] = {}
    for kind, text in DIRECTIVE.findall(html):
        for name, value in _read(text, line, problem):
            if kind == "slide":
                of_slide[name] = value
            elif target and name == "class":
                target.attrJoin(name, value)
            elif target:
                target.attrSet(name, value)
    return of_slide


def _read(text: str, line: int, problem: Reporter) -> Iterator[tuple[str, str]]:
    for name, value in ATTRIBUTE.findall(text):
        if name == TIMING and not is_timing(value):
            expected = f'whole seconds, as {TIMING}="90"'
            problem(line, f"“{name}={value}”", expected, "correct it")
        elif PASSED_ON.fullmatch(name):
            yield name, value
        else:
            found = f"the attribute “{name}”, which changes nothing here"
            problem(line, found, "“class”, or a “data-” of reveal.js", "remove it")
