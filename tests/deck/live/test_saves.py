"""`make edit`: each save is shown at once, with the verdict on it."""

import os
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import APIResponse, Route, expect

from deck.source.words import words
from tests.deck.browser.pages import OVERFLOW
from tests.deck.browser.running import until
from tests.deck.live.editing import DECK, expect_told, save_anew, title
from tests.paths import ROOT


def test_every_save_is_shown_and_the_last_one_wins(window, deck):
    """Of 50 saves in a row the window shows newer and newer ones, and stays on the last."""
    window.keyboard.press("ArrowRight")
    expect(title(window)).to_have_text("Second")
    window.evaluate(
        """() => {
          window.seen = [];
          new MutationObserver(() => window.seen.push(
            document.querySelector('section.present h2')?.textContent)
          ).observe(document.querySelector('.slides'), { childList: true, subtree: true });
        }"""
    )
    for number in range(50):
        deck.write_text(DECK.replace("## Second", f"## Save {number}"))
    expect(title(window)).to_have_text("Save 49")
    seen = window.evaluate("() => window.seen")
    shown = [int(text.removeprefix("Save ")) for text in seen if text and text.startswith("Save")]
    assert shown == sorted(shown)
    assert shown[-1] == 49
    until(window, "location.hash === '#/3'")


def test_a_save_is_not_told_as_checked_before_it_is(window, deck):
    """The verdict on the deck as it was never stands beside a slide that is new."""
    expect(window.locator(".band.checked")).to_have_text("✓")
    window.evaluate(
        """() => {
          window.seen = [];
          new MutationObserver(() => window.seen.push([
            document.querySelector('section.present h2')?.textContent,
            document.querySelector('.band').className,
          ])).observe(document.body, { childList: true, subtree: true, attributes: true });
        }"""
    )
    deck.write_text(DECK.replace("## First", "## New"))
    expect(title(window)).to_have_text("New")
    expect(window.locator(".band.checked")).to_have_text("✓")
    states = [state for text, state in window.evaluate("() => window.seen") if text == "New"]
    assert states[0] == "band checking"
    assert states[-1] == "band checked"


@pytest.mark.parametrize(
    "note, told",
    [("It has `code`.", "✓ 1 phrase non prouvée"), ("`one`. `two`.", "✓ 2 phrases non prouvées")],
)
def test_sentences_that_no_test_proves_are_counted_beside_what_holds(note, told, window, deck):
    """All is not true because nothing is false."""
    deck.write_text(f"{DECK}\n{note}\n")
    band = window.locator(".band.checked", has_text="non prouvée")
    expect(band).to_have_text(told)
    expect(band).not_to_have_attribute("aria-label", "Tout est vrai")
    deck.write_text(DECK)
    expect(window.locator(".band.checked")).to_have_text("✓")
    expect(window.locator(".band")).to_have_attribute("aria-label", "Tout est vrai")


def test_an_editor_that_saves_by_renaming_is_followed(window, deck):
    """The file is replaced by another one."""
    for text in ("Renamed", "Renamed again"):
        other = deck.with_suffix(".tmp")
        other.write_text(DECK.replace("## First", f"## {text}"))
        os.replace(other, deck)
        expect(title(window)).to_have_text(text)


def test_slides_come_and_go_around_the_shown_one(window, deck):
    """A slide added before the shown one leaves it on the screen, where no save is followed."""
    window.keyboard.press("u")
    deck.write_text(deck.read_text().replace("## First", "## New\n\n## First"))
    expect(window.locator(".slide-number")).to_have_text("3 / 4")
    expect(title(window)).to_have_text("First")
    deck.write_text(DECK.replace("## Second\n\nText.\n", ""))
    expect(window.locator(".slide-number")).to_have_text("2 / 2")


def test_a_deck_that_does_not_parse_leaves_the_last_good_page(window, deck):
    """The error is in the band, and goes with it."""
    deck.write_text(DECK.replace("## First", "```text\n## First"))
    expect_told(window, f"{deck}:3: a fence that is not closed, expected “```”; close it")
    expect(title(window)).to_have_text("First")
    deck.write_text(DECK.replace("## First", "## Good again"))
    expect(title(window)).to_have_text("Good again")
    expect(window.locator(".band.checked")).to_have_text("✓")


def test_what_does_not_hold_is_told_on_its_slide_until_it_is_accepted(window, deck):
    """The band shows what the block does and what the slide says; A accepts."""
    deck.write_text(DECK.replace("print(1)", "print(2)"))
    band = window.locator(".band.wrong")
    expect(band.locator(".got pre")).to_have_text("2")
    expect(band.locator(".stated pre")).to_have_text("1")
    expect(band.locator("p").first).to_have_text(
        f"first n’affiche pas ce qui est écrit {deck}, ligne 6"
    )
    window.keyboard.press("a")
    expect(window.locator(".band.checked")).to_have_text("✓")
    assert deck.read_text() == DECK.replace("print(1)", "print(2)").replace("\n1\n```", "\n2\n```")


def test_a_check_that_still_runs_is_told_of(window, deck):
    """A mark says that nobody knows yet, as long as a block takes."""
    go = deck.with_name("go")
    waits = f"import os\nwhile not os.path.exists(\n    {str(go)!r}):\n    pass\n"
    deck.write_text(DECK.replace("print(1)", f"{waits}print(1)"))
    expect(window.locator(".band.checking")).to_have_text("…")
    go.touch()
    expect(window.locator(".band.checked")).to_have_text("✓")


def test_what_was_wrong_with_a_block_is_not_told_of_what_it_is_now(window, deck):
    """Until it is judged, nobody knows; nor once it does not parse, and is not judged at all."""
    go = deck.with_name("goes")
    waits = f"import os\nwhile not os.path.exists(\n    {str(go)!r}):\n    pass\n"
    deck.write_text(DECK.replace("print(1)", "print(2)"))
    expect(window.locator(".band.wrong .got pre")).to_have_text("2")
    deck.write_text(DECK.replace("print(1)", f"{waits}print(1)"))
    expect(window.locator(".band.checking")).to_have_text("…")
    deck.write_text(DECK.replace("## First", "```text\n## First"))
    expect_told(window, f"{deck}:3: a fence that is not closed, expected “```”; close it")


def test_a_block_that_changed_has_its_buttons_without_a_reload(window, deck):
    """The page that was loaded first runs and steps through what was saved last."""
    window.evaluate("() => { window.kept = true; }")
    deck.write_text(DECK.replace("print(1)", "print(2)").replace("\n1\n", "\n2\n"))
    slide = window.locator("section.present")
    expect(slide.locator("code").first).to_have_text("print(2)")
    expect(slide.get_by_role("button", name="Exécuter")).to_have_count(1)
    expect(slide.get_by_role("button", name="Pas à pas")).to_have_count(1)
    slide.get_by_role("button", name="Pas à pas").click()
    window.keyboard.press("End")
    expect(slide.locator(".printed")).to_contain_text("2")
    assert window.evaluate("() => window.kept")


def test_a_save_made_while_a_page_loads_reaches_it(page, server):
    """It is told all that has changed since, its recorded execution too, once it has all of it."""
    path, address = server
    save_anew(path, address)
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/player/traces.js", lambda route: held.append((route, route.fetch())))
    page.goto(f"{address}#/2", wait_until="commit")
    while not held:
        page.evaluate("null")
    [(route, answer)] = held
    changed = DECK.replace("## First", "## Late").replace("print(1)", "print(3)")
    path.write_text(changed.replace("\n1\n", "\n3\n"))
    while page.request.get(answer.url).body() == answer.body():
        pass
    route.fulfill(response=answer)
    expect(title(page)).to_have_text("Late")
    slide = page.locator("section.present")
    slide.get_by_role("button", name="Pas à pas").click()
    page.keyboard.press("End")
    expect(slide.locator(".printed")).to_contain_text("3")
    assert page.evaluate("() => performance.getEntriesByType('navigation')[0].type") == "navigate"


def test_snippets_follow_the_deck(tmp_path):
    """A deck whose snippets were extracted has them renewed, and the terminal says which."""
    path = tmp_path / "slides.md"
    path.write_text("".join(f"## S\n\n```python name:{one}\n{one} = 1\n```\n\n" for one in "ab"))
    command = [sys.executable, "-m", "deck", "edit", "--port", "0", path]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        lines = iter(process.stdout.readline, "")
        next(lines)
        assert next(lines) == f"{tmp_path}/snippets: 01_a.py, 02_b.py, README.md\n"
        path.write_text(path.read_text().replace("b = 1", "b = 2"))
        assert f"{tmp_path}/snippets: 02_b.py\n" in lines
        assert "b = 2" in (tmp_path / "snippets" / "02_b.py").read_text()
        process.send_signal(signal.SIGINT)


def test_presenting_neither_watches_nor_judges(page, url):
    """The page that is presented has no band and no connection."""
    page.goto(url)
    until(page, "document.querySelector('.reveal.ready')")
    assert page.locator(".band, script[src='band.js']").count() == 0


def test_a_deck_that_turns_to_another_language_is_shown_in_it(window, deck):
    """Its buttons, too: the page is loaded again."""
    deck.write_text(f"---\nlang: en\n---\n{DECK}")
    expect(window.locator("html")).to_have_attribute("lang", "en")
    expect(window.locator(".controls .navigate-right")).to_have_attribute(
        "aria-label", "next slide"
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_does_not_hold_is_told_in_the_language_of_the_deck(lang, window, deck):
    """What the block prints, what the slide says, and the button that accepts."""
    said = words(lang)
    text = DECK.replace("print(1)", "print(2)")
    deck.write_text(f"---\nlang: {lang}\n---\n{text}")
    band = window.locator(".band.wrong")
    expect(band.locator(".got")).to_have_text(said["edit.prints"].format(block="first") + "2\n")
    expect(band.locator(".stated")).to_have_text(said["edit.states"] + "1\n")
    expect(band.get_by_role("button")).to_have_text(said["edit.accept"])
    expect(band.locator("p").first).to_contain_text(said["edit.fails/output"])


def test_a_save_that_is_too_long_for_its_slide_is_seen_whole(window, deck):
    """Its text shrinks as on stage, and is as large as before once it is short again."""
    size = "() => getComputedStyle(Reveal.getCurrentSlide().querySelector('p')).fontSize"
    deck.write_text(DECK.replace("## First\n", "## First\n\nA sentence.\n"))
    expect(window.locator(".present p")).to_have_count(1)
    before = window.evaluate(size)
    deck.write_text(DECK.replace("## First\n", "## First\n" + "\nA sentence.\n" * 12))
    expect(window.locator(".present p")).to_have_count(12)
    assert window.evaluate(OVERFLOW) == []
    assert window.evaluate(size) != before
    deck.write_text(DECK.replace("## First\n", "## First\n\nA sentence.\n"))
    expect(window.locator(".present p")).to_have_count(1)
    assert window.evaluate(size) == before


@pytest.mark.parametrize("name", ["code.py", "code/of/first.py"])
def test_a_save_of_a_file_that_the_deck_includes_is_shown(name, window, deck):
    """The code of a block may stand beside the deck, or in a folder that came after it."""
    code = deck.parent / name
    code.parent.mkdir(parents=True, exist_ok=True)
    code.write_text("print('one')\n")
    fence = f"```python name:first include:{name}\n```\n\nNotes:\n\n```output\none\n```\n"
    before, after = DECK.split("```python")[0], DECK.split("\n## Second")[1]
    deck.write_text(f"{before}{fence}\n## Second{after}")
    shown = window.locator(".present .block code.language-python")
    expect(shown).to_have_text("print('one')\n")
    code.write_text("print('two')\n")
    expect(shown).to_have_text("print('two')\n")
    expect(window.locator(".band .got pre")).to_have_text("two")
