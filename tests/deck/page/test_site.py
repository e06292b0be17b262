"""The site: a folder with what the page needs, and nothing else."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from deck.__main__ import main
from deck.page.proof.pytest_bundle import kit
from deck.page.serve import serving
from deck.page.site import build, site_files
from deck.proof.in_page import shipped
from deck.proof.traces import traces
from deck.source import generated
from deck.source.load import load
from deck.source.problems import DeckError
from tests.deck.browser.pages import show
from tests.deck.browser.running import COMPLETE, until
from tests.paths import ROOT

ON_A_KEY = ("speaker", "proof/")
FIRST_LOAD_LIMIT = 215_000
# All that it asks a server for is there; that it starts is for the tests of running.
LOADED = "(blocks.python.progress >= 0.4 || blocks.python.state === 'ready')"


@pytest.fixture(scope="module")
def answers(chromium, url, slides):
    """The status and size of each answer to the page of the talk, from a server."""
    with chromium.new_page() as page:
        return requested(page, url, slides)


def requested(page, url, slides):
    """Show every slide, until Python is loaded; return the status and size of each answer."""
    responses = {}
    page.on("response", lambda response: responses.setdefault(response.url, response))
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    show(page, url)
    for slide in slides.slides:
        page.evaluate("number => Reveal.slide(number - 1)", slide.number)
    page.evaluate("blocks.python.load()")
    until(page, f"{LOADED} && {COMPLETE}")
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
    """It weighs 215 kB at most, the deck's pictures aside; the player and Python come after."""
    responses = []
    own_page.on("response", lambda response: responses.append(response))
    own_page.goto(url, wait_until="load")
    own_page.evaluate("() => deck.fontsLoaded.then(() => null)")
    asked = [one for one in responses if one.url.startswith(url)]
    asked = [one for one in asked if one.request.resource_type != "image"]
    first = {urlsplit(response.url).path: len(response.body()) for response in asked}
    after = ("/player/", "/predict/", "/stage/", "/python.js")
    sizes = (size for name, size in first.items() if not name.startswith(after))
    assert sum(sizes) <= FIRST_LOAD_LIMIT
    assert {"/", "/blocks.js"} <= first.keys()


def test_the_site_holds_only_what_the_page_asks_for(answers, files):
    """Besides, there are only the licences of what is shipped."""
    asked = {urlsplit(address).path[1:] or "index.html" for address in answers}
    asked |= {name for name in files if name.startswith(ON_A_KEY)}
    rest = files.keys() - asked
    assert sorted(rest) == sorted(name for name in files if name.startswith("licences/"))
    assert b"SIL OPEN FONT LICENSE" in files["licences/atkinson-hyperlegible-mono.txt"].upper()
    assert b"Hakim El Hattab" in files["licences/reveal.js.txt"]


def test_the_site_works_from_a_sub_folder_of_a_server(own_page, files, slides):
    """No address in it begins at the root."""
    with serving({f"talks/async/{name}": data for name, data in files.items()}) as root:
        answers = requested(own_page, f"{root}talks/async/", slides)
    assert {status for status, _ in answers.values()} == {200}
    others = ("licences/", *ON_A_KEY)
    assert len(answers) == sum(not name.startswith(others) for name in files)


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
    talk = load(ROOT / "slides.md")
    assert build(talk, traces(talk), shipped.files(talk), site) == []


def test_what_proves_a_deck_is_packed_anew_where_it_is_another():
    """What is kept of one is not given for another, though both have one name."""
    once, other = kit({"deck.json": b"once"}), kit({"deck.json": b"other"})
    assert once == kit({"deck.json": b"once"})
    assert once != other


def test_a_build_leaves_alone_what_it_did_not_make(tmp_path, monkeypatch, capsys):
    """A trainer's own file in the folder stays; a page of another's making is not overwritten."""
    deck = load(ROOT / "slides.md")
    (tmp_path / "CNAME").write_text("mine")
    build(deck, {}, {}, tmp_path)
    assert (tmp_path / "CNAME").read_text() == "mine"
    (tmp_path / generated.MANIFEST).unlink()
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(DeckError) as raised:
        build(deck, {}, {}, tmp_path)
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


def test_a_file_that_a_deck_links_to_comes_along(tmp_path, monkeypatch, capsys):
    """Of the slides and of the notes, by the name that a browser asks for."""
    monkeypatch.chdir(tmp_path)
    text = "# One\n\n[a](data/one%201.csv?x#y) <a href='b.txt'>b</a>\n\nNotes:\n\n[c](./c.zip)\n"
    Path("deck.md").write_text(text)
    Path("data").mkdir()
    for name in ("data/one 1.csv", "b.txt", "c.zip"):
        Path(name).write_text(name)
    assert main(["site", "deck.md"]) == 0
    assert capsys.readouterr().err == ""
    for name in ("data/one 1.csv", "b.txt", "c.zip"):
        assert Path("site", name).read_text() == name


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("../x.csv", "a file out of the deck’s folder"),
        ("{folder}/x.csv", "a file out of the deck’s folder"),
        ("link.csv", "a file out of the deck’s folder"),
        ("in/x.csv", "a file out of the deck’s folder"),
        (".env", "a hidden file"),
        ("%2eenv", "a hidden file"),
        (".attachments/dot.svg", "a hidden file"),
        ("data", "a file that is not there"),
        ("data/", "a file that is not there"),
    ],
)
def test_what_a_link_may_not_take_along_is_told(address, what, tmp_path, monkeypatch, capsys):
    """Nothing of elsewhere on the machine, nothing that is hidden, and no folder."""
    (tmp_path / "x.csv").write_text("secret")
    talk = tmp_path / "talk"
    for name in (".env", ".attachments/dot.svg", "data/x.csv"):
        (talk / name).parent.mkdir(parents=True, exist_ok=True)
        (talk / name).write_text("secret")
    (talk / "link.csv").symlink_to("../x.csv")
    (talk / "in").symlink_to("..")
    monkeypatch.chdir(talk)
    address = address.format(folder=tmp_path)
    Path("deck.md").write_text(f"# One\n\n[a link]({address})\n")
    assert main(["site", "deck.md"]) == 0
    assert capsys.readouterr().err.replace("…", address[80:]) == (
        f"deck.md:3: “{address}”, {what}, expected one beside the deck; correct its path\n{RED}"
    )
    files = [path for path in Path("site").rglob("*") if path.is_file()]
    assert [path for path in files if path.read_bytes() == b"secret"] == []


RED = "deck.md: 1 problem, for which `make check DECK=deck.md` is red\n"


def test_a_missing_picture_is_named_with_its_line(tmp_path, monkeypatch, capsys):
    """The rest of the deck can be shown."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.md").write_text("# One\n\n![a dot](dot.svg)\n")
    assert main(["site", "deck.md"]) == 0
    assert capsys.readouterr().err == (
        "deck.md:3: “dot.svg”, a file that is not there, "
        f"expected one beside the deck; correct its path\n{RED}"
    )
    assert "dot.svg" not in {path.name for path in tmp_path.rglob("*")}


@pytest.mark.parametrize(
    "address",
    [
        "../x.png",
        "%2e%2e/x.png",
        "..%2fx.png",
        "in/../../x.png",
        "{folder}/x.png",
        "{folder}/talk/own.png",
        "link.png",
        "in/x.png",
        "mkslides-assets/reveal-js/../../../x.png",
    ],
)
def test_no_picture_leads_out_of_the_folder_of_the_deck(address, tmp_path, monkeypatch, capsys):
    """Whoever made the deck neither writes outside the site nor publishes what is not beside it."""
    (tmp_path / "x.png").write_text("mine")
    talk = tmp_path / "talk"
    talk.mkdir()
    (talk / "own.png").touch()
    (talk / "link.png").symlink_to("../x.png")
    (talk / "in").symlink_to("..")
    monkeypatch.chdir(talk)
    address = address.format(folder=tmp_path)
    (talk / "deck.md").write_text(f"# One\n\n![a dot]({address})\n")
    before = set(tmp_path.iterdir())
    assert main(["site", "deck.md"]) == 0
    assert capsys.readouterr().err.replace("…", address[80:]) == (
        f"deck.md:3: “{address}”, a file out of the deck’s folder,"
        f" expected one beside the deck; correct its path\n{RED}"
    )
    assert set(tmp_path.iterdir()) == before
    names = [path.name for path in (talk / "site").rglob("*")]
    assert not {"x.png", "own.png", "link.png"}.intersection(names)


@pytest.mark.parametrize("address", [".env", "%2eenv", "in/../.env", ".git/config"])
def test_no_hidden_file_is_published_as_a_picture(address, tmp_path, monkeypatch, capsys):
    """What is one by its name may be in a hidden folder, where some editors put them."""
    for name in (".env", ".git/config", ".attachments/dot.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("secret")
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text(f"# One\n\n![a]({address}) ![b](.attachments/dot.svg)\n")
    assert main(["site", "deck.md"]) == 0
    assert capsys.readouterr().err == (
        f"deck.md:3: “{address}”, a hidden file that is no picture,"
        f" expected a picture; correct its path\n{RED}"
    )
    secret = [
        path
        for path in Path("site").rglob("*")
        if path.is_file() and b"secret" == path.read_bytes()
    ]
    assert secret == [Path("site/.attachments/dot.svg")]


def test_a_picture_is_found_by_the_name_that_a_browser_asks_for(tmp_path, monkeypatch):
    """Dots in its path lead there in the page as they do in the deck."""
    (tmp_path / "dot.svg").touch()
    (tmp_path / "deck.md").write_text("# One\n\n![a dot](./no/../dot.svg)\n")
    assert "dot.svg" in site_files(load(tmp_path / "deck.md"), {}, {})


def test_no_file_has_a_name_of_5000_characters(tmp_path, monkeypatch, capsys):
    """Its place is told of, and of its name what can be read; the rest can be shown."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text(f"# One\n\nText.\n\n![a dot]({5000 * 'a'})\n")
    assert main(["site", "deck.md"]) == 0
    assert capsys.readouterr().err == (
        f"deck.md:5: “{80 * 'a'}…”, a file that is not there,"
        f" expected one beside the deck; correct its path\n{RED}"
    )


@pytest.mark.parametrize(
    "metadata, found",
    [
        ('revealjs: {a: "${nope}"}', "Interpolation key 'nope' not found"),
        ("revealjs: [1]", "Cannot merge incompatible container types"),
    ],
)
@pytest.mark.parametrize("command", ["site", "present"])
def test_settings_that_no_page_can_hold_are_refused(
    command, metadata, found, tmp_path, monkeypatch, capsys
):
    """In one sentence, as what mkslides does not know."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text(f"---\n{metadata}\n---\n# One\n")
    assert main([command, "deck.md"]) == 2
    message = f"deck.md:2: “{found}”, expected what mkslides knows; correct it\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize("link", ["site", "site/fonts"])
def test_a_site_that_is_a_link_is_not_written_through(link, tmp_path, monkeypatch, capsys):
    """What it leads to stays empty."""
    elsewhere, talk = tmp_path / "elsewhere", tmp_path / "talk"
    elsewhere.mkdir()
    (talk / link).parent.mkdir(parents=True)
    (talk / link).symlink_to(elsewhere)
    monkeypatch.chdir(talk)
    Path("deck.md").write_text("# One\n")
    assert main(["site", "deck.md"]) == 2
    assert capsys.readouterr().err == (
        f"{link}:1: a link to “{elsewhere}”, expected a folder of its own; remove the link\n"
    )
    assert list(elsewhere.iterdir()) == []


def test_snippets_are_not_written_through_a_link(tmp_path, monkeypatch, capsys):
    """Neither in a folder of its own nor in the one above it."""
    Path(tmp_path, "elsewhere").mkdir()
    Path(tmp_path, "snippets").symlink_to("elsewhere")
    monkeypatch.chdir(tmp_path)
    for name in ("slides.md", "deck.md"):
        Path(name).write_text("# One\n\n```python name:one\none = 1\n```\n")
        assert main(["snippets", name]) == 2
        assert capsys.readouterr().err == (
            "snippets:1: a link to “elsewhere”, expected a folder of its own; remove the link\n"
        )
    assert list(Path("elsewhere").iterdir()) == []
