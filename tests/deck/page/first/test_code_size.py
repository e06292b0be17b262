"""Code is as large as its slide lets it be, and no smaller than the last row can read."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from deck.page.serve import serving
from deck.source.load import load
from deck.source.seen.legibility import MAX_COLUMNS, MAX_LINES
from tests.deck.browser.pages import OVERFLOW, built, show
from tests.deck.browser.running import ASLEEP, PROJECTOR

CODE = "Reveal.getCurrentSlide().querySelector('pre')"
CODE_SIZE = f"() => parseFloat(getComputedStyle({CODE}).fontSize)"
SCROLLS = f"() => {CODE}.scrollHeight > {CODE}.clientHeight + 1"


def block_of(lines: int, columns: int) -> str:
    return f"## {lines} × {columns}\n\n```python notest\n" + f"{'x' * columns}\n" * lines + "```\n"


EIGHT = "```python notest\n" + "x = 1\n" * 8 + "```\n"
AT_THE_LIMIT = [(MAX_LINES, 20), (12, MAX_COLUMNS), (MAX_LINES, MAX_COLUMNS)]
FEW = [(1, 1), (4, 50), (6, 20)]
SHAPES = {shape: block_of(*shape) for shape in [*FEW, (8, 20), (12, 61), *AT_THE_LIMIT, (40, 61)]}
SHAPES |= {("with text",): block_of(4, 20) + "\nAlpha.\n"}
SHAPES |= {("two blocks",): f"## Two blocks\n\n{EIGHT}\nBetween.\n\n{EIGHT}"}


@pytest.fixture(scope="module")
def shapes(chromium, tmp_path_factory) -> Iterator[Callable[..., Page]]:
    """Show the slide of a shape of code: so many lines and columns, or what another slide has."""
    path = tmp_path_factory.mktemp("shapes") / "deck.md"
    path.write_text("\n".join(SHAPES.values()))
    with serving(built(load(path))) as url, chromium.new_page(viewport=PROJECTOR) as page:
        page.add_init_script(ASLEEP)
        show(page, url)

        def shape(*which: int | str) -> Page:
            page.evaluate("(rank) => Reveal.slide(rank)", list(SHAPES).index(which))
            return page

        yield shape


@pytest.mark.parametrize("shape", [(8, 20), (12, 61), ("with text",)])
def test_twelve_lines_of_61_columns_fit_without_shrinking(shape, shapes):
    """Such a block is as large as a shorter one, and as one that has text beside it."""
    page = shapes(*shape)
    assert page.evaluate(CODE_SIZE) == 29
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("shape", FEW)
def test_a_few_lines_alone_are_larger(shape, shapes):
    """They take half of the slide at the most."""
    page = shapes(*shape)
    assert page.evaluate(CODE_SIZE) == 34
    assert page.evaluate(f"() => {CODE}.offsetHeight") < 720 / 2
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("shape", AT_THE_LIMIT)
def test_code_within_the_limits_shrinks_to_fit(shape, shapes):
    """The longest and widest code that the check lets pass is shown whole."""
    page = shapes(*shape)
    assert 16 <= page.evaluate(CODE_SIZE) < 29
    assert page.evaluate(OVERFLOW) == []


def test_code_beyond_the_floor_scrolls_in_its_box(shapes):
    """Forty lines keep the floor's size, and none is lost."""
    page = shapes(40, 61)
    assert page.evaluate(CODE_SIZE) == 16
    assert page.evaluate(SCROLLS)


def test_two_blocks_share_the_slide(shapes):
    """Two blocks of eight lines and a sentence between them all fit."""
    assert shapes("two blocks").evaluate(OVERFLOW) == []
