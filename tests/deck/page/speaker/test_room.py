"""Every key of the speaker's window acts in the room, and both windows show the same."""

import re

from playwright.sync_api import expect

from deck.source.words import words
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import COMPLETE, ENDED, Stage, until
from tests.deck.page.speaker.conftest import opened

# Whether a sentence, in so much room, has lines that are no wider.
FITS = """(said, width) => {
  said.style.maxWidth = width;
  const fits = said.scrollWidth <= said.clientWidth;
  said.style.maxWidth = "";
  return fits;
}"""
PICTURE = "document.querySelector('.current iframe').contentDocument"
# Each key, and what it does in the room.
KEYS = [
    ("e", "document.querySelector('.present .run pre')?.textContent === '42\\n'"),
    ("d", "document.querySelector('.present .player')?.dataset.step === '0'"),
    ("ArrowRight", "document.querySelector('.present .player')?.dataset.step === '1'"),
    ("q", "document.querySelector('.present .diagram')?.hidden === false"),
    ("q", "document.querySelector('.present .diagram')?.hidden"),
    ("l", "document.querySelector('.present .grain').textContent === 'Lignes'"),
    ("End", "document.querySelector('.present .player')?.dataset.next === ''"),
    ("Escape", "!document.querySelector('.player')"),
    (".", "Reveal.isPaused()"),
    (".", "!Reveal.isPaused()"),
    ("o", "Reveal.isOverview()"),
    ("o", "!Reveal.isOverview()"),
    ("Shift+?", "document.querySelector('dialog:modal')"),
    ("Escape", "!document.querySelector('dialog')"),
    ("ArrowRight", "document.querySelector('.present [data-name=continues]')"),
    ("Shift+ArrowLeft", "Reveal.getIndices().h === 0"),
]


def test_each_key_acts_in_the_room_and_both_show_the_same(view, stage):
    """Whatever it opens, shows or closes there, the speaker sees it where the room does."""
    stage.go("prints")
    for key, condition in KEYS:
        view.press(key)
        until(stage.page, condition)
    view.shows_the_room()


def test_a_dark_room_has_a_dark_window(view, stage):
    """T turns over the notes and the clock with the slides, and back."""
    light = "getComputedStyle(document.body).colorScheme === 'light'"
    until(view.page, light)
    view.press("t")
    until(view.page, light.replace("light", "dark"))
    until(stage.page, "document.documentElement.matches('.dark')")
    view.press("t")
    until(view.page, light)


def test_what_runs_is_seen_as_it_runs(view, stage):
    """« En cours… », the lines as they come, the error and its line, and the closing."""
    stage.edit("defines", "print('Tum', flush=True)\nwhile True:\n    pass\n")
    view.press("e")
    run = view.room.locator(".present .run")
    expect(run.locator("pre")).to_have_text("Tum\n")
    expect(run.locator(".told")).to_have_text("En cours…")
    view.press("e")
    expect(run.locator(".told")).to_have_text("Arrêté")
    stage.edit("defines", "x = 1\n1 / 0\n")
    view.press("e")
    expect(run.locator(".told")).to_have_text("Sortie, erreur ligne 2")
    view.shows_the_room()
    view.click("Fermer")
    expect(run).to_have_count(0)
    expect(stage.page.locator(".present .run")).to_have_count(0)


def test_code_is_typed_in_the_speakers_window(view, stage):
    """M opens the editor in both; Enter and Tab indent there, Ctrl-Enter runs, Esc leaves."""
    stage.go("prints")
    view.press("m")
    view.types()
    view.press("ControlOrMeta+a")
    view.page.keyboard.type("if True:\nprint(1)")
    view.press("Shift+Tab", "Home", "Tab", "ControlOrMeta+Enter")
    expect(stage.output).to_have_text("1\n")
    assert stage.page.locator("textarea").input_value() == "if True:\n    print(1)"
    view.shows_the_room()
    view.press("ControlOrMeta+z", "Escape")
    expect(stage.page.locator("textarea")).to_have_count(0)
    view.shows_the_room()
    view.click("Rétablir")
    expect(view.room.locator(".present code").first).to_contain_text("answer()")


def test_what_the_room_types_is_seen(view, stage):
    """The code, its colours and its letters as they come."""
    stage.go("prints")
    stage.page.keyboard.press("m")
    for key in "xy":
        stage.page.keyboard.press(key)
        view.shows_the_room()
    stage.page.keyboard.press("Escape")
    view.shows_the_room()


def test_letters_typed_before_the_editor_is_seen_are_not_lost(view, stage):
    """They reach the room, where it is open by then."""
    stage.go("prints")
    view.shows_the_room()
    view.page.keyboard.type("mabc", delay=0)
    until(stage.page, "document.querySelector('textarea')?.value.startsWith('abc')")
    view.press("Escape")


def test_what_is_pressed_right_after_an_editor_is_left_is_the_rooms(view, stage):
    """Escape and E are two keys, however fast; after Ctrl-Enter one types on in the editor."""
    stage.edit("prints", "print(1)")
    view.press("m")
    view.types()
    view.page.keyboard.type("#")
    view.page.keyboard.press("Escape")
    view.page.keyboard.press("e")
    expect(stage.page.locator(".present .run")).to_have_count(1)
    until(stage.page, ENDED)
    expect(stage.page.locator(".present code").first).to_have_text("#print(1)")
    view.press("m")
    view.types()
    view.page.keyboard.press("ControlOrMeta+Enter")
    view.page.keyboard.type("ab")
    until(stage.page, "document.querySelector('textarea').value === 'ab#print(1)'")
    view.press("Escape")


def test_a_key_that_is_held_is_pressed_once_in_the_room(view, stage):
    """It is typed neither here nor there into what it opens; one that moves moves on."""
    stage.go("prints")
    view.shows_the_room()
    view.page.keyboard.down("t")
    view.page.keyboard.down("t")
    view.page.keyboard.up("t")
    view.page.keyboard.down("m")
    view.page.keyboard.down("m")
    view.types()
    view.page.keyboard.down("m")
    view.page.keyboard.up("m")
    view.page.keyboard.type("#")
    until(stage.page, "document.querySelector('textarea')?.value.startsWith('#def')")
    assert stage.page.evaluate("document.documentElement.matches('.dark')")
    view.press("Escape", "t")
    until(stage.page, "!document.documentElement.matches('.dark')")
    before = stage.page.evaluate("Reveal.getIndices().h")
    view.page.keyboard.down("ArrowRight")
    view.page.keyboard.down("ArrowRight")
    view.page.keyboard.up("ArrowRight")
    until(stage.page, f"Reveal.getIndices().h === {before + 2}")


def test_a_key_with_nothing_to_act_on_says_so_in_the_room(view, stage):
    """P leaves the slide where it is, as the other keys of the player do."""
    stage.go("continues")
    before = stage.page.evaluate("Reveal.getIndices().h")
    view.press("p")
    said = "D ouvre d’abord le pas à pas"
    expect(stage.page.get_by_role("status").filter(has_text=said)).to_have_class("heard")
    assert stage.page.evaluate("Reveal.getIndices().h") == before


def test_what_the_speaker_scrolls_is_scrolled_in_the_room(view, stage):
    """The wheel over its picture, whose button one may press without a mouse, too."""
    stage.edit("prints", "print(*range(999), sep=chr(10))")
    view.press("e")
    expect(stage.output).to_contain_text("998")
    until(stage.page, ENDED)
    stage.page.evaluate("document.querySelector('.present .run pre').scrollTop = 0")
    view.shows_the_room()
    view.point_at(view.room.locator(".present .run pre"))
    view.page.mouse.wheel(0, 120)
    top = "document.querySelector('.present .run pre').scrollTop"
    until(stage.page, f"{top} > 0")
    until(view.page, f"{top.replace('document', PICTURE)} === opener.{top}")
    view.room.get_by_role("button", name="Fermer").focus()
    view.page.keyboard.press("Enter")
    expect(stage.page.locator(".present .run")).to_have_count(0)


def test_the_overview_is_whole(view, stage):
    """With the slides that are far from the current one, which reveal.js alone would hide."""
    stage.go("prints")
    view.press("o")
    # The overview displays each slide as it begins.
    until(stage.page, "Reveal.isOverview()")
    stage.page.evaluate("document.querySelector('.slides > section').style.display = 'none'")
    slides = stage.page.locator(".slides > section.in-sight").count()
    until(view.page, f"{PICTURE}.querySelectorAll('.slides > section').length === {slides}")
    first = view.room.locator(".slides > section").first
    expect(first).to_have_attribute("style", re.compile("display: none"))
    view.press("o")


def test_a_prediction_is_written_run_and_shown_from_the_speakers_window(view, stage):
    """Enter begins a line without the indent of code; what comes next is told to the speaker."""
    until(stage.page, "Reveal.hasPlugin('predict')")
    stage.go("prints")
    view.press("y")
    view.types()
    view.page.keyboard.type("for:\nx")
    view.press("ControlOrMeta+Enter")
    expect(stage.status).to_have_text("0 ligne juste sur 1, 1 en trop")
    view.shows_the_room()
    view.press("y")
    view.types()
    expect(stage.page.locator("textarea")).to_have_value("for:\nx")
    view.press("Escape")
    view.page.keyboard.press("y")
    view.types()
    view.press("ControlOrMeta+Enter")
    expect(view.page.locator(".ahead")).to_have_text("Y montre la sortie")
    expect(view.room.locator(".present .told")).to_have_text("Exécuté\u202f: la sortie attend")
    view.press("y")
    expect(stage.output).to_have_text("42\n")
    view.shows_the_room()
    view.click("Fermer")


def test_the_steps_of_edited_code_are_seen(view, stage):
    """And so is what the next one says, in as many lines as it takes."""
    stage.edit("prints", "print(1)\nprint(2)\n")
    view.press("d")
    stage.page.wait_for_selector(OPEN)
    view.press("l", "ArrowRight")
    until(stage.page, "document.querySelector('.player').dataset.step === '1'")
    view.shows_the_room()
    said = stage.page.locator(".player").get_attribute("data-next")
    ahead = view.page.locator(".ahead")
    expect(ahead).to_have_text(said.replace("`", ""))
    assert ahead.evaluate(FITS, "6em")
    view.press("Escape")


def test_a_window_that_comes_late_or_is_loaded_again_shows_what_is(stages, view, stage):
    """An edit, its output, the steps that are open."""
    stage.edit("prints", "print('late')\n")
    stage.run()
    view.page.reload()
    view.shows_the_room()
    expect(view.room.locator(".present .run pre")).to_have_text("late\n")
    view.press("d")
    stage.page.wait_for_selector(OPEN)
    view.page.reload()
    view.shows_the_room()
    expect(view.room.locator(OPEN)).to_have_count(1)
    view.press("Escape")


def test_what_comes_next_is_seen(view, stage):
    """The slide after, without what is of the one that is shown; and the notes."""
    stage.go("prints")
    following = view.page.frame_locator(".next iframe")
    expect(following.locator(".present h2")).to_have_text("A block that continues another one")
    expect(view.page.locator(".notes .text")).to_contain_text("42")
    view.press("End")
    expect(view.page.locator(".end")).to_be_visible()
    expect(following.locator("html")).not_to_be_visible()


def test_no_second_python_starts(view, stage):
    """Neither script nor worker is in the speaker's window but its own."""
    stage.go("prints")
    view.press("e")
    until(stage.page, ENDED)
    names = "[...document.scripts].map((script) => script.getAttribute('src') ?? script.id)"
    assert view.page.evaluate(names) == ["words", "speaker/speaker.js"]
    assert [view.page.evaluate("typeof blocks"), view.page.workers] == ["undefined", []]
    frames = view.page.locator("iframe").evaluate_all(
        "(frames) => frames.map((frame) => frame.contentDocument.scripts.length)"
    )
    assert frames == [0, 0]


def test_the_room_loaded_again_is_led_again(room, sample, serve):
    """The window of before finds it, with its time; and says when the room is gone."""
    stage = Stage(room, serve(sample))
    view = opened(stage)
    start = view.page.evaluate("sessionStorage.getItem('speaker-start')")
    room.reload()
    until(room, "window.room")
    view.press("ArrowRight")
    until(room, "Reveal.getIndices().h === 1")
    view.shows_the_room()
    assert view.page.evaluate("sessionStorage.getItem('speaker-start')") == start
    room.close()
    expect(view.page.locator(".status")).to_have_text("La fenêtre de la salle est fermée")


def test_a_window_that_no_server_gives_is_told_and_not_left_open(room, sample, serve):
    """The browser would show a page of its own there, on errors."""
    stage = Stage(room, serve(sample))
    until(room, COMPLETE)
    room.context.route("**/speaker.html", lambda route: route.abort("connectionrefused"))
    with room.expect_popup() as popup:
        room.keyboard.press("s")
    said = words("fr")["key.speaker.missing"]
    expect(room.get_by_role("status")).to_have_text(said)
    if not popup.value.is_closed():
        popup.value.wait_for_event("close")
    assert stage.errors == []


def test_what_needs_the_keyboard_is_lent_to_the_room(view, stage):
    """The window that has it copies, and a pointer follows the mouse over the picture."""
    view.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage.page.evaluate(
        """() => {
          self.hasFocus = document.hasFocus;
          document.hasFocus = () => false;
          self.moves = [];
          document.documentElement.classList.add("pointing");
          addEventListener("pointermove", ({ clientX, clientY }) => moves.push([clientX, clientY]));
        }"""
    )
    view.shows_the_room()
    stage.page.evaluate("navigator.clipboard.writeText('lent')")
    while view.page.evaluate("navigator.clipboard.readText()") != "lent":
        pass
    picture = "document.querySelector('.current iframe').contentDocument"
    until(view.page, f"{picture}.documentElement.matches('.pointing')")
    box = view.page.locator(".current .screen").bounding_box()
    view.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(stage.page, "moves.some(([x, y]) => Math.hypot(x - 640, y - 360) < 4)")
    stage.page.evaluate(
        """() => {
          document.hasFocus = self.hasFocus;
          document.documentElement.classList.remove("pointing");
        }"""
    )
