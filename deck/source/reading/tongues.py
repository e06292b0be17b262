"""Find the texts in another language than the deck's, so that they are read out in theirs."""

import re
from collections.abc import Iterable, Iterator, Mapping

from markdown_it.token import Token

from deck.source.dialects.markdown import outside_code
from deck.source.dialects.spans import LANG
from deck.source.metadata import is_language
from deck.source.words import Commons, language_of

# A text is longer than a term, and shorter than a deck.
ENOUGH = 3

Terms = Mapping[str, tuple[str, ...]]


def terms_of(value: object) -> Terms | None:
    """Return the terms of other languages that front matter states, or None where they are none."""
    stated = value if isinstance(value, dict) else {"": value}
    found = {
        str(lang): tuple(terms)
        for lang, terms in stated.items()
        if is_language(lang) and isinstance(terms, list)
    }
    texts = [term for terms in found.values() for term in terms]
    are_texts = all(isinstance(term, str) and term.strip() for term in texts)
    return found if are_texts and len(found) == len(stated) else None


def mark(tokens: Iterable[Token], lang: str, terms: Terms, known: Commons) -> None:
    """Note in the tokens of a slide which texts, and which terms, are in another language.

    Nothing is noted of the texts of a deck whose own language is not among those that are `known`.
    """
    above: list[Token] = []
    own = lang.partition("-")[0].lower()
    for token in tokens:
        if token.nesting > 0:
            above.append(token)
        elif token.nesting < 0:
            above.pop()
        elif token.type == "inline":
            parent = next((one for one in reversed(above) if not one.hidden), None)
            found = language_of(outside_code(token), ENOUGH, known) if own in known else ""
            if parent and found and found != own:
                parent.attrs.setdefault(LANG, found)
            if others := {tongue: some for tongue, some in terms.items() if tongue != found}:
                token.children = list(_with_terms(token.children or [], others))


def _with_terms(tokens: Iterable[Token], terms: Terms) -> Iterator[Token]:
    pattern = "|".join(
        f"(?P<at{rank}>{'|'.join(re.escape(term) for term in sorted(some, key=len, reverse=True))})"
        for rank, some in enumerate(terms.values())
        if some
    )
    of_terms = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    langs = list(terms)
    for token in tokens:
        if token.type != "text" or not pattern:
            yield token
            continue
        end = 0
        for found in of_terms.finditer(token.content):
            assert found.lastgroup
            yield from _text(token.content[end : found.start()])
            lang = langs[int(found.lastgroup.removeprefix("at"))]
            yield Token("span_open", "span", 1, {LANG: lang})
            yield from _text(found[0])
            yield Token("span_close", "span", -1)
            end = found.end()
        yield from _text(token.content[end:]) if end else [token]


def _text(content: str) -> Iterator[Token]:
    if content:
        yield Token("text", "", 0, content=content)
