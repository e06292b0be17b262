"""Collect garbage when it is due: when Python would collect it by itself depends on all before."""

import gc
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_after() -> Iterator[None]:
    """Collect nothing within; then collect what was made within, whose complaints nobody hears.

    A coroutine that was never awaited complains when it is collected, whoever runs by then.
    """
    collects, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.disable()
    if not frozen:
        gc.freeze()
    try:
        yield
    finally:
        _collect_unheard()
        if not frozen:
            gc.unfreeze()
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
