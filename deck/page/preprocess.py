"""The hook by which mkslides has the deck rendered."""

import sys
from pathlib import Path

import click

# mkslides loads this file alone, with neither a package nor the project on the path.
sys.path.insert(0, str(Path(__file__).parents[2]))

from deck.errors import DeckError  # noqa: E402
from deck.load import load  # noqa: E402
from deck.render import render  # noqa: E402


def preprocess(_markdown: str) -> str:
    """Return the sections of the deck that mkslides builds.

    The deck is read again from its file, as mkslides has by now turned `:end:` into an emoji.
    Raises click's errors, which mkslides shows without a traceback.
    """
    path = click.get_current_context().params["files"]
    try:
        return render(load(path))
    except DeckError as error:
        raise click.UsageError(str(error)) from None
