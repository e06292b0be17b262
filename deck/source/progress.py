"""What long work tells of itself."""

from collections.abc import Callable

# What is being done, how many of such things are done, and how many there are.
Progress = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Do nothing: the progress of work that nobody watches."""
