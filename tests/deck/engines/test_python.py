"""What runs on stage is what was tested, in every browser, from a server and from disk."""

from collections.abc import Iterator
from doctest import DocTestParser

import pytest

from deck.run.comparison import difference
from deck.run.prompt import typed, with_places
from deck.source.model import Block
from tests.deck.browser.running import ENDED, PRINTED
from tests.deck.engines.window import Window, quiet

OUTPUT = "document.querySelector('.present .run pre')"
BLOCKS = "document.querySelectorAll('.slides [data-run]')"
STATUS = "document.querySelector('.present .run .told')?.textContent"


@pytest.fixture(scope="module", params=["http", "file"])
def deck_address(request, both, serve) -> str:
    """The address of the talk and of a deck that has a block of each kind."""
    return serve(both) if request.param == "http" else f"{both.as_uri()}/index.html"


@pytest.fixture(scope="module")
def loaded(engine, deck_address) -> Iterator[Window]:
    """A window that shows them, whose Python is there; it is opened once."""
    with quiet(engine):
        engine.show(deck_address)
        engine.evaluate("blocks.python.load()")
        engine.until("/ready|failed/.test(blocks.python.state)")
        assert engine.evaluate("blocks.python.reason") == ""
        yield engine


@pytest.fixture
def stage(loaded) -> Iterator[Window]:
    """That window, whose blocks are then as they were for the next test."""
    yield loaded
    loaded.evaluate(f"{BLOCKS}.forEach(({{ runnable }}) => runnable.restore())")


def go(window, name: str) -> None:
    """Show the slide of a block."""
    block = f"document.querySelector('.slides section > [data-name={name}]')"
    window.evaluate(f"Reveal.slide(Reveal.getIndices({block}.closest('section')).h)")


def run(window, name: str) -> str:
    """Run a block with its key; return what it has printed when it has ended."""
    go(window, name)
    window.press("e")
    window.until(ENDED)
    return window.evaluate(f"({PRINTED})({OUTPUT})")


def stated(block: Block) -> str:
    """Return what a block is to show: its stated output, or its session."""
    if block.language == "python":
        return block.output.text if block.output else ""
    examples = DocTestParser().get_examples(block.source)
    return "".join(typed(example.source) + example.want for example in examples)


def test_each_block_prints_what_the_deck_states(stage, slides):
    """Pressing E shows what the deck states, by the comparison that the tests make."""
    for block in slides.blocks:
        if block.is_python:
            printed = with_places(run(stage, block.name))
            assert difference(stated(block), printed, block.any_order, {}) == ""


def write(window, source: str) -> None:
    """Write another source into the block that is shown."""
    window.press("m")
    window.evaluate("document.querySelector('.present textarea').select()")
    window.press(*source)


def test_an_edit_is_run(stage):
    """What is typed is what runs."""
    go(stage, "defines")
    write(stage, "print(6 * 7)")
    stage.press("Control+Enter")
    stage.until(ENDED)
    stage.press("Escape")
    assert stage.text(".present .run pre") == "42\n"


def test_an_endless_program_is_stopped(stage):
    """« Arrêter » ends what runs without end, and the next run works."""
    go(stage, "defines")
    write(stage, "while True: pass")
    stage.press("Escape", "e")
    stage.until(f"{STATUS} === 'En cours…'")
    stage.click(".present .tools button:nth-of-type(5)")
    stage.until(f"{STATUS} === 'Arrêté'")
    assert run(stage, "prints") == "42\n"


def test_a_block_is_proved(stage):
    """By pytest, which each browser loads into its Python; and an edit is not."""
    go(stage, "prints")
    stage.press("v")
    stage.until(f"{STATUS}?.startsWith('✓ Tout est vrai\\u202f: 2 preuves, sur Python')")
    write(stage, "print(43)")
    stage.press("Escape", "v")
    stage.until(f"{STATUS}?.startsWith('✗ 2 preuves sur 2 ne tiennent plus')")
