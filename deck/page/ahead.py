"""Make what takes long, and is the same for every deck, before anything waits for it."""

from concurrent.futures import ThreadPoolExecutor

from deck.page.proof.pytest_bundle import library
from deck.page.python.pyodide_bundle import packed


def make_ahead() -> None:
    """Pack the page's Python and its pytest, at the same time: each has a compiler of its own."""
    with ThreadPoolExecutor() as pool:
        for made in [pool.submit(make) for make in (packed, library)]:
            made.result()
