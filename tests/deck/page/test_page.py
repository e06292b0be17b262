"""What the room sees: the slides of the deck, to the character, legible and reachable."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.deck.browser.held import Held
from tests.deck.browser.pages import SHOWN_BLOCKS, show
from tests.deck.browser.running import ASLEEP, FRAMES, until
from tests.paths import DECKS, ROOT

# What axe-core finds; the enhanced contrast is not asked of code.
AXE = """async () => {
  const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
  const { violations } = await axe.run({ resultTypes: ["violations"], elementRef: true, rules });
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ element }) => id !== "color-contrast-enhanced" || !element.closest("pre"))
    .map(({ html }) => [id, html]));
}"""


@pytest.mark.parametrize("hash", ["", "#/1", "#/2", "#/7"])
def test_the_slide_of_the_address_is_there_before_reveal(hash, chromium, url):
    """No other is seen, and its heading is where reveal leaves it, whatever the window's size."""
    before, after = (headings(chromium, url + hash, scripts) for scripts in ("blocked", "allowed"))
    for [first], [then] in zip(before, after, strict=True):
        assert first.pop("rank") == then.pop("rank")
        assert first == pytest.approx(then, abs=1)


def test_no_style_waits_for_another(own_page, url):
    """Under the policy, a browser looks ahead for none, unless it is told to."""
    held = Held(own_page, "**/reveal.css")
    with own_page.expect_request("**/blocks.css"):
        own_page.goto(url, wait_until="commit")
    held.release()
    until(own_page, "document.querySelector('.reveal.ready')")


def headings(chromium, url: str, scripts: str) -> list[list[dict]]:
    """Tell which headings are seen in windows of two sizes, and where, with and without scripts."""
    place = """() => [...document.querySelectorAll(".slides :is(h1, h2)")]
      .map((heading, rank) => ({ heading, rank }))
      .filter(({ heading }) => heading.checkVisibility({ opacityProperty: true }))
      .map(({ heading, rank }) => ({ rank, ...heading.getBoundingClientRect().toJSON() }))"""
    found = []
    with chromium.new_page() as page:
        page.add_init_script(ASLEEP)
        if scripts == "blocked":
            page.route("**/*.js", lambda route: route.abort())
        page.goto(url)
        for width, height in ((1280, 720), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            if scripts == "allowed":
                until(page, "document.querySelector('.reveal.ready')")
            page.evaluate(FRAMES)
            found.append(page.evaluate(place))
    return found


def test_the_page_has_a_section_a_slide_with_its_title_as_it_is_written(page, url, slides):
    """No style changes the case of a keyword in a heading."""
    show(page, url)
    headings = page.locator(".slides > section > :is(h1, h2)")
    assert headings.all_text_contents() == [slide.title for slide in slides.slides]
    cases = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2')].map(h => getComputedStyle(h).textTransform)"
    )
    assert set(cases) == {"none"}


def test_what_the_page_shows_of_a_block_is_what_is_tested(page, url, slides):
    """Every block of the talk is in the page to the character."""
    show(page, url)
    assert page.evaluate(SHOWN_BLOCKS) == [block.source for block in slides.blocks]


def test_hostile_text_in_a_fence_reaches_the_page_unchanged(own_page, serve_deck):
    """Separators, markup, entities, emoji names, blank lines and tabs are only text."""
    deck, url = serve_deck((DECKS / "traps_in_fences.md").read_text())
    own_page.on("dialog", lambda dialog: pytest.fail(f"a fence ran: {dialog.message}"))
    show(own_page, url)
    assert own_page.evaluate(SHOWN_BLOCKS) == [block.source for block in deck.blocks]
    assert own_page.evaluate("() => Reveal.getTotalSlides()") == len(deck.slides)


def test_plain_mkslides_gives_the_complete_deck(chromium, tmp_path, slides):
    """`mkslides build slides.md` alone shows every slide, block and note, in the system's fonts."""
    command = [sys.executable, "-m", "mkslides", "build", "slides.md", "-d", tmp_path / "plain"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    soup = BeautifulSoup((tmp_path / "plain" / "index.html").read_text(), "html.parser")
    assert len(soup.select("aside.notes")) == sum(bool(slide.notes) for slide in slides.slides)
    with chromium.new_page() as page:
        show(page, (tmp_path / "plain" / "index.html").as_uri())
        assert page.evaluate(SHOWN_BLOCKS) == [block.source for block in slides.blocks]
        assert page.evaluate("() => Reveal.getTotalSlides()") == len(slides.slides)


def test_plain_mkslides_refuses_a_bad_deck_in_a_sentence(tmp_path):
    """Our message comes through its command line, without a traceback."""
    (tmp_path / "bad.md").write_text("# One\n\n```text\n")
    command = [sys.executable, "-m", "mkslides", "build", tmp_path / "bad.md", "-d"]
    done = subprocess.run([*command, tmp_path / "plain"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == (
        f"Error: {tmp_path}/bad.md:3: a fence that is not closed, expected “```”; close it\n"
    )


def test_axe_finds_nothing_on_any_slide(page, url, slides):
    """Text has a contrast of 7:1, code of 4.5:1, and every rule of axe-core holds."""
    show(page, url)
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text())
    for slide in slides.slides:
        page.evaluate("number => Reveal.slide(number - 1)", slide.number)
        assert page.evaluate(AXE) == []


def test_the_page_is_french_and_can_be_zoomed(page, url, slides):
    """Its title is the deck's, and its buttons are named in French."""
    show(page, url, 2)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title() == slides.title
    viewport = page.locator("meta[name=viewport]").get_attribute("content")
    assert viewport == "width=device-width, initial-scale=1"
    labels = page.locator(".controls button").evaluate_all(
        "buttons => buttons.map(button => button.ariaLabel)"
    )
    assert labels == [
        "diapositive précédente",
        "diapositive suivante",
        "diapositive du dessus",
        "diapositive du dessous",
    ]


def test_the_keyboard_shows_where_it_is(page, serve_deck):
    """A focused link has an outline."""
    _, url = serve_deck("## One\n\nSee [there](https://example.org).\n")
    show(page, url)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('section a')"):
            break
    outline = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate("() => document.activeElement.matches('section a')")
    assert page.evaluate(outline) == "solid"


def test_keys_are_known_by_their_character(page, url):
    """On a French keyboard, ? and . are an American one's comma and semicolon, with Shift."""
    show(page, url)
    until(page, "Reveal.hasPlugin('stage')")
    keyboard = page.context.new_cdp_session(page)

    def press(key: str, code: int) -> None:
        event = {"key": key, "text": key, "windowsVirtualKeyCode": code, "modifiers": 8}
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown"} | event)
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp"} | event)

    press("?", 188)
    page.get_by_role("dialog").wait_for()
    press("?", 188)
    page.get_by_role("dialog").wait_for(state="detached")
    press(".", 190)
    until(page, "Reveal.isPaused()")
    press(".", 190)
    until(page, "!Reveal.isPaused()")


@pytest.mark.parametrize("count", [7, 74, 1201])
def test_the_arrows_leave_room_for_the_number_of_the_slide(count, page, serve_deck):
    """However many slides there are."""
    _, url = serve_deck("\n\n".join(["## One"] * count))
    page.goto(f"{url}#/{count - 1}")
    until(page, "document.querySelector('.reveal.ready')")
    edge = "(one) => one.getBoundingClientRect()"
    arrow = page.locator(".controls .navigate-right").evaluate(edge)
    assert arrow["right"] < page.locator(".slide-number a").evaluate(edge)["left"]
