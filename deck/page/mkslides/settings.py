"""What the page needs to know of its settings, kept until they change: to read them takes long."""

import json
import os
from functools import cache, lru_cache
from importlib import metadata
from typing import NamedTuple

from deck import ROOT
from deck.page.mkslides import CONFIGURATION
from deck.source import plain_yaml
from deck.source.cache import Cache, key
from deck.source.model import Deck

READERS = ("mkslides", "omegaconf")
# By this a setting asks for something else, as a variable of the environment.
ASKS = "${"


class Settings(NamedTuple):
    """Represent the template and the title of the page, its icon, and the settings of reveal.js."""

    template: str
    title: str
    favicon: str | None
    revealjs: dict[str, object]


def settings(deck: Deck) -> Settings:
    """Return the settings of a deck; raise DeckError where mkslides does not know them."""
    written = _written(deck)
    if not written or ASKS in written:
        return _read(deck)
    kept, named = Cache("settings", deck.path), key(written, *_versions())
    if told := kept.get(named):
        found = Settings(*json.loads(told))
        # Whether its template is there is looked at each time.
        return found if os.path.isfile(ROOT / found.template) else _read(deck)
    found = _read(deck)
    try:
        told = json.dumps(found)
    except (TypeError, ValueError):
        return found
    if Settings(*json.loads(told)) == found:
        kept.put(named, told)
        kept.write()
    return found


def _written(deck: Deck) -> str:
    """Return all that the settings follow from, or nothing where it can't be read."""
    try:
        return repr((deck.metadata, _plain(CONFIGURATION.read_text("utf-8"))))
    except (OSError, ValueError):
        return ""


@cache
def _versions() -> tuple[str, ...]:
    return tuple(map(metadata.version, READERS))


@lru_cache(maxsize=1)
def _plain(text: str) -> dict[object, object]:
    return plain_yaml.read(text)


def _read(deck: Deck) -> Settings:
    # Not at the top: it takes a third of the time to load all that a build needs.
    from deck.page.mkslides.configuration import configuration, revealjs

    config = configuration(deck)
    slides = config.slides
    return Settings(slides.template, slides.title, slides.favicon, revealjs(config))
