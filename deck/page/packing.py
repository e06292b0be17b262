"""Pack what the page is made of, so that an installed package needs no Node.

It needs the standard library alone, and the files of mkslides: it runs where the package is built.
"""

import json
import shutil
from pathlib import Path

from deck import ROOT
from deck.page.bundling.bundles import BUNDLED, bundles
from deck.page.proof import pytest_bundle
from deck.page.python.pyodide_bundle import PACKED, packed
from deck.page.style.fonts import FONTS

SETTINGS = ("mkslides.yml", "pyproject.toml", "requirements-pythons.txt")
PYODIDE = ("package.json", "pyodide-lock.json")


def pack(folder: Path) -> None:
    """Write into a folder what `deck.HOME` has to have, from the packages of this project."""
    names = [*SETTINGS, *(f"node_modules/pyodide/{name}" for name in PYODIDE)]
    for font, weights in FONTS.items():
        home = f"node_modules/@fontsource/{font}"
        names += [f"{home}/LICENSE"]
        names += [f"{home}/files/{font}-latin-{weight}-normal.woff2" for weight in weights]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    scripts = {name: text for name, text in bundles().items() if not name.endswith(".map")}
    (folder / BUNDLED.name).write_text(json.dumps(scripts), "utf-8")
    (folder / PACKED.name).write_bytes(packed())
    (folder / pytest_bundle.PACKED.name).write_bytes(pytest_bundle.library())
