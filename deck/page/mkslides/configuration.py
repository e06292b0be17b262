"""The settings of mkslides for a deck: those of mkslides.yml, under those of its front matter."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mkslides.config import FRONTMATTER_ALLOWED_KEYS, get_config
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import MarkedYAMLError

from deck import ROOT
from deck.page.mkslides import CONFIGURATION
from deck.source import plain_yaml, timing
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem
from deck.source.reading.front_matter import line_of

HOOK = "deck/page/preprocess.py"
ADDRESSES = ("favicon", "theme", "highlight_theme")
# OmegaConf raises a TypeError of its own where a list stands for a mapping.
REFUSED = (OmegaConfBaseException, TypeError, ValueError)


# The last ones, by what they are made of: to read them takes longer than to show a save.
_last: dict[tuple[bytes, str], DictConfig] = {}


def configuration(deck: Deck) -> DictConfig:
    """Return the settings of a deck; raise DeckError where mkslides does not know them."""
    made_of = CONFIGURATION.read_bytes(), repr(deck.metadata)
    config = _last.get(made_of)
    if not config or _has_no_template(config):
        _last.clear()
        config = _last[made_of] = _read(deck)
    return config


def _read(deck: Deck) -> DictConfig:
    own = {key: deck.metadata[key] for key in FRONTMATTER_ALLOWED_KEYS if key in deck.metadata}
    # It writes a traceback of what is told here in one line.
    logging.getLogger("mkslides").setLevel(logging.CRITICAL)
    path, line = CONFIGURATION.name, 1
    try:
        plain_yaml.read(CONFIGURATION.read_text("utf-8"))
        config: DictConfig = get_config(CONFIGURATION)
        if not (found := _unusable(config)):
            path = deck.path
            wrong = (key for key in own if _is_wrong(config, own, key))
            line = next((line_of(key, deck.text, 1) for key in wrong), 1)
            config = _merged(config, own)
            found = _unusable(config)
        if not found:
            # It looks for it beside the settings.
            config.slides.preprocess_script = str(ROOT / HOOK)
            # That of the front matter, which is the deck's, goes before.
            config.slides.title = "" if deck.metadata.get("title") else config.slides.title
            # Reveal.js counts in seconds.
            if planned := timing.seconds(deck.metadata.get("duration")):
                config.revealjs.totalTime = planned
            return config
    except plain_yaml.NotPlain as error:
        line, found = error.line, f"settings {error}"
    # A key that is there twice is YAML, and none to OmegaConf.
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        found = f"“{error.problem}”"
    except REFUSED as error:
        found = f"“{str(error).splitlines()[0]}”"
    raise DeckError(Problem(path, line, found, "what mkslides knows", "correct it"))


def _merged(config: DictConfig, own: Mapping[str, object]) -> DictConfig:
    merged = OmegaConf.merge(config, own)
    assert isinstance(merged, DictConfig)
    return merged


def _is_wrong(config: DictConfig, own: Mapping[str, object], key: str) -> bool:
    """Return whether one key of a deck is wrong by itself."""
    try:
        return bool(_unusable(_merged(config, {key: own[key]})))
    except REFUSED:
        return True


def revealjs(config: DictConfig) -> dict[str, object]:
    """Return the settings of reveal.js as plain data."""
    settings = OmegaConf.to_container(config.revealjs)
    assert isinstance(settings, dict)
    return {str(key): value for key, value in settings.items()}


def _unusable(config: DictConfig) -> str:
    """Return what mkslides, or our page, would not do with some settings, or an empty string."""
    OmegaConf.resolve(config)
    OmegaConf.to_container(config, throw_on_missing=True)
    slides = config.slides
    for name in ADDRESSES:
        urlsplit(slides[name] or "")
    if not slides.template:
        return "no template of slides"
    if slides.preprocess_script != HOOK:
        return f"“{slides.preprocess_script}” to preprocess the slides"
    if _has_no_template(config):
        return f"no template “{slides.template}”"
    return ""


def _has_no_template(config: DictConfig) -> bool:
    template = config.slides.template
    return ".." in Path(template).parts or not os.path.isfile(ROOT / template)
