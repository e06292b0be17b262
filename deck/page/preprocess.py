"""The hook by which mkslides has the deck rendered."""

import sys
from pathlib import Path

import click
from mkslides.constants import LOCAL_JINJA2_ENVIRONMENT

# mkslides loads this file alone, with neither a package nor the project on the path.
sys.path.insert(0, str(Path(__file__).parents[2]))

from deck.page.html.render import render  # noqa: E402
from deck.page.html.template import Page  # noqa: E402
from deck.source.load import load  # noqa: E402
from deck.source.model import Deck  # noqa: E402
from deck.source.problems import DeckError  # noqa: E402


class BadDeck(click.ClickException):
    """Carry our message through mkslides, which shows it without a traceback."""

    exit_code = 2


def preprocess(_markdown: str) -> str:
    """Return the sections of the deck that mkslides builds, and give its template what it needs.

    They are those of deck.page.site; else the deck is read again from its file, as mkslides has
    by now turned `:end:` into an emoji. Raises BadDeck when it has problems.
    """
    context = click.get_current_context()
    try:
        sections, additions = context.obj or _read(load(context.params["files"]))
    except DeckError as error:
        raise BadDeck(str(error)) from None
    LOCAL_JINJA2_ENVIRONMENT.globals |= additions
    return sections


def _read(deck: Deck) -> tuple[str, dict[str, object]]:
    return render(deck), Page.of(deck).least
