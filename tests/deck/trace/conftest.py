"""What is recorded here is recorded as in a process of its own; valid on Python 3.10."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_event_loop() -> Iterator[None]:
    """Set aside the loop of a browser that an earlier test has opened: it keeps what is dropped."""
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(None, None)
    yield
    sys.set_asyncgen_hooks(*hooks)
