"""Step through blocks as a person does, and read what the player shows."""

from playwright.sync_api import Page

from deck.proof.traces import traces
from deck.source.model import Block, Deck
from deck.trace.model import Card, Step, Trace

TOOL = '.tools button:has-text("Pas à pas")'
BUTTON = f".present {TOOL}"
OPEN = ".present .player[data-step]"
SNAPSHOT = """() => {
  const player = document.querySelector(".present .player");
  if (!player) return null;
  const states = (selector) =>
    [...player.querySelectorAll(selector + " .card")].map((card) => [
      Number(card.dataset.frame), card.dataset.state, card.querySelector(".at").textContent,
    ]);
  const mark = player.querySelector(".mark.now");
  const value = (name) => mark.style.getPropertyValue(name);
  const chip = player.querySelector(".chip");
  const box = player.getBoundingClientRect();
  const outside = [...player.querySelectorAll(".card, .code, .printed, button")].filter((one) => {
    const { left, top, right, bottom, width } = one.getBoundingClientRect();
    return width && (left < box.left - 8 || top < box.top || right > box.right + 8
      || bottom > box.bottom + 8);
  });
  return {
    step: Number(player.dataset.step),
    said: player.querySelector(".sentence").textContent,
    stack: states(".stack"),
    aside: states(".aside"),
    printed: player.querySelector(".printed pre").textContent,
    code: player.querySelector(".code pre").textContent.trimEnd(),
    mark: mark.hidden ? null : ["--line", "--start", "--width"].map(value),
    value: chip.hidden ? null : (chip.querySelector("code")?.textContent ?? ""),
    way: chip.hidden ? null : chip.dataset.way,
    outside: outside.map((one) => one.className),
  };
}"""
WALK = f"""(keys) => {{
  const snapshot = {SNAPSHOT};
  return keys.map((keyCode) => {{
    if (keyCode) document.dispatchEvent(new KeyboardEvent("keydown", {{ keyCode }}));
    return snapshot();
  }});
}}"""
LEFT, RIGHT = 37, 39


class Player:
    """A deck in a page, and the player of its blocks."""

    def __init__(self, page: Page, deck: Deck, url: str) -> None:
        self.page, self.deck, self.url = page, deck, url
        page.emulate_media(reduced_motion="reduce")

    def block(self, name: str) -> Block:
        """Find a block by its name."""
        return next(block for block in self.deck.blocks if block.name == name)

    def trace(self, name: str) -> Trace:
        """Return what was recorded of a block."""
        return traces(self.deck)[name]

    def show(self, name: str) -> Block:
        """Show the slide of a block, and wait for its buttons."""
        block = self.block(name)
        self.page.goto(f"{self.url}#/{block.slide}")
        self.page.wait_for_selector(f'.present [data-name="{name}"] {TOOL}')
        return block

    def open(self, name: str) -> Block:
        """Open the player of a block with its button."""
        block = self.show(name)
        tools = self.page.locator(f'.block[data-name="{name}"] .tools')
        tools.get_by_role("button", name="Pas à pas").click()
        self.page.wait_for_selector(OPEN)
        return block

    def open_at(self, name: str, number: int) -> Block:
        """Go to the address of a step."""
        block = self.block(name)
        self.page.goto(f"{self.url}#/{block.slide}/1/{number}")
        self.wait(number)
        return block

    def wait(self, step: int) -> None:
        """Wait until the player is at a step."""
        self.page.wait_for_selector(f'.present .player[data-step="{step}"]')

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def shown(self) -> dict:
        """Return what the player shows, or nothing when none is open."""
        return self.page.evaluate(SNAPSHOT)

    def walk(self, count: int) -> list[dict]:
        """Step to the last of so many steps and back; return what each shows."""
        # An address for each step costs the browser as much as the step.
        self.page.evaluate("Reveal.configure({ hash: false })")
        return self.page.evaluate(WALK, [0] + [RIGHT] * (count - 1) + [LEFT] * (count - 1))


def walked(count: int) -> list[int]:
    """List the steps that such a walk goes through."""
    return [*range(count), *reversed(range(count - 1))]


def expected(trace: Trace, texts: dict[str, str], steps: tuple[Step, ...], rank: int) -> dict:
    """Tell what a step is to show; the spans of a frame are in the text of its place."""
    step = steps[rank]
    moves = step.event not in ("create", "line") and step.source is not None
    moves = moves and (step.target is not None or step.event == "raise")
    first, code = _code(trace, texts, step)
    is_shown = step.at and trace.frames[step.where].place != "library"
    one_line = is_shown and step.at[0] == step.at[2]
    still = step.target in (None, step.source)
    way = "here" if still else "up" if step.event in ("yield", "return", "raise") else "down"

    def cards(some: tuple[Card, ...]) -> list:
        return [[card.frame, card.state, _text_at(trace, texts, card)] for card in some]

    start, width = (step.at[1], step.at[3] - step.at[1]) if one_line else (0, "var(--columns)")
    return {
        "step": rank,
        "stack": cards(step.stack),
        "aside": cards(step.aside),
        "printed": trace.output[: step.output],
        "code": code.rstrip(),
        "mark": [str(step.at[0] - first), str(start), str(width)] if is_shown else None,
        "value": step.value if moves else None,
        "way": way if moves else None,
        "outside": [],
    }


def _code(trace: Trace, texts: dict[str, str], step: Step) -> tuple[int, str]:
    """Return what is shown of the code, from which line: the definition, or else the block.

    While a library runs, it is the code of who has called it.
    """
    frame = step.where
    while frame is not None and trace.frames[frame].place == "library":
        frame = next(card.parent for card in step.stack if card.frame == frame)
    if frame is None or not (lines := trace.frames[frame].lines):
        return 1, texts["block"]
    first, last = lines
    return first, "\n".join(texts["context"].split("\n")[first - 1 : last])


def _text_at(trace: Trace, texts: dict[str, str], card: Card) -> str:
    text = texts.get(trace.frames[card.frame].place)
    if not card.at or text is None:
        return ""
    lines = text.split("\n")
    first, start, last, end = card.at
    return lines[first - 1][start:end] if first == last else lines[first - 1][start:] + " …"
