"""The built page reaches nothing but itself, nor does the code that runs in it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from deck.page.html.render import render
from tests.deck.browser.running import ANYWHERE, Stage, axe, until

ADDRESSES = pytest.mark.parametrize("address_of", ["http", "file"], indirect=True)


@ANYWHERE
def test_no_request_leaves(stage):
    """Whatever was run, all that was asked for is the site's own."""
    stage.go("prints")
    stage.run()
    here = stage.page.url.partition("index.html")[0].partition("#")[0]
    assert [url for url in stage.requests if not url.startswith((here, "blob:", "data:"))] == []


def test_python_loads_after_the_first_slide(stages):
    """The first slide is painted before the first byte of Python is asked for."""
    page = stages("http").page
    until(page, "blocks.python.state === 'ready'")
    times = page.evaluate(
        """() => [performance.getEntriesByName("first-contentful-paint")[0].startTime,
          performance.getEntriesByType("resource").find((one) => one.name.endsWith("/python.js"))
            .startTime]"""
    )
    assert times == sorted(times)


@ADDRESSES
def test_a_missing_python_is_told_and_the_deck_works(chromium, sample, address_of, tmp_path):
    """Without its file, « Exécuter » says why, and the slides go on."""
    folder = shutil.copytree(sample, tmp_path / "site")
    (folder / "python.js").unlink()
    stage = Stage(chromium.new_page(), address_of(folder))
    stage.go("prints")
    stage.page.keyboard.press("e")
    expect(stage.status).to_have_text(
        "Python ne peut pas démarrer ici\u202f: le fichier python.js manque à côté de la page"
    )
    stage.page.keyboard.press("PageDown")
    stage.go("continues")
    stage.page.close()


@ADDRESSES
def test_proofs_that_do_not_come_are_told_and_python_runs(chromium, sample, address_of, tmp_path):
    """V and H need them, and E does not."""
    folder = shutil.copytree(sample, tmp_path / "site")
    (folder / "proof" / "proof.css").unlink()
    stage = Stage(chromium.new_page(), address_of(folder))
    stage.go("prints")
    for key in "vh":
        stage.page.keyboard.press(key)
        expect(stage.status).to_have_text(
            "Les preuves ne se chargent pas\u202f: le fichier proof/proof.css manque, ou le serveur"
            " de la page s’est arrêté"
        )
        stage.page.keyboard.press("Escape")
    assert stage.run() == "42\n"
    stage.page.close()


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """What mkslides builds alone of the sample."""
    deck = Path(__file__).parents[1] / "blocks-to-run.md"
    folder = tmp_path_factory.mktemp("site") / "plain"
    command = [sys.executable, "-m", "mkslides", "build", deck, "-d", folder]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@ADDRESSES
def test_the_plain_page_is_complete_without_python(chromium, plain, address_of):
    """What mkslides builds alone has every block, and no button that could not work."""
    stage = Stage(chromium.new_page(), address_of(plain))
    expect(stage.page.locator(".slides section > [data-run]")).to_have_count(4)
    expect(stage.page.locator(".tools")).to_have_count(0)
    assert stage.errors == []
    stage.page.close()


LATER = ("licences", "player", "predict", "proof", "speaker")


def test_the_site_is_light(site, slides):
    """All of it is under 7.2 MB, 6 of them Python, and what the first slide needs under 240 kB.

    The pictures that its author shows are theirs.
    """
    shown = {
        site / picture["src"] for picture in BeautifulSoup(render(slides), "html.parser")("img")
    }
    files = {path for path in site.rglob("*") if path.is_file()} - shown
    sizes = {path: path.stat().st_size for path in files}
    assert sum(sizes.values()) < 7_200_000
    assert sizes[site / "python.js"] <= 6_000_000
    first = [
        size
        for path, size in sizes.items()
        if path.parent.name not in LATER and path.name not in ("python.js", "speaker.html")
    ]
    assert sum(first) <= 240_000


def test_nothing_is_inaccessible_in_any_state(stage):
    """axe-core finds nothing before a run, during one, after it, nor in the editor."""
    block = "prints"
    stage.go(block)
    found = {"before": axe(stage.page)}
    stage.run()
    found["after"] = axe(stage.page)
    stage.edit("defines", "print('Tum')\nwhile True: pass")
    stage.start()
    found["running"] = axe(stage.page)
    stage.button("Arrêter").click()
    found["stopped"] = axe(stage.page)
    stage.edit(block, "1 / 0")
    stage.run()
    found["error"] = axe(stage.page)
    stage.page.keyboard.press("m")
    found["editor"] = axe(stage.page)
    assert {state: problems for state, problems in found.items() if problems} == {}
