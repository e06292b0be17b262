"""Drive the running of blocks as a person does, and read what is shown."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

BOOT = 45_000  # milliseconds: a slow machine's; no test waits that long when Python is there
# A test of what differs between a page from a server and one from disk is run for both.
ANYWHERE = pytest.mark.parametrize("stage", ["http", "file"], indirect=True)
UNTIL = """() => new Promise((done) => {
  const look = () => ((%s) ? done() : setTimeout(look, 10));
  look();
})"""


# What follows the first slide: the parts of the page that have keys of their own.
PARTS = ("stage", "player", "predict")
COMPLETE = f"window.Reveal && {list(PARTS)}.every((name) => Reveal.hasPlugin(name))"


def until(page: Page, condition: str) -> None:
    """Wait for a condition in JavaScript; the page's policy forbids Playwright's own way."""
    page.evaluate(UNTIL % condition)


# The size of a projector's picture.
PROJECTOR = {"width": 1280, "height": 720}
# Python starts when the browser is idle: it is left asleep where nothing runs.
ASLEEP = "self.requestIdleCallback = () => {}"
# Two frames: whatever a page draws of itself has been drawn.
FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
# What a browser answers whose first layout, which asks for the fonts, is still to come.
NONE_ASKED = """Object.defineProperty(Object.getPrototypeOf(document.fonts), "ready", {
  get() { return Promise.resolve(this); },
});"""
ENDED = """![...document.querySelectorAll(".present .tools button")]
  .some((button) => button.textContent === "Arrêter")"""
# What a box of output shows, but for what went to the standard error.
PRINTED = """(box) => Array.from(box.childNodes)
  .filter((node) => node.className !== "stderr")
  .map((node) => node.textContent).join("")"""


class Stage:
    """The page of a deck, on the slide of one of its blocks."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url)
        until(page, "document.querySelector('.reveal.ready')")

    def reset(self) -> None:
        """Bring every block back to what the deck says, end what runs, close what is open."""
        self.page.evaluate("""() => {
          for (const block of document.querySelectorAll(".slides [data-run]")) {
            block.runnable.replaced = [];
            block.runnable.restore();
          }
          document.querySelector(".of-slide [aria-pressed=true]")?.click();
          for (const dialog of document.querySelectorAll("dialog")) dialog.close();
          Reveal.getPlugin("player")?.close();
          Reveal.togglePause(false);
          Reveal.toggleOverview(false);
        }""")

    def go(self, name: str) -> Locator:
        """Show the slide of a block."""
        block = self.page.locator(f".slides section > [data-name='{name}']")
        index = block.evaluate("(block) => Reveal.getIndices(block.closest('section')).h")
        self.page.evaluate("(index) => Reveal.slide(index)", index)
        expect(self.page.locator(f".present [data-name='{name}']")).to_have_count(1)
        return block

    def button(self, label: str) -> Locator:
        """Find a button of the block that is shown."""
        return self.page.locator(".present").get_by_role("button", name=label, exact=True)

    def write(self, source: str) -> None:
        """Replace what the editor holds."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def edit(self, name: str, source: str) -> None:
        """Write another source into a block, and leave the editor."""
        self.go(name)
        self.page.keyboard.press("m")
        self.write(source)
        self.page.keyboard.press("Escape")

    @property
    def output(self) -> Locator:
        """The box where the shown block prints."""
        return self.page.locator(".present .run pre")

    @property
    def status(self) -> Locator:
        """The line above that box."""
        return self.page.locator(".present .run .told")

    def run(self) -> str:
        """Run the shown block with its key; return what it has printed when it has ended."""
        self.page.keyboard.press("e")
        until(self.page, ENDED)
        return self.printed()

    def start(self) -> None:
        """Run the shown block with its key, and see it run without end."""
        self.page.keyboard.press("e")
        expect(self.status).to_contain_text("En cours…", timeout=BOOT)

    def printed(self) -> str:
        """Return what is shown of the standard output, and of what was typed at a prompt."""
        return self.output.evaluate(PRINTED)


def axe(page: Page) -> list[str]:
    """List what axe-core finds wrong in the page as it is."""
    page.evaluate(Path("node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]
