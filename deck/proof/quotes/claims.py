"""Find in a deck what its tests claim that it says; needs the standard library alone."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import groupby, islice, pairwise

from deck.proof.quotes.canonical import BUT, canonical, choices
from deck.proof.quotes.patterns import pattern, plain, turning_word
from deck.source.model import TITLE, Deck, Sentence, Slide
from deck.source.phrasing import phrasing_of
from deck.source.problems import DeckError, Problem

# What tells the slides of one title apart.
RANK = re.compile(r" \((?:\d+(?: ?/ ?\d+)?|suite|fin|continued|end)\)$", re.IGNORECASE)
# A title that asks how to do something, or what it is, claims what one that names it does.
ASKS = r"(?:comment|how to|what is|qu'est-ce que|c'est quoi) |qu'est-ce qu'"
HOW = re.compile(rf"(?<=^{TITLE})(?:{ASKS})(.+?)(?: ?\?)?$", re.IGNORECASE)
# What stands for something else.
WILD = re.compile("[{}…]")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKED = re.compile(r"`([^\W\d_]+)`")
CODE_OR_VALUE, WORD = re.compile(r"`[^`]*`|\{\w+\}"), re.compile(r"\w+")
# More than any author writes by hand.
MOST_CHOICES = 1000
# Words of a sentence that may turn the one before it.
FEW = 5
TO_PROVE = re.compile(r"`|\bpep\W?\d", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """Represent a sentence that says what a claim quotes, its slide, and the values in it."""

    slide: Slide
    sentence: Sentence
    values: Mapping[str, str]


def find(deck: Deck, *quotes: str, block: str | None = None) -> list[Match]:
    """Find the sentences that say what a claim quotes, on the slides that say all of it.

    Slides in a row of one title, « Await » and « Await (suite) », are one: who has much to say
    divides it. Raises DeckError when there is none. With `block`, its slide is one that says it.
    A quote is word for word, but for white space and the final stop; one that begins with “# ” is
    of a title. « … » in it stands for words that may change: no code, no number, no link, and no
    word that turns a claim, as `not` does. `{this|that}` stands for either, and `{name}` for a
    value that the test measures.
    """
    parts = _parts(deck)
    slides = list(deck.slides)
    if block is not None:
        of_block = {parts[one.slide] for one in deck.blocks if one.name == block}
        slides = [slide for slide in slides if parts[slide.number] in of_block]
    if not slides:
        expected = "it, as a test claims what its slide says"
        raise DeckError(Problem(deck.path, 1, f"no block “{block}”", expected, "name it"))
    found: list[Match] = []
    for quote in quotes:
        said = [one for slide in slides for one in said_on(slide, quote, deck.lang)]
        if not said:
            raise DeckError(_not_said(deck, slides, quote))
        saying = {parts[match.slide.number] for match in said}
        slides = [slide for slide in slides if parts[slide.number] in saying]
        found += said
    return [match for match in found if match.slide in slides]


def _parts(deck: Deck) -> dict[int, int]:
    """Map the number of each slide to that of its part: those in a row that have one title."""
    runs = groupby(deck.slides, lambda slide: _unranked(slide.title) or slide.number)
    return {slide.number: part for part, (_, run) in enumerate(runs) for slide in run}


def to_prove(deck: Deck) -> Iterator[tuple[Slide, Sentence]]:
    """List the sentences, and the titles, with code or with a PEP."""
    return ((slide, sentence) for slide, sentence in _all(deck) if is_to_prove(sentence))


def is_to_prove(sentence: Sentence) -> bool:
    """Return whether a sentence, or a title, has code or a PEP."""
    return bool(TO_PROVE.search(plain(sentence.text)))


def _all(deck: Deck) -> Iterator[tuple[Slide, Sentence]]:
    return ((slide, sentence) for slide in deck.slides for sentence in slide.sentences)


def unclaimed(deck: Deck, claimed: Iterable[Match]) -> Iterator[Problem]:
    """List those that are not claimed, on the slides of which something is.

    A slide of which nothing is, as one that is new, is not proved, and counted so; nor is one that
    only repeats what an earlier one says.
    """
    claimed = list(claimed)
    before = set[str]()
    for slide in deck.slides:
        said = {one.sentence for one in claimed if one.slide.number == slide.number}
        texts = {plain(one.text) for one in said if not one.is_title}
        if texts and texts <= before:
            continue
        before |= texts
        takes_back = {*_taking_back(slide, said, deck.lang)}
        for sentence in slide.sentences if said else ():
            if sentence not in said and (is_to_prove(sentence) or sentence in takes_back):
                found = f"{slide.place} says « {sentence.text} », which no test claims"
                remedy = "quote it, as @claim(…), by the test that does"
                if not is_to_prove(sentence):
                    remedy += "; or say it before what it follows, if it turns nothing"
                yield Problem(deck.path, sentence.line, found, "a test that proves it", remedy)


def _taking_back(slide: Slide, said: Collection[Sentence], lang: str) -> Iterator[Sentence]:
    """Yield the few words after a claim that may turn it, as « Mais si ! » or « Ou 5. »."""
    for one, other in pairwise(slide.sentences):
        is_prose = not one.is_title and not other.is_title
        if one in said and is_prose and _may_turn(plain(other.text), lang):
            yield other


def _may_turn(words: str, lang: str) -> bool:
    """Return whether some words are few, and may turn what is said before them."""
    phrasing = phrasing_of(lang)
    first, second, *_ = *words.split(), "", ""
    # « Ne pas … » tells the speaker what to do, and what is asked states nothing.
    is_advice = phrasing.is_of(first, "negated") and phrasing.is_of(second, "negates")
    if len(words.split()) > FEW or is_advice or words.endswith("?"):
        return False
    turns = re.search(turning_word(lang), words, re.IGNORECASE)
    return bool(turns) or phrasing.is_of(first, "joins") or BUT in canonical(words, lang).split()


def said_on(slide: Slide, quote: str, lang: str) -> Iterator[Match]:
    """Yield what says a quote on a slide: sentences, or two in a row that say it together."""
    is_said = False
    for sentence in slide.sentences:
        if found := match(sentence, quote, lang):
            is_said = True
            yield Match(slide, sentence, found.groupdict())
    for one, other in pairwise(() if is_said else slide.sentences):
        if not one.is_title and not other.is_title:
            if found := _match_both(one, other, quote, lang):
                yield Match(slide, one, found.groupdict())
                yield Match(slide, other, found.groupdict())


def _match_both(one: Sentence, other: Sentence, quote: str, lang: str) -> re.Match[str] | None:
    """Return the match of two sentences with a quote of both, which may tell them apart."""
    both = (f"{one.text} {joint}{other.text}" for joint in ("", f"{BUT} "))
    return next(filter(None, (match(Sentence(text, one.line), quote, lang) for text in both)), None)


def match(sentence: Sentence, quote: str, lang: str) -> re.Match[str] | None:
    """Return the match of a sentence with a quote of its kind, if that is what it says."""
    if sentence.is_title != quote.startswith(TITLE):
        return None
    quote, said = plain(quote), plain(sentence.text)
    if "](" not in quote and "…" not in quote:
        said = LINK.sub(r"\1", said)
    if found := pattern(quote, lang).fullmatch(said):
        return found
    said = _alone(said.replace("…", ", ").rstrip(", "))
    texts = (canonical(text, lang) for text in dict.fromkeys((said, _unmarked(said, quote))))
    return next(filter(None, (_match_form(text, quote, lang) for text in texts)), None)


def _unmarked(said: str, quote: str) -> str:
    """Return a sentence without the marks of code of words that a quote has without them.

    A word that is marked keeps its ending, and its kind is not asked for.
    """
    words = WORD.findall(CODE_OR_VALUE.sub("", quote).casefold())
    return MARKED.sub(lambda word: word[1] if word[1].casefold() in words else word[0], said)


def _match_form(said: str, quote: str, lang: str) -> re.Match[str] | None:
    """Return the match of the form of a sentence with what says the same as a quote."""
    words = _words(said)
    alike = (one for one, needed in _forms(quote, lang) if needed <= words)
    return next(filter(None, (pattern(one, lang, True).fullmatch(said) for one in alike)), None)


@cache
def _forms(quote: str, lang: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return what says the same as a plain quote, for each of its choices, and its words.

    Of values alone, « {a} et {b} », any other words would say the same.
    """
    said = (canonical(_alone(one), lang) for one in islice(choices(quote), MOST_CHOICES))
    forms = ((one, _words(one)) for one in dict.fromkeys(said))
    return tuple((one, words) for one, words in forms if words - {TITLE.strip()})


@cache
def _words(text: str) -> frozenset[str]:
    """Return the words of a text that stand for themselves."""
    words = (word.replace("`", "").casefold() for word in text.split() if not WILD.search(word))
    return frozenset(words)


def _alone(text: str) -> str:
    """Return a title without what tells slides of one title apart, or asks how."""
    return HOW.sub(r"\1", _unranked(text)) if text.startswith(TITLE) else text


def _unranked(title: str) -> str:
    return RANK.sub("", title)


def _not_said(deck: Deck, slides: list[Slide], quote: str) -> Problem:
    kind = "title" if quote.startswith(TITLE) else "sentence"
    texts = {
        plain(sentence.text): (slide, sentence)
        for slide in slides
        for sentence in slide.sentences
        if sentence.is_title == (kind == "title")
    }
    # What is said beside it tells the slide, however little the sentence is like its quote.
    cutoff = 0.4 * (len(slides) == len(deck.slides))
    near = get_close_matches(next(choices(plain(quote))), texts, 1, cutoff)
    if not near:
        remedy = "write it, or drop its test"
        return Problem(deck.path, slides[0].line, f"no such {kind}", f"« {quote} »", remedy)
    slide, sentence = texts[near[0]]
    found = f"{slide.place} says « {sentence.text} »"
    remedy = f"correct the {kind}, or its quote in the test if that still proves it"
    return Problem(deck.path, sentence.line, found, f"« {quote} », which a test proves", remedy)
