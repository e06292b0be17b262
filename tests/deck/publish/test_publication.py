"""Some decks are published as one folder, which is replaced whole or not at all."""

import json
import os
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from deck import __main__ as commands
from deck.publish import proof
from deck.publish.proof import DoesNotHold
from deck.source.problems import DeckError
from tests.deck.publish.conftest import FRENCH, contents, published

PUBLISHED = re.compile(r", published = (\[.*?\]);\n")
PAGES = ["index.html", "villes/snippets/index.html"]


def menu(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the links that the page of a deck is given for its menu."""
    return json.loads(PUBLISHED.search((folder / name / "stage" / "stage.js").read_text())[1])


def read(folder: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((folder / page).read_text("utf-8"), "html.parser")


def leads(folder: Path, page: str, address: str) -> bool:
    """Return whether an address on a page leads to a file in the folder, from where it stands."""
    url = urlsplit(address)
    path = Path(os.path.normpath(folder / Path(page).parent / unquote(url.path)))
    return not (url.scheme or url.netloc) and path.is_file() and folder in path.parents


def test_a_deck_has_all_its_files_in_a_folder_of_its_name(both):
    """The page, both PDFs, a picture, the code as a zip and file by file; no code, no zip."""
    names = contents(both).keys()
    expected = ["index.html", "villes.pdf", "villes-notes.pdf", "villes.webp"]
    expected += ["villes-snippets.zip", "snippets/1_adds.py", "snippets/index.html"]
    expected += ["snippets/data/villes.csv", "python.js", "licences/reveal.js.txt"]
    digits = [name.replace("1_adds", "01_adds") for name in expected]
    assert {f"villes/{name}" for name in digits} <= names
    of_other = {name for name in names if name.startswith("perfs/")}
    assert {"perfs/index.html", "perfs/perfs.pdf", "perfs/perfs-notes.pdf"} <= of_other
    assert not [name for name in of_other if "snippets" in name]


def test_every_link_leads_to_a_file_that_is_published(both):
    """By a path from where it stands: any folder of a host will do, and a disk, too."""
    links = [(page, tag["href"]) for page in PAGES for tag in read(both, page)("a")]
    links += [("index.html", tag["src"]) for tag in read(both, "index.html")("img")]
    for name in ("villes", "perfs"):
        links += [(f"{name}/index.html", one["href"]) for one in menu(both, name)]
    assert len(links) > 20
    assert [link for link in links if not leads(both, *link)] == []


def test_the_links_to_a_deck_lead_to_it_whatever_its_name(decks, tmp_path):
    """What ends a path, or is quoted in an address, is of the name here."""
    names = ["c#", "quoi?", "100%25", "l'async", 'a&b "c"']
    for name in names:
        (tmp_path / f"{name}.md").write_text(FRENCH.replace("data/villes.csv", "villes.csv"))
    (tmp_path / "villes.csv").write_text("Metz")
    folder = tmp_path / "public"
    paths = [tmp_path / f"{name}.md" for name in names]
    published(folder, *paths, prove=lambda _: proof.Proof())
    pages = ["index.html", *(f"{name}/snippets/index.html" for name in names)]
    links = [(page, tag["href"]) for page in pages for tag in read(folder, page)("a")]
    links += [("index.html", tag["src"]) for tag in read(folder, "index.html")("img")]
    links += [(f"{name}/index.html", one["href"]) for name in names for one in menu(folder, name)]
    assert len(links) == 110
    assert [link for link in links if not leads(folder, *link)] == []


def test_the_index_finds_its_fonts_whatever_the_name_of_the_first_deck(tmp_path):
    """In a style, which unlike an attribute is read as it is written."""
    name = "l'async & <i>"
    (tmp_path / f"{name}.md").write_text("# Async\n")
    folder = tmp_path / "public"
    published(folder, tmp_path / f"{name}.md", prove=lambda _: proof.Proof())
    fonts = re.findall(r'url\("([^"]+)"\)', read(folder, "index.html").style.text)
    assert len(fonts) == 3
    assert [font for font in fonts if not leads(folder, "index.html", font)] == []


def test_the_menu_of_a_deck_lists_what_is_published_with_it(both):
    """In the deck's language, with the kind and the size of each, and the way back."""
    assert [one["text"] for one in menu(both, "villes")] == [
        "Les diapositives (PDF, 1\u00a0ko)",
        "Le polycopié, avec les notes (PDF, 1\u00a0ko)",
        "Tout le code (zip, 1\u00a0ko)",
        "Le code, fichier par fichier",
        "La page de toutes les présentations",
    ]
    assert [one["text"] for one in menu(both, "perfs")] == [
        "The slides (PDF, 1\u00a0kB)",
        "The handout, with the notes (PDF, 1\u00a0kB)",
        "The page of all the talks",
    ]


def test_the_index_tells_of_each_deck_in_its_language(both):
    """Its title, how long it is, who wrote it, on what it was proved, when, and its commit."""
    page = read(both, "index.html")
    french, english = page("article")
    assert (page.html["lang"], page.title.text, page.h1.text) == ("fr", *["Présentations"] * 2)
    assert (french.get("lang"), english["lang"]) == (None, "en")
    assert french.h2.text == "Compter <vite>"
    assert [one.text for one in french("p")] == [
        "2 diapositives",
        "Ouvrir la présentation",
        "✓ Prouvé sur Python 3.10–3.11, 3.13 et Pyodide 1, le 1er mars 2026",
        "commit abc1234, et des changements qui n’y sont pas",
    ]
    assert [one.text for one in english("p")] == [
        "1 slide · 45 minutes · Ada Lovelace",
        "Open the talk",
    ]
    assert page.footer.text.strip() == "Publié le 1er mars 2026"


def test_a_deck_alone_gives_its_title_to_the_index(alone, tmp_path):
    """There is nothing else on it."""
    alone()
    page = read(tmp_path / "public", "index.html")
    assert (page.title.text, page.h1.text, page("h2")) == ("Measuring", "Measuring", [])
    assert menu(tmp_path / "public", "perfs")[-1]["text"] == "The page of this talk"


def test_the_code_is_listed_with_its_slides_and_what_it_prints(both):
    """And with the data that it reads."""
    page = read(both, PAGES[1])
    rows = [[cell.text for cell in row("td")] for row in page("tr")[1:]]
    assert rows == [
        ["1", "Compter", "01_adds.py", "python 01_adds.py", "2"],
        ["2", "Lire", "02_reads.py", "python 02_reads.py", "Metz"],
    ]
    addresses = [tag["href"] for tag in page.main("a")]
    assert addresses[:3] == ["../index.html#/1", "01_adds.py", "01_adds.out"]
    assert addresses[-1] == "data/villes.csv"


def test_the_pages_have_no_script_and_a_policy_that_allows_none(both):
    """What the policy does not name is forbidden."""
    for name in PAGES:
        page = read(both, name)
        policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        assert re.sub(r"'sha256-[^']+'", "HASH", policy) == (
            "default-src 'none'; style-src HASH; img-src 'self' data:; font-src 'self';"
            " base-uri 'none'; form-action 'none'"
        )
        assert page("script") == []


def test_the_zip_holds_what_is_published_one_by_one(both):
    """In a folder of its own."""
    with ZipFile(both / "villes" / "villes-snippets.zip") as opened:
        packed = {name: opened.read(name) for name in opened.namelist()}
    code = contents(both / "villes" / "snippets")
    del code["index.html"]
    assert packed == {f"villes-snippets/{name}": data for name, data in code.items()}


def test_the_same_deck_and_date_give_the_same_bytes(both, decks):
    """Nothing is written where nothing has changed."""
    assert published(both, decks / "villes.md", decks / "perfs.md") == []


def test_a_deck_that_does_not_hold_replaces_nothing(alone, tmp_path):
    """Nor does one that is published beside it."""
    alone()
    before = contents(tmp_path / "public")

    def prove(deck):
        if deck.path.endswith("perfs.md"):
            raise DoesNotHold("perfs.md: no")
        return proof.Proof()

    with pytest.raises(DoesNotHold, match="perfs.md: no"):
        alone("rien.md", "perfs.md", prove=prove)
    assert contents(tmp_path / "public") == before


def test_a_deck_whose_recording_contradicts_it_replaces_nothing(tmp_path):
    """Even if it was proved just before."""
    text = "# One\n\n```python name:one\nprint(1)\n```\n\n```output\n2\n```\n"
    (tmp_path / "one.md").write_text(text)
    with pytest.raises(DoesNotHold, match="block one of slide 1 “One” gives something else"):
        published(tmp_path / "public", tmp_path / "one.md", prove=lambda _: proof.Proof())
    assert not (tmp_path / "public").exists()


def test_what_a_host_needs_beside_is_kept(alone, tmp_path):
    """What nobody made here is left alone, and what is no longer published goes."""
    alone("rien.md", "perfs.md")
    (tmp_path / "public" / "CNAME").write_text("example.org")
    alone("perfs.md")
    names = contents(tmp_path / "public").keys()
    assert "CNAME" in names
    assert not [name for name in names if name.startswith("rien/")]


def test_an_index_of_somebody_else_is_in_the_way(alone, tmp_path):
    """It is told of before anything is written."""
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text("mine")
    with pytest.raises(DeckError) as refused:
        alone()
    assert str(refused.value) == (
        f"{tmp_path}/public/index.html:1: a file that `make publish` did not make,"
        " expected no such file; move or rename it"
    )
    assert contents(tmp_path / "public") == {"index.html": b"mine"}


def test_two_decks_of_one_name_are_refused(decks, tmp_path):
    """They would be one folder, on a disk that ignores case, too."""
    other = tmp_path / "PERFS.md"
    other.write_text("# One\n")
    with pytest.raises(DeckError) as refused:
        published(tmp_path / "public", decks / "perfs.md", other)
    assert str(refused.value) == (
        f"{other}:1: the name of “{decks / 'perfs.md'}”, expected another for each deck; rename one"
    )


def test_a_link_to_a_snippet_leads_to_the_one_that_is_published(tmp_path):
    """That beside the deck may be of an earlier text."""
    text = "# One\n\n[it](snippets/01_a.py)\n\n```python name:a\nx = 1\n```\n"
    (tmp_path / "one.md").write_text(text)
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets" / "01_a.py").write_text("earlier")
    published(tmp_path / "public", tmp_path / "one.md", prove=lambda _: proof.Proof())
    assert "x = 1\n" in (tmp_path / "public" / "one" / "snippets" / "01_a.py").read_text()


def test_a_picture_named_as_what_is_published_is_told(tmp_path):
    """It would be shown on the slide."""
    (tmp_path / "one.md").write_text("# One\n\n![a](one.webp)\n")
    (tmp_path / "one.webp").write_bytes(b"mine")
    with pytest.raises(DeckError) as refused:
        published(tmp_path / "public", tmp_path / "one.md", prove=lambda _: proof.Proof())
    assert str(refused.value) == (
        f"{tmp_path}/one.md:1: “one.webp”, a name of what is published,"
        " expected another name; rename that file"
    )


def test_the_command_says_that_nothing_was_published(decks, tmp_path, monkeypatch, capsys):
    """After what does not hold."""

    def prove(deck, progress):
        raise DoesNotHold(f"{Path(deck.path).name}: no\n")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(proof, "prove", prove)
    assert commands.main(["publish", str(decks / "perfs.md"), str(decks / "villes.md")]) == 1
    told = "perfs.md: no\npublic: nothing was published, it is as it was\n"
    assert capsys.readouterr() == ("", told)
    assert not (tmp_path / "public").exists()


def test_a_site_that_is_not_published_has_no_menu(files):
    """`make present` links nothing that is not there."""
    assert b", published = [];\n" in files["stage/stage.js"]


def test_a_zip_is_openable_by_anybody(both):
    """Its files have the rights of a file, and the date of the publication."""
    with ZipFile(BytesIO((both / "villes" / "villes-snippets.zip").read_bytes())) as opened:
        entries = opened.infolist()
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.date_time for entry in entries} == {(2026, 3, 1, 12, 30, 14)}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
