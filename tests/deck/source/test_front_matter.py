"""What front matter says is shown, or is told."""

import json
import subprocess
from itertools import product

import pytest

from deck.run.apart.node import node
from deck.source.metadata import is_language
from deck.source.parse import parse

# What may stand in the tag of a language, at its place, and what may not.
SUBTAGS = "fr ast F latn GB 419 1994 1606nict rozaj Rozaj oxendict a x quebecois".split()
KNOWN_BY_INTL = """
const isKnown = (tag) => { try { return Intl.getCanonicalLocales(tag)[0]; } catch { return ""; } };
const tags = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(tags.filter(isKnown)));
"""


def titles(*front):
    """The first titles of a deck of Pandoc, and what is told of it."""
    deck = parse("\n".join(["---", *front, "output: x", "---", "", "# One"]), "deck.md")
    return [slide.title for slide in deck.slides], [str(problem) for problem in deck.problems]


def test_a_title_may_be_a_word_that_stands_elsewhere_for_a_day():
    """Quarto writes the day in the place of `today` where a date is asked for alone."""
    assert titles("title: today", "author: now", "date: today") == (["today", "One"], [])


def test_a_title_may_be_a_day():
    """YAML reads it as a date."""
    assert titles("title: 2026-01-31") == (["2026-01-31", "One"], [])


@pytest.mark.parametrize("title", ["{a: 1}", "[{a: 1}]"])
def test_a_title_that_is_no_text_is_told(title):
    """No slide can be made of it, nor of its author alone."""
    shown = title.replace("a", "'a'")
    message = f"deck.md:3: “title: {shown}”, expected a text; write it between quotes"
    assert titles("author: Me", f"title: {title}") == (["One"], [message])


def test_a_language_is_one_that_a_browser_has():
    """The page has it write the time, and numbers, in that language."""
    tags = ["-".join(some) for count in (1, 2, 3, 4) for some in product(SUBTAGS, repeat=count)]
    taken = [tag for tag in tags if is_language(tag)]
    asked = json.dumps(taken)
    done = subprocess.run(
        [node(), "-e", KNOWN_BY_INTL], input=asked, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == taken != []


@pytest.mark.parametrize(
    "tag",
    ["fr", "EN", "ast", "en-GB", "es-419", "zh-Hant", "zh-Hans-CN", "de-1996", "sl-rozaj-1994"],
)
def test_a_language_may_have_a_script_a_region_and_variants(tag):
    """As in RFC 5646."""
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["fr-F", "en-a", "fr-FR-FR", "f", "french", "sl-rozaj-ROZAJ", "fr-", "fr_FR", "fr\n", ""]
)
def test_what_is_no_tag_of_a_language_is_told(tag):
    """The window of the speaker would not open."""
    front = f"---\nlang: {json.dumps(tag)}\n---\n# One\n"
    deck = parse(front, "deck.md")
    found = str(deck.problems[0])
    assert found.endswith(
        "expected the tag of a language, as fr or en-GB; correct it, between quotes"
    )
    assert (found.split(" ")[0], len(deck.problems), deck.lang) == ("deck.md:2:", 1, "fr")
