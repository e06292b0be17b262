"""A block is edited where it stands, run, and restored."""

from playwright.sync_api import expect

from tests.deck.browser.running import ANYWHERE, COMPLETE, Stage, until

PRINTS = "def answer():\n    return 42\n\nprint(answer())\n"
EDITS = "Object.entries(sessionStorage).filter(([name]) => name.startsWith('deck.edited'))"
COLOURS = """(code) => {
  const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const colours = [];
  while (walk.nextNode()) {
    const { color } = getComputedStyle(walk.currentNode.parentElement);
    for (const letter of walk.currentNode.data) if (letter.trim()) colours.push([letter, color]);
  }
  return colours;
}"""


@ANYWHERE
def test_an_edit_is_run_and_restored(stage):
    """What is typed is what runs; « Rétablir » brings back the deck's own text and output."""
    stage.go("prints")
    expect(stage.button("Rétablir")).to_have_count(0)
    stage.button("Modifier").click()
    stage.write("print('autre chose')")
    stage.page.keyboard.press("Control+Enter")
    expect(stage.output).to_have_text("autre chose\n")
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".present textarea")).to_have_count(0)
    code = stage.page.locator(".present [data-run] code")
    expect(code).to_have_text("print('autre chose')\n")
    stage.button("Rétablir").click()
    assert code.evaluate("(code) => code.textContent") == PRINTS
    assert stage.run() == "42\n"


def test_an_edit_is_there_again_when_its_window_loads_the_page_again(own_page, sample, serve):
    """Until it is restored, or the deck says something else, or what is kept is none."""
    stage = Stage(own_page, serve(sample))
    code = own_page.locator(".present [data-run] code")

    def load_again() -> None:
        own_page.reload()
        until(own_page, COMPLETE)
        stage.go("prints")

    stage.edit("prints", "print('mine')")
    load_again()
    expect(code).to_have_text("print('mine')\n")
    assert stage.run() == "mine\n"
    [(name, kept)] = own_page.evaluate(EDITS)
    for other in (kept.replace("answer", "question"), kept.replace("[", "[0,"), "{"):
        own_page.evaluate("(given) => sessionStorage.setItem(...given)", [name, other])
        load_again()
        assert code.evaluate("(code) => code.textContent") == PRINTS
        expect(stage.button("Rétablir")).to_have_count(0)
    own_page.evaluate("(given) => sessionStorage.setItem(...given)", [name, kept])
    load_again()
    stage.button("Rétablir").click()
    assert code.evaluate("(code) => code.textContent") == PRINTS
    assert own_page.evaluate(EDITS) == []


def test_an_edited_block_runs_after_its_context(stage):
    """The blocks that it continues come first, also for an edited one."""
    stage.edit("continues", "print(answer() * 2)")
    assert stage.run() == "84\n"


def test_an_edited_transcript_runs_as_a_session(stage):
    """The prompts are typed one after another; the outputs written under them are not read."""
    stage.edit("session", ">>> x = 6\n>>> x * 7\n41\n>>> for i in range(2):\n...     i\n")
    assert stage.run() == ">>> x = 6\n>>> x * 7\n42\n>>> for i in range(2):\n...     i\n0\n1\n"


def test_keys_in_the_editor_never_move_the_slides(stage):
    """Each key that reveal.js knows is but a letter there."""
    stage.go("prints")
    stage.page.keyboard.press("m")
    before = stage.page.evaluate("Reveal.getState()")
    keys = ["n", "p", "h", "l", "k", "j", "o", "b", ".", "f", "g", "s", "e", "m", "?", "Space"]
    for key in [*keys, "ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", "End", "Enter"]:
        stage.page.keyboard.press(key)
    assert stage.page.evaluate("Reveal.getState()") == before
    assert len(stage.page.context.pages) == 1
    expect(stage.page.locator(".present textarea")).to_be_focused()
    stage.page.keyboard.press("Escape")
    assert stage.page.evaluate("Reveal.getState()") == before


def test_tab_indents_and_shift_tab_comes_back(stage):
    """Tab goes to the next multiple of four columns, and moves all the lines of a selection."""
    stage.go("prints")
    stage.page.keyboard.press("m")
    area = stage.page.locator(".present textarea")
    stage.write("x")
    stage.page.keyboard.press("Tab")
    expect(area).to_have_value("x   ")
    stage.write("if x:\ny\n\nz")
    stage.page.keyboard.press("ControlOrMeta+a")
    stage.page.keyboard.press("Tab")
    expect(area).to_have_value("    if x:\n    y\n\n    z")
    stage.page.keyboard.press("Shift+Tab")
    expect(area).to_have_value("if x:\ny\n\nz")
    stage.page.keyboard.press("ControlOrMeta+z")
    expect(area).to_have_value("    if x:\n    y\n\n    z")


def test_enter_keeps_the_indent(stage):
    """A line begins under the one above, and deeper after a colon; a transcript gets its prompt."""
    stage.go("prints")
    stage.page.keyboard.press("m")
    stage.write("if x:")
    stage.page.keyboard.press("Enter")
    stage.page.keyboard.type("y")
    stage.page.keyboard.press("Enter")
    expect(stage.page.locator(".present textarea")).to_have_value("if x:\n    y\n    ")
    stage.page.keyboard.press("Escape")
    stage.go("session")
    stage.page.keyboard.press("m")
    stage.write(">>> if x:")
    stage.page.keyboard.press("Enter")
    stage.page.keyboard.type("y")
    expect(stage.page.locator(".present textarea")).to_have_value(">>> if x:\n...     y")


def test_colours_follow_the_typing(stage):
    """What is typed is coloured as the build colours it, and stays the same text."""
    stage.go("prints")
    code = stage.page.locator(".present [data-run] code")
    built = code.evaluate(COLOURS)
    stage.page.keyboard.press("m")
    stage.write(PRINTS.rstrip("\n") + " ")
    assert code.evaluate("(code) => code.textContent") == PRINTS.rstrip("\n") + " \n"
    assert code.evaluate(COLOURS) == built


def test_each_block_keeps_its_colours_in_the_editor(stage):
    """The colours of the build and those of the editor are the same, letter by letter."""
    blocks = stage.page.locator(".slides section > [data-run]")
    expect(blocks).to_have_count(4)
    for block in blocks.all():
        code = block.locator("pre code")
        letters, others = code.evaluate(
            f"""(code) => {{
              const colours = {COLOURS};
              const built = colours(code);
              const typed = code.cloneNode();
              typed.append(blocks.colour(code.textContent, code.closest("[data-run]").dataset.run));
              code.after(typed);
              const now = colours(typed);
              typed.remove();
              const others = built.filter((one, i) => String(one) !== String(now[i]));
              return [built.length, others];
            }}"""
        )
        assert letters > 0 and others == []


def test_more_lines_shrink_and_never_leave_the_screen(stage):
    """However much is typed and printed, both boxes stay on the slide, and scroll."""
    stage.edit("prints", "\n".join(f"print({n}, 60 * 'x')" for n in range(60)))
    stage.run()
    boxes = stage.page.locator(".present > .block pre")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        bounds = box.bounding_box()
        assert bounds["y"] >= 0 and bounds["y"] + bounds["height"] <= 720
        assert box.evaluate("(box) => getComputedStyle(box).overflowY") == "auto"
    assert stage.output.evaluate("(box) => box.scrollTop") > 0


def test_the_text_area_lies_on_the_code(stage):
    """The letters that are typed and those that are coloured are at the same place."""
    stage.go("prints")
    stage.page.keyboard.press("m")
    code = stage.page.locator(".present [data-run] code").bounding_box()
    area = stage.page.locator(".present textarea")
    placed = area.bounding_box()
    assert (placed["x"], placed["y"]) == (code["x"], code["y"])
    metrics = "(box) => { const s = getComputedStyle(box); return [s.font, s.lineHeight] }"
    code_metrics = stage.page.locator(".present [data-run] code").evaluate(metrics)
    assert area.evaluate(metrics) == code_metrics


def test_a_click_in_the_editor_stays_in_it_once_a_line_has_failed(stage):
    """The mark of that line does not lie over what is typed."""
    stage.edit("prints", "1 / 0")
    stage.run()
    expect(stage.page.locator(".present code.wrong")).to_have_count(1)
    stage.page.keyboard.press("m")
    area = stage.page.locator(".present textarea")
    box = area.bounding_box()
    stage.page.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(area).to_be_focused()
    stage.page.keyboard.press("Escape")


def test_an_output_of_code_that_is_edited_since_says_so(stage):
    """It says so until the code is again what was run, and is gone once the block is restored."""
    stage.edit("prints", "1 / 0\n")
    stage.run()
    expect(stage.status).to_have_text("Sortie, erreur ligne 1")
    stage.edit("prints", "1 / 1\n")
    expect(stage.status).to_have_text("Sortie, erreur ligne 1 (avant la modification)")
    expect(stage.page.locator(".present .wrong")).to_have_count(0)
    stage.edit("prints", "1 / 0\n")
    expect(stage.status).to_have_text("Sortie, erreur ligne 1")
    stage.button("Rétablir").click()
    expect(stage.page.locator(".present .run")).to_have_count(0)


def test_code_that_is_edited_while_it_runs_is_not_what_ends(stage):
    """Neither its output nor the line of its error is told of the code that is shown."""
    stage.edit("defines", "while True: pass\n")
    stage.start()
    stage.edit("defines", "pass\n")
    stage.page.keyboard.press("e")
    expect(stage.status).to_have_text("Arrêté (avant la modification)")


def test_a_run_after_a_block_that_is_edited_says_what_it_leaves_out(stage):
    """What a block goes on from is what the deck has there."""
    stage.edit("prints", "def answer():\n    return 43\n")
    stage.go("continues")
    assert stage.run() == "43\n"
    expect(stage.status).to_have_text("Sortie (sans la modification de prints)")
    stage.go("prints")
    stage.button("Rétablir").click()
    stage.go("continues")
    stage.run()
    expect(stage.status).to_have_text("Sortie")
