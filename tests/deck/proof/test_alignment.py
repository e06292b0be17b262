"""A quote is said anew in the words of a sentence, and the words that may turn it are told."""

import pytest

from deck.proof.quotes.alignment import align
from deck.proof.quotes.reworded import Claim, find
from deck.proof.quotes.sense import told, turned
from deck.source.model import Sentence
from deck.source.parse import parse

ANEW = {
    "Bon, hormis `sleep(0)`, ou toute attente": (
        "… à part `{wait}`, ou toute attente",
        "Bon, hormis `{wait}`, ou toute attente",
    ),
    "Il s’agit d'attendre `two()`": (
        "{Ce|Cela} … d'attendre `{call}`",
        "Il s'agit d'attendre `{call}`",
    ),
    "Ça donne `4`, de façon synchrone.": (
        "… donne `{raised}`, de manière {|tout à fait }synchrone",
        "… donne `{raised}`, de façon synchrone",
    ),
    "# Attraper un résultat": ("# {Obtenir|Lire} {un|le} résultat", "# Attraper {un|le} résultat"),
    "L’appel à .send est fait par la boucle (asyncio.run) !": (
        "L'appel de .{method} est fait par la main loop ({runner})",
        "L'appel à .{method} est fait par la boucle ({runner})",
    ),
    "Ces [valeurs](https://x.org/pep-0492/#s) valent": (
        "Les [valeurs](https://{site}/pep-{pep}/#s) valent",
        "Ces [valeurs](https://{site}/pep-{pep}/#s) valent",
    ),
    "C'est un objectif parfait qui a `__await__`": (
        "{C'est|Voici} un obje… implémentant `{method}`",
        "{C'est|Voici} un obje… parfait qui a `{method}`",
    ),
    "# Native machines": ("# {|Les }{coroutine native|native coroutines}", "# Native machines"),
    "Un awaitable est un état": ("Un awaitalbe est un éta…", "Un awaitable est un éta…"),
}
OTHERS = {
    "code": "Elle renvoie `3` et `4`",
    "other code": "Elle donne `yield`",
    "a link": "Elle donne [`await`](https://x.org)",
    "no code": "Elle donne await",
    "a title": "# Elle renvoie `await`",
    "a brace": "Elle donne {x} `await`",
}


@pytest.mark.parametrize("sentence", ANEW)
def test_a_quote_is_said_anew_and_keeps_what_may_change(sentence):
    """Templates, choices and values stand where they did; the words are those of the sentence."""
    quote, anew = ANEW[sentence]
    assert align(quote, Sentence(sentence, 1), "fr").quote == anew


@pytest.mark.parametrize("other", OTHERS)
def test_what_has_other_code_is_not_said_in_other_words(other):
    """Its test has measured something else."""
    assert align("Elle renvoie `await`", Sentence(OTHERS[other], 1), "fr") is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("… à part cela", "Bon, hormis cela", ""),
        ("seulement là", "uniquement là", ""),
        ("It doesn't run", "It does not run", ""),
        ("un état", "des états", ""),
        ("elle affiche", "elle efface", ""),
        ("avec un état", "anti un état", ""),
        ("`not` avant", "`if` avant", ""),
        ("A avant B", "A après B", "“avant” became “après”"),
        ("il la suspend", "il ne la suspend pas", "“ne” came, “pas” came"),
        ("elle n'attend jamais", "elle attend", "“n'attend” went, “jamais” went"),
        ("toutes les tâches", "certaines tâches", "“toutes” became “certaines”"),
        ("la première", "la dernière", "“première” became “dernière”"),
        ("elle peut attendre", "elle doit attendre", "“peut” became “doit”"),
        ("plus tôt", "moins tôt", "“plus” became “moins”"),
        ("2 tâches", "3 tâches", "“2” became “3”"),
        ("deux tâches", "trois tâches", "“deux” became “trois”"),
        ("il est synchrone", "il est asynchrone", "“synchrone” became “asynchrone”"),
        ("un appel possible", "un appel impossible", "“possible” became “impossible”"),
        (
            "la boucle suit la tâche",
            "la tâche suit la boucle",
            "“suit” is elsewhere, “tâche” is elsewhere",
        ),
        ("Elle {toujours|souvent} attend", "Elle attend", "“toujours” went, “souvent” went"),
        ("Elle attend", "Elle attend ?", "“?” came"),
        ("Elle attend `x`", "Elle ~~attend~~ `x`", "“~~” came"),
        ("It runs", "It always runs", "“always” came"),
        ("It runs once", "It runs twice", "“once” became “twice”"),
        ("a hashable value", "an unhashable value", "“hashable” became “unhashable”"),
    ],
)
def test_words_that_may_turn_a_sense_are_told(before, after, expected):
    """Those that say the same turn nothing; of what no list has, nothing is told."""
    assert told(turned(before, after, "fr")) == expected


def pairs(text: str, *claims: Claim) -> tuple[list[tuple[str, str]], list[str]]:
    """List which quotes are said anew by a deck, and what is not sure."""
    reworded, unsure = find(parse(text, "deck.md"), claims)
    return [(one.quote, one.anew) for one in reworded], [str(one) for one in unsure]


def test_two_sentences_that_are_reworded_at_once_are_told_apart():
    """Each is nearer to its own quote."""
    text = "# A\n\nElle donne `1` à la fin. Elle demande `2` au début.\n"
    one, other = "{Il|Elle} renvoie `1` à la fin", "{Il|Elle} attend `2` au début"
    anew = "{Il|Elle} donne `1` à la fin", "{Il|Elle} demande `2` au début"
    assert pairs(text, Claim((one,)), Claim((other,))) == ([*zip((one, other), anew)], [])


def test_what_two_sentences_may_say_is_paired_with_neither():
    """Nor is one sentence with two quotes."""
    text = "# A\n\nElle attend `1` puis.\n\nElle attend `1` vite.\n"
    told = "several sentences, on lines 3 and 5, may say this quote in other words"
    assert pairs(text, Claim(("Elle attend `1` alors",))) == ([], [told])
    told = "line 3 may say in other words this quote, or another"
    claims = Claim(("Elle attend `{a}` alors",)), Claim(("Elle attend `{b}` aussi",))
    assert pairs("# A\n\nElle attend `1` puis.\n", *claims) == ([], [told, told])


def test_a_sentence_that_another_quote_says_is_nobody_elses():
    """But a quote of it that is less strict is of the same sentence."""
    text, lost = "# A\n\nElle attend `1` avec joie.\n", "Elle attend `{n}` avec peine"
    assert pairs(text, Claim((lost,)), Claim(("Elle attend `1` avec joie",))) == ([], [])
    loose = Claim(("Elle attend `{n}` avec …",))
    assert pairs(text, Claim((lost,)), loose) == ([(lost, "Elle attend `{n}` avec joie")], [])


def test_what_a_claim_quotes_beside_or_its_block_tells_the_slide():
    """A sentence of another slide is not meant; one less alike on it is."""
    text = "# A\n\n```python name:one\n```\n\nOn y voit `1`.\n\n# B\n\nElle attend `1` ici-bas.\n"
    quote = "Elle attend `1` ici"
    assert pairs(text, Claim((quote,))) == ([(quote, "Elle attend `1` ici-bas")], [])
    assert pairs(text, Claim((quote, "# A"))) == ([], [])
    assert pairs(text, Claim(("On y lit `1`",), "one")) == ([("On y lit `1`", "On y voit `1`")], [])
