"""Gather what the page's Python needs to prove a deck, beside pytest."""

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from deck import ROOT
from deck.proof.parsed import DECK, TESTS, dumps
from deck.source import folders
from deck.source.cache import Cache, key
from deck.source.code.beside import is_hidden, local
from deck.source.extraction import snippets
from deck.source.model import Deck
from deck.source.words import FOLDER, SNIPPET

# What proves there, and what each test has from pytest.
ENTRIES = ("deck.proof.in_page.prover", "deck.proof.plugins.pytest_claims")
# The file that names the first of them.
ENTRY = "entry.txt"
LARGEST = 100_000  # bytes of a file of the tests


def files(deck: Deck) -> dict[str, bytes]:
    """Map the names of files, from the home of that Python on, to what they hold.

    Of the notes, they hold the sentences alone; and not where the deck is on this machine.
    """
    read = [snippets.data(deck, block).items() for block in deck.blocks]
    beside = {name: data for items in read for name, data in items}
    tests = _tests(deck)
    texts = [data for name, data in tests.items() if name.endswith(".py")]
    cache = Cache("imports", deck.path)
    imported = [name for text in texts for name in _imports(text, cache)]
    own = _with_imported([*ENTRIES, *imported], cache)
    cache.write()
    shipped = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in own}
    shipped |= _words()
    at_home = replace(deck, path=Path(deck.path).name)
    return beside | shipped | tests | {DECK: dumps(at_home).encode(), ENTRY: ENTRIES[0].encode()}


def _tests(deck: Deck) -> dict[str, bytes]:
    """Map the names of the files of a deck's tests to what they hold; hidden ones are not shown."""
    if not folders.has_tests(Path(deck.path)):
        return {}
    folder = folders.folder(Path(deck.path))
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    # As with what is beside a deck, a link may lead to what is for nobody else.
    found = [(name, local(folder, name)) for name in names if not is_hidden(name)]
    return {
        f"{TESTS}/{folder.name}/{name}": path.read_bytes()
        for name, path in found
        if path and path.suffix != ".pyc" and path.stat().st_size <= LARGEST
    }


def _words() -> dict[str, bytes]:
    """Map the names of the catalogues to what turns a claim, and what snippets say."""
    files = {}
    for path in sorted(FOLDER.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        said = {name: text for name, text in told["words"].items() if name.startswith(SNIPPET)}
        text = json.dumps(told | {"words": said}, ensure_ascii=False)
        files[path.relative_to(ROOT).as_posix()] = text.encode()
    return files


def _with_imported(names: Iterable[str], cache: Cache) -> list[Path]:
    """List the files of our modules, and of those that they import when they are imported."""
    left, seen, found = list(names), set[str](), list[Path]()
    while left:
        if (name := left.pop()) in seen:
            continue
        seen.add(name)
        path = ROOT.joinpath(*name.split("."))
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if file.is_file():
                found.append(file)
                left += _imports(file.read_bytes(), cache)
    return sorted(found)


def _imports(text: bytes, cache: Cache) -> list[str]:
    """List the modules of ours that a module imports at its top, with the packages they are in."""
    named = key(text)
    found = cache.get(named)
    if found is None:
        try:
            found = " ".join(_imported(ast.parse(text).body))
        except SyntaxError:
            found = ""  # the tests of a deck are its author's: pytest tells
        cache.put(named, found)
    return found.split()


def _imported(body: Iterable[ast.stmt]) -> Iterator[str]:
    for node in body:
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in named:
            parts = name.split(".")
            if parts[0] == "deck":
                yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))
