"""A block is broken by an edit that a proof notices, and is repaired once its proof holds again."""

import re

import pytest
from playwright.sync_api import Locator, expect

from deck.page.serve import serving
from deck.source.load import load
from tests.deck.browser.pages import built, show
from tests.deck.browser.running import BOOT, PROJECTOR, Stage, until
from tests.deck.proof import sums

BROKEN = "This block has been broken (easy): repair it, then prove it (V)"
# Chance takes the edits as they come.
IN_ORDER = "() => { Math.random = () => 0.5; localStorage.clear(); }"
CODE = "(name) => document.querySelector(`.slides [data-name=${name}] code`).textContent"

# Break a block, and close what is told before it is broken.
BREAK_AND_CLOSE = """() => {
  document.dispatchEvent(new KeyboardEvent("keydown", { keyCode: 72 }));
  [...document.querySelectorAll(".present .run .acts button")].at(-1).click();
}"""
# Break a block, and write into it before it is broken.
BREAK_AND_WRITE = """(text) => {
  for (const keyCode of [72, 77]) {
    document.dispatchEvent(new KeyboardEvent("keydown", { keyCode }));
  }
  const area = document.querySelector(".present textarea");
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}"""

# Whether what the first key has opened is there after the second one.
TWICE = """() => {
  const press = () => document.dispatchEvent(new KeyboardEvent("keydown", { keyCode: 72 }));
  const panel = () => document.querySelector(".present .run");
  press();
  const first = panel();
  press();
  return first !== null && first === panel();
}"""


@pytest.fixture(scope="module")
def opened(chromium, tmp_path_factory):
    """The deck on sums, with its tests, opened once."""
    deck = load(sums.write(tmp_path_factory.mktemp("repairs")))
    with serving(built(deck)) as url:
        page = chromium.new_page(viewport=PROJECTOR)
        yield Stage(page, url), deck
        page.close()


@pytest.fixture
def stage(opened):
    stage, _ = opened
    until(stage.page, "window.blocks?.python.state === 'ready'")
    stage.reset()
    stage.page.evaluate(IN_ORDER)
    yield stage
    assert stage.errors == []


@pytest.fixture
def deck(opened):
    return opened[1]


def broken(stage, name) -> str:
    """Break a block with its key; return its code."""
    stage.go(name)
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)
    return stage.page.evaluate(CODE, name)


def tool(stage, label) -> Locator:
    return stage.page.locator(".present .run").get_by_role("button", name=label, exact=True)


def test_a_broken_block_is_repaired_by_hand(stage, deck):
    """Of the edit nothing is told; why what was tried is not right is; repairs are counted."""
    original = deck.block("add").source
    assert broken(stage, "add") != original
    assert stage.output.inner_text().strip() == "Hint: what the proof saysGive up"
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✗ Not repaired yet", timeout=BOOT)
    expect(stage.page.locator(".present .proofs .row")).to_have_count(0)
    stage.edit("add", original.replace("+", "-"))
    stage.page.keyboard.press("v")
    expect(stage.page.locator(".present .proofs .row.false")).not_to_have_count(0, timeout=BOOT)
    # What the proof says is no hint any more.
    expect(tool(stage, "Hint: the line")).to_have_count(1)
    stage.edit("add", original)
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✓ Repaired! 1 repair of this block", timeout=BOOT)
    tool(stage, "Another one").click()
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)


def test_a_second_key_does_not_begin_anew_while_a_block_is_being_broken(stage):
    """Who is impatient would wait for ever: what is prepared goes on."""
    broken(stage, "add")
    tool(stage, "Give up").click()
    assert stage.page.evaluate(TWICE)
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)


def test_hints_come_in_three_steps(stage, deck):
    """What the proof says, then the line, then the word; the line is marked."""
    source = broken(stage, "add").split("\n")
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text("✗ Not repaired yet", timeout=BOOT)
    expect(stage.page.locator(".present .proofs .row.false")).not_to_have_count(0)
    tool(stage, "Hint: the line").click()
    told = stage.page.locator(".present .hint-told")
    lines = deck.block("add").source.split("\n")
    wrong = next(at for at, (one, other) in enumerate(zip(source, lines), 1) if one != other)
    expect(told).to_have_text(f"It is on line {wrong}.")
    expect(stage.page.locator(".present code.wrong")).to_have_count(1)
    # Whoever presses twice gives nothing up.
    tool(stage, "Hint: the word").dblclick()
    expect(told).to_contain_text(f"On line {wrong}, ")
    expect(tool(stage, "Give up")).to_have_count(1)
    expect(stage.page.locator(".heard")).to_contain_text(f"On line {wrong}, ")
    expect(stage.page.locator(".present .proofs .row.false")).not_to_have_count(0)


def test_the_keyboard_goes_from_hint_to_hint(stage):
    """Whoever presses Enter again gets the next one, and closes nothing."""
    broken(stage, "add")
    stage.page.keyboard.press("Tab")
    tool(stage, "Hint: what the proof says").focus()
    stage.page.keyboard.press("Enter")
    expect(tool(stage, "Hint: the line")).to_be_focused(timeout=BOOT)
    stage.page.keyboard.press("Enter")
    expect(tool(stage, "Hint: the word")).to_be_focused()
    tool(stage, "Give up").click()


def test_the_keyboard_stays_where_a_block_is_broken(stage, deck):
    """By the button that breaks another, and where one goes on."""
    broken(stage, "add")
    stage.edit("add", deck.block("add").source)
    stage.page.keyboard.press("v")
    tool(stage, "Another one").focus()
    stage.page.keyboard.press("Enter")
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)
    expect(tool(stage, "Close")).to_be_focused()
    stage.page.evaluate("document.querySelector('.present [data-run]').runnable.restore()")
    stage.page.keyboard.press("v")
    expect(tool(stage, "Go on with the repair (H)")).to_have_count(1, timeout=BOOT)
    tool(stage, "Close").focus()
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text(BROKEN)
    expect(tool(stage, "Close")).to_be_focused()
    tool(stage, "Give up").click()


def test_a_hint_is_told_where_what_was_told_is_closed_or_replaced(stage):
    """By its button, and by a run, which prints there instead."""
    broken(stage, "add")
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text("✗ Not repaired yet", timeout=BOOT)
    tool(stage, "Close").click()
    stage.page.keyboard.press("h")
    told = stage.page.locator(".present .run .hint-told")
    expect(told).to_have_text(re.compile(r"^It is on line \d+\.$"))
    expect(stage.status).to_have_text(BROKEN)
    stage.run()
    expect(told).to_have_count(0)
    stage.page.keyboard.press("h")
    expect(told).to_have_text(re.compile(r"^On line \d+, "))
    tool(stage, "Give up").click()


def test_what_one_comes_back_to_is_what_was_broken(stage, deck):
    """Whoever is lost begins again, and is not shown what was right, which would count as found."""
    wrong = broken(stage, "add")
    expect(stage.button("Restore")).to_have_count(0)
    stage.edit("add", deck.block("add").source.replace("+", "*"))
    stage.button("Restore").click()
    assert stage.page.evaluate(CODE, "add") == wrong
    expect(stage.status).to_have_text(BROKEN)
    tool(stage, "Give up").click()
    assert stage.page.evaluate(CODE, "add") == deck.block("add").source
    expect(stage.button("Restore")).to_have_count(0)


MINE = "while True:  # mine\n    print(1, flush=True)\n"


def write(stage, source) -> None:
    """Write another source into the first block; the editor ends it with its last line."""
    stage.edit("add", source.removesuffix("\n"))


def repaired_otherwise(stage, deck) -> tuple[str, str]:
    """Edit the first block, and repair it by other words; return those of the deck, and these."""
    original = deck.block("add").source
    other = original.replace("one + other", "other + one")
    write(stage, MINE)
    broken(stage, "add")
    write(stage, other)
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✓ Repaired! 1 repair of this block", timeout=BOOT)
    return original, other


def test_what_a_repair_replaced_comes_back_once_it_is_given_up(stage, deck):
    """What ran of it is stopped; it is restored as any edit."""
    write(stage, MINE)
    stage.page.keyboard.press("e")
    expect(stage.output).to_contain_text("1\n", timeout=BOOT)
    assert broken(stage, "add") not in (MINE, deck.block("add").source)
    tool(stage, "Give up").click()
    assert stage.page.evaluate(CODE, "add") == MINE
    stage.button("Restore").click()
    assert stage.page.evaluate(CODE, "add") == deck.block("add").source
    expect(stage.button("Restore")).to_have_count(0)


def test_what_repairs_replaced_is_restored_after_they_are_proved(stage, deck):
    """The last one first, then what the deck says."""
    original, other = repaired_otherwise(stage, deck)
    broken(stage, "add")
    expect(stage.button("Restore")).to_have_count(0)
    write(stage, original)
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✓ Repaired! 2 repairs of this block", timeout=BOOT)
    assert stage.page.evaluate(CODE, "add") == original
    for text in (other, MINE, original):
        stage.button("Restore").click()
        assert stage.page.evaluate(CODE, "add") == text
    expect(stage.button("Restore")).to_have_count(0)


def test_what_repairs_replaced_is_there_again_when_the_page_is_loaded_again(stage, deck):
    """The last one at once, and after the repair that one goes on with; then those before."""
    original, other = repaired_otherwise(stage, deck)
    broken(stage, "add")
    stage.page.reload()
    until(stage.page, "window.blocks?.python.state === 'ready'")
    stage.go("add")
    assert stage.page.evaluate(CODE, "add") == other
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)
    assert stage.page.evaluate(CODE, "add") not in (MINE, original, other)
    tool(stage, "Give up").click()
    assert stage.page.evaluate(CODE, "add") == other
    for text in (MINE, original):
        stage.button("Restore").click()
        assert stage.page.evaluate(CODE, "add") == text


def test_an_edit_stays_until_its_block_is_broken(stage):
    """What is closed before replaces nothing, and what is written until then comes back, too."""
    write(stage, MINE)
    stage.page.evaluate(BREAK_AND_CLOSE)
    expect(stage.page.locator(".present .run")).to_have_count(0)
    assert stage.page.evaluate(CODE, "add") == MINE
    stage.page.evaluate(BREAK_AND_WRITE, "two = 2")
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)
    expect(stage.page.locator(".present textarea")).to_have_count(0)
    tool(stage, "Give up").click()
    assert stage.page.evaluate(CODE, "add") == "two = 2\n"


def test_what_is_broken_breaks_no_other_block(stage, deck):
    """One that continues it holds, is broken by itself, and is repaired by what makes it right."""
    broken(stage, "add")
    stage.go("twice")
    stage.page.keyboard.press("v")
    without = "in this page (without what is broken in add)"
    expect(stage.status).to_contain_text(without, timeout=BOOT)
    broken(stage, "twice")
    stage.edit("twice", deck.block("twice").source)
    # What was repaired is not broken anew before it is proved.
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text("✓ Repaired! 1 repair of this block", timeout=BOOT)


def test_the_same_edit_never_comes_twice_in_a_row(stage):
    """Though chance would have it, and though who gave up has repaired nothing."""
    first = broken(stage, "add")
    tool(stage, "Give up").click()
    expect(stage.page.locator(".present .run")).to_have_count(0)
    assert broken(stage, "add") != first


def test_what_a_page_cannot_try_is_not_repaired(stage, deck):
    """All that was tried holds, and what was noticed to be broken is not among it."""
    broken(stage, "twice")
    thread = "import threading\nthreading.Thread(target=print).start()\n"
    stage.edit("twice", thread + deck.block("twice").source)
    stage.page.keyboard.press("v")
    expect(stage.page.locator(".present .untried")).to_have_count(1, timeout=BOOT)
    expect(stage.status).to_have_text("✗ Not repaired yet")


def test_what_is_repaired_is_forgotten_on_demand(stage, deck):
    """It is kept in this browser alone."""
    broken(stage, "twice")
    stage.edit("twice", deck.block("twice").source)
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✓ Repaired! 1 repair of this block", timeout=BOOT)
    assert stage.page.evaluate("localStorage.length") == 1
    tool(stage, "Forget what I did").click()
    assert stage.page.evaluate("localStorage.length") == 0
    expect(stage.status).to_have_text("Forgotten: nothing is kept here any more")
    expect(tool(stage, "Forget what I did")).to_have_count(0)
    expect(tool(stage, "Another one")).to_be_focused()


def test_a_repair_in_hand_is_there_again_when_the_page_is_loaded_again(stage):
    """As it was written, with the hints that were given, until it is given up."""
    broken(stage, "add")
    stage.page.keyboard.press("h")
    expect(tool(stage, "Hint: the line")).to_have_count(1, timeout=BOOT)
    stage.edit("add", "# mine\n" + stage.page.evaluate(CODE, "add"))
    mine = stage.page.evaluate(CODE, "add")
    stage.page.reload()
    until(stage.page, "window.blocks?.python.state === 'ready'")
    stage.go("add")
    assert stage.page.evaluate(CODE, "add") != mine
    stage.page.keyboard.press("h")
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)
    assert stage.page.evaluate(CODE, "add") == mine
    tool(stage, "Hint: the line").focus()
    stage.page.keyboard.press("Enter")
    expect(tool(stage, "Hint: the word")).to_be_focused()
    tool(stage, "Give up").click()
    assert stage.page.evaluate("localStorage.length") == 0


def test_what_is_proved_again_keeps_the_focus(stage):
    """It was in the panel that another one replaces."""
    broken(stage, "add")
    tool(stage, "Hint: what the proof says").focus()
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✗ Not repaired yet", timeout=BOOT)
    expect(tool(stage, "Close")).to_be_focused()


def test_what_holds_is_offered_to_be_broken(stage, deck):
    """Under its proofs; not under those of code that is edited, by more than a blank at its end."""
    stage.edit("loop", "total = 4\nprint(total)\n")
    stage.page.keyboard.press("v")
    expect(stage.status).to_contain_text("✓ All is true", timeout=BOOT)
    expect(tool(stage, "Break it, then repair it (H)")).to_have_count(0)
    stage.edit("loop", f"{deck.block('loop').source} \n")
    expect(stage.button("Restore")).to_have_count(0)
    stage.page.keyboard.press("v")
    expect(tool(stage, "Break it, then repair it (H)")).to_have_count(1, timeout=BOOT)
    tool(stage, "Break it, then repair it (H)").click()
    expect(stage.status).to_have_text(BROKEN, timeout=BOOT)


def test_what_a_block_passes_no_more_is_not_looked_for_in_what_is_right(page, url):
    """The manager of the talk is given no coroutine: its proof does not ask that it take none."""
    show(page, url, 14)
    until(page, "document.querySelector('.present [data-run]')?.runnable")
    page.evaluate("""() => {
      const { runnable } = document.querySelector(".present [data-run]");
      runnable.write(runnable.source.replace("(four())", "()"));
    }""")
    page.keyboard.press("v")
    row = page.locator(".present .row-with").filter(has_text="Un seul send suffit")
    expect(row.locator(".found")).to_have_text(
        "→ coro_manager(coro) est appelée à la place d'une fonction coroutine", timeout=BOOT
    )
