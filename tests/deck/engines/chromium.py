"""Chromium, through Playwright, as the other tests of the page have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.deck.browser.running import ASLEEP
from tests.deck.engines.window import Window


class ChromiumWindow(Window):
    """A window of Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.told: list[str] = []
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("console", self._hear)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def evaluate(self, expression: str) -> Any:
        return self.page.evaluate(f"async () => ({expression})")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self) -> bytes:
        return self.page.screenshot()

    def pdf(self, width: float, height: float) -> bytes:
        return self.page.pdf(width=f"{width}px", height=f"{height}px", print_background=True)

    def errors(self) -> list[str]:
        self.evaluate("null")
        told, self.told = self.told, []
        return told

    def popup(self, key: str) -> Window:
        with self.page.expect_popup() as opened:
            self.press(key)
        return ChromiumWindow(opened.value)

    def close(self) -> None:
        self.page.close()

    def _click(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.told.append(message.text)


@contextmanager
def opened(browser: Browser) -> Iterator[Window]:
    """Give a window of a Chromium that is running; its Python is asleep until a block runs."""
    with browser.new_page() as page:
        page.context.add_init_script(ASLEEP)
        yield ChromiumWindow(page)
