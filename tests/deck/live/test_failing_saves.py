"""`make edit`: whatever is saved, it is told of and the next save is followed."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.deck.live.editing import DECK, expect_told, title

WRONG = DECK.replace("```python", "```pytho")
LANGUAGE = ":5: the language “pytho”, expected “python”; correct it, or add “notest” to show it"
NO_KEY = (
    "mkslides.yml:1: “Key 'slidez' not in 'Config'. Did you mean: 'slides'?”,"
    " expected what mkslides knows; correct it"
)


def test_an_error_of_the_deck_outlives_a_good_save_of_the_page(loaded, project):
    """The style is shown at once, beside the error: the deck is no better for it."""
    expect(loaded.locator(".band.checked")).to_have_text("✓")
    (project / "talk.md").write_text(WRONG)
    expect_told(loaded, f"{project}/talk.md{LANGUAGE}")
    style = project / "deck" / "page" / "style" / "page.css"
    style.write_text(style.read_text() + "\n.reveal h2 { letter-spacing: 9px; }\n")
    expect(title(loaded)).to_have_css("letter-spacing", "9px")
    expect_told(loaded, f"{project}/talk.md{LANGUAGE}")


def test_an_error_of_the_page_outlives_a_good_save_of_the_deck(loaded, project):
    """The slide is shown at once, beside the error."""
    settings = (project / "mkslides.yml").read_text()
    (project / "mkslides.yml").write_text("slidez: 1\n")
    expect_told(loaded, NO_KEY)
    (project / "talk.md").write_text(DECK.replace("## First", "## New"))
    expect(title(loaded)).to_have_text("New")
    expect_told(loaded, NO_KEY)
    (project / "mkslides.yml").write_text(settings)
    expect(loaded.locator(".band.wrong")).to_have_count(0)


@pytest.mark.missing_picture
def test_a_picture_that_comes_after_its_slide_is_shown(loaded, project):
    """The error goes without another save of the deck."""
    (project / "talk.md").write_text(DECK.replace("Text.", "![a square](late.svg)"))
    expect_told(
        loaded,
        f"{project}/talk.md:17: “late.svg”, a file that is not there,"
        " expected one beside the deck; correct its path",
    )
    (project / "late.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(loaded.locator(".band.wrong")).to_have_count(0)


@pytest.mark.missing_picture
@pytest.mark.parametrize(
    "text",
    [
        f'---\na: !!int ""\n---\n{DECK}',
        f"---\nrevealjs: {{a: !!binary aGk=}}\n---\n{DECK}",
        f"---\nrevealjs: {{a: .nan}}\n---\n{DECK}",
        f'---\nslides: {{title: "\\ud800"}}\n---\n{DECK}',
        DECK.replace("Text.", f"![x]({5000 * 'a'})"),
        DECK.replace("Text.", f"![x]({3000 * 'a/'})"),
        DECK.replace("Text.", "![x](../x.png)"),
        "",
    ],
    ids=["no int", "bytes", "no number", "surrogate", "long", "deep", "outside", "empty"],
)
def test_no_save_ends_the_server(text, window, deck):
    """It is told in the band, and a good one is shown after it."""
    deck.write_text(text)
    expect(window.locator(".band")).to_contain_text(f"{deck}, ligne ")
    deck.write_text(DECK.replace("## First", "## Good again"))
    expect(title(window)).to_have_text("Good again")
    expect(window.locator(".band.checked")).to_have_text("✓")


def test_snippets_that_cannot_be_written_do_not_end_the_server(project, loaded):
    """A file in their way is told of, and the slides go on."""
    folder = project / "snippets"
    folder.mkdir()
    (folder / "talk").mkdir()
    (folder / "talk" / ".manifest").write_text("02_first.py\n")
    (folder / "talk" / "02_first.py").mkdir()
    (project / "talk.md").write_text(DECK.replace("## First", "## New"))
    expect(title(loaded)).to_have_text("New")
    expect(loaded.locator(".band.wrong")).to_contain_text("02_first.py")
    shutil.rmtree(folder)
    (project / "talk.md").write_text(DECK.replace("## First", "## Newer"))
    expect(title(loaded)).to_have_text("Newer")
    expect(loaded.locator(".band.checked")).to_have_text("✓")
