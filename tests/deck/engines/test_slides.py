"""The slides are seen whole, and are reached, in every browser."""

from tests.deck.browser.pages import OVERFLOW
from tests.deck.browser.running import FRAMES
from tests.deck.engines.window import BLANK

WINDOWS = {
    "projector": (1280, 720),
    "full HD": (1920, 1080),
    "old projector": (1024, 768),
    "phone held upright": (390, 844),
}
SEEN = f"""(() => {{
  const seen = [];
  for (let slide = 0; slide < Reveal.getTotalSlides(); slide++) {{
    Reveal.slide(slide);
    const title = Reveal.getCurrentSlide().querySelector("h1, h2");
    seen.push([title.checkVisibility() && title.textContent, ({OVERFLOW})()]);
  }}
  return seen;
}})()"""
NUMBER = "/^\\s*{}\\s*\\/\\s*{}\\s*$/.test(document.querySelector('.slide-number').textContent)"


def test_no_slide_overflows(window, address, slides):
    """Each is seen with its title, and nothing of it is out of any window, cut, or scrolled to."""
    window.show(address)
    for size in (size for size in WINDOWS.values() if size[0] >= window.narrowest):
        window.resize(*size)
        window.evaluate(f"({FRAMES})()")
        assert window.evaluate(SEEN) == [[slide.title, []] for slide in slides.slides], size


def test_a_link_to_a_slide_opens_it(window, address, slides):
    """`#/7` is the slide whose number is 7, also once the keys have led there."""
    total = len(slides.slides)
    window.show(f"{address}#/7")
    window.until(NUMBER.format(7, total))
    window.press("ArrowRight")
    window.until(NUMBER.format(8, total))
    window.until("location.hash === '#/8'")
    link = window.evaluate("location.href")
    window.open(BLANK)
    window.show(link)
    window.until(NUMBER.format(8, total))


def test_the_overview_and_the_help_open_by_their_keys(window, address):
    """O shows all the slides, and ? the keys."""
    window.show(address)
    window.until("Reveal.hasPlugin('stage')")
    window.press("o")
    window.until("Reveal.isOverview()")
    window.press("o")
    window.until("!Reveal.isOverview()")
    window.press("Shift+?")
    window.until("document.querySelector('dialog.help')")


def test_a_key_turns_the_page_dark_and_another_points_at_it(window, address):
    """And light again, and no more pointed at."""
    window.show(address)
    window.until("Reveal.hasPlugin('stage')")
    window.press("t", "z")
    window.until("document.querySelector('html.dark .pointer')")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert window.evaluate(paper) == "rgb(18, 22, 28)"
    window.press("Escape", "t")
    window.until("!document.querySelector('html.dark, .pointer')")
    assert window.evaluate(paper) == "rgb(255, 255, 255)"
