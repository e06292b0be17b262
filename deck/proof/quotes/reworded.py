"""Find which sentence of a deck says in other words what a claim quotes; in need of no library."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from deck.proof.quotes.alignment import Alignment, align
from deck.proof.quotes.claims import match, said_on
from deck.proof.quotes.patterns import plain
from deck.proof.quotes.sense import Turn, turned
from deck.source.model import Deck, Sentence, Slide

# How like its quote a sentence is at least, and by how much more than any other.
LIKE, CLEARLY = 0.45, 0.1


class Claim(NamedTuple):
    """Represent what a test claims: its quotes, and the block on whose slide, if it says one."""

    quotes: tuple[str, ...]
    block: str | None = None


@dataclass(frozen=True)
class Reworded:
    """Represent a quote that its deck says in other words, the claims that hold it, and the words.

    `anew` is the quote as the sentence says it now, and `turns` the words that may have turned its
    sense.
    """

    quote: str
    anew: str
    slide: Slide
    sentence: Sentence
    claims: frozenset[Claim]
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Unsure:
    """Represent a quote that several sentences may say anew, or of whose sentence others are."""

    quote: str
    claims: frozenset[Claim]
    sentences: tuple[Sentence, ...]

    def __str__(self) -> str:
        if len(self.sentences) == 1:
            return f"line {self.sentences[0].line} may say in other words this quote, or another"
        *others, last = dict.fromkeys(str(sentence.line) for sentence in self.sentences)
        lines = f"lines {', '.join(others)} and {last}" if others else f"line {last}"
        return f"several sentences, on {lines}, may say this quote in other words"


class _Like(NamedTuple):
    slide: Slide
    sentence: Sentence
    alignment: Alignment


def find(deck: Deck, claims: Collection[Claim]) -> tuple[list[Reworded], list[Unsure]]:
    """Return the quotes that a deck says no more, each with the sentence that says it anew."""
    lost = [(claim, *one) for claim in claims for one in _lost(deck, claim)]
    quotes = {quote for claim in claims for quote in claim.quotes}
    unsure: list[Unsure] = []
    chosen: dict[tuple[str, Sentence], tuple[_Like, set[Claim]]] = {}
    for claim, quote, slides in lost:
        likely = _likely(deck, quote, slides, quotes)
        if len(likely) == 1:
            chosen.setdefault((quote, likely[0].sentence), (likely[0], set()))[1].add(claim)
        elif likely:
            said = tuple(one.sentence for one in likely)
            unsure.append(Unsure(quote, frozenset([claim]), said))
    reworded: list[Reworded] = []
    for (quote, sentence), (like, its_claims) in chosen.items():
        lead = like.alignment.likeness - max(
            (
                other.alignment.likeness
                for (one, said), (other, _) in chosen.items()
                if said == sentence and not _say_the_same(one, quote, deck.lang)
            ),
            default=-CLEARLY,
        )
        if lead >= CLEARLY:
            reworded.append(_reworded(deck, quote, like, frozenset(its_claims)))
        elif lead > -CLEARLY:
            unsure.append(Unsure(quote, frozenset(its_claims), (sentence,)))
    return reworded, unsure


def _reworded(deck: Deck, quote: str, like: _Like, claims: frozenset[Claim]) -> Reworded:
    slide, sentence, alignment = like
    turns = turned(alignment.before, plain(sentence.text), deck.lang)
    return Reworded(quote, alignment.quote, slide, sentence, claims, turns)


def _lost(deck: Deck, claim: Claim) -> Iterator[tuple[str, list[Slide]]]:
    """Yield the quotes of a claim that no slide says, with the slides that say the others."""
    slides = [
        slide
        for slide in deck.slides
        if claim.block is None or claim.block in [block.name for block in slide.blocks]
    ]
    said = {
        quote: [slide for slide in slides if any(said_on(slide, quote, deck.lang))]
        for quote in claim.quotes
    }
    for quote, saying in said.items():
        if not saying:
            others = [one for one in said.values() if one]
            yield quote, [slide for slide in slides if all(slide in one for one in others)]


def _likely(
    deck: Deck, quote: str, slides: Sequence[Slide], quotes: Collection[str]
) -> list[_Like]:
    """List the sentences that may say a quote in other words: the likeliest ones."""
    found: dict[str, _Like] = {}
    for slide in slides:
        for sentence in slide.sentences:
            alignment = align(quote, sentence, deck.lang, LIKE)
            if alignment and _is_free(sentence, quote, quotes, deck.lang):
                found.setdefault(alignment.quote, _Like(slide, sentence, alignment))
    likely = sorted(found.values(), key=lambda like: -like.alignment.likeness)
    best = likely[0].alignment.likeness if likely else 0
    return [one for one in likely if one.alignment.likeness > best - CLEARLY]


def _is_free(sentence: Sentence, quote: str, quotes: Iterable[str], lang: str) -> bool:
    """Return whether no quote says a sentence, but those that say what the lost one does."""
    saying = (one for one in quotes if match(sentence, one, lang))
    return all(match(Sentence(quote, sentence.line), one, lang) for one in saying)


def _say_the_same(quote: str, other: str, lang: str) -> bool:
    pairs = ((quote, other), (other, quote))
    return quote == other or any(match(Sentence(one, 0), another, lang) for one, another in pairs)
