"""A claim is found by its quote, whatever changes in the sentence but does not change the claim."""

from pathlib import Path

import pytest

from deck import claims
from deck.errors import DeckError
from deck.load import load
from deck.parse import parse

SAMPLE = Path(__file__).parent / "claims" / "states_things.md"


def says(sentence: str, quote: str) -> dict[str, str] | None:
    """Return the values of a claim in a sentence, or None when that does not say it."""
    try:
        (match,) = claims.find(parse(f"# Slide\n\n{sentence}\n", "deck.md"), quote)
    except DeckError:
        return None
    return dict(match.values)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le résultat est dans l'attribut `value`.",
        "Le résultat est dans\nl'attribut `value`",
        "Le résultat est dans l’attribut `value`\u202f!",
        "le résultat est *dans* l'attribut **`value`** :",
    ],
)
def test_white_space_emphasis_and_final_stops_change_no_claim(sentence):
    """A sentence may be laid out anew."""
    assert says(sentence, "Le résultat est dans l'attribut `{name}`") == {"name": "value"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Le résultat est dans l'attribut `Value2`.",
        "Le résultat n'est pas dans l'attribut `value`.",
        "Le résultat est dans la méthode `value`.",
        "Le résultat est dans l'attribut value.",
        "Le résultat est dans l'attribut `value` ?",
        "Le résultat est dans l'attribut `value`, parfois.",
    ],
)
def test_any_other_change_of_words_or_of_code_is_another_claim(sentence):
    """Words, code and the question mark count."""
    assert says(sentence, "Le résultat est dans l'attribut `value`") is None


@pytest.mark.parametrize(
    "between", ["", "donc", "bien sûr,", "toujours", "(on l'a vu)", "as you can see"]
)
def test_an_ellipsis_stands_for_words_that_may_change(between):
    """The author of a test says where they may."""
    assert says(f"C'est {between} possible", "C'est … possible") == {}


@pytest.mark.parametrize(
    "between",
    "ne|n'est|pas|Jamais|sans|not|isn't|never|im|2|`x`|[x](y)|rarement|only|presque".split("|"),
)
def test_an_ellipsis_stands_for_nothing_that_turns_a_claim(between):
    """No negation, no number, no code, no link, and no part of the next word."""
    space = "" if between == "im" else " "
    assert says(f"C'est {between}{space}possible", "C'est … possible") is None


def test_an_ellipsis_within_a_word_stands_for_its_end():
    """So a word may be inflected."""
    assert says("Une fonction suspendue", "Une fonction suspend…") == {}


def test_values_are_words_or_code_or_parts_of_links():
    """Each is what stands in the place of its name."""
    sentence = "Voir [`a b`](https://x.org/pep-0492/#s) et PEP 342"
    quote = "Voir [`{code}`](https://{site}/pep-{pep}/#{section}) et PEP {number}"
    values = {"code": "a b", "site": "x.org", "pep": "0492", "section": "s", "number": "342"}
    assert says(sentence, quote) == values


def test_sentences_with_code_or_a_pep_must_be_claimed():
    """Titles and plain sentences need not; the place of each is its own line."""
    problems = claims.unclaimed(load(SAMPLE), ["Le résultat est dans l'attribut `{name}`"])
    assert [(problem.line, problem.found) for problem in problems] == [
        (line, f"slide 1 “A title with code is no sentence” says « {text} », which no test claims")
        for line, text in [
            (4, "Une autre phrase avec `code` sur deux lignes !"),
            (7, "voir la PEP 342"),
            (8, "un [lien](https://peps.python.org/pep-0492/#abstract)"),
            (12, "Dans les notes, `send(None)` aussi."),
        ]
    ]


def test_a_claim_that_the_deck_does_not_say_names_the_nearest_sentence():
    """The message has both, so that it is seen what changed."""
    with pytest.raises(DeckError) as error:
        claims.find(load(SAMPLE), "Dans les notes, `send(None)` jamais")
    assert str(error.value) == (
        f"{SAMPLE}:12: slide 1 “A title with code is no sentence” says « Dans les notes,"
        " `send(None)` aussi. », expected « Dans les notes, `send(None)` jamais », which a test"
        " proves; correct the sentence, or its quote in the test if that still proves it"
    )


def test_a_claim_that_is_like_no_sentence_is_named_alone():
    """There is nothing to compare it with."""
    with pytest.raises(DeckError) as error:
        claims.find(load(SAMPLE), "0123456789")
    assert str(error.value) == (
        f"{SAMPLE}:1: no such sentence, expected « 0123456789 »; write it, or drop its test"
    )
