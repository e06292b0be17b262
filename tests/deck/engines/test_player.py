"""A block is stepped through in every browser."""

from tests.deck.browser.running import FRAMES

DIAGRAM = "document.querySelector('.present .diagram')"
STEP = "document.querySelector('.present .player')?.dataset.step"


def shows(window, address: str, block) -> None:
    """Show the slide of a block, and wait for the button of its player."""
    window.show(f"{address}#/{block.slide}")
    window.until("document.querySelector('.present .tools')?.textContent.includes('Pas à pas')")


def test_the_player_steps_and_leaves(window, address, slides):
    """D opens it, → and ← go from step to step, Esc shows the block again."""
    shows(window, address, slides.block("four"))
    window.press("d")
    window.until(f"{STEP} === '0'")
    window.press("ArrowRight", "ArrowRight", "ArrowLeft")
    window.until(f"{STEP} === '1'")
    window.press("Escape")
    window.until("!document.querySelector('.player')")


def test_a_diagram_shrinks_to_be_seen_whole(window, address, slides):
    """Q shows it; where three quarters of its size are enough, nothing is to be scrolled to."""
    for name in ("four", "coro_manager"):
        shows(window, address, slides.block(name))
        window.press("d")
        window.until(f"{STEP} === '0'")
        window.press("q")
        window.until(f"{DIAGRAM}?.firstChild")
        window.evaluate(f"({FRAMES})()")
        assert window.evaluate(f"{DIAGRAM}.scrollHeight - {DIAGRAM}.clientHeight") <= 0, name
        window.press("Escape")


def test_an_address_keeps_the_step(window, address, slides):
    """A link to a step opens it, and it can be sent to somebody."""
    block = slides.block("tum_pak")
    window.open(f"{address}#/{block.slide}/1/100")
    window.until(f"{STEP} === '100'")
    window.press("ArrowRight")
    window.until(f"location.hash === '#/{block.slide}/1/101'")
    link = window.evaluate("location.href")
    window.open("about:blank")
    window.open(link)
    window.until(f"{STEP} === '101'")
