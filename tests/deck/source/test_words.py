"""Each language has all the words of the interface, and nothing says one that is not among them."""

import json
import keyword
import re
from collections.abc import Iterator

import pytest

from deck.source.parse import parse
from deck.source.words import DEFAULT, FOLDER, language_of, turning, words
from tests.paths import ROOT

CATALOGUES = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.iterdir()}
OTHERS = sorted(CATALOGUES.keys() - {DEFAULT})
VALUE = re.compile(r"\{(\w*)\}")
SPOKEN = [
    path
    for folder in ("page", "paper", "publish", "live", "trace", "bench")
    for path in (ROOT / "deck" / folder).rglob("*")
    if path.suffix in (".py", ".js", ".jinja", ".css")
]
# A name in the code, or the form of some.
LITERAL = re.compile(r"[\"'`]([\w.]*(?:\$\{[^}]*\}[\w.]*)*)[\"'`]")
VARIABLE = re.compile(r"(\$\{[^}]*\})")
ASKED = re.compile(r"(?:phrase\(|\bwords\[|\bWORDS\[|\bsaid\[)[\"'`]([^\"'`]+)[\"'`]")
COMMENT = re.compile(r"//[^\n]*|^\s*#[^\n]*|/\*.*?\*/|\"\"\".*?\"\"\"", re.DOTALL | re.MULTILINE)
FRENCH = re.compile(r"[àâçéèêëîïôœùûÀÂÇÉÈÊËÎÏÔŒÙÛ\u202f]")


def names(lang: str) -> dict[str, set[str]]:
    """Map the name of each word of a language to the values that are put in, by any kind."""
    found: dict[str, set[str]] = {}
    for name, text in CATALOGUES[lang]["words"].items():
        found.setdefault(name.partition("/")[0], set()).update(VALUE.findall(text))
    return found


@pytest.mark.parametrize("lang", OTHERS)
def test_each_language_has_the_same_words_with_the_same_values(lang):
    """A name that one has and another lacks is nothing to show, or is never shown."""
    assert names(lang) == names(DEFAULT)
    assert CATALOGUES[lang].keys() == CATALOGUES[DEFAULT].keys()


@pytest.mark.parametrize("lang", CATALOGUES)
def test_words_of_a_kind_are_beside_those_of_the_others(lang):
    """They differ, and have the same values; braces are for values alone."""
    said = CATALOGUES[lang]["words"]
    for name, text in said.items():
        assert not re.search(r"[{}]", VALUE.sub("", text)), name
        other, _, kind = name.partition("/")
        assert not kind or said[other] != text, name
        assert set(VALUE.findall(said[other])) == set(VALUE.findall(text)), name


def literals() -> Iterator[str]:
    for path in (*SPOKEN, *(ROOT / "deck" / "source").rglob("*.py")):
        yield from LITERAL.findall(path.read_text("utf-8"))


def test_each_word_is_said_somewhere():
    """One that nothing names is left of what was."""
    forms = [
        "".join(
            ".+" if piece.startswith("$") else re.escape(piece) for piece in VARIABLE.split(one)
        )
        for one in set(literals())
        if not VARIABLE.fullmatch(one)
    ]
    said = re.compile("|".join(forms))
    assert [name for name in names(DEFAULT) if not said.fullmatch(name)] == []


def test_what_is_asked_for_is_in_the_catalogue():
    """A misspelt name would be seen on stage."""
    asked = {one for path in SPOKEN for one in ASKED.findall(path.read_text("utf-8"))}
    whole = {one for one in asked if "$" not in one}
    assert whole - names(DEFAULT).keys() == set()
    assert len(whole) > 20


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.name)
def test_no_code_speaks_french(path):
    """The words of the room are in the catalogue alone."""
    code = COMMENT.sub("", path.read_text("utf-8"))
    assert FRENCH.findall(code) == []


def test_english_has_no_french_letters():
    """What is left to translate is seen."""
    assert FRENCH.findall(json.dumps(CATALOGUES["en"], ensure_ascii=False)) == []


@pytest.mark.parametrize(
    ("lang", "known"),
    [("fr", "fr"), ("fr-CA", "fr"), ("en-GB", "en"), ("EN", "en"), ("de", "fr")],
)
def test_a_language_goes_by_the_first_part_of_its_tag(lang, known):
    """One that nobody has written down speaks French."""
    deck = parse(f"---\nlang: {lang}\n---\n# One\n", "deck.md")
    assert deck.lang == lang
    assert words(deck.lang) == CATALOGUES[known]["words"]


def test_a_deck_that_names_no_language_is_french():
    """As all were, before there were others."""
    assert parse("# Un\n", "deck.md").lang == "fr"


@pytest.mark.parametrize(
    ("written", "found"),
    [("de_DE", "de_DE"), ("../en", "../en"), ("no", "False"), ("[en]", "['en']"), ("", "None")],
)
def test_what_is_no_language_is_told(written, found):
    """YAML takes the tag of Norwegian for a no."""
    deck = parse(f"---\nlang: {written}\n---\n# One\n", "deck.md")
    assert deck.lang == "fr"
    assert list(map(str, deck.problems)) == [
        f"deck.md:2: “lang: {found}”, expected the tag of a language, as fr or en-GB;"
        " correct it, between quotes"
    ]


@pytest.mark.parametrize(
    ("title", "found"),
    [("Ours", "Ours"), ("", "One"), ("42", "42"), ('" "', "One"), ('"two\\nlines"', "two lines")],
)
def test_the_title_of_the_front_matter_goes_before_that_of_the_first_slide(title, found):
    """Where there is one."""
    assert parse(f"---\ntitle: {title}\n---\n# One\n", "deck.md").title == found


def test_english_turns_a_claim_in_any_deck_and_other_languages_in_their_own():
    """Speakers quote English; « point » in an English sentence denies nothing."""
    assert set(turning("en")) < set(turning("fr"))
    assert {"jamais", "point", "never", "*n't", "n'*"} <= set(turning("fr-CA"))
    assert {"never", "*n't"} <= set(turning("en-GB"))
    assert not {"jamais", "point", "n'*"} & set(turning("en-GB"))


def test_the_language_of_a_prose_is_told_where_it_is_clear():
    """A text of a few words, or of two languages, has none."""
    english = "What you will see is that the call of a coroutine runs nothing, and it is not a bug."
    french = "Ce que la coroutine rend est une valeur, qui est dans le résultat."
    assert language_of(english) == "en"
    assert language_of(french) == "fr"
    assert language_of("The end of it") == language_of(f"{english} {french}") == ""


def test_a_common_word_is_of_one_language_alone():
    """Nor is it one of Python, of which decks in any language tell."""
    common = {lang: set(one["common"].split()) for lang, one in CATALOGUES.items()}
    for lang, said in common.items():
        others = set().union(*(common[other] for other in common if other != lang))
        assert said & {*others, *keyword.kwlist, *keyword.softkwlist} == set(), lang
