"""The words of the interface, and those that turn a claim: a file for each language.

Valid on Python 3.10, and in need of the standard library alone.
"""

import json
from typing import TypedDict

from deck import ROOT

FOLDER = ROOT / "deck" / "words"
DEFAULT = "fr"
# The language of what speakers quote.
QUOTED = "en"


class Catalogue(TypedDict):
    """Represent the words of a language, by name, and those that turn a claim.

    `{name}` in them is a value that is put in. “name/kind” has the words for that kind of frame,
    or that number, where they differ from those of “name”. “*” is the rest of a word.
    """

    turning: str
    words: dict[str, str]


def words(lang: str) -> dict[str, str]:
    """Return the words of the interface for a deck in this language (a tag of BCP 47)."""
    return _catalogue(lang)["words"]


def turning(lang: str) -> list[str]:
    """Return the words that turn a claim in a deck in this language.

    Those of English turn it in every deck: speakers quote English, and what is missed proves a
    claim that the deck denies. Those of other languages do not, as they may be harmless words
    of this one: « point », « plus », « exception ».
    """
    both = f"{_catalogue(lang)['turning']} {_catalogue(QUOTED)['turning']}"
    return list(dict.fromkeys(both.split()))


def _catalogue(lang: str) -> Catalogue:
    path = FOLDER / f"{lang.partition('-')[0].lower()}.json"
    known = path if path.is_file() else FOLDER / f"{DEFAULT}.json"
    catalogue: Catalogue = json.loads(known.read_text("utf-8"))
    return catalogue
