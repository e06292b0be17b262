"""The hook by which mkslides has the deck rendered."""

import sys
from pathlib import Path

import click

# mkslides loads this file alone, with neither a package nor the project on the path.
sys.path.insert(0, str(Path(__file__).parents[2]))

from deck.page.render import render  # noqa: E402
from deck.source.load import load  # noqa: E402
from deck.source.problems import DeckError  # noqa: E402


class BadDeck(click.ClickException):
    """Have mkslides show our message, without a traceback."""

    exit_code = 2


def preprocess(_markdown: str) -> str:
    """Return the sections of the deck that mkslides builds.

    It is the one of deck.site, or else read again from its file, as mkslides has by now turned
    `:end:` into an emoji. Raises BadDeck when it has problems.
    """
    context = click.get_current_context()
    try:
        return render(context.obj or load(context.params["files"]))
    except DeckError as error:
        raise BadDeck(str(error)) from None
