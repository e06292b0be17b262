"""`make edit`: each save is shown at once, with the verdict on it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.page.running import until
from tests.paths import ROOT

DECK = """# Deck

## First

```python name:first
print(1)
```

Notes:

```output
1
```

## Second

Text.
"""


@contextmanager
def edited(path: Path, port: int = 0, folder: Path = ROOT) -> Iterator[str]:
    """Run the command on a deck; give its address, and stop it by Ctrl-C."""
    command = [sys.executable, "-m", "deck", "edit", "--port", str(port), path]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        line = process.stdout.readline()
        address = line.removeprefix(f"{path}: ").partition(" ")[0]
        assert line == f"{path}: {address} (save to see it, Ctrl-C stops)\n"
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate()
    assert "Traceback" not in said


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(DECK)
    return path


@pytest.fixture
def window(deck: Path, page: Page) -> Iterator[Page]:
    """A window that shows the second slide of a deck being edited, once it was checked."""
    with edited(deck) as address:
        page.goto(f"{address}#/2")
        expect(page.locator(".verdict.checked")).to_have_text("✓")
        yield page
        page.close()


def title(page: Page):
    return page.locator("section.present h2")


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
    assert window.url.endswith("#/3")


@pytest.mark.parametrize("number", range(3))
def test_one_save_after_another_is_shown(number, window, deck):
    """Each is shown before the next is made."""
    for text in (f"One {number}", f"Two {number}", f"Three {number}"):
        deck.write_text(DECK.replace("First", text, 1))
        expect(title(window)).to_have_text(text)


def test_an_editor_that_saves_by_renaming_is_followed(window, deck):
    """The file is replaced by another one."""
    for text in ("Renamed", "Renamed again"):
        other = deck.with_suffix(".tmp")
        other.write_text(DECK.replace("## First", f"## {text}"))
        os.replace(other, deck)
        expect(title(window)).to_have_text(text)


def test_slides_come_and_go_around_the_shown_one(window, deck):
    """A slide added before the shown one leaves it on the screen."""
    deck.write_text(DECK.replace("## First", "## New\n\n## First"))
    expect(window.locator(".slide-number")).to_have_text("3 / 4")
    expect(title(window)).to_have_text("First")
    deck.write_text(DECK.replace("## Second\n\nText.\n", ""))
    expect(window.locator(".slide-number")).to_have_text("2 / 2")


def test_a_deck_that_does_not_parse_leaves_the_last_good_page(window, deck):
    """The error is in the band, and goes with it."""
    deck.write_text(DECK.replace("```python", "```pytho"))
    expect(window.locator(".verdict.wrong")).to_have_text(
        f"{deck}:5: the language “pytho”, expected “python”; correct it"
    )
    expect(title(window)).to_have_text("First")
    deck.write_text(DECK.replace("## First", "## Good again"))
    expect(title(window)).to_have_text("Good again")
    expect(window.locator(".verdict.checked")).to_have_text("✓")


def test_what_does_not_hold_is_told_on_its_slide_until_it_is_accepted(window, deck):
    """The band shows what the block does and what the slide says; A accepts."""
    deck.write_text(DECK.replace("print(1)", "print(2)"))
    band = window.locator(".verdict.wrong")
    expect(band.locator(".got pre")).to_have_text("2")
    expect(band.locator(".stated pre")).to_have_text("1")
    window.keyboard.press("ArrowRight")
    expect(band).to_have_count(0)
    mark = window.locator(".verdict-mark")
    expect(mark).to_have_attribute("href", "#/2")
    window.keyboard.press("a")
    window.keyboard.press("ArrowLeft")
    expect(band.locator(".got pre")).to_have_text("2")
    assert "```output\n1\n```" in deck.read_text()
    window.keyboard.press("a")
    expect(window.locator(".verdict.checked")).to_have_text("✓")
    assert deck.read_text() == DECK.replace("print(1)", "print(2)").replace("\n1\n```", "\n2\n```")


def test_a_check_that_still_runs_is_told_of(window, deck, tmp_path):
    """A mark says that nobody knows yet, as long as a block takes."""
    waits = f"import pathlib\nwhile not pathlib.Path({str(tmp_path / 'go')!r}).exists(): pass\n"
    deck.write_text(DECK.replace("print(1)", f"{waits}print(1)"))
    expect(window.locator(".verdict.checking")).to_have_text("…")
    (tmp_path / "go").touch()
    expect(window.locator(".verdict.checked")).to_have_text("✓")


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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, whose page can be edited."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "deck", folder / "deck", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkslides.yml", "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "talk.md").write_text(DECK)
    return folder


@pytest.fixture
def loaded(project: Path, page: Page) -> Iterator[Page]:
    """A window on the first block of a copy of the project, which knows whether it was reloaded."""
    with edited(project / "talk.md", folder=project) as address:
        page.goto(f"{address}#/2")
        expect(title(page)).to_have_text("First")
        page.evaluate("() => { window.kept = true; }")
        yield page
        page.close()


@pytest.mark.parametrize("name", ["deck.css", "player.css"])
def test_a_change_of_style_is_shown_in_the_page_as_it_is(name, loaded, project):
    """Whether the page holds the style or loads it, nothing is loaded again."""
    style = project / "deck" / "page" / name
    style.write_text(style.read_text() + "\n.reveal h2 { letter-spacing: 7px; }\n")
    expect(title(loaded)).to_have_css("letter-spacing", "7px")
    assert loaded.evaluate("() => window.kept")


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
    """The error is in the band, and goes with it."""
    before = (project / name).read_text()
    (project / name).write_text(text)
    expect(loaded.locator(".verdict.wrong")).to_have_text(message)
    expect(title(loaded)).to_have_text("First")
    (project / name).write_text(before)
    expect(loaded.locator(".verdict.wrong")).to_have_count(0)


def test_front_matter_and_pictures_are_followed(loaded, project):
    """They change the page around the slides."""
    picture = project / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    text = DECK.replace("Text.", "![a square](picture.svg)")
    (project / "talk.md").write_text(f"---\nrevealjs:\n  slideNumber: c\n---\n{text}")
    expect(loaded.locator(".slide-number")).to_have_text("2")
    loaded.keyboard.press("ArrowRight")
    until(loaded, "document.querySelector('section.present img')?.naturalWidth === 9")


def test_a_window_finds_its_server_again(deck, chromium):
    """The server is stopped and started again while the page is open, which claims nothing then."""
    page = chromium.new_page()
    with edited(deck) as address:
        page.goto(f"{address}#/2")
        expect(page.locator(".verdict.checked")).to_have_text("✓")
    expect(page.locator(".verdict.checked")).to_have_count(0)
    deck.write_text(DECK.replace("## First", "## Meanwhile"))
    with edited(deck, urlsplit(address).port) as again:
        assert again == address
        expect(title(page)).to_have_text("Meanwhile")
        page.close()


def test_a_taken_port_gives_the_next_one(deck):
    """Two decks can be edited at once."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with edited(deck, port) as address:
            assert urlsplit(address).port > port


def test_other_hosts_and_other_origins_are_refused(deck):
    """A page of another site can neither read the deck nor listen to it."""
    with edited(deck) as address:
        own = urlsplit(address).netloc

        def status(path: str, **headers: str) -> int:
            with closing(http.client.HTTPConnection(own)) as connection:
                connection.request("GET", path, headers=headers)
                with connection.getresponse() as answer:
                    return answer.status

        upgrade = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version": "13",
        }
        assert status("/") == 200
        assert status("/", Host="evil.example") == 404
        assert status("/../talk.md") == status("/%2e%2e/talk.md") == 404
        assert status("/edit", Origin=f"http://{own}", **upgrade) == 101
        assert status("/edit", Origin="http://evil.example", **upgrade) == 403


def test_snippets_follow_the_deck(tmp_path):
    """A deck whose snippets were extracted has them renewed, and the terminal says which."""
    path = tmp_path / "slides.md"
    path.write_text("".join(f"## S\n\n```python name:{one}\n{one} = 1\n```\n\n" for one in "ab"))
    command = [sys.executable, "-m", "deck", "edit", "--port", "0", path]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        lines = iter(process.stdout.readline, "")
        next(lines)
        assert next(lines) == f"{tmp_path}/snippets: a.py, b.py\n"
        path.write_text(path.read_text().replace("b = 1", "b = 2"))
        assert f"{tmp_path}/snippets: b.py\n" in lines
        assert "b = 2" in (tmp_path / "snippets" / "b.py").read_text()
        process.send_signal(signal.SIGINT)


def test_presenting_neither_watches_nor_judges(page, url):
    """The page that is presented has no band and no connection."""
    page.goto(url)
    until(page, "window.Reveal?.isReady()")
    assert page.locator(".verdict, script[src='edit.js']").count() == 0
