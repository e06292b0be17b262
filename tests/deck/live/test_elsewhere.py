"""`make edit`: what does not hold on another slide is listed, and a key or a click leads there."""

import pytest
from playwright.sync_api import Page, expect

from tests.deck.live.editing import DECK, title

WRONG = (
    DECK.replace("print(1)", "print(2)")
    + """
## Third

```pycon name:third
>>> 1 + 1
3
```

## Fourth

```python name:fourth
print(4)
```

## Fifth

```python name:fifth
while True:
    print("5" * 1000)
```
"""
)
ROWS = [
    "2first n’affiche pas ce qui est écrit",
    "4third ne se déroule pas comme c’est écrit",
    "5fourth affiche ce qui n’est écrit nulle part",
    "6fifth a été arrêté\u202f: il dure, affiche ou occupe trop",
]


@pytest.fixture
def listed(window: Page, deck) -> Page:
    """A window on a slide that holds, of a deck of which four others do not."""
    deck.write_text(WRONG)
    expect(window.locator(".slide-number")).to_have_text("2 / 6")
    window.evaluate("() => Reveal.slide(2)")
    expect(title(window)).to_have_text("Second")
    expect(window.locator(".band-elsewhere a")).to_have_text(ROWS)
    return window


def test_each_failure_elsewhere_is_a_line_that_leads_there(listed):
    """The band tells it in French there, whatever it is, and lists the others."""
    band = listed.locator(".band")
    assert "wrong" not in band.get_attribute("class")
    band.get_by_role("link", name="third").click()
    expect(title(listed)).to_have_text("Third")
    expect(band.locator(".band-elsewhere a")).to_have_text([ROWS[0], *ROWS[2:]])
    expect(band.locator("p").first).to_contain_text(f"{ROWS[1][1:]} ")
    expect(band.locator(".got pre")).to_have_text("2")
    expect(band.locator(".stated pre")).to_have_text("3")
    expect(band.get_by_role("button")).to_have_text("Accepter ce qu’il affiche (A)")
    band.get_by_role("link", name="fifth").click()
    expect(title(listed)).to_have_text("Fifth")
    expect(band.locator("p").first).to_contain_text(f"{ROWS[3][1:]} ")
    expect(band.locator("[lang], button")).to_have_count(0)


def test_the_keyboard_alone_leads_from_failure_to_failure(listed):
    """I goes to the next one, and after the last to the first; Enter follows a line of the list."""
    for name in ("Third", "Fourth", "Fifth", "First", "Third"):
        listed.keyboard.press("i")
        expect(title(listed)).to_have_text(name)
    listed.locator(".band-elsewhere a").last.focus()
    listed.keyboard.press("Enter")
    expect(title(listed)).to_have_text("Fifth")


def test_a_line_leads_there_whatever_address_is_written_meanwhile(listed):
    """That of the slide before is written up to a second late."""
    last = listed.locator(".band-elsewhere a").last
    last.evaluate("(a) => { a.click(); history.replaceState(null, '', '#/4'); }")
    expect(title(listed)).to_have_text("Fifth")


def test_what_is_acceptable_elsewhere_is_shown_before_it_is_accepted(listed, deck):
    """The first A only goes there, however long it is held down, and the second one accepts."""
    listed.keyboard.down("a")
    expect(title(listed)).to_have_text("Third")
    listed.keyboard.down("a")
    listed.keyboard.up("a")
    listed.evaluate("() => Reveal.slide(4)")
    band = listed.locator(".band")
    expect(band.get_by_role("button")).to_have_text("L’écrire dans les notes (A)")
    assert deck.read_text() == WRONG
    listed.keyboard.press("a")
    expect(band.get_by_role("button")).to_have_count(0)
    expect(band.locator(".band-elsewhere a")).to_have_text([ROWS[0], ROWS[1], ROWS[3]])
    noted = "print(4)\n```\n\nNotes:\n\n```output\n4\n```\n"
    assert deck.read_text() == WRONG.replace("print(4)\n```\n", noted)
    expect(title(listed)).to_have_text("Fourth")


def test_the_list_folds_and_stays_folded(listed):
    """Whoever needs the bottom of a slide sees it."""
    listed.locator(".band-elsewhere summary").click()
    expect(listed.locator(".band-elsewhere a").first).to_be_hidden()
    listed.keyboard.press("ArrowRight")
    expect(title(listed)).to_have_text("Third")
    expect(listed.locator(".band-elsewhere a").first).to_be_hidden()


LACKING = """
## Third

```python name:third
print(fourth)
```

```text
4
```

## Fourth

```python name:fourth
print(4)
```

```text
4
```
"""
DEFINED = DECK.replace("print(1)", "fourth = 4\nprint(1)") + LACKING


def test_the_band_says_what_cures_a_block(window, deck):
    """A name that an earlier block has, and a text that is what it prints, which A adds nowhere."""
    deck.write_text(DEFINED)
    expect(window.locator(".slide-number")).to_have_text("2 / 5")
    band = window.locator(".band")
    # Nobody knows before the verdict where there is something to correct.
    expect(band.locator(".band-elsewhere a")).to_have_count(2)
    window.keyboard.press("i")
    expect(title(window)).to_have_text("Third")
    cure = "fourth est défini par le bloc first\u202f: ajoutez continuation:first au bloc third"
    expect(band.locator(".band-cure")).to_have_text(cure)
    window.keyboard.press("i")
    expect(title(window)).to_have_text("Fourth")
    cure = "Si le texte dessous est ce qu’il affiche, écrivez output après ses ```"
    expect(band.locator(".band-cure")).to_have_text(cure)
    expect(band.get_by_role("button")).to_have_count(0)
