"""What a key lays over the slides: the keys, what one has to say, a dot, an address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from deck.page.serve import serving
from deck.source.load import load
from deck.source.words import words
from tests.deck.browser.pages import built, show
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import FRAMES, axe, until

DECK = Path(__file__).parents[1] / "decks" / "keys.md"
HERE = "Reveal.getIndices().h"
READY = "['stage', 'player', 'predict'].every((name) => Reveal.hasPlugin(name))"
ROWS = """(help) => [...help.querySelectorAll("section")].map((group) => [
  group.querySelector("h2").textContent,
  ...[...group.querySelectorAll("dl > div")].map((row) =>
    [...row.querySelectorAll("kbd, dd")].map((one) => one.textContent).join(" ")),
])"""
SAID = words("fr")
OF_THE_PLAYER = [
    "→ ← Étape suivante, précédente",
    f"W {SAID['help.send.before']}",
    f"X {SAID['help.send.after']}",
    f"L {SAID['help.lines']}",
    f"Q {SAID['help.diagram']}",
    f"Début {SAID['help.first']}",
    f"Fin {SAID['help.last']}",
    f"Échap {SAID['help.leave']}",
]
OF_THE_EDITOR = [
    "Ctrl Entrée Exécuter",
    "Tab Indenter (avec Maj, désindenter)",
    "Échap Quitter l’éditeur",
]
OF_THE_OVERVIEW = ["→ ← ↑ ↓ Changer de diapositive", "Entrée Montrer celle qui est marquée"]
OF_THE_CODE = [
    "E Exécuter le bloc, ou l’arrêter",
    "Y Prédire ce que le bloc affiche",
    "M Modifier le bloc",
    "D Pas à pas",
]
OF_THE_ROOM = [
    "T Thème clair ou sombre",
    "Z Pointeur",
    "R Adresse de la présentation",
    f"S {SAID['stage.help.speaker']}",
    "F Plein écran",
    "B . Écran noir, ou non",
    "? Ces touches",
]
OF_THE_SLIDES = [
    "→ ← Suite, retour",
    "Début Fin Première, dernière diapositive",
    "Alt → Sans passer par les étapes",
    "O Vue d’ensemble",
    "G Aller à un numéro",
]


@pytest.fixture(scope="module")
def keys() -> Iterator[str]:
    """The address of a deck with a slide of each kind."""
    with serving(built(load(DECK))) as where:
        yield where


def go(page: Page, url: str, number: int) -> None:
    show(page, url, number)
    until(page, READY)


def help_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Touches")


def holds(told: list[list[str]], title: str, rows: list[str]) -> bool:
    """Return whether a group has these rows, in their order, whatever others have been added."""
    found = next((group[1:] for group in told if group[0] == title), [])
    return [row for row in found if row in rows] == rows


def test_the_help_begins_with_the_keys_of_the_moment(page, keys):
    """Those of the player while it is open, of the editor while one writes, of the overview."""
    go(page, keys, 2)
    page.keyboard.press("d")
    page.wait_for_selector(OPEN)
    page.keyboard.press("?")
    told = help_of(page).evaluate(ROWS)
    assert [title for title, *_ in told] == ["Pas à pas", "Le code", "L’écran", "Les diapositives"]
    assert holds(told, "Pas à pas", OF_THE_PLAYER)
    page.keyboard.press("?")
    expect(help_of(page)).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.press("F1")
    told = help_of(page).evaluate(ROWS)
    assert [title for title, *_ in told] == ["Éditeur", "Le code", "L’écran", "Les diapositives"]
    assert holds(told, "Éditeur", OF_THE_EDITOR)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    page.keyboard.press("?")
    told = help_of(page).evaluate(ROWS)
    assert told[0] == ["Vue d’ensemble", *OF_THE_OVERVIEW]
    page.keyboard.press("Escape")
    assert page.evaluate("Reveal.isOverview()")


def test_the_help_opens_again_before_the_browser_tells_that_it_was_closed(page, keys):
    """It tells of Escape in a task of its own, which waits while keys are pressed."""
    go(page, keys, 2)
    page.keyboard.press("?")
    help_of(page).evaluate("""(dialog) => {
      dialog.close();
      const given = { key: "?", code: "Comma", keyCode: 191, shiftKey: true, bubbles: true };
      document.dispatchEvent(new KeyboardEvent("keydown", given));
    }""")
    expect(help_of(page)).to_have_count(1)


def test_the_whole_deck_is_proved_from_the_help(page, url):
    """On its first slide, from whichever one is shown; asked again, its proofs stay."""
    show(page, url, 10)
    until(page, READY)
    for number in (9, 0):
        assert page.evaluate(HERE) == number
        page.keyboard.press("?")
        help_of(page).get_by_role("button", name="Tout prouver").click()
        expect(help_of(page)).to_have_count(0)
        expect(page.locator(".present .run")).to_have_count(1)
        assert page.evaluate(HERE) == 0


def test_the_help_tells_what_reveal_does_in_the_language_of_the_deck(page, keys):
    """Its keys are closed to the slides below, and the focus returns to where it was."""
    go(page, keys, 2)
    run = page.locator(".present").get_by_role("button", name="Exécuter")
    run.focus()
    page.keyboard.press("?")
    told = help_of(page).evaluate(ROWS)
    assert [title for title, *_ in told] == ["Le code", "L’écran", "Les diapositives"]
    assert holds(told, "Le code", OF_THE_CODE)
    assert holds(told, "L’écran", OF_THE_ROOM)
    assert holds(told, "Les diapositives", OF_THE_SLIDES)
    expect(help_of(page).get_by_role("button", name="Fermer")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(help_of(page)).to_have_count(0)
    expect(run).to_be_focused()
    assert page.evaluate(f"[{HERE}, Reveal.isOverview()]") == [1, False]


def test_the_help_is_seen_whole(page, keys):
    """With all the keys that the player may have, and one more; a part that binds one lists it."""
    go(page, keys, 2)
    page.keyboard.press("d")
    page.wait_for_selector(OPEN)
    for code, key in ((80, "P"), (107, "+"), (109, "-"), (67, "C"), (74, "J")):
        binding = {"keyCode": code, "key": key, "description": f"Ce que fait {key}"}
        page.evaluate("(binding) => Reveal.addKeyBinding(binding, () => {})", binding)
    page.keyboard.press("?")
    told = help_of(page).evaluate(ROWS)
    assert holds(told, "Pas à pas", [f"{key} Ce que fait {key}" for key in "P+-"])
    assert holds(told, "Le code", ["C Ce que fait C"])
    assert told[-1] == ["Aussi", "J Ce que fait J"]
    room = "({ scrollHeight, clientHeight }) => scrollHeight - clientHeight"
    assert help_of(page).evaluate(room) == 0


NONE = "sur cette diapositive"
# Of each slide, the keys that are pressed on it, and what the last of them says.
LACKS = [
    (1, "e", f"Rien à exécuter {NONE}"),
    (1, "m", f"Rien à modifier {NONE}"),
    (1, "y", f"Rien à prédire {NONE}"),
    (1, "d", f"Rien à suivre pas à pas {NONE}"),
    (1, "c", f"Rien à copier {NONE}"),
    (3, "d", f"Rien à suivre pas à pas {NONE}"),
    (3, "l", f"Rien à suivre pas à pas {NONE}"),
    (3, "p", f"Rien à suivre pas à pas {NONE}"),
    (4, "q", "D ouvre d’abord le pas à pas"),
    (4, "p", "D ouvre d’abord le pas à pas"),
    (4, "dx", "Rien n’est envoyé dans ce pas à pas"),
]


def test_a_key_with_nothing_to_act_on_says_so(page, keys):
    """In a line that assistive technology hears of; the slide stays."""
    go(page, keys, 1)
    for number, pressed, said in LACKS:
        page.evaluate("(number) => Reveal.slide(number - 1)", number)
        page.evaluate("document.querySelector('.notice').replaceChildren()")
        for key in pressed:
            page.keyboard.press(key)
            if key != pressed[-1]:
                page.wait_for_selector(OPEN)
        expect(page.get_by_role("status").filter(has_text=said)).to_have_class("heard")
        assert page.evaluate(HERE) == number - 1, (number, pressed)


# Of each key, whether what it opens is there.
HELD = {
    "t": "document.documentElement.matches('.dark')",
    "z": "document.documentElement.matches('.pointing')",
    "?": "document.querySelector('dialog[open]') !== null",
    "r": "document.querySelector('dialog[open]') !== null",
    "b": "Reveal.isPaused()",
    ".": "Reveal.isPaused()",
    "o": "Reveal.isOverview()",
    "v": "document.querySelector('.present .run') !== null",
    "d": "document.querySelector('.present .player') !== null",
}


@pytest.mark.parametrize("key", HELD)
def test_a_key_that_is_held_is_pressed_once(key, page, keys):
    """What it opens stays open."""
    go(page, keys, 1 if key == "v" else 2)
    page.keyboard.down(key)
    until(page, HELD[key])
    page.keyboard.down(key)
    assert page.evaluate(HELD[key])
    page.keyboard.up(key)
    page.keyboard.press("t" if key == "t" else "Escape")


def test_keys_that_move_move_on_while_they_are_held(page, keys):
    """From slide to slide."""
    go(page, keys, 1)
    for key, number in (("ArrowRight", 3), ("ArrowLeft", 1), ("PageDown", 3), ("Space", 4)):
        page.keyboard.down(key)
        page.keyboard.down(key)
        page.keyboard.up(key)
        assert page.evaluate(HERE) == number - 1, key


@pytest.mark.parametrize("key", ["m", "y", "g"])
def test_a_key_that_is_held_is_not_typed_into_what_it_opens(key, page, keys):
    """What is held there is typed; Escape, held, closes no more than that."""
    go(page, keys, 2)
    field = page.locator("input, .present textarea")
    page.keyboard.down(key)
    expect(field).to_be_focused()
    before = field.input_value()
    page.keyboard.down(key)
    page.keyboard.up(key)
    page.keyboard.down("1")
    page.keyboard.down("1")
    page.keyboard.up("1")
    expect(field).to_have_value(f"11{before}")
    page.keyboard.down("Escape")
    page.keyboard.down("Escape")
    page.keyboard.up("Escape")
    expect(field).to_have_count(0)
    assert not page.evaluate("Reveal.isOverview()")


def test_what_is_proved_of_a_slide_is_no_code_to_copy(page, keys):
    """What stands there then is no block."""
    go(page, keys, 1)
    page.keyboard.press("v")
    expect(page.locator(".present .run pre")).to_have_count(1)
    page.keyboard.press("c")
    said = page.get_by_role("status").filter(has_text=f"Rien à copier {NONE}")
    expect(said).to_have_class("heard")


def test_what_a_key_says_is_gone_two_seconds_later_or_with_its_slide(own_page, keys):
    """As it lies over the slide, and is about that one."""
    go(own_page, keys, 1)
    notice = own_page.locator(".notice")
    own_page.clock.install(time=0)
    own_page.clock.pause_at(60_000)
    own_page.keyboard.press("e")
    own_page.clock.run_for(1_900)
    expect(notice).to_have_text(f"Rien à exécuter {NONE}")
    own_page.clock.run_for(200)
    expect(notice).to_have_text("")
    own_page.keyboard.press("e")
    expect(notice).to_have_text(f"Rien à exécuter {NONE}")
    own_page.keyboard.press("ArrowRight")
    expect(notice).to_have_text("")


def test_a_key_is_the_text_s_while_one_writes(page, keys):
    """And no line says that it does nothing."""
    go(page, keys, 1)
    page.keyboard.press("g")
    expect(page.get_by_role("textbox", name="Aller à un numéro")).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator(".notice")).to_have_text("")


def test_the_number_of_a_slide_shows_that_slide(page, keys):
    """Its Enter presses no button that is given the focus back."""
    go(page, keys, 1)
    page.keyboard.press("Tab")
    following = page.get_by_role("button", name="diapositive suivante")
    following.focus()
    page.keyboard.press("g")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Aller à un numéro")).to_have_count(0)
    expect(following).to_be_focused()
    assert page.evaluate(HERE) == 2


def test_the_pointer_is_a_dot_that_follows_the_mouse_and_takes_no_click(page, keys):
    """Z shows it, and Escape takes it away, and nothing else."""
    go(page, keys, 1)
    page.keyboard.press("z")
    link = page.get_by_role("link", name="there")
    box = link.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    dot = page.locator(".pointer").bounding_box()
    assert (dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2) == pytest.approx(middle)
    assert dot["width"] >= 720 / 20
    assert link.evaluate("(link) => getComputedStyle(link).cursor") == "none"
    page.mouse.click(*middle)
    until(page, f"{HERE} === 2")
    page.keyboard.press("Escape")
    expect(page.locator(".pointer")).to_have_count(0)
    assert not page.evaluate("Reveal.isOverview()")


# How what ends the black screen looks, and what it is written in, beside a line of the deck.
ENDS = """() => {
  const [button, line] = [".resume-button", ".notice"].map((name) =>
    getComputedStyle(document.querySelector(name)));
  return [button.opacity, button.fontFamily === line.fontFamily];
}"""


def test_what_ends_the_black_screen_is_seen_by_who_looks_for_it(own_page, keys):
    """While the mouse moves, or the keyboard is on it: the room sees no frame in the corner."""
    go(own_page, keys, 1)
    own_page.mouse.move(300, 300)
    own_page.keyboard.press("b")
    own_page.evaluate(FRAMES)
    assert own_page.evaluate(ENDS) == ["0", True]
    own_page.clock.install(time=0)
    own_page.clock.pause_at(60_000)
    own_page.mouse.move(310, 300)
    assert own_page.evaluate(ENDS) == ["1", True]
    own_page.clock.run_for(2_100)
    assert own_page.evaluate(ENDS) == ["0", True]
    own_page.keyboard.press("Tab")
    expect(own_page.get_by_role("button", name="Reprendre")).to_be_focused()
    assert own_page.evaluate(ENDS) == ["1", True]
    own_page.keyboard.press("Enter")
    assert not own_page.evaluate("Reveal.isPaused()")


def test_the_address_of_the_deck_is_shown_for_the_phones_of_the_room(page, keys):
    """As a code, dark on light, and as text."""
    go(page, keys, 1)
    page.keyboard.press("r")
    sheet = page.get_by_role("dialog", name="Adresse de la présentation")
    expect(sheet.get_by_role("link")).to_have_text("https://example.org/keys")
    code = sheet.get_by_role("img", name="Code QR de cette adresse")
    assert code.evaluate("(code) => code.decode().then(() => code.naturalWidth > 0)")
    size = code.bounding_box()
    assert min(size["width"], size["height"]) >= 720 / 2
    page.keyboard.press("r")
    expect(sheet).to_have_count(0)


# Whether two boxes have a place in common.
MEET = """([one, other]) => one.x < other.x + other.width && other.x < one.x + one.width
  && one.y < other.y + other.height && other.y < one.y + one.height"""


def test_a_window_that_the_browser_refuses_is_told_as_what_other_keys_say(page, url):
    """Beside what proves the slide, which stands in the corner."""
    show(page, url)
    until(page, READY)
    until(page, "document.querySelector('.present .proves')")
    page.evaluate("self.open = () => null")
    page.keyboard.press("s")
    notice = page.locator(".notice")
    expect(notice).to_have_text(SAID["key.speaker.refused"])
    expect(page.get_by_role("status")).to_have_text(SAID["key.speaker.refused"])
    boxes = [notice.bounding_box(), page.locator(".present .proves").bounding_box()]
    assert not page.evaluate(MEET, boxes)


def test_a_deck_without_an_address_says_so(page, url):
    """Where its author gave none; who listens hears it once."""
    show(page, url)
    until(page, READY)
    page.keyboard.press("r")
    said = "Cette présentation n’a pas d’adresse"
    expect(page.locator(".notice")).to_have_text(said)
    expect(page.get_by_role("status")).to_have_text(said)
    assert axe(page) == []
