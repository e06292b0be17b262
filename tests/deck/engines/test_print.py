"""The browser's own menu prints a slide a page, as the room sees it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

POINT = 96 / 72  # pixels
CODE = 16  # pixels: the smallest letters of code; see --floor in page.css


@pytest.fixture
def printed(window, url) -> PdfReader:
    """What the menu prints of the talk."""
    window.open(url)
    window.until("window.Reveal?.isReady()")
    window.evaluate("deck.fontsLoaded.then(() => null)")
    return PdfReader(BytesIO(window.pdf(1280, 720)))


@pytest.mark.prints
def test_each_slide_is_a_page_with_its_code(printed, slides):
    """Every title, and every line of code, is read on the page of its slide."""
    texts = ["".join(page.extract_text().split()) for page in printed.pages]
    assert len(texts) == len(slides.slides)
    for slide, text in zip(slides.slides, texts):
        assert "".join(slide.title.split()) in text
    for block in slides.blocks:
        assert "".join(block.source.split()) in texts[block.slide - 1], block.name


@pytest.mark.prints
def test_code_is_as_large_as_on_stage(window, printed, slides):
    """Its letters have the size that they have on the screen."""
    ...
