"""`make edit` follows the files of the page, as it does the deck."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.running import until
from tests.deck.live.editing import DECK, expect_told, title


@pytest.mark.parametrize("name", ["style/page.css", "player/player.css"])
def test_a_change_of_style_is_shown_in_the_page_as_it_is(name, loaded, project):
    """Whether the page holds the style or loads it, nothing is loaded again."""
    style = project / "deck" / "page" / name
    style.write_text(style.read_text() + "\n.reveal h2 { letter-spacing: 7px; }\n")
    expect(title(loaded)).to_have_css("letter-spacing", "7px")
    assert loaded.evaluate("() => window.kept")


def test_of_two_saves_of_a_style_the_last_is_shown(loaded, project):
    """Although the sheet of the first one is still on its way, and may come after it."""
    held = []
    sheets = "**/player/player.css?*"
    loaded.route(sheets, lambda route: route.continue_() if held else held.append(route))
    style = project / "deck" / "page" / "player" / "player.css"
    before = style.read_text()
    with loaded.expect_request(sheets):
        style.write_text(f"{before}\n.reveal h2 {{ letter-spacing: 7px; }}\n")
    style.write_text(f"{before}\n.reveal h2 {{ letter-spacing: 9px; }}\n")
    expect(title(loaded)).to_have_css("letter-spacing", "9px")
    expect(loaded.locator("link[href^='player/player.css']")).to_have_count(1)
    held[0].continue_()


def test_a_change_of_the_settings_is_shown_in_the_page_as_it_is(loaded, project):
    """mkslides.yml is taken over by the open window."""
    settings = project / "mkslides.yml"
    settings.write_text(settings.read_text().replace("slideNumber: c/t", "slideNumber: c"))
    expect(loaded.locator(".slide-number")).to_have_text("2")
    assert loaded.evaluate("() => window.kept")


def test_a_change_of_the_template_is_shown_on_the_slide_where_one_is(loaded, project):
    """The page is loaded again, and a browser that has kept Python need not fetch it again."""
    python = f"{loaded.url.partition('#')[0]}python.js"
    kept = {"If-None-Match": loaded.request.get(python).headers["etag"]}
    template = project / "deck" / "page" / "template.html.jinja"
    template.write_text(template.read_text().replace("<main>", '<main id="new">'))
    expect(loaded.locator("main#new")).to_have_count(1)
    expect(title(loaded)).to_have_text("First")
    assert loaded.request.get(python, headers=kept).status == 304


def test_a_style_of_the_template_s_own_is_shown(loaded, project):
    """It is none that a window changes: the page is loaded again."""
    template = project / "deck" / "page" / "template.html.jinja"
    style = "<style>.reveal h2 { letter-spacing: 5px; }</style>"
    template.write_text(template.read_text().replace("</head>", f"{style}\n</head>"))
    expect(title(loaded)).to_have_css("letter-spacing", "5px")


@pytest.mark.parametrize(
    "name, text, message",
    [
        (
            "mkslides.yml",
            "slidez: 1\n",
            "mkslides.yml:1: “Key 'slidez' not in 'Config'. Did you mean: 'slides'?”,"
            " expected what mkslides knows; correct it",
        ),
        (
            "mkslides.yml",
            "",
            "mkslides.yml:1: no template of slides, expected what mkslides knows; correct it",
        ),
        (
            "deck/page/template.html.jinja",
            "{% if %}",
            "deck/page/template.html.jinja:1:"
            " “Expected an expression, got 'end of statement block'”,"
            " expected a template of Jinja; correct it",
        ),
    ],
    ids=["no such key", "emptied", "not a template"],
)
def test_a_page_that_cannot_be_made_leaves_the_last_good_one(name, text, message, loaded, project):
    """The error is in the band, and goes with it; a window that is loaded again has the page."""
    before = (project / name).read_text()
    (project / name).write_text(text)
    expect_told(loaded, message)
    loaded.reload()
    expect(title(loaded)).to_have_text("First")
    (project / name).write_text(before)
    expect(loaded.locator(".band.wrong")).to_have_count(0)


def test_front_matter_and_pictures_are_followed(loaded, project):
    """They change the page around the slides, which is loaded again on the one that has changed."""
    picture = project / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    text = DECK.replace("Text.", "![a square](picture.svg)")
    (project / "talk.md").write_text(f"---\nrevealjs:\n  slideNumber: c\n---\n{text}")
    expect(loaded.locator(".slide-number")).to_have_text("3")
    until(loaded, "document.querySelector('section.present img')?.naturalWidth === 9")


def test_a_change_of_the_words_of_the_page_is_shown(loaded, project):
    """Whoever translates sees each word where it stands."""
    french = project / "deck" / "words" / "fr.json"
    french.write_text(french.read_text().replace("diapositive suivante", "et puis"))
    expect(loaded.locator(".controls .navigate-right")).to_have_attribute("aria-label", "et puis")
