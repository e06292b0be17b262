"""Prove what the deck says, in the page's Python, by pytest and the tests of the deck."""

import importlib
import json
import pickle
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

HOME = Path.home()
# What the page puts there before the first proof, and anew when the deck has changed.
LIBRARY, KIT = HOME / "pytest.zip", HOME / "kit.zip"
# pytest imports it to colour code on a terminal.
COLOURS = {
    "pygments": [],
    "pygments.formatters.terminal": ["TerminalFormatter"],
    "pygments.lexer": ["Lexer"],
    "pygments.lexers.diff": ["DiffLexer"],
    "pygments.lexers.python": ["PythonLexer"],
}


def prove_deck(
    edits: Mapping[str, str], block: str | None, slide: int | None, tell: Callable[[float], object]
) -> str:
    """Return in JSON the proofs of what is said of a block, of a slide, or of the whole deck."""
    if KIT.exists():
        _unpack()
    from deck.proof.prover import Asked, prove

    deck = pickle.loads((HOME / "deck.pickle").read_bytes())
    tests = HOME / "tests"
    asked = Asked(edits, block, slide)
    return json.dumps(prove(deck, asked, HOME, tests if tests.is_dir() else None, tell))


def _unpack() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    shutil.rmtree(HOME / "tests", ignore_errors=True)
    with zipfile.ZipFile(KIT) as kit:
        kit.extractall(HOME)
    KIT.unlink()
    if str(LIBRARY) not in sys.path:
        sys.path[:0] = [str(HOME), str(LIBRARY)]
        for name, classes in COLOURS.items():
            _stand_for(name, classes)
    importlib.invalidate_caches()


def _stand_for(name: str, classes: list[str]) -> None:
    """Put an empty module in the place of one that nothing needs here."""
    parent, _, last = name.rpartition(".")
    if parent and parent not in sys.modules:
        _stand_for(parent, [])
    module = ModuleType(name)
    module.__path__ = []
    for one in classes:
        setattr(module, one, type(one, (), {}))
    sys.modules[name] = module
    if parent:
        setattr(sys.modules[parent], last, module)
