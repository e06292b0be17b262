"""What is in another language than its deck is marked, and nothing else is."""

import pytest

from deck.page.html.render import render
from deck.source.parse import parse

ENGLISH = "You can see what the loop does to it."
FRENCH = "Ce que la boucle fait est dans le texte."
SPANISH = "Lo que la vista no ve, un día es que se ve."


def paragraphs(text: str, lang: str) -> list[str]:
    html = render(parse(f"---\nlang: {lang}\n---\n# A\n\n{text}\n", "deck.md"))
    return [line for line in html.splitlines() if line.startswith("<p")]


@pytest.mark.parametrize(
    ("lang", "text", "marked"),
    [
        ("fr", ENGLISH, "en"),
        ("fr-CA", ENGLISH, "en"),
        ("en-GB", FRENCH, "fr"),
        ("fr", FRENCH, ""),
        ("EN", ENGLISH, ""),
        ("fr", "The `the` end", ""),
        ("fr", f"{ENGLISH} {FRENCH}", ""),
        # Of its common words nobody knows which are French, too.
        ("es", SPANISH, ""),
    ],
)
def test_a_text_that_is_clearly_in_another_language_is_marked(lang, text, marked):
    """Where the common words of the deck's own are known, and a few of the other are there."""
    [found] = paragraphs(text, lang)
    assert found.startswith(f'<p lang="{marked}">' if marked else "<p>")


def test_terms_are_whole_words_the_longest_first():
    """“loop” is none in “loops”; an empty list marks nothing."""
    text = "---\nterms: {en: [loop, event loop], de: []}\n---\n# A\n\nevent loop, loops\n"
    html = render(parse(text, "deck.md"))
    assert '<p><span lang="en">event loop</span>, loops</p>' in html


def test_a_term_within_a_text_in_another_language_is_marked_too():
    """But not what is of that language itself."""
    terms = "terms: {it: [loop], en: [what]}"
    html = render(parse(f"---\nlang: fr\n{terms}\n---\n# A\n\n{ENGLISH}\n", "deck.md"))
    looped = ENGLISH.replace("loop", '<span lang="it">loop</span>')
    assert f'<p lang="en">{looped}</p>' in html


def test_brackets_without_end_are_text():
    """What would say a language, and closes nothing, is shown as it is."""
    [found] = paragraphs("a [b {lang=en} [[c{lang=en}", "fr")
    assert found == "<p>a [b {lang=en} [[c{lang=en}</p>"
