"""What is too long for its slide shrinks until it is seen whole, down to what can be read."""

import shutil
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from playwright.sync_api import Page

from deck.page.serve import files_of, serving
from deck.source.load import load
from deck.source.parse import parse
from tests.deck.browser.pages import OVERFLOW, built, show
from tests.deck.browser.running import ASLEEP, FRAMES, PROJECTOR, until
from tests.paths import DECKS

# The text of each sample is to be smaller than it would be alone.
SHRINK = [
    "a_long_text_shrinks",
    "a_long_list_shrinks",
    "a_long_table_shrinks",
    "a_long_title_shrinks",
    "text_shrinks_for_its_code",
]
PICTURE = "a_large_picture_takes_what_the_text_leaves"
BEFORE_CODE = "a_picture_shrinks_before_code"
NOTES = "notes_with_code_change_nothing"
LAST_LINE = "an_empty_last_line_of_code_has_its_room"
IN_A_LIST = "code_in_a_list_is_seen"
BEYOND = "what_is_beyond_the_floor_is_named"
NAMES = [*SHRINK, PICTURE, BEFORE_CODE, LAST_LINE, IN_A_LIST, NOTES, BEYOND]
TEXTS = [(DECKS / f"{name}.md").read_text() for name in NAMES]
STARTS = dict(zip(NAMES, accumulate((len(parse(text, "").slides) for text in TEXTS), initial=0)))
VIEWPORTS = {"projector": PROJECTOR, "phone held upright": {"width": 390, "height": 693}}
WORDS_ALONE, SMALLEST = 50, 20
SLIDE = "Reveal.getCurrentSlide()"
SCALE = f"() => Number(getComputedStyle({SLIDE}).getPropertyValue('--scale'))"
TEXT_SIZE = f"() => parseFloat(getComputedStyle({SLIDE}).fontSize)"
SCALES = """() => [...document.querySelectorAll(".slides > section")]
  .map((section) => section.style.getPropertyValue("--scale"))"""
LONG = "<p>" + "une phrase que personne ne lit " * 30 + "</p>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The site of all samples, one after the other."""
    folder = tmp_path_factory.mktemp("samples")
    (folder / "deck.md").write_text("\n".join(TEXTS))
    shutil.copy(DECKS / "large.svg", folder)
    for name, data in built(load(folder / "deck.md")).items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_bytes(data)
    return folder / "site"


@pytest.fixture(scope="module")
def url(folder) -> Iterator[str]:
    """The address where they are served."""
    with serving(files_of(folder)) as where:
        yield where


@pytest.fixture(scope="module")
def samples(chromium, url) -> Iterator[Callable[..., Page]]:
    """Show the first slide of a sample, or one after it."""
    with chromium.new_page(viewport=PROJECTOR) as page:
        page.add_init_script(ASLEEP)
        show(page, url)

        def sample(name: str, after: int = 0, viewport: str = "projector") -> Page:
            page.set_viewport_size(VIEWPORTS[viewport])
            page.evaluate("(rank) => Reveal.slide(rank)", STARTS[name] + after)
            page.evaluate(FRAMES)
            return page

        yield sample


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("name", SHRINK)
def test_what_is_too_long_is_seen_whole(name, viewport, samples):
    """Its letters are smaller than those of a short text, and no smaller than can be read."""
    page = samples(name, viewport=viewport)
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate(TEXT_SIZE) >= SMALLEST
    assert page.evaluate(SCALE) < 1


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_a_picture_is_no_larger_than_what_the_text_leaves(viewport, samples):
    """It keeps its form, and is a quarter of the slide high or more."""
    page = samples(PICTURE, viewport=viewport)
    assert page.evaluate(OVERFLOW) == []
    width, height = page.evaluate(
        f"() => ['width', 'height'].map((side) => {SLIDE}.querySelector('img')[side])"
    )
    assert width / height == pytest.approx(2000 / 1600, abs=0.02)
    assert height >= 180


def test_a_picture_shrinks_before_the_code_beside_it(samples):
    """Code has its full size as long as the picture is above its floor."""
    page = samples(BEFORE_CODE)
    assert page.evaluate(OVERFLOW) == []
    code, picture = page.evaluate(
        f"""() => [parseFloat(getComputedStyle({SLIDE}.querySelector("pre")).fontSize),
          {SLIDE}.querySelector("img").height]"""
    )
    assert code == 29
    assert 180 < picture < 400


def test_code_is_no_smaller_than_the_text_that_shrinks_for_it(samples):
    """Once the text has to, it yields as much as the code does."""
    page = samples("text_shrinks_for_its_code")
    code = page.evaluate(
        f"() => parseFloat(getComputedStyle({SLIDE}.querySelector('pre')).fontSize)"
    )
    assert code > 29 * page.evaluate(SCALE) - 0.01 > 16


def test_an_empty_last_line_of_code_shrinks_no_text(samples):
    """It takes its room in the block, as it is shown there."""
    assert samples(LAST_LINE).evaluate(SCALE) == 1


def test_code_in_a_list_has_its_room(samples):
    """It stands between what is before it and what is after it."""
    page = samples(IN_A_LIST)
    before, block, after = page.evaluate(
        f"""() => [...{SLIDE}.querySelectorAll("li > p, li > .block")]
          .map((element) => element.getBoundingClientRect())
          .map(({{ top, bottom }}) => [top, bottom])"""
    )
    assert before[1] <= block[0] < block[1] <= after[0]
    assert block[1] - block[0] >= 2 * 29 * 1.4


@pytest.mark.parametrize("after", [0, 1])
def test_code_in_the_notes_leaves_the_slide_as_it_is(after, samples):
    """A slide of words alone is as large with it as without."""
    page = samples(NOTES, after)
    styles = f"""() => [...{SLIDE}.querySelectorAll(":scope > :not(aside)")].map((element) => {{
      const {{ fontSize, padding, border }} = getComputedStyle(element);
      return [fontSize, padding, border].join(" ");
    }})"""
    noted = page.evaluate(styles)
    page.evaluate(f"() => {{ self.aside = {SLIDE}.querySelector('aside'); self.aside.remove(); }}")
    bare = page.evaluate(styles)
    page.evaluate(f"() => {SLIDE}.append(self.aside)")
    assert noted == bare
    assert page.evaluate(TEXT_SIZE) == WORDS_ALONE
    assert page.evaluate(SCALE) == 1


@pytest.mark.parametrize("after", [0, 1])
def test_what_is_beyond_the_floor_is_scrolled_to(after, samples):
    """Its text can still be read, and its end is there."""
    page = samples(BEYOND, after)
    assert page.evaluate(TEXT_SIZE) == SMALLEST
    bottom = page.evaluate(
        f"""() => {{
          const shown = [...{SLIDE}.children].filter((child) => child.checkVisibility());
          {SLIDE}.scrollTo(0, 1e6);
          return shown.at(-1).getBoundingClientRect().bottom;
        }}"""
    )
    assert bottom <= PROJECTOR["height"]


def test_a_turned_phone_fits_its_slide_again(samples):
    """The scale follows the shape of the window, and comes back with it."""
    name = "a_long_list_shrinks"
    lying = samples(name).evaluate(SCALE)
    upright = samples(name, viewport="phone held upright").evaluate(SCALE)
    assert upright != lying
    assert samples(name).evaluate(SCALE) == lying


def test_a_slide_is_fitted_from_disk(samples, folder, own_page):
    """It is the same everywhere."""
    expected = samples("a_long_text_shrinks").evaluate(SCALE)
    show(own_page, f"{folder.as_uri()}/index.html")
    own_page.evaluate(FRAMES)
    assert own_page.evaluate(SCALE) == expected < 1


def test_the_slide_of_the_address_is_fitted_before_reveal(samples, url, chromium):
    """Nothing of it moves when reveal comes."""
    expected = samples("a_long_text_shrinks").evaluate(SCALE)
    first = SCALE.replace(SLIDE, "document.querySelector('.slides > section')")
    with chromium.new_page(viewport=PROJECTOR) as page:
        page.route("**/*.js", lambda route: route.abort())
        page.goto(f"{url}#/1")
        until(page, f"({first})() === {expected}")


def test_a_slide_is_fitted_before_its_first_frame(url, own_page):
    """Nothing moves on a slide that was not laid out while another was shown."""
    show(own_page, url)
    own_page.evaluate(FRAMES)
    scale = own_page.evaluate(
        f"(rank) => {{ Reveal.slide(rank); return ({SCALE})(); }}", STARTS[BEYOND]
    )
    assert scale == SMALLEST / WORDS_ALONE


def test_a_picture_that_comes_late_is_fitted(samples, url, own_page):
    """The slide was whole without it, and is whole with it."""
    held = []
    own_page.route("**/large.svg", lambda route: held.append(route))
    number = STARTS[PICTURE] + 1
    own_page.goto(f"{url}#/{number}", wait_until="commit")
    until(own_page, "document.querySelector('.reveal.ready')")
    [route] = held
    route.continue_()
    until(own_page, f"{SLIDE}.querySelector('img').naturalWidth && {SLIDE}.style.length")
    own_page.evaluate(FRAMES)
    assert own_page.evaluate(OVERFLOW) == []


def test_what_the_author_saves_is_fitted(samples, url, own_page):
    """A slide of the window whose text has changed, and one that is new, are seen whole."""
    show(own_page, url, STARTS[NOTES] + 1)
    own_page.evaluate(
        f"""(text) => {{
          {SLIDE}.innerHTML = "<h2>Changée</h2>" + text;
          {SLIDE}.after({SLIDE}.cloneNode(true));
          {SLIDE}.nextElementSibling.className = "content";
          Reveal.sync();
          document.dispatchEvent(new Event("deckchange"));
        }}""",
        LONG,
    )
    for _ in range(2):
        assert own_page.evaluate(SCALE) < 1
        assert own_page.evaluate(OVERFLOW) == []
        own_page.keyboard.press("ArrowRight")
        own_page.evaluate(FRAMES)


def test_slides_that_nobody_has_seen_are_fitted_to_be_printed(samples, url, own_page):
    """The browser's own menu prints them all."""
    show(own_page, url)
    own_page.evaluate(FRAMES)
    assert own_page.evaluate(SCALES)[-1] == ""
    own_page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert "" not in own_page.evaluate(SCALES)[-2:]
    own_page.evaluate("() => dispatchEvent(new Event('afterprint'))")
