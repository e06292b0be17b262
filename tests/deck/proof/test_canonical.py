"""Sentences that say the same in other words are found by one quote, and others are not."""

import pytest

from deck.source import words
from deck.source.phrasing import GROUPED
from tests.deck.proof.quoting import says


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle retourne `4`, de façon totalement synchrone (asyncio.run).",
        "Bref, elle renvoie, en fait, `4`, de manière complètement synchrone (`asyncio.run`).",
        "Elle `renvoie` donc « `4` », de manière complètement synchrone (asyncio.run).",
    ],
)
def test_words_that_say_the_same_and_that_say_nothing_change_no_claim(sentence):
    """Nor does it to mark a word as code, or to put it in quotes."""
    quote = "Elle renvoie `{value}`, de manière complètement synchrone ({runner})"
    assert says(sentence, quote) == {"value": "4", "runner": "asyncio.run"}


@pytest.mark.parametrize("word", ["coroutine", "fonction", "renvoie", "pas"])
def test_any_word_may_be_marked_as_code_that_the_quote_does_not_mark(word):
    """Whatever its ending; what the quote marks stays code, and code alone."""
    sentence, quote = "Une coroutine ne renvoie pas de fonction `values`.", "une coroutine ne"
    marked = sentence.replace(word, f"`{word}`")
    assert says(marked, f"{quote} renvoie pas de fonction `values`") is not None
    assert says(marked, f"{quote} renvoie pas de fonction `value`") is None
    assert says(marked, f"{quote} renvoie pas de fonction values") is not None
    assert says(sentence, f"{quote} renvoie pas de `fonction` `values`") is None
    assert says(marked, f"{quote.removesuffix(' ne')} renvoie une fonction `values`") is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("L'appel de `send` revient à la boucle.", "L'appel de `send` est fait par la boucle"),
        ("Elle est autorisée à lever `Stop`.", "Elle a le droit de lever `Stop`"),
        ("Le nom désigne ce que lit `tum`.", "Le nom est ce que lit `tum`"),
        ("Il lit `value` grâce au cache.", "Il lit `value` via un cache"),
        ("Calling `tum()` does, while calling `pak()` does.", "`tum()` does, but `pak()` does"),
    ],
)
def test_phrases_of_several_words_say_the_same_as_another(sentence, quote):
    """And neither says the same with another word in it."""
    assert says(sentence, quote) is not None
    assert says(sentence, quote.replace("`", "`x", 1)) is None


def test_a_letter_that_folds_to_two_is_no_letter_of_a_word_that_is_known():
    """« İ » is an i to a pattern that asks for no case, and two letters once it is folded."""
    assert says("Elle renvoie bİen sûr `4`.", "Elle renvoie `{value}`") is None
    assert says("Elle renvoie bIen sûr `4`.", "Elle renvoie `{value}`") == {"value": "4"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle ne renvoie pas `4` via `await`.",
        "Elle renvoie `4` sans `await`.",
        "Elle reçoit `4` via `await`.",
        "Elle renvoie `4` via await.",
        "Elle renvoie `retourne` via `await`.",
        "Elle renvoie `4` via via `await`.",
    ],
)
def test_words_that_say_something_else_change_a_claim(sentence):
    """Code is not said in other words."""
    assert says(sentence, "Elle renvoie `4` via `await`") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Le résultat, `Stop` le reçoit.",
        "`4`, c'est ce que la boucle renvoie dans `Stop`.",
        "Dans `Stop`, `4` est renvoyé par la boucle.",
        "C'est par la boucle que `4` est renvoyé dans `Stop`.",
        "La boucle peut renvoyer `4` dans `Stop`.",
        "La boucle ne renvoie `4` que dans `Stop`.",
        "La boucle ne renvoie pas `4` dans `Stop`.",
        "`4` renvoie la boucle dans `Stop`.",
        "La boucle est renvoyée par `4` dans `Stop`.",
        "La boucle renvoie `Stop` dans `4`.",
        "La boucle renvoie `4` avant `Stop`.",
        "La boucle renvoie `4` via `Stop`.",
        "La boucle renvoie toujours `4` dans `Stop`.",
    ],
)
def test_where_complements_stand_and_the_voice_change_no_claim(sentence):
    """What is done, to what, by what and where does, and so does a word that no list knows."""
    is_same = sentence.startswith(("Dans `Stop`, `4` est", "C'est par la boucle"))
    assert says(sentence, "La boucle renvoie `4` dans `Stop`") == ({} if is_same else None)


def test_what_is_done_is_not_what_does():
    """« On » does what is done by nobody who is named."""
    quote = "Un `a` peut être attendu dans `b`"
    assert says("On peut attendre un `a` dans `b`", quote) == {}
    assert says("Dans `b`, un `a` qu'on peut attendre", quote) == {}
    assert says("Un `a` peut attendre dans `b`", quote) is None
    assert says("On peut cajoler un `a`", "Un `a` peut être cajolé") is None
    assert says("Un `a` qu'on peut cajoler", "On peut cajoler un `a`") == {}
    assert says("Un `a` qui peut cajoler", "On peut cajoler un `a`") is None
    assert says("Un `a` qui peut être attendu par `b`", quote) is None


def test_a_verb_that_is_denied_is_not_the_one_that_was():
    """It is told which of several is."""
    quote = "Appeler `f()` n'exécute pas `a`, mais `g()` le traverse"
    assert says("`a` n'est pas exécuté par `f()`, mais `g()` le traverse", quote) == {}
    assert says("Appeler `f()` n'exécute pas `a` mais `g()` le traverse", quote) == {}
    assert says("Appeler `f()` exécute `a`, mais `g()` ne le traverse pas", quote) is None
    assert says("Appeler `g()` n'exécute pas `a`, mais `f()` le traverse", quote) is None
    assert says("Appeler `f()` n'exécute pas pas `a`, mais `g()` le traverse", quote) is None
    assert says("Appeler `f()` n'exécute jamais `a`, mais `g()` le traverse", quote) is None


@pytest.mark.parametrize(
    "quote, sentence",
    [
        ("Elle renvoie `4` via `a` dans `b`", "Elle renvoie `4` dans `b` via `a`"),
        ("Elle renvoie `4`, complètement synchrone", "Synchrone, complètement, elle renvoie `4`"),
        ("C'est possible : la boucle `a`", "La boucle `a`, c'est possible"),
        (
            "Dans le corps de la boucle, `a` est suspendu",
            "On suspend `a` dans le corps de la boucle",
        ),
        ("`f()` exécute `a`, mais `g()` `b`", "`a` est exécuté par `f()`, mais `b` par `g()`"),
        ("La boucle traverse `a`", "Les boucles traversent `a`"),
        ("It doesn't yield `a`", "It does not yield `a`"),
        ("Elle renvoie `4` dans la boucle `a`", "Elle renvoie `4` dans une boucle : `a`"),
        ("Elle renvoie `4` par la boucle a.run", "Elle renvoie `4` par la boucle, a.run"),
        ("Elle renvoie `4` sans `a`, ou `b`", "Elle renvoie `4` sans `a` ou `b`"),
        ("On peut traverser la pile", "Nous pouvons traverser la pile d'appels"),
        ("La boucle traversera `a`", "La boucle va traverser `a`"),
        ("`a`, mais `b`", "`a`, en revanche `b`"),
        ("`a`, but `b`", "`a`, however `b`"),
        ("C'est possible avec `a`", "Eh bien, normalement, c'est faisable avec `a`"),
        ("Elle donne `4` dans `a`", "Elle produit, le plus souvent, `4` dans `a`"),
        ("Elle suspend `a`, sauf `b`", "Elle suspend `a`, sauf avec `b`"),
        ("Elle suspend `a`, sauf `b`", "Elle suspend `a`, à part en utilisant `b`"),
        ("Eh bien, `a` traverse la pile", "Eh bien… `a` traverse la pile"),
        ("`a` ou une boucle", "Soit `a`, soit une boucle"),
        ("Elle traverse toute pile", "Elle traverse n'importe quelle pile"),
        ("La boucle contient `a`", "`a` est porté par la boucle"),
        ("La boucle implémente `a`", "La boucle possède `a`"),
        ("C'est impossible dans `a`", "Ce n'est pas permis dans `a`"),
        ("Le résultat est dans `a`", "La valeur renvoyée arrive dans `a`"),
        ("La boucle peut être suspendue", "La boucle peut être mise en attente"),
        ("Une boucle peut être suspendue", "Une sorte de boucle peut être interrompue"),
        ("`a` is executed by `b`", "`a` is executed when we call `b`"),
        ("`a` is executed by `b`", "`a` is executed when calling `b`"),
        ("Elle renvoie `a`", "Au final, elle renvoie ainsi `a`"),
        ("On ne peut pas le faire dans `a`", "On ne peut pas faire ça dans `a`"),
        ("`a` ou une boucle", "`a`, sinon une boucle"),
        ("La boucle est `a`, qui peut `b`", "La boucle est `a`, laquelle a le droit de `b`"),
        ("Elle renvoie `a` jusqu'à `b`", "Elle renvoie `a` pour arriver à `b`"),
        ("Elle renvoie `a` avec `b`", "Elle renvoie `a` en utilisant `b`"),
        ("Elle suspend `a`, sauf `b`", "Elle suspend `a`, si ce n'est `b`"),
        ("Elle traverse la pile", "Elle passera à travers la pile"),
        ("Le résultat est dans `a`", "Le résultat nous parvient dans `a`"),
        ("La boucle suspend `a`", "Une simple boucle suspend `a` pour nous"),
    ],
)
def test_what_says_the_same_is_found(quote, sentence):
    """Whichever of the two is the quote."""
    assert says(sentence, quote) == says(quote, sentence) == {}


@pytest.mark.parametrize(
    "quote, sentence",
    [
        ("Elle renvoie `4`", "Elle renvoie `4`, not"),
        ("`a` est exécuté par `b`, par `c`", "`a` est exécuté par `c`"),
        ("`a`, mais `b`", "`a`, `b`"),
        ("Elle crée `a`, puis renvoie `b`", "Elle renvoie `a`, puis crée `b`"),
        ("Elle renvoie `4` dans la boucle `a`", "Elle renvoie `4` dans une boucle, pas `a`"),
        ("Elle renvoie `4` sans `a`, ou `b`", "Elle renvoie `4` sans `a`, mais `b`"),
        ("`f()` exécute `a`, mais `g()` `b`", "`f()` exécute `b` ; `g()` `a`"),
        ("Ce n'est pas possible dans `a`", "Ce n'est pas possible que dans `a`"),
        ("Une boucle peut être suspendue", "Une boucle dont la définition peut être suspendue"),
        ("Le résultat d'une boucle est `a`", "Le résultat de l'appel d'une boucle est `a`"),
        ("Ce sont des boucles qui implémentent `a`", "Ont été des boucles qui implémentent `a`"),
        ("La boucle renvoie une chose", "La boucle renvoie à une chose"),
        ("Une boucle est une chose avec `a`", "Une boucle a une chose avec `a`"),
        ("La boucle traversera `a`", "La boucle a traversé `a`"),
        ("La boucle qui a le droit de `a`", "La boucle dont on a le droit de `a`"),
    ],
)
def test_what_says_something_else_is_not(quote, sentence):
    """Nor the other way round."""
    assert says(sentence, quote) is says(quote, sentence) is None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_word_that_says_nothing_turns_a_claim(lang):
    """What is left out anywhere must not be what a claim hangs on."""
    senses = {one for group in words.senses(lang) for one in group}
    told = words.phrasing(lang)
    assert not senses & {one.strip() for one in told["idle"].split(",")}
    assert not senses & {*told["grammar"].split(), *told["articles"].split(), *told["of"].split()}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_turns_a_claim_does_so_in_words_that_say_the_same(lang):
    """« … » stands for nothing that turns it, in whichever words that is said."""
    turns = set(words.turning(lang))
    told = words.phrasing(lang)
    for kind in GROUPED:
        for group in filter(None, told[kind].split(";")):
            usual, *others = (set(one.split()) for one in group.split(","))
            assert all(not turns & one or turns & usual for one in others), group
    assert says("À part `list` ou une liste", "… `{type}` ou une liste") is None
    assert says("Un type `list` ou la liste", "… `{type}` ou une liste") == {"type": "list"}
