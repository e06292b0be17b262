"""The house is as its document draws it: `DRAW=1 pytest tests/deck/test_house.py` draws it."""

import ast
import os
import re
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from tests.paths import ROOT

ARCHITECTURE = ROOT / "docs" / "architecture.md"
PICTURE = re.compile(r"(?<=```mermaid\n).*?(?=```\n)", re.DOTALL)
PACKAGES = ("source", "run", "trace", "proof", "page", "paper", "publish", "start", "live", "bench")
MOST_MODULES = 20
MOST_ARROWS = 24
DECK = ROOT / "deck"
ROW = re.compile(r"^\| .+", re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
FILE = re.compile(r"/$|^[\w/*.-]+\.(?:py|js|mjs|css|jinja)$")
CONSTANT = re.compile(r"[A-Z]{2}[A-Z_]*")
KINDS = (".py", ".js", ".mjs", ".css")
RELATIVE = re.compile(r"""^(?:@?import|export)\b[^"]*"(\.[^"]+)";""", re.MULTILINE)
ABSOLUTE = re.compile(r"^ *(?:from|import) deck\.page\.([\w.]+)", re.MULTILINE)


def arrows() -> dict[tuple[str, str], int]:
    """Count the imports between packages, from the one that imports to the one that is imported."""
    graph = grimp.build_graph("deck")
    counts: dict[tuple[str, str], int] = {}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = tuple(name.split(".")[1] if "." in name else "" for name in (module, imported))
            if pair[0] != pair[1] and set(pair) <= set(PACKAGES):
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def picture() -> str:
    """Draw the packages, each above what it imports, in the language of Mermaid."""
    lines = ["flowchart TD"]
    for package in PACKAGES:
        about = ast.get_docstring(ast.parse((DECK / package / "__init__.py").read_text()))
        first = about.split("\n")[0].rstrip(".").replace('"', "'")
        lines.append(f'    {package}["<b>{package}</b><br>{first}"]')
    for (importer, imported), count in sorted(arrows().items()):
        lines.append(f"    {importer} -->|{count}| {imported}")
    return "".join(f"{line}\n" for line in lines)


def test_the_picture_of_the_house_is_drawn_from_its_imports():
    """A new arrow is seen in the document, and so is one that is gone."""
    text = ARCHITECTURE.read_text("utf-8")
    if os.environ.get("DRAW"):
        text = PICTURE.sub(lambda _: picture(), text)
        ARCHITECTURE.write_text(text, "utf-8")
    assert PICTURE.search(text)[0] == picture()


def test_few_arrows_lead_from_a_package_to_another():
    """Whoever follows the data climbs no stairs that are not there."""
    assert len(arrows()) <= MOST_ARROWS


def test_no_folder_is_a_heap():
    """Whoever looks for a module reads through the names of some, and not of fifty."""
    modules = [path for path in DECK.rglob("[!_]*.*") if path.suffix in KINDS]
    heaps = Counter((path.parent, path.suffix) for path in modules)
    assert [heap for heap, count in heaps.items() if count > MOST_MODULES] == []


def named_in(row: str) -> tuple[list[Path], set[str]]:
    """Return the files that a row of the table names, or that are in a folder of it; the rest."""
    names = set(QUOTED.findall(row))
    paths = {name for name in names if FILE.search(name)}
    found = [path for name in paths for path in sorted(ROOT.glob(name)) or sorted(DECK.rglob(name))]
    absent = {name for name in paths if name.startswith("deck/") and not list(ROOT.glob(name))}
    assert absent == set()
    files = [path for one in found for path in ([one] if one.is_file() else one.rglob("*.*"))]
    return files, names - paths


def test_the_table_of_what_to_change_leads_to_what_is_there():
    """Each of its files is there, and each constant that it names is in one of those of its row."""
    _, table = ARCHITECTURE.read_text("utf-8").split("## Where to change what")
    lost = []
    for row in ROW.findall(table.partition("\n## ")[0]):
        files, names = named_in(row)
        text = "".join(path.read_text("utf-8") for path in files if path.suffix in KINDS)
        lost += [one for one in filter(CONSTANT.fullmatch, names) if one not in text]
    assert lost == []


def rooms() -> dict[str, set[str]]:
    """Map each folder of the page to the folders beside it of which it imports."""
    page = DECK / "page"
    found: dict[str, set[str]] = {}
    for path in page.rglob("*.*"):
        if path.suffix in KINDS and len(path.relative_to(page).parts) > 1:
            text = path.read_text("utf-8")
            imported = {(path.parent / name).resolve() for name in RELATIVE.findall(text)}
            imported |= {page.joinpath(*name.split(".")) for name in ABSOLUTE.findall(text)}
            inside = [one.relative_to(page).parts[0] for one in imported if page in one.parents]
            found.setdefault(path.relative_to(page).parts[0], set()).update(inside)
    return {
        room: {one for one in used - {room} if (page / one).is_dir()}
        for room, used in found.items()
    }


def test_no_two_rooms_of_the_page_import_each_other():
    """Nor in a circle, be it by a script, a style or a module of Python."""
    found = rooms()
    assert found["first"] >= {"block", "browser"} and found["html"] >= {"reveal"}
    assert list(TopologicalSorter(found).static_order())
