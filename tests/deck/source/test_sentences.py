"""What HTML says on a slide is said as in Markdown: it is counted, and has to be proved."""

import pytest

from deck.proof.quotes import claims
from deck.source.parse import parse

SAID = {
    'Un <code>len("abc")</code> vaut 5.': [('Un `len("abc")` vaut 5.', 3)],
    "Il <s>renvoie</s> <code>2</code>": [("Il ~~renvoie~~ `2`", 3)],
    "<p>Un <code>x</code> vaut 5.\nUn <b>autre</b> aussi.</p>": [
        ("Un `x` vaut 5.", 3),
        ("Un autre aussi.", 4),
    ],
    "<ul>\n<li>un</li>\n<li><code>a &lt; b</code></li></ul>": [("un", 4), ("`a < b`", 5)],
    "<div>\n\nEntre `deux` boîtes.\n\n</div>": [("Entre `deux` boîtes.", 5)],
    "De<br>deux<!-- rien --> lignes": [("De deux lignes", 3)],
    "<!-- .slide: data-state='x' -->": [],
}


@pytest.mark.parametrize("text", SAID)
def test_what_html_says_is_a_sentence_with_its_code_and_line(text):
    """No tag hides a sentence from those who count and prove."""
    deck = parse(f"# Title\n\n{text}\n", "deck.md")
    said = [(one.text, one.line) for one in deck.slides[0].sentences if not one.is_title]
    assert said == SAID[text]
    to_prove = [sentence.text for _, sentence in claims.to_prove(deck)]
    assert to_prove == [text for text, _ in SAID[text] if "`" in text]


def test_a_title_says_what_its_html_says():
    """On one line."""
    (said,) = parse("# Un <code>x</code><br>de <kbd>A</kbd>\n", "deck.md").slides[0].sentences
    assert said.text == "# Un `x` de A"
