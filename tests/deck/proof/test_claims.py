"""A claim is found by its quote, whatever changes in the sentence but does not change the claim."""

from pathlib import Path

import pytest

from deck.proof.quotes import claims
from deck.source.load import load
from deck.source.parse import parse
from deck.source.problems import DeckError
from tests.deck.proof.quoting import says

SAMPLE = Path(__file__).parent / "claims" / "states_things.md"


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
    "ne|n'est|pas|Jamais|sans|not|isn't|never|im|2|`x`|[x](y)|rarement|only|presque"
    "|à tort|croit-on|il paraît qu'il devrait être|faussement"
    "|exclusivement|une seule|certaines|quelques|sans doute|je doute que".split("|"),
)
def test_an_ellipsis_stands_for_nothing_that_turns_a_claim(between):
    """No negation, no number, no code, no link, and no part of the next word."""
    space = "" if between == "im" else " "
    assert says(f"C'est {between}{space}possible", "C'est … possible") is None


@pytest.mark.parametrize(
    "between", "not|isn't|isn´t|never|fails|far from|only|more|2|`x`|doubted by nobody".split("|")
)
def test_what_turns_a_claim_in_english_turns_it_in_an_english_deck(between):
    """As it does in a French one, whose speaker may quote English."""
    for lang in ("en", "en-GB", "fr"):
        assert says(f"It is {between} possible", "It is … possible", lang) is None


@pytest.mark.parametrize("between", ["at this point", "plus", "hors", "by an exception"])
def test_what_turns_a_claim_in_french_turns_none_in_an_english_deck(between):
    """Some of its words are harmless in English."""
    assert says(f"It is {between} possible", "It is … possible", "en") == {}
    assert says(f"It is {between} possible", "It is … possible", "fr") is None


def test_what_is_struck_out_is_said_no_more():
    """The room sees it crossed."""
    assert says("Elle ~~renvoie~~ `2`", "Elle renvoie `{value}`") is None
    assert says("Elle ~~renvoie~~ `2`", "Elle ~~renvoie~~ `{value}`") == {"value": "2"}


def test_an_ellipsis_in_a_choice_stands_for_what_turns_nothing_there():
    """The words beside it are as needed as those of any quote."""
    quote = "{Une coroutine est …|C'est une … fonction} de `a`"
    assert says("Une coroutine est une sorte de `a`", quote) == {}
    assert says("C'est une certaine fonction de `a`", quote) == {}
    assert says("Rien de `a`", quote) is None
    assert says("C'est une autre chose de `a`", quote) is None


def test_an_ellipsis_within_a_word_stands_for_its_end():
    """So a word may be inflected."""
    assert says("Une fonction suspendue", "Une fonction suspend…") == {}


def test_values_are_words_or_code_or_parts_of_links():
    """Each is what stands in the place of its name."""
    sentence = "Voir [`a b`](https://x.org/pep-0492/#s) et PEP 342"
    quote = "Voir [`{code}`](https://{site}/pep-{pep}/#{section}) et PEP {number}"
    values = {"code": "a b", "site": "x.org", "pep": "0492", "section": "s", "number": "342"}
    assert says(sentence, quote) == values


def test_sentences_and_titles_with_code_or_a_pep_must_be_claimed():
    """Plain ones need not; the place of each is its own line."""
    deck = load(SAMPLE)
    claimed = claims.find(deck, "Le résultat est dans l'attribut `{name}`")
    problems = claims.unclaimed(deck, claimed)
    assert [(problem.line, problem.found) for problem in problems] == [
        (line, f"slide 1 “A title with code claims” says « {text} », which no test claims")
        for line, text in [
            (1, "# A title with `code` claims"),
            (4, "Une autre phrase avec `code` sur deux lignes !"),
            (7, "voir la PEP 342"),
            (8, "un [lien](https://peps.python.org/pep-0492/#abstract)"),
            (12, "Dans les notes, `send(None)` aussi."),
        ]
    ]


def test_a_slide_of_which_no_test_claims_anything_is_left_unproved():
    """So that a slide can be added; what is added to one that tests speak of must be claimed."""
    deck = parse("# A\n\nUne `a`.\n\n# B\n\nUne `b`. Et `c`.\n", "deck.md")
    (problem,) = claims.unclaimed(deck, claims.find(deck, "Une `b`"))
    assert problem.found == "slide 2 “B” says « Et `c`. », which no test claims"


@pytest.mark.parametrize(
    "after, is_told",
    [
        ("Mais si !", True),
        ("Ou 5.", True),
        ("Enfin, pas toujours.", True),
        ("Enfin, ce n'est pas vrai.", True),
        ("Faux !", True),
        ("C'est l'inverse.", True),
        ("C'est tout.", False),
        ("…", False),
        ("Pas de question ?", False),
        ("Voir page 3.", False),
        ("Ne pas traîner ici.", False),
        ("Ne pas confondre avec ce que le noyau fait.", False),
    ],
)
def test_a_few_words_that_may_turn_the_claim_before_them_must_be_claimed(after, is_told):
    """Else a deck takes back what a test proves; more words speak of something else."""
    deck = parse(f"# A\n\nSeul. Une `a` est une chose. {after}\n", "deck.md")
    claimed = claims.find(deck, "Une `a` est une chose")
    told = [(problem.found, problem.remedy) for problem in claims.unclaimed(deck, claimed)]
    remedy = "quote it, as @claim(…), by the test that does; "
    remedy += "or say it before what it follows, if it turns nothing"
    assert told == [(f"slide 1 “A” says « {after} », which no test claims", remedy)] * is_told


def test_a_few_words_below_a_title_take_nothing_back():
    """A title names what they are about."""
    deck = parse("# Une `a`\n\nC'est plus court :\n", "deck.md")
    assert list(claims.unclaimed(deck, claims.find(deck, "# Une `a`"))) == []


def test_a_slide_that_repeats_what_another_says_is_one_that_is_added():
    """What stands beside it there is not proved, as on any new slide."""
    deck = parse("# A\n\nUne `a`.\n\n# Rappel\n\nUne `a` ! Et `c`.\n", "deck.md")
    assert list(claims.unclaimed(deck, claims.find(deck, "Une `a`"))) == []


def test_a_slide_of_the_title_of_another_repeats_nothing_by_that():
    """What stands on it must be claimed, as its title is."""
    deck = parse("# Titre\n\nUne chose.\n\n# Titre\n\nEt `c`.\n", "deck.md")
    (problem,) = claims.unclaimed(deck, claims.find(deck, "# Titre"))
    assert problem.found == "slide 2 “Titre” says « Et `c`. », which no test claims"


@pytest.mark.parametrize("rest", ["B (suite)", "B", "B (2/2)"])
def test_slides_of_one_title_say_together_what_one_did(rest):
    """Who divides a slide takes nothing back; a slide of another title is another."""
    text = f"# A\n\n# B\n\n```python name:b\n```\n\nUne `a`.\n\n# {rest}\n\nUn `c`.\n"
    deck = parse(text, "deck.md")
    found = claims.find(deck, "Une `a`", "Un `c`", block="b")
    assert [one.sentence.text for one in found] == ["Une `a`.", "Un `c`."]
    with pytest.raises(DeckError):
        other = "# C".join(text.rsplit(f"# {rest}", 1))
        claims.find(parse(other, "deck.md"), "Un `c`", block="b")


def test_a_word_that_becomes_a_link_says_the_same():
    """Where it leads is claimed by who quotes that."""
    sentence = "Une [coroutine](https://a.org) lève [`Stop`](https://b.org)."
    assert says(sentence, "Une coroutine lève `Stop`") == {}
    assert says(sentence, "Une [coroutine](https://b.org) lève `Stop`") is None


def test_a_claim_with_many_choices_names_the_nearest_sentence_to_the_first_of_each():
    """That is how it was said; how else it may be said is much longer than any sentence."""
    choices = "|".join(f"dans la note {number} qui est en bas de la page" for number in range(9))
    with pytest.raises(DeckError) as error:
        claims.find(load(SAMPLE), f"{{Dans les notes|{choices}}}, `send(None)` jamais")
    (problem,) = error.value.problems
    said = "slide 1 “A title with code claims” says « Dans les notes, `send(None)` aussi. »"
    assert (problem.line, problem.found) == (12, said)


def test_a_claim_that_the_deck_does_not_say_names_the_nearest_sentence():
    """The message has both, so that it is seen what changed."""
    with pytest.raises(DeckError) as error:
        claims.find(load(SAMPLE), "Dans les notes, `send(None)` jamais")
    assert str(error.value) == (
        f"{SAMPLE}:12: slide 1 “A title with code claims” says « Dans les notes,"
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


TALK = """# The talk

## Native **coroutines**

```python name:native
```

They are `async`. Said twice.

## Other coroutines

They are made. Said twice.
"""


def found(*quotes: str, block: str | None = None) -> list[tuple[int, str]]:
    """List what a claim finds in a small talk: the slides, and what they say."""
    talk = parse(TALK, "deck.md")
    return [
        (match.slide.number, match.sentence.text)
        for match in claims.find(talk, *quotes, block=block)
    ]


def test_a_title_is_claimed_as_a_sentence_is():
    """Its quote begins as a heading of Markdown does, whatever its level."""
    assert found("# Native coroutine{|s}") == [(2, "# Native coroutines")]
    assert found("# {Other|More} …") == [(3, "# Other coroutines")]
    with pytest.raises(DeckError):
        found("# They are made")
    with pytest.raises(DeckError):
        found("… native coroutines")


def test_alternatives_stand_for_one_of_them():
    """The author of a test says which words say the same."""
    quote = "{Il|Cela} suspend{|ra} {|vraiment }tout"
    assert says("cela suspendra tout", quote) == {}
    assert says("Il suspend vraiment tout", quote) == {}
    assert says("Python suspend tout", quote) is None
    assert says("Il suspend presque tout", quote) is None


def test_all_that_a_claim_quotes_is_said_by_one_slide():
    """What another slide says, too, is not meant."""
    assert found("Said twice") == [(2, "Said twice."), (3, "Said twice.")]
    assert found("Said twice", "# Other coroutines") == [
        (3, "Said twice."),
        (3, "# Other coroutines"),
    ]
    assert found("Said twice", block="native") == [(2, "Said twice.")]


@pytest.mark.parametrize(
    "quotes, block, message",
    [
        (
            ["They are made", "# Native coroutines"],
            None,
            "deck.md:10: slide 3 “Other coroutines” says « # Other coroutines », expected"
            " « # Native coroutines », which a test proves; correct the title, or its quote in the"
            " test if that still proves it",
        ),
        (
            ["# Callback hell"],
            "native",
            "deck.md:3: slide 2 “Native coroutines” says « # Native coroutines », expected"
            " « # Callback hell », which a test proves; correct the title, or its quote in the"
            " test if that still proves it",
        ),
        (
            ["# 0123456789"],
            None,
            "deck.md:1: no such title, expected « # 0123456789 »; write it, or drop its test",
        ),
        (
            ["# Native coroutines"],
            "lost",
            "deck.md:1: no block “lost”, expected it, as a test claims what its slide says;"
            " name it",
        ),
    ],
)
def test_a_slide_that_does_not_say_it_is_named(quotes, block, message):
    """What it says of that kind is beside what was expected of it."""
    with pytest.raises(DeckError) as error:
        found(*quotes, block=block)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "title", ["Obtenir le résultat (2)", "Obtenir le résultat (2/3)", "Obtenir le résultat (suite)"]
)
def test_what_tells_slides_of_one_title_apart_changes_no_claim(title):
    """A number that is part of what the title says does."""
    deck = parse(f"# {title}\n", "deck.md")
    assert claims.find(deck, "# Obtenir le résultat")
    with pytest.raises(DeckError):
        claims.find(parse("# Obtenir le résultat 2\n", "deck.md"), "# Obtenir le résultat")


@pytest.mark.parametrize(
    "rest", [" : en parallèle", " – des générateurs", ", avec des threads", " (du multiprocessing)"]
)
def test_what_a_title_adds_is_claimed_too(rest):
    """It may be false, whatever its words."""
    with pytest.raises(DeckError):
        claims.find(parse(f"# Obtenir le résultat{rest}\n", "deck.md"), "# Obtenir le résultat")


def test_values_alone_are_claimed_to_the_letter():
    """A word between them says nothing, and without it any two words would be what is quoted."""
    assert claims.find(parse("# Deux et trois\n", "deck.md"), "# {one} {et|,} {other}")
    with pytest.raises(DeckError):
        claims.find(parse("# Deux mots\n", "deck.md"), "# {one} {et|,} {other}")


@pytest.mark.parametrize("title", ["Comment obtenir le résultat ?", "Comment obtenir le résultat"])
def test_a_title_that_asks_how_claims_what_it_names(title):
    """To ask whether, or why, is something else."""
    assert claims.find(parse(f"# {title}\n", "deck.md"), "# Obtenir le résultat")
    for other in ("Obtenir le résultat ?", "Pourquoi obtenir le résultat ?", "Comment ? Obtenir"):
        with pytest.raises(DeckError):
            claims.find(parse(f"# {other}\n", "deck.md"), "# Obtenir le résultat")


@pytest.mark.parametrize(
    "title", ["Qu'est-ce qu'un résultat ?", "Qu’est-ce que le résultat", "What is un résultat?"]
)
def test_a_title_that_asks_what_something_is_claims_what_it_names(title):
    """Its article says no more than that of a title without the question."""
    assert claims.find(parse(f"# {title}\n", "deck.md"), "# Résultat")
    with pytest.raises(DeckError):
        claims.find(parse(f"# {title}\n", "deck.md"), "# Résultats partiels")


def test_a_title_says_nothing_together_with_a_sentence():
    """It claims by itself."""
    with pytest.raises(DeckError):
        claims.find(parse("# Une chose\n\nQui peut `b`.\n", "deck.md"), "# Une chose qui peut `b`")


def test_two_sentences_in_a_row_may_say_what_one_did():
    """Both are claimed then; a third one that belongs to none is not."""
    deck = parse("# A\n\nUne `a` est une chose. Il peut `b`. Et `c`.\n", "deck.md")
    quote = "Une `a` est une chose qui peut `b`"
    claimed = claims.find(deck, quote)
    assert [one.sentence.text for one in claimed] == ["Une `a` est une chose.", "Il peut `b`."]
    (problem,) = claims.unclaimed(deck, claimed)
    assert problem.found == "slide 1 “A” says « Et `c`. », which no test claims"


@pytest.mark.parametrize("end", [".", " ;"])
def test_two_sentences_in_a_row_may_say_what_one_told_apart(end):
    """What « but » joined in a quote may be two sentences, each of which a quote may say alone."""
    deck = parse(f"# A\n\nOn n'a pas `a`{end} `b` est là.\n", "deck.md")
    said = [f"On n'a pas `a`{end}", "`b` est là."]
    apart = ["On n'a pas `a`, mais `b` est là"]
    for quotes in (apart, ["On n'a pas `a`", "`b` est là"]):
        claimed = claims.find(deck, *quotes)
        assert [one.sentence.text for one in claimed] == said
        assert list(claims.unclaimed(deck, claimed)) == []


def test_a_value_ends_before_a_comma():
    """It separates words, and is part of none."""
    for sentence in ("Du yield, on sort.", "Du yield on sort."):
        assert says(sentence, "Du {word} on sort") == {"word": "yield"}
