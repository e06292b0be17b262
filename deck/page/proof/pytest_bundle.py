"""Pack pytest for the page's Python, and what it needs to prove a deck."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from deck import HOME, IS_INSTALLED
from deck.page.bundling.bundles import part
from deck.page.python.dense import assigned, literal
from deck.page.python.pyodide_bundle import COMPILER, PACKERS, WITHIN, compiled, packed_once
from deck.source.cache import cached
from deck.source.words import PROOF, words_of

KIT = "proof/kit.js"
# Where this is installed, there is no Node to compile it.
PACKED = HOME / "pytest.utf16"
# Where that Python finds it.
LIBRARY = f"{WITHIN}/pytest.zip"
# What pytest is there; it needs no more where nothing is coloured.
DISTRIBUTIONS = ("pytest", "pluggy", "iniconfig")
# The fixed time of what is packed, lest the same files make another package.
TIME = (1980, 1, 1, 0, 0, 0)


def prover(own: Mapping[str, bytes], lang: str) -> dict[str, bytes]:
    """Map the names of the files by which a page proves its deck to what they hold.

    `own` are the files that the page's Python needs beside pytest (see
    deck.proof.in_page.shipped), and `lang` is the language of the deck.
    """
    return scripts(lang) | {KIT: kit(own)}


def scripts(lang: str) -> dict[str, bytes]:
    """Map the names of the files that every deck in a language has to their content."""
    return part("proof/proof", words_of(PROOF, lang)) | _licences()


def kit(own: Mapping[str, bytes]) -> bytes:
    """Return the script that maps the paths of pytest and of these files to what they hold."""
    return assigned("proofFiles", library(), packed_once(f"{WITHIN}/kit.zip", _zipped(own)))


def library() -> bytes:
    """Return the literal that maps the path of pytest for that Python to what it holds."""
    if IS_INSTALLED:
        return PACKED.read_bytes()
    paths = [Path(str(file.locate())) for file in _modules()]
    return cached("pytest", [*COMPILER, *PACKERS, Path(__file__), *paths], _compile)


def _compile() -> bytes:
    sources = {file.as_posix(): file.read_binary() for file in _modules()}
    with tempfile.NamedTemporaryFile(suffix=".zip") as archive:
        archive.write(_zipped(sources))
        archive.flush()
        return literal({LIBRARY: compiled(archive.name, LIBRARY)})


def _modules() -> list[metadata.PackagePath]:
    files = [file for name in DISTRIBUTIONS for file in metadata.files(name) or []]
    return sorted(file for file in files if file.suffix == ".py")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, data in sorted(files.items()):
            target.writestr(zipfile.ZipInfo(name, TIME), data)
    return archive.getvalue()


@cache
def _licences() -> dict[str, bytes]:
    texts = {}
    for name in DISTRIBUTIONS:
        of_it = (file for file in metadata.files(name) or [] if file.name == "LICENSE")
        texts[f"licences/{name}.txt"] = next(of_it).read_binary()
    return texts
