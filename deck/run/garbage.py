"""Collect garbage at set moments: when Python does by itself depends on all that ran before."""

import gc
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

# Whether what was made before is looked at no more; Python counts it as slowly as it looks.
_is_frozen = False


def freeze() -> None:
    """Exempt all that is there from every collection to come."""
    global _is_frozen
    gc.freeze()
    _is_frozen = True


@contextmanager
def collected_after() -> Iterator[None]:
    """Collect nothing within; then collect what was made within, whose complaints nobody hears.

    A coroutine that was never awaited complains when it is collected, whoever runs by then.
    """
    global _is_frozen
    collects, was_frozen = gc.isenabled(), _is_frozen
    gc.disable()
    gc.freeze()
    _is_frozen = True
    try:
        yield
    finally:
        _collect_unheard()
        if not was_frozen:
            gc.unfreeze()
        _is_frozen = was_frozen
        if collects:
            gc.enable()


def _collect_unheard() -> None:
    hears = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gc.collect()
    finally:
        sys.unraisablehook = hears
