"""The author's loop: from the write of a file to the screen, and to the verdict."""

from collections.abc import Iterator
from itertools import count

import yaml

from deck.bench.author import Author, at_work
from deck.bench.clock import medians
from deck.bench.figures import Figure
from deck.bench.samples import DECK, Sample
from deck.bench.windows import chromium

SAVES, VERDICTS = 20, 5
ON_SCREEN, BIG_ON_SCREEN, VERDICT = 0.150, 1.0, 1.0
STYLE, TEMPLATE = "deck/page/style/page.css", "deck/page/template.html.jinja"
SCRIPT = "deck/page/first/start.js"
CONFIGURATION = "mkslides.yml"
SPACED = ".reveal :is(h1, h2) {{ letter-spacing: {}px; }}"
SPACES = """
const spaced = new CSSStyleSheet();
spaced.replaceSync("{}");
document.adoptedStyleSheets.push(spaced);
"""


def figures(samples: list[Sample]) -> Iterator[Figure]:
    """Time the saves of a deck, of the page's style, of mkslides.yml, and the verdict."""
    small, big = samples[0], samples[-1]
    with chromium() as browser:
        with at_work(browser, small) as author:
            yield _median(f"save to screen, {small}", _titles(author), ON_SCREEN)
            yield _median("save of page.css to screen", _styles(author), ON_SCREEN)
            yield _median("save of mkslides.yml to screen", _configurations(author), ON_SCREEN)
            yield _median("save of the template to screen", _templates(author), ON_SCREEN)
            yield _median("save of a script to screen", _scripts(author), ON_SCREEN)
            if author.stated:
                yield _median("save to verdict", _verdicts(author), VERDICT, VERDICTS)
        with at_work(browser, big) as author:
            yield _median(f"save to screen, {big}", _titles(author), BIG_ON_SCREEN)


def _median(what: str, saves: Iterator[float], budget: float, times: int = SAVES) -> Figure:
    (taken,) = medians(times, lambda: next(saves))
    return Figure(what, taken, budget=budget)


def _titles(author: Author) -> Iterator[float]:
    lines = author.read(DECK).split("\n")
    at = author.slide.line - 1
    for number in count(1):
        text = "\n".join([*lines[:at], f"{lines[at]} №{number}", *lines[at + 1 :]])
        yield author.save(DECK, text, f"№{number}|")


def _styles(author: Author) -> Iterator[float]:
    style = author.read(STYLE)
    for number in count(1):
        text = f"{style}\n{SPACED.format(number)}\n"
        yield author.save(STYLE, text, f"|{number}px|")


def _templates(author: Author) -> Iterator[float]:
    template = author.read(TEMPLATE)
    for number in count(101):
        style = f"<style>{SPACED.format(number)}</style>"
        text = template.replace("</head>", f"{style}\n</head>")
        yield author.save(TEMPLATE, text, f"|{number}px|")


def _scripts(author: Author) -> Iterator[float]:
    script = author.read(SCRIPT)
    for number in count(201):
        text = script + SPACES.format(SPACED.format(number))
        yield author.save(SCRIPT, text, f"|{number}px|")


def _configurations(author: Author) -> Iterator[float]:
    """Show the slide's number alone, and then with how many there are, in turn."""
    configuration = yaml.safe_load(author.read(CONFIGURATION))
    here = author.slide.number
    for number in count(1):
        kind, sign = ("c", f"|{here}|") if number % 2 else ("c/t", f"|{here}/")
        configuration["revealjs"]["slideNumber"] = kind
        yield author.save(CONFIGURATION, yaml.safe_dump(configuration), sign)


def _verdicts(author: Author) -> Iterator[float]:
    """State a wrong output, until it is told, and then again what was stated."""
    text = author.read(DECK)
    lines = text.split("\n")
    assert author.stated and author.stated.output
    at = author.stated.output.line - 1
    for number in count(1):
        wrong = "\n".join([*lines[:at], f"wrong {number}", *lines[at + 1 :]])
        yield author.save(DECK, wrong, "|band wrong|")
        author.save(DECK, text, "|band checked|")
