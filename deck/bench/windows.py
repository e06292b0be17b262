"""Chromium for the measures, and what is served to it; nothing here uses a network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from deck.paper.browser import arguments, find

# What a page asks of other machines fails at once, whatever the network.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
SIZE: ViewportSize = {"width": 1280, "height": 720}
PATIENCE = 300_000  # milliseconds: a thousand slides take plain mkslides a minute
HERE = Path(__file__).parent


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that knows no other machine."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find(), args=[*arguments(), ALONE]) as browser,
    ):
        yield browser


@contextmanager
def window(browser: Browser, script: str = "") -> Iterator[Page]:
    """Open a window that has nothing in its cache; a script of ours runs before those of a page."""
    with browser.new_context(viewport=SIZE) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if script:
            page.add_init_script(path=HERE / script)
        yield page
