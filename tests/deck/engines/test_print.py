"""The browser's own menu prints a slide a page, as the room sees it."""

from collections.abc import Iterator
from io import BytesIO
from math import hypot

import pytest
from pypdf import PageObject, PdfReader

POINT = 96 / 72  # pixels
SIZES = """Object.fromEntries([...document.querySelectorAll(".slides section > .block")].map(
  (block) => {
    Reveal.slide(Reveal.getIndices(block.closest("section")).h);
    return [block.querySelector("code").textContent.replace(/\\s/g, ""),
      parseFloat(getComputedStyle(block.querySelector("pre")).fontSize)];
  }))"""


@pytest.fixture
def shown(window, url):
    """A window that shows the talk."""
    window.show(url)
    return window


@pytest.fixture
def printed(shown) -> list[list[tuple[str, float]]]:
    """The letters of each page that the menu prints, with their sizes in pixels."""
    try:
        data = shown.pdf(1280, 720)
    except NotImplementedError as error:
        pytest.skip(str(error))
    return [list(letters(page)) for page in PdfReader(BytesIO(data)).pages]


def letters(page: PageObject) -> Iterator[tuple[str, float]]:
    """List the letters of a page, but for spaces, each with its size in pixels."""
    found = []

    def visit(text: str, outer: list, matrix: list, _font: object, size: float) -> None:
        scale = hypot(*outer[2:4]) * hypot(*matrix[2:4])
        found.extend((letter, size * scale * POINT) for letter in text if not letter.isspace())

    page.extract_text(visitor_text=visit)
    return iter(found)


def test_each_slide_is_a_page_whose_code_is_as_large_as_on_stage(shown, printed, slides):
    """Its title is on it, and each of its blocks, in letters of the size that the screen has."""
    sizes = shown.evaluate(SIZES)
    assert len(printed) == len(slides.slides)
    texts = ["".join(letter for letter, _ in page) for page in printed]
    for slide, text in zip(slides.slides, texts):
        assert "".join(slide.title.split()) in text
    for block in slides.blocks:
        source = "".join(block.source.split())
        start = texts[block.slide - 1].find(source)
        assert start >= 0, block.name
        found = {round(size, 1) for _, size in printed[block.slide - 1][start:][: len(source)]}
        assert found == {round(sizes[source], 1)}, block.name
