"""A block is stepped through in every browser."""

from tests.deck.browser.running import FRAMES
from tests.deck.engines.window import BLANK

DIAGRAM = "document.querySelector('.present .diagram')"
EDGES = """(() => {
  const diagram = document.querySelector(".present .diagram");
  const { top, bottom } = diagram.getBoundingClientRect();
  const name = diagram.querySelector(".name").getBoundingClientRect();
  const arrow = diagram.querySelector("[aria-current]").getBoundingClientRect();
  return [top, name.bottom, arrow.top + 3, arrow.bottom <= bottom ? bottom : 0];
})()"""
HEIGHTS = """(() => {
  const stack = document.querySelector(".present .stack");
  const cards = [...stack.querySelectorAll(".card")].map((card) => card.getBoundingClientRect());
  const over = cards.at(-1).bottom - stack.getBoundingClientRect().bottom;
  return [...cards.map(({ height }) => height), over];
})()"""
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


def test_a_long_diagram_follows_the_steps(window, address, slides):
    """The arrow of the step is in sight, below the names of the lanes, which stay."""
    window.open(f"{address}#/{slides.block('tum_pak').slide}/1/100")
    window.until(f"{STEP} === '100'")
    window.press("q")
    window.until(f"{DIAGRAM}?.querySelector('[aria-current]')")
    window.evaluate(f"({FRAMES})()")
    top, names, arrow, bottom = window.evaluate(EDGES)
    assert top <= names < arrow < bottom


def test_the_cards_of_a_full_stack_have_room(window, address, slides):
    """Each is as high as the others, and none is below what they stand in."""
    window.open(f"{address}#/{slides.block('tum_pak').slide}/1/7")
    window.until(f"{STEP} === '7'")
    *heights, over = window.evaluate(HEIGHTS)
    assert len(heights) == 4 and max(heights) - min(heights) <= 1
    assert over <= 1


def test_an_address_keeps_the_step(window, address, slides):
    """A link to a step opens it, and it can be sent to somebody."""
    block = slides.block("tum_pak")
    window.open(f"{address}#/{block.slide}/1/100")
    window.until(f"{STEP} === '100'")
    window.press("ArrowRight")
    window.until(f"location.hash === '#/{block.slide}/1/101'")
    link = window.evaluate("location.href")
    window.open(BLANK)
    window.open(link)
    window.until(f"{STEP} === '101'")


# How far, in pixels of the screen, the middle of the mark is from that of its expression.
AWAY = """(() => {
  const mark = document.querySelector(".present .mark.now");
  const [line, start, width] = ["--line", "--start", "--width"].map((name) =>
    Number(mark.style.getPropertyValue(name)));
  const code = mark.parentElement;
  const above = code.textContent.split("\\n").slice(0, line).join("\\n").length;
  const first = above + (line > 0) + start;
  const place = (letter) => {
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    let left = letter;
    while (walker.nextNode() && left > walker.currentNode.length) left -= walker.currentNode.length;
    return [walker.currentNode, left];
  };
  const range = document.createRange();
  range.setStart(...place(first));
  range.setEnd(...place(first + width));
  const [text, box] = [range, mark].map((one) => one.getBoundingClientRect());
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  return middle(text).map((value, axis) => Math.abs(value - middle(box)[axis]));
})()"""


def test_the_mark_of_a_step_is_on_its_expression(window, address, slides):
    """Some browsers lay lines and letters on whole pixels: twelve lines down it shows."""
    for name in ("coro_manager", "wont_terminate_here", "tum_pak"):
        window.open(BLANK)
        window.show(f"{address}#/{slides.block(name).slide}/1/1")
        window.until(f"{STEP} === '1'")
        window.evaluate(f"({FRAMES})()")
        assert max(window.evaluate(AWAY)) < 4, name
