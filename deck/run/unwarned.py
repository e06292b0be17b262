"""Compile without a warning, in one thread at a time."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# The filters of warnings are those of all threads:
# https://docs.python.org/3/library/warnings.html#warnings.catch_warnings
_filtering = Lock()


@contextmanager
def unwarned() -> Iterator[None]:
    """Let one thread at a time compile without a warning: the block tells them where it runs."""
    with _filtering, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
