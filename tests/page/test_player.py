"""The player shows what the trace tells: every step of every block, forward and back."""

import json
import threading
from pathlib import Path

import pytest

from deck.load import load
from deck.record import record_program
from deck.serve import address, server
from deck.site import site_files
from deck.stepping import traces
from deck.trace import to_json
from tests.page.running import until

DECKS = {
    "talk": Path("slides.md"),
    "two": Path("tests/page/decks/two_recorded_blocks_on_a_slide.md"),
}
AXE = Path("node_modules/axe-core/axe.min.js")
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


@pytest.fixture(scope="module")
def decks():
    return {name: load(path) for name, path in DECKS.items()}


@pytest.fixture(scope="module")
def addresses(decks):
    bound = {name: server(site_files(deck), 0) for name, deck in decks.items()}
    for one in bound.values():
        threading.Thread(target=one.serve_forever, daemon=True).start()
    yield {name: address(one.server_port) for name, one in bound.items()}
    for one in bound.values():
        one.shutdown()
        one.server_close()


@pytest.fixture
def page(chromium):
    context = chromium.new_context(
        viewport={"width": 1280, "height": 720}, reduced_motion="reduce"
    )
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


def block_named(deck, name):
    return next(block for block in deck.blocks if block.name == name)


def show_slide(page, url, number):
    page.goto(f"{url}#/{number}")
    page.wait_for_selector(".present .tools button:has-text(\"Pas à pas\")")


def open_player(page, url, block, name):
    show_slide(page, url, block.slide)
    page.locator(f'.block[data-name="{name}"] .tools button:has-text("Pas à pas")').click()
    page.wait_for_selector(".present .player[data-step]")


def text_at(trace, block, card):
    if not card.at or trace.frames[card.frame].place == "library":
        return ""
    text = block.source if trace.frames[card.frame].place == "block" else block.context
    lines = text.split("\n")
    first, start, last, end = card.at
    return lines[first - 1][start:end] if first == last else lines[first - 1][start:] + " …"


def expected(trace, block, steps, rank):
    step = steps[rank]
    moves = step.event not in ("create", "line") and step.source is not None
    moves = moves and (step.target is not None or step.event == "raise")
    in_block = step.at and trace.frames[step.where].place == "block"
    one_line = in_block and step.at[0] == step.at[2]
    still = step.target in (None, step.source)
    way = "here" if still else "up" if step.event in ("yield", "return", "raise") else "down"
    return {
        "step": rank,
        "stack": [[c.frame, c.state, text_at(trace, block, c)] for c in step.stack],
        "aside": [[c.frame, c.state, text_at(trace, block, c)] for c in step.aside],
        "printed": trace.output[: step.output],
        "mark": [
            str(step.at[0] - 1),
            str(step.at[1] if one_line else 0),
            str(step.at[3] - step.at[1]) if one_line else "var(--columns)",
        ]
        if in_block
        else None,
        "value": step.value if moves else None,
        "way": way if moves else None,
        "outside": [],
    }


RECORDED = [
    (name, block) for name, path in DECKS.items() for block in traces(load(path))
]


@pytest.mark.parametrize("grain", ["events", "lines"])
@pytest.mark.parametrize(("name", "block_name"), RECORDED, ids=lambda value: value)
def test_every_step_shows_the_trace(page, decks, addresses, name, block_name, grain):
    """Forward to the last step, then back to the first, each shows the trace's own states."""
    block, trace = block_named(decks[name], block_name), traces(decks[name])[block_name]
    steps = trace.events if grain == "events" else trace.steps
    open_player(page, addresses[name], block, block_name)
    if grain == "lines":
        page.keyboard.press("l")
    count = len(steps)
    ranks = [*range(count), *reversed(range(count - 1))]
    shown = page.evaluate(WALK, [0] + [RIGHT] * (count - 1) + [LEFT] * (count - 1))
    assert all(state.pop("said") for state in shown)
    for state, rank in zip(shown, ranks, strict=True):
        assert state == expected(trace, block, steps, rank)


def test_the_deck_has_recorded_blocks(decks):
    """The blocks that run something are recorded, and those that only define are not."""
    assert list(traces(decks["talk"])) == [
        "tum", "tum_send", "four", "coro_manager", "wont_terminate_here", "tum_pak",
    ]  # fmt: skip
    assert list(traces(decks["two"])) == ["first", "second"]


def test_a_step_is_announced_in_a_sentence(page, decks, addresses):
    """« `yield` remonte de `__await__` vers `wont_terminate_here`, valeur `None` »"""
    block = block_named(decks["talk"], "wont_terminate_here")
    trace = traces(decks["talk"])["wont_terminate_here"]
    rank = next(i for i, step in enumerate(trace.events) if step.event == "yield")
    page.goto(f"{addresses['talk']}#/{block.slide}/1/{rank}")
    said = page.locator(".present .sentence")
    said.wait_for()
    assert said.get_attribute("aria-live") == "polite"
    sentence = "yield remonte de __await__ vers wont_terminate_here, valeur\u00a0None"
    assert said.text_content() == sentence
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == sentence


def test_the_clicker_goes_through_the_steps_and_on_to_the_next_slide(page, decks, addresses):
    """At the last step the next press goes on; before the first, it is the block again."""
    block = block_named(decks["talk"], "four")
    count = len(traces(decks["talk"])["four"].events)
    open_player(page, addresses["talk"], block, "four")
    for _ in range(count - 1):
        page.keyboard.press("PageDown")
    assert page.evaluate(SNAPSHOT)["step"] == count - 1
    page.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getIndices().h") == block.slide
    assert page.locator(".player").count() == 0
    page.keyboard.press("PageUp")
    page.keyboard.press("d")
    page.wait_for_selector(".present .player[data-step]")
    page.keyboard.press("PageUp")
    assert page.evaluate("Reveal.getIndices().h") == block.slide - 1
    assert page.locator(".player").count() == 0
    assert page.locator(".present div.block").is_visible()


def test_escape_leaves_and_the_source_is_as_it_was(page, decks, addresses):
    """The block's text is the source, to the character, before, during and after."""
    block = block_named(decks["talk"], "coro_manager")
    show_slide(page, addresses["talk"], block.slide)
    read = "document.querySelector('.present .block > pre').textContent"
    assert page.evaluate(read) == block.source
    page.keyboard.press("d")
    page.wait_for_selector(".present .player[data-step]")
    assert page.evaluate(read) == block.source
    assert page.evaluate("document.querySelector('.player .code pre').textContent") == block.source
    page.keyboard.press("Escape")
    assert page.locator(".player").count() == 0
    assert page.evaluate(read) == block.source
    assert page.evaluate("location.hash") == f"#/{block.slide}"
    assert not page.evaluate("Reveal.isOverview()")


def test_an_address_and_a_reload_keep_the_step(page, decks, addresses):
    """A link to a step opens it, and it can be sent to somebody."""
    block = block_named(decks["talk"], "tum_pak")
    page.goto(f"{addresses['talk']}#/{block.slide}/1/100")
    page.wait_for_selector('.present .player[data-step="100"]')
    page.keyboard.press("ArrowRight")
    until(page, f"location.hash === '#/{block.slide}/1/101'")
    page.reload()
    page.wait_for_selector('.present .player[data-step="101"]')


def test_the_timeline_goes_where_it_is_clicked_and_from_send_to_send(page, decks, addresses):
    """X and W jump to the next and the previous `send`; a click goes to that step."""
    block, trace = block_named(decks["talk"], "tum_pak"), traces(decks["talk"])["tum_pak"]
    sends = [rank for rank, step in enumerate(trace.events) if step.event == "send"]
    open_player(page, addresses["talk"], block, "tum_pak")
    for rank in sends[:3]:
        page.keyboard.press("x")
        assert page.evaluate(SNAPSHOT)["step"] == rank
    page.keyboard.press("w")
    assert page.evaluate(SNAPSHOT)["step"] == sends[1]
    box = page.locator(".timeline").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 10)
    assert abs(page.evaluate(SNAPSHOT)["step"] - len(trace.events) / 2) <= 1
    page.keyboard.press("End")
    assert page.evaluate(SNAPSHOT)["step"] == len(trace.events) - 1
    page.keyboard.press("Home")
    assert page.evaluate(SNAPSHOT)["step"] == 0


def test_changing_the_grain_stays_at_the_moment(page, decks, addresses):
    """From events to lines and back, the step is the same one."""
    block, trace = block_named(decks["talk"], "tum_pak"), traces(decks["talk"])["tum_pak"]
    page.goto(f"{addresses['talk']}#/{block.slide}/1/50")
    page.wait_for_selector('.present .player[data-step="50"]')
    page.keyboard.press("l")
    assert page.evaluate(SNAPSHOT)["step"] == trace.steps.index(trace.events[50])
    page.keyboard.press("l")
    assert page.evaluate(SNAPSHOT)["step"] == 50


def test_the_diagram_is_seen_from_the_player(page, decks, addresses):
    """Q shows the sequence diagram, as vectors, and hides it again."""
    open_player(page, addresses["talk"], block_named(decks["talk"], "four"), "four")
    page.keyboard.press("q")
    assert page.locator(".diagram svg").is_visible()
    assert not page.locator(".scene").is_visible()
    page.keyboard.press("q")
    assert page.locator(".scene").is_visible()


def test_the_speaker_view_follows(page, decks, addresses):
    """Its current slide shows the step, its next one the step after; both leave together."""
    block = block_named(decks["talk"], "coro_manager")
    show_slide(page, addresses["talk"], block.slide)
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    speaker = popup.value
    current = speaker.frame_locator("#current-slide iframe")
    upcoming = speaker.frame_locator("#upcoming-slide iframe")
    current.locator(".present .tools button:has-text(\"Pas à pas\")").wait_for(state="attached")
    upcoming.locator(".tools button:has-text(\"Pas à pas\")").first.wait_for(state="attached")
    page.keyboard.press("d")
    page.wait_for_selector(".present .player[data-step]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    current.locator('.present .player[data-step="2"]').wait_for()
    upcoming.locator('.present .player[data-step="3"]').wait_for()
    page.keyboard.press("Escape")
    current.locator(".player").wait_for(state="detached")


@pytest.mark.parametrize("calm", [True, False])
def test_reduced_motion_moves_nothing(chromium, decks, addresses, calm):
    """The value and the cards travel, except for whoever asked that nothing does."""
    motion = "reduce" if calm else "no-preference"
    page = chromium.new_page(reduced_motion=motion, viewport={"width": 1280, "height": 720})
    open_player(page, addresses["talk"], block_named(decks["talk"], "four"), "four")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    moving = page.evaluate("document.getAnimations().filter((one) => !one.animationName).length")
    page.close()
    assert bool(moving) is not calm


def test_paper_shows_the_block(page, decks, addresses):
    """Printed while the player is open, or by reveal's print view, a slide shows its block."""
    block = block_named(decks["talk"], "four")
    page.goto(f"{addresses['talk']}?view=print#/{block.slide}/1/3")
    until(page, "window.Reveal?.isReady()")
    until(page, "document.querySelectorAll('.pdf-page').length")
    assert page.locator(".pdf-page").count() == len(decks["talk"].slides)
    assert page.locator(".player, .tools").count() == 0
    open_player(page, addresses["talk"], block, "four")
    page.emulate_media(media="print")
    assert page.locator(".present div.block > pre").is_visible()
    assert not page.locator(".present .player").is_visible()


def test_two_blocks_of_a_slide_have_each_their_steps(page, decks, addresses):
    """The player of one gives way to that of the other, and an address tells them apart."""
    deck = decks["two"]
    first, second = (block_named(deck, name) for name in ("first", "second"))
    open_player(page, addresses["two"], second, "second")
    assert page.locator(".player").count() == 1
    assert page.evaluate(SNAPSHOT)["said"].startswith("On tape async def f():")
    until(page, "location.hash.split('/').length === 4")
    page.reload()
    page.wait_for_selector('.present .player[data-step="0"]')
    assert page.evaluate(SNAPSHOT)["said"].startswith("On tape async def f():")
    page.keyboard.press("Escape")
    open_player(page, addresses["two"], first, "first")
    assert page.evaluate(SNAPSHOT)["said"] == "Le programme démarre"


def test_edited_code_is_stepped_through_by_the_same_player(page, decks, addresses):
    """What the page's own Python records replaces what was recorded, until it is restored."""
    block = block_named(decks["talk"], "four")
    source = block.source.replace("two() + await", "two() * await")
    data = {"trace": json.loads(to_json(record_program(source, block.context)))}
    show_slide(page, addresses["talk"], block.slide)
    page.evaluate(
        """([data, source]) => {
          const block = document.querySelector(".present .block");
          const pre = block.querySelector("pre").cloneNode(true);
          pre.querySelector("code").textContent = source;
          Reveal.getPlugin("player").present(block, data, pre);
        }""",
        [data, source],
    )
    page.wait_for_selector('.present .player[data-step="0"]')
    assert page.evaluate("document.querySelector('.player .code pre').textContent") == source
    page.keyboard.press("End")
    assert page.evaluate(SNAPSHOT)["printed"] == "StopIteration: 4\n"
    page.evaluate("Reveal.getPlugin('player').restore(document.querySelector('.present .block'))")
    page.keyboard.press("d")
    read = "document.querySelector('.player .code pre').textContent"
    page.wait_for_selector('.present .player[data-step="0"]')
    assert page.evaluate(read) == block.source


def test_it_works_from_a_folder(page, decks, tmp_path):
    """Opened by a double click, with no server, the steps are there."""
    for name, data in site_files(decks["talk"]).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    url = (tmp_path / "index.html").as_uri()
    open_player(page, url, block_named(decks["talk"], "four"), "four")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SNAPSHOT)["step"] == 1


def test_it_is_accessible(page, decks, addresses):
    """axe finds nothing at the states that show each kind of card, nor in the diagram."""
    block = block_named(decks["talk"], "tum_pak")
    page.goto(f"{addresses['talk']}#/{block.slide}/1/20")
    page.wait_for_selector('.present .player[data-step="20"]')
    page.evaluate(AXE.read_text("utf-8"))
    for key in ["ArrowRight", "End", "q"]:
        page.keyboard.press(key)
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        found = page.evaluate("axe.run('.present .player').then(({violations}) => violations)")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
