"""In the page, its own Python proves what the deck says of the code as it now stands."""

import json

import pytest
from playwright.sync_api import expect

from deck.__main__ import main
from deck.page.serve import serving
from deck.proof.in_page.asked import Asked, with_sources
from deck.proof.judge.verdict import BLOCK_SECONDS, verdict
from deck.proof.mutants import mutations
from deck.source.load import load
from tests.deck.browser.pages import built
from tests.deck.browser.running import BOOT, PROJECTOR, Stage, until
from tests.deck.proof import sums
from tests.paths import ROOT

WRONG = "def add(one, other):\n    return one + other + one\n\n\nprint(add(1, 2), add(2, 2))\n"
KIT_LIMIT = 800_000
OFFER = "Break it, then repair it (H)"
# What prints past Python's streams, ends otherwise, or leaves something behind: each after a right
# block.
ODD = (
    "import os\nos.write(1, b'5\\n')\n",
    "import os\nos.write(2, b'5\\n')\n",
    "import os\nos.close(1)\n",
    "import sys\nprint(5, file=sys.__stdout__)\n",
    "import sys\nprint(5, file=sys.stderr)\n",
    "import sys\nsys.stdout.reconfigure(line_buffering=True)\n",
    "import sys\nsys.stdout.truncate(2)\n",
    "import sys\nsys.stdout.flush()\n",
    "import sys\nif not sys.stdout.isatty():\n    print(5)\n",
    "with open(1, 'w', closefd=False) as file:\n    print(5, file=file)\n",
    "import random\nrandom.choice = random.Random.choice = None\n",
    "import logging, sys\nlogging.basicConfig(stream=sys.stdout)\n",
    "import atexit\natexit.register(print, 5)\n",
    "import sys\nsys.stderr.write('.' * 1_100_000)\n",
    "print('.' * 1_100_000)\n",
)
# Prove each block with each text, and say whether all of it holds.
# In one worker: none of them leaves anything behind.
PROVE_EACH = """async (edits) => {
  const holds = [];
  const files = await blocks.loaded();
  for (const [block, text] of edits) {
    const asked = { act: "prove", edits: { [block]: text }, block, slide: null, files };
    const { proofs, tampered } = await blocks.python.run(asked, () => {});
    holds.push(!tampered && proofs.every(({ holds }) => holds));
  }
  return holds;
}"""

# What a program prints after a proof of a block.
RUN_AFTER = """async ([block, source]) => {
  let printed = "";
  const files = await blocks.loaded();
  await blocks.python.run({ act: "prove", edits: {}, block, slide: null, files }, () => {});
  const program = { act: "run", language: "python", context: "", source };
  await blocks.python.run(program, (_, text) => { printed += text; });
  return printed;
}"""
TAMPERS = """if __name__ == "__main__":
    import deck.proof.judge.verdict as one
    one.difference = lambda *_: ""
"""
# By how many pixels the ring of what has the focus goes beyond what holds it, on its widest side.
RING_BEYOND = """(one) => {
  const { outlineOffset, outlineWidth } = getComputedStyle(one);
  const unit = one.getBoundingClientRect().width / one.offsetWidth;
  const reach = unit * (parseFloat(outlineOffset) + parseFloat(outlineWidth));
  let holder = one.parentElement;
  while (getComputedStyle(holder).overflowX === "visible") holder = holder.parentElement;
  const [inner, outer] = [one, holder].map((part) => part.getBoundingClientRect());
  return Math.max(outer.left - inner.left, inner.right - outer.right) + reach;
}"""
# The milliseconds after which something is to be done.
NOTE_WAITS = """() => {
  const begin = window.setTimeout;
  window.waits = [];
  window.setTimeout = (act, wait, ...given) => {
    waits.push(wait);
    return begin(act, wait, ...given);
  };
}"""
# A program that fills what is left of a slide.
OTHER_CODE = """() => {
  const block = document.createElement("div");
  block.className = "block other";
  block.dataset.name = "other";
  block.style.cssText = "flex: none; height: 400px";
  block.innerHTML = '<pre><code class="language-sql">SELECT 1</code></pre>';
  Reveal.getCurrentSlide().querySelector("p").after(block);
}"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The deck on sums, with its tests."""
    return sums.write(tmp_path_factory.mktemp("proofs"))


@pytest.fixture(scope="module")
def files(path):
    return built(load(path))


@pytest.fixture(scope="module")
def opened(chromium, files):
    """Its page, opened once."""
    with serving(files) as url:
        page = chromium.new_page(viewport=PROJECTOR)
        # Before anything waits: what the browser's own clock has begun, this one cannot clear.
        page.clock.install()
        yield Stage(page, url)
        page.close()


@pytest.fixture
def stage(opened):
    until(opened.page, "window.blocks?.python.state === 'ready'")
    opened.reset()
    yield opened
    assert opened.errors == []


def prove_without_end(stage, source) -> None:
    """Prove an endless program; have the page's clock go on for as long as it may."""
    stage.edit("loop", source)
    stage.page.evaluate(NOTE_WAITS)
    stage.page.keyboard.press("v")
    until(stage.page, "waits.includes(10_000) || waits.includes(600_000)")
    assert 600_000 not in stage.page.evaluate("waits")
    stage.page.clock.run_for(10_000)
    expect(stage.status).to_have_text("✗ The code does not end within 10\u00a0s")


def told(stage) -> list[str]:
    """Return the rows of what is proved, once it is."""
    expect(stage.status).to_contain_text(" ", timeout=BOOT)
    expect(stage.page.locator(".present .proofs")).to_have_count(1, timeout=BOOT)
    text = stage.page.locator(".present .proofs").evaluate("(box) => box.textContent")
    return text.rstrip("\n").split("\n")


def test_a_key_proves_what_is_said_of_a_block(stage):
    """Each sentence, what it prints, and what the other tests say; it is heard."""
    stage.go("add")
    stage.page.keyboard.press("v")
    assert told(stage) == [
        "✓ What 2 blocks print",
        "✓ Calling add(1, 2) gives 3.",
        "✓ A sentence of the notes (slide 3)",
        "✓ 1 other proof",
        OFFER,
    ]
    version = stage.page.evaluate("document.querySelector('.present .told').textContent")
    assert version.startswith("✓ All is true: 2 claims, 6 proofs, on Python\u00a03.")
    assert stage.page.locator(".heard").inner_text() == version


def test_what_no_longer_holds_comes_first_with_what_was_found(stage):
    """The sentence that the edit makes false, what its test says, and the values."""
    stage.edit("add", WRONG)
    stage.button("Prove").click()
    rows = told(stage)
    assert rows[:4] == [
        "✗ What add prints",
        "→ it prints 4 6 instead of 3",
        "✗ What twice prints",
        "→ it prints 12 instead of 8",
    ]
    assert rows[4:6] == ["✗ Calling add(1, 2) gives 3.", "→ the slide says 3, Python gives 4"]
    noted = '✗ Notes: What twice("a") gives is aa. (slide 3)'
    says = "twice puts a text behind itself."
    assert rows[6:9] == [noted, says, "→ found aaa instead of aa"]
    expect(stage.status).to_have_text("✗ 2 claims of 2 no longer hold")
    # What is heard of it is as much as of a run.
    count = len([row for row in rows if not row.startswith("✓ ")])
    assert stage.page.locator(".heard").text_content() == "\n".join(
        [
            "✗ 2 claims of 2 no longer hold:",
            *rows[:3],
            f"… {count - 4} more lines, then:",
            rows[count - 1],
        ]
    )


def test_the_code_of_a_test_can_be_unfolded(stage):
    """With what it says; and folded again."""
    stage.go("twice")
    stage.page.keyboard.press("v")
    told(stage)
    row = stage.page.locator(".present .proofs").get_by_role("button", name="A sentence of")
    row.click()
    details = stage.page.locator(".present .details")
    expect(details.locator(".says")).to_have_text("twice puts a text behind itself.")
    expect(details.locator(".says code")).to_have_text("twice")
    expect(details).to_contain_text('assert (twice("a") + ')
    expect(row).to_have_attribute("aria-expanded", "true")
    row.click()
    expect(details).to_have_count(0)


def test_the_ring_of_a_row_that_has_the_focus_is_whole(stage):
    """It is within what is scrolled, which cuts all beyond it."""
    stage.go("twice")
    stage.page.keyboard.press("v")
    told(stage)
    stage.page.keyboard.press("Tab")
    row = stage.page.locator(".present .proofs button.row").first
    row.focus()
    assert row.evaluate("(row) => getComputedStyle(row).outlineStyle") == "solid"
    assert row.evaluate(RING_BEYOND) <= 0


def test_the_whole_deck_is_proved_on_its_first_slide(stage):
    """Where nothing runs: all blocks, and all that is said of them."""
    stage.page.evaluate("Reveal.slide(0)")
    stage.page.keyboard.press("v")
    assert told(stage)[0] == "✓ What 3 blocks print"
    expect(stage.status).to_contain_text("✓ All is true: 3 blocks, 3 claims, 8 proofs, on Python")
    untried = (
        "1 proof needs what a page lacks (processes, a network, a keyboard, a module): not tried"
    )
    assert told(stage)[-1] == untried
    stage.page.keyboard.press("v")
    expect(stage.page.locator(".present .run")).to_have_count(0)


def test_a_slide_that_takes_long_to_prove_is_heard_meanwhile(stage):
    """As a block is: who sees nothing come hears that something does."""
    stage.edit("loop", "while True:\n    pass\n")
    stage.page.evaluate("Reveal.slide(0)")
    stage.page.keyboard.press("v")
    stage.page.clock.run_for(1_000)
    expect(stage.page.locator(".heard")).to_have_text("Proving…")
    stage.page.keyboard.press("v")
    expect(stage.page.locator(".present .run")).to_have_count(0)


def test_a_title_makes_room_for_all_that_is_proved(stage):
    """It stands in the middle of its slide, but while the proofs are under it, over no button."""
    stage.edit("add", WRONG)
    stage.page.evaluate("Reveal.slide(0)")
    title, panel = map(stage.page.locator, (".present h1", ".present .run"))
    # As a longer title leaves no room for one more line.
    title.evaluate("(title) => { title.style.paddingBottom = '30px'; }")
    top = title.bounding_box()["y"]
    stage.page.keyboard.press("v")
    told(stage)
    assert title.bounding_box()["y"] < 50 < top
    rows = panel.locator("button.row").all()
    assert rows
    for row in rows:
        row.click()
    box = panel.bounding_box()
    assert box["y"] + box["height"] <= stage.button("Prove all").bounding_box()["y"]
    stage.page.keyboard.press("v")
    assert title.bounding_box()["y"] == top


def test_a_slide_without_code_has_a_button_that_proves_it(stage):
    """It closes what it has opened, and the words of the slide are as large as they were."""
    words = stage.page.locator(".slides section").last.locator("p")
    size = "(words) => getComputedStyle(words).fontSize"
    stage.page.evaluate("Reveal.slide(4)")
    before = words.evaluate(size)
    stage.button("Prove").click()
    expect(stage.status).to_have_text(
        "What this slide says has no proof that can be tried in a page"
    )
    assert words.evaluate(size) == before == "50px"
    expect(stage.button("Prove")).to_have_attribute("aria-pressed", "true")
    stage.button("Prove").click()
    expect(stage.page.locator(".run")).to_have_count(0)
    expect(stage.button("Prove")).to_have_attribute("aria-pressed", "false")
    stage.page.evaluate("Reveal.slide(0)")
    stage.button("Prove all").click()
    assert told(stage)[0] == "✓ What 3 blocks print"


def test_code_of_another_language_is_said_to_be_one(stage):
    """Of it nothing is proved here; and what has to cover it is as low as it can be."""
    stage.page.evaluate("Reveal.slide(4)")
    stage.page.evaluate(OTHER_CODE)
    stage.page.keyboard.press("v")
    said = "This code is not Python: a page cannot prove it"
    expect(stage.status).to_have_text(said, timeout=BOOT)
    ends = "(box) => box.getBoundingClientRect().bottom"
    foot = "innerHeight - parseFloat(getComputedStyle(this.parentElement).paddingBottom)"
    panel = stage.page.locator(".present .run")
    assert panel.evaluate(ends) == panel.evaluate(
        f"(box) => (function () {{ return {foot} }}).call(box)"
    )
    stage.page.keyboard.press("h")
    said = "This code is not Python: the page shows it, and does not run it"
    expect(stage.page.get_by_text(said)).to_have_count(1)
    stage.page.keyboard.press("v")
    stage.page.locator(".present .other").evaluate("(block) => block.remove()")


def test_a_deck_without_tests_has_no_such_button(stages):
    """Nothing would be proved there but what blocks print, which they have a button for."""
    page = stages("http").page
    until(page, "document.querySelector('.tools')")
    expect(page.locator(".of-slide")).to_have_count(0)


def test_what_a_page_lacks_refutes_nothing(stage):
    """A thread cannot start there, which says nothing of the program."""
    thread = "import threading\nthreading.Thread(target=print, args=[4]).start()\n"
    stage.edit("loop", thread)
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text(
        "2 proofs need what a page lacks (processes, a network, a keyboard, a module): not tried"
    )
    expect(stage.page.locator(".present .proofs")).to_have_count(0)


def test_a_terminal_that_is_opened_by_its_name_refutes_nothing(stage):
    """Nor does it hide what is printed there."""
    source = "print(4, file=open('/dev/stdout', 'w'), flush=True)\nprint(4)\n"
    stage.edit("loop", source)
    stage.page.keyboard.press("v")
    expect(stage.status).to_contain_text("2 proofs need what a page lacks", timeout=BOOT)


def test_proofs_without_an_end_are_stopped_as_runs_are(stage):
    """By the same button; the next proof is true again."""
    stage.edit("loop", "while True:\n    pass\n")
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("Proving…", timeout=BOOT)
    stage.button("Stop").click()
    expect(stage.status).to_have_text("Proofs stopped")
    stage.page.locator(".present").get_by_role("button", name="Restore").click()
    stage.page.keyboard.press("v")
    assert told(stage) == [
        "✓ What loop prints",
        "1 proof needs what a page lacks (processes, a network, a keyboard, a module): not tried",
        OFFER,
    ]


def test_code_that_goes_on_is_said_to_have_no_end(stage):
    """After as many seconds as a check waits; the browser's clock is driven."""
    prove_without_end(stage, "while True:\n    pass\n")


def test_what_ran_before_changes_no_proof(stage):
    """An edit that breaks Python itself is gone with it, once the code is as it was."""
    stage.edit("add", "import builtins\nbuiltins.sum = builtins.repr = None\n")
    stage.run()
    stage.page.locator(".present").get_by_role("button", name="Restore").click()
    stage.page.keyboard.press("v")
    assert told(stage)[0] == "✓ What 2 blocks print"


@pytest.mark.timeout(240)  # a hundred proofs, and as many checks
def test_the_page_gives_the_verdicts_of_a_check(path, stage, capsys, monkeypatch):
    """On each of a hundred edits of the blocks: of CPython's tests, and of those of the page."""
    monkeypatch.chdir(path.parent)
    main(["mutants", "--json", path.name])
    outcomes = json.loads(capsys.readouterr().out)
    edits = [
        (block.name, edit.source)
        for block in load(path).blocks
        for edit in mutations.of_block(block)
    ]
    assert len(edits) == len(outcomes) >= 100
    noticed = [one["noticed_by"] not in ("nobody", "equivalent") for one in outcomes]
    assert [not holds for holds in stage.page.evaluate(PROVE_EACH, edits)] == noticed


def test_what_is_written_and_left_behind_has_the_verdict_of_a_check(path, stage, monkeypatch):
    """Whatever way a block takes: in the page there is one Python for all of them."""
    monkeypatch.chdir(path.parent)
    deck = load(path)
    sources = [deck.block("add").source + edit for edit in ODD]
    asked = [Asked({"add": source}, "add") for source in sources]
    edited = [(with_sources(deck, one.edits), one) for one in asked]
    holds = [
        not any(verdict(other, block, BLOCK_SECONDS) for block in one.blocks(other))
        for other, one in edited
    ]
    assert set(holds) == {True, False}
    proved = stage.page.evaluate(PROVE_EACH, [("add", source) for source in sources])
    assert list(zip(ODD, proved)) == list(zip(ODD, holds))


def test_code_that_changes_what_judges_it_is_told_to(stage):
    """Where it runs by itself: it proves nothing, and repairs nothing; the next proof is as any."""
    stage.edit("add", WRONG + TAMPERS)
    stage.page.keyboard.press("v")
    told = "✗ The code changes what judges it: nothing is proved"
    expect(stage.status).to_have_text(told, timeout=BOOT)
    stage.edit("add", WRONG)
    stage.page.keyboard.press("v")
    expect(stage.status).to_have_text("✗ 2 claims of 2 no longer hold", timeout=BOOT)


def test_what_code_prints_gives_it_no_more_time(stage):
    """How long it may go on is told elsewhere."""
    prove_without_end(stage, "import os\nos.write(1, b'600\\n')\nwhile True:\n    pass\n")


def test_what_is_saved_while_proofs_are_loaded_keeps_none_from_being_shown(chromium, files):
    """Their style is the last to come; by then the author has saved once more."""
    with serving(files) as url, chromium.new_page(viewport=PROJECTOR) as page:
        stage = Stage(page, url)
        until(page, "window.blocks?.python.state === 'ready'")
        held = []
        page.route("**/proof/proof.css", lambda route: held.append(route))
        stage.go("add")
        with page.expect_request("**/proof/proof.css"):
            page.keyboard.press("v")
        page.evaluate("document.dispatchEvent(new Event('deckchange'))")
        held[0].continue_()
        assert told(stage)[0] == "✓ What 2 blocks print"
        assert stage.errors == []


def test_what_proves_the_talk_is_light():
    """All that comes with the first proof."""
    files = built(load(ROOT / "slides.md"))
    names = ("proof/kit.js", "proof/proof.js", "proof/proof.css")
    assert sum(len(files[name]) for name in names) <= KIT_LIMIT


def test_a_program_after_a_proof_finds_all_that_is_in_memory(stage):
    """As at a desk: a proof exempts what is there from collections, and from who looks for it."""
    source = "import gc\nprint(gc.get_freeze_count(), any(one is gc for one in gc.get_objects()))"
    assert stage.page.evaluate(RUN_AFTER, ["add", source]) == "0 True\n"
