"""The speaker's window of the sample deck, opened once for its tests."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page

from tests.deck.browser.running import ASLEEP, PROJECTOR, Stage, until

# What a page shows of its slide, and where.
SHOWN = """(page) => {
  const place = (one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return [left, top, width, height].map(Math.round).join(" ");
  };
  const read = (node) =>
    node.nodeType === Node.TEXT_NODE
      ? node.data
      : [node.localName, node.className.baseVal ?? node.className, node.value ?? "", place(node),
          ...[...node.childNodes].filter((one) => !one.matches?.("[hidden], aside")).map(read)];
  const parts = page.querySelectorAll("section.present, dialog, .reveal.paused .pause-overlay");
  return JSON.stringify([...parts].map(read));
}"""


# What is said is heard in its order.
LISTENS = """() => {
  window.heardAll = new Promise((resolve) => {
    addEventListener("message", ({ data }) => data === "that is all" && resolve());
  });
}"""


class View:
    """The speaker's window, and the room's, each of which shows what the other does."""

    def __init__(self, page: Page, stage: Stage) -> None:
        self.page, self.stage = page, stage
        page.emulate_media(reduced_motion="reduce")
        page.on("pageerror", lambda error: stage.errors.append(str(error)))
        page.wait_for_url("**/speaker.html")
        until(page, "document.title.includes('–')")

    @property
    def room(self) -> FrameLocator:
        """The picture of the room."""
        return self.page.frame_locator(".current iframe")

    def press(self, *keys: str) -> None:
        """Press keys in the speaker's window, each once it shows what the one before did."""
        for key in keys:
            self.shows_the_room()
            self.page.keyboard.press(key)

    def click(self, label: str) -> None:
        """Click a button in the picture of the room, which is scaled."""
        self.point_at(self.room.locator(".present").get_by_role("button", name=label, exact=True))
        self.page.mouse.down()
        self.page.mouse.up()

    def point_at(self, place: Locator) -> None:
        """Move the mouse to what is in the picture of the room."""
        x, y = place.evaluate(
            """(place) => {
              const { left, top, width, height } = place.getBoundingClientRect();
              const frame = self.frameElement;
              const box = frame.getBoundingClientRect();
              const scale = Number(frame.style.scale);
              return [box.left + (left + width / 2) * scale, box.top + (top + height / 2) * scale];
            }"""
        )
        self.page.mouse.move(x, y)

    def shows_the_room(self) -> None:
        """Wait until its picture is what the room shows, to the pixel."""
        frame = "document.querySelector('.current iframe').contentDocument"
        until(self.page, f"({SHOWN})({frame}) === ({SHOWN})(opener.document)")

    def types(self) -> None:
        """Wait until one types in it."""
        page = "document.activeElement.contentDocument"
        until(self.page, f"{page}?.activeElement.matches('textarea')")


def opened(stage: Stage) -> View:
    """Open the speaker's window of a room by its key."""
    with stage.page.expect_popup() as popup:
        stage.page.keyboard.press("s")
    return View(popup.value, stage)


@pytest.fixture(scope="module")
def views(stages: Callable[[str], Stage]) -> Iterator[View]:
    stage = stages("http")
    # Whatever the test before left open, an editor that takes every key above all, is closed.
    stage.reset()
    until(stage.page, "blocks.python.state === 'ready'")
    view = opened(stage)
    yield view
    view.page.close()


@pytest.fixture
def view(stage: Stage, views: View) -> Iterator[View]:
    """That window, with every block as the deck has it, heard to the end by the room."""
    yield views
    # A key that came late would act on what the next test has opened.
    stage.page.evaluate(LISTENS)
    views.page.evaluate("opener.postMessage('that is all', location.origin)")
    stage.page.evaluate("heardAll")


@pytest.fixture
def room(chromium: Browser) -> Iterator[Page]:
    """A room of a test's own, which it may load again or close; its Python is asleep."""
    with chromium.new_context(viewport=PROJECTOR) as context:
        context.add_init_script(ASLEEP)
        yield context.new_page()
