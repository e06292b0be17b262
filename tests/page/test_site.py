"""The site: a folder with what the page needs, and nothing else."""

from urllib.parse import unquote, urlsplit

import pytest

from deck import made
from deck.__main__ import main
from deck.errors import DeckError
from deck.load import load
from deck.serve import serving
from deck.site import build
from tests.page.pages import show
from tests.page.running import until
from tests.paths import ROOT

FIRST_LOAD_LIMIT = 350_000
# All that it asks a server for is there; that it starts is for the tests of running.
LOADED = "(python.progress >= 0.4 || python.state === 'ready')"


@pytest.fixture(scope="module")
def answers(chromium, url, slides):
    """The status and size of each answer to the page of the talk, from a server."""
    with chromium.new_page() as page:
        yield requested(page, url, slides)


def requested(page, url, slides):
    """Show every slide, until Python is loaded; return the status and size of each answer."""
    responses = {}
    page.on("response", lambda response: responses.setdefault(response.url, response))
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    show(page, url)
    for slide in slides.slides:
        page.evaluate("number => Reveal.slide(number - 1)", slide.number)
    page.evaluate("python.load()")
    until(page, f"{LOADED} && document.body.textContent.includes('Pas à pas')")
    assert [address for address in failed if not address.startswith("blob:")] == []
    return {
        address: (response.status, len(response.body()))
        for address, response in list(responses.items())
        if not address.startswith(("data:", "blob:"))
    }


def test_the_page_asks_no_other_host(answers, url):
    """Everything that is asked for comes from the site, and is there."""
    assert {urlsplit(address).netloc for address in answers} == {urlsplit(url).netloc}
    assert {status for status, _ in answers.values()} == {200}


def test_the_first_load_is_small(own_page, url):
    """It weighs 350 kB at most; the player and Python come after it."""
    responses = []
    own_page.on("response", lambda response: responses.append(response))
    own_page.goto(url, wait_until="load")
    own_page.evaluate("() => fontsLoaded.then(() => null)")
    asked = [response for response in responses if response.url.startswith(url)]
    first = {urlsplit(response.url).path: len(response.body()) for response in asked}
    after = {name for name in first if name.startswith("/player/")} | {"/python.js"}
    assert sum(size for name, size in first.items() if name not in after) <= FIRST_LOAD_LIMIT
    assert {"/", "/run.js"} <= first.keys()


def test_the_site_holds_only_what_the_page_asks_for(answers, files):
    """Besides, there are only the licences of what is shipped."""
    asked = {urlsplit(address).path[1:] or "index.html" for address in answers}
    rest = files.keys() - asked
    assert sorted(rest) == sorted(name for name in files if name.startswith("licences/"))
    assert b"SIL OPEN FONT LICENSE" in files["licences/atkinson-hyperlegible-mono.txt"].upper()
    assert b"Hakim El Hattab" in files["licences/reveal.js.txt"]


def test_the_site_works_from_a_sub_folder_of_a_server(own_page, files, slides):
    """No address in it begins at the root."""
    with serving({f"talks/async/{name}": data for name, data in files.items()}) as root:
        answers = requested(own_page, f"{root}talks/async/", slides)
    assert {status for status, _ in answers.values()} == {200}
    assert len(answers) == sum(not name.startswith("licences/") for name in files)


def test_the_site_works_from_a_folder_opened_by_double_click(own_page, site, slides):
    """Every file that is asked for is in the folder, whatever letters its path has."""
    paths = []
    own_page.on("request", lambda request: paths.append(unquote(request.url)))
    failed = []
    own_page.on("requestfailed", lambda request: failed.append(request.url))
    show(own_page, (site / "index.html").as_uri(), 2)
    assert [address for address in failed if address.startswith("file:")] == []
    assert own_page.locator("section.present h2").text_content() == slides.slides[1].title
    assert own_page.evaluate("() => [...document.fonts].map(font => font.status)") == ["loaded"] * 3
    assert {
        path.partition(str(site))[0] for path in paths if path[:5] not in ("blob:", "data:")
    } == {"file://"}


def test_a_second_build_changes_nothing(site):
    """The site is the same, to the byte, for the same deck."""
    assert build(load(ROOT / "slides.md"), site) == []


def test_a_build_leaves_alone_what_it_did_not_make(tmp_path, monkeypatch, capsys):
    """A trainer's own file in the folder stays; a page of another's making is not overwritten."""
    deck = load(ROOT / "slides.md")
    (tmp_path / "CNAME").write_text("mine")
    build(deck, tmp_path)
    assert (tmp_path / "CNAME").read_text() == "mine"
    (tmp_path / made.MANIFEST).unlink()
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(DeckError) as raised:
        build(deck, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path}/index.html:1: a file that `make site` did not make, "
        "expected no such file; move or rename it"
    )
    assert (tmp_path / "index.html").read_text() == "mine"


def test_a_picture_beside_the_deck_comes_along(tmp_path, monkeypatch):
    """A relative image is copied."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.md").write_text("# One\n\n![a dot](dot.svg)\n")
    (tmp_path / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert main(["site", "deck.md"]) == 0
    assert (tmp_path / "site" / "dot.svg").read_bytes() == (tmp_path / "dot.svg").read_bytes()


def test_a_missing_picture_is_named_with_its_line(tmp_path, monkeypatch, capsys):
    """Nothing is written then."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.md").write_text("# One\n\n![a dot](dot.svg)\n")
    assert main(["site", "deck.md"]) == 2
    assert capsys.readouterr().err == (
        "deck.md:3: “dot.svg”, a file that is not there, "
        "expected one beside the deck; correct its path\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["deck.md"]
