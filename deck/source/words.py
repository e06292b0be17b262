"""The words of the interface, those that turn a claim, and common ones: a file for each language.

Valid on Python 3.10, and in need of the standard library alone.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from deck import ROOT

FOLDER = ROOT / "deck" / "words"
DEFAULT = "fr"
# How the names of words begin, by where these are said; those of none of them are on each page.
SNIPPET, SPEAKER, EDIT, PUBLISHED = "snippet.", "speaker", "edit.", "published."
STAGE, PREDICT, PROOF = "stage.", "predict", "proof."
PLAYER = ("player.", "step.", "link.", "help.")
PAPER = "handout"
# The language of what speakers quote.
QUOTED = "en"
WORD = re.compile(r"[^\W\d_]+")
Commons = Mapping[str, set[str]]
# A text is in a language if it has so many of its common words, and so many times those of others.
ENOUGH, CLEARLY = 5, 4


class Catalogue(TypedDict):
    """Represent the words of a language, by name, those that turn a claim, and the most common.

    `sense` lists, between semicolons, what turns the sense of a sentence when it comes, goes, or
    becomes another; what says the same is between commas. `phrasing` lists so what may stand for
    the first of each group, whatever is said, and what says nothing: `idle` phrases, and the words
    of `grammar`. `prefixes` make of a word its contrary. `vague` lists, between commas,
    what a link must not say.

    “_” stands for a space in what turns a claim. `{name}` in them is a value that is put in.
    “name/kind” has the words for that kind of frame, or that number, where they differ from those
    of “name”. “*” is the rest of a word. None of the common ones is a word of another language, or
    of Python.
    """

    common: str
    turning: str
    phrasing: dict[str, str]
    sense: str
    prefixes: str
    vague: str
    words: dict[str, str]


def words(lang: str) -> dict[str, str]:
    """Return the words of the interface for a deck in this language (a tag of BCP 47)."""
    return _catalogue(lang)["words"]


def words_of_the_page(lang: str) -> dict[str, str]:
    """Return the words that any page holds: none of snippets, nor of what is loaded later."""
    elsewhere = (SNIPPET, SPEAKER, EDIT, PUBLISHED, STAGE, PREDICT, PROOF, *PLAYER, PAPER)
    return {name: said for name, said in words(lang).items() if not name.startswith(elsewhere)}


def words_of(part: str | tuple[str, ...], lang: str) -> dict[str, str]:
    """Return the words of a part that has its own, as SPEAKER or PLAYER."""
    return {name: said for name, said in words(lang).items() if name.startswith(part)}


def turning(lang: str) -> list[str]:
    """Return the words that turn a claim in a deck in this language.

    Those of English turn it in every deck: speakers quote English, and what is missed proves a
    claim that the deck denies. Those of other languages do not, as they may be harmless words
    of this one: « point », « plus », « exception ».
    """
    both = f"{_catalogue(lang)['turning']} {_catalogue(QUOTED)['turning']}"
    return [word.replace("_", " ") for word in dict.fromkeys(both.split())]


def senses(lang: str) -> list[list[str]]:
    """Return what turns the sense of a sentence in a deck in this language, by what says the same.

    It is what turns a claim, and more: who is asked once too often loses nothing.
    """
    listed = "; ".join(_catalogue(one)["sense"] for one in (lang, QUOTED))
    together = [[one.strip() for one in group.split(",")] for group in listed.split(";")]
    known = {word for group in together for word in group}
    return together + [[word] for word in turning(lang) if word not in known]


def form(words: str) -> str:
    """Return the pattern of words that a catalogue lists, in which “*” is the rest of one."""
    return r"\w*".join(map(re.escape, words.casefold().split("*")))


def phrasing(lang: str) -> dict[str, str]:
    """Return how a language says the same in other words (see deck.source.phrasing)."""
    return _catalogue(lang)["phrasing"]


def prefixes(lang: str) -> list[str]:
    """Return what makes of a word its contrary in a deck in this language, as `senses`."""
    return [*_catalogue(lang)["prefixes"].split(), *_catalogue(QUOTED)["prefixes"].split()]


def common(lang: str) -> set[str]:
    """Return the most common words of a language."""
    return set(_catalogue(lang)["common"].split())


def vague() -> set[str]:
    """Return the texts of links, of any language, that do not say where they lead."""
    listed = (_catalogue(path.stem)["vague"] for path in FOLDER.glob("*.json"))
    return {text.strip() for texts in listed for text in texts.split(",")}


def commons() -> dict[str, set[str]]:
    """Map each language to its most common words."""
    return {path.stem: common(path.stem) for path in FOLDER.glob("*.json")}


def language_of(prose: str, enough: int = ENOUGH, known: Commons | None = None) -> str:
    """Return the language of which a text has clearly more common words, or nothing.

    Fewer than `enough` tell nothing. Who asks for many texts says which words are `known`.
    """
    said = Counter(WORD.findall(prose.lower()))
    if said.total() < enough:
        return ""
    found = {
        lang: sum(said[word] for word in said.keys() & words)
        for lang, words in (known or commons()).items()
    }
    first, *others = sorted(found, key=lambda lang: -found[lang])
    most = max((found[lang] for lang in others), default=0)
    return first if found[first] >= max(enough, CLEARLY * most) else ""


def _catalogue(lang: str) -> Catalogue:
    path = FOLDER / f"{lang.partition('-')[0].lower()}.json"
    known = path if path.is_file() else FOLDER / f"{DEFAULT}.json"
    return _read(known, known.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _saved: int) -> Catalogue:
    catalogue: Catalogue = json.loads(path.read_text("utf-8"))
    return catalogue
