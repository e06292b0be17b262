"""What makes a command of a function."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from deck import IS_INSTALLED
from deck.source.paths import check_path

NAME = "deck" if IS_INSTALLED else "python -m deck"
failures_file = click.option(
    "--failures", type=click.Path(path_type=Path), help="Write what fails to this file, as JSON."
)


def command(example: str) -> Callable[[Callable[..., int]], click.Command]:
    """Return what makes a command of a function that takes a deck, with an example in its help."""

    def decorate(function: Callable[..., int]) -> click.Command:
        @wraps(function)
        def run(deck: Path, **options: object) -> int:
            check_path(deck)
            return function(deck, **options)

        argument = click.argument("deck", type=click.Path(path_type=Path), default="slides.md")
        return click.command(epilog=f"Example: {NAME} {example}")(argument(run))

    return decorate
