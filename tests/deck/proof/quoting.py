"""What a test reads of a quote that stands in a deck."""

from deck.proof.quotes import claims
from deck.source.parse import parse
from deck.source.problems import DeckError


def says(sentence: str, quote: str, lang: str = "fr") -> dict[str, str] | None:
    """Return the values of a claim in a sentence, or None when that does not say it."""
    text = f"---\nlang: {lang}\n---\n# Slide\n\n{sentence}\n"
    try:
        (match,) = claims.find(parse(text, "deck.md"), quote)
    except DeckError:
        return None
    return dict(match.values)
