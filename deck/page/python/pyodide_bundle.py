"""Pack the page's Python into one script, which a page opened from disk can load too."""

import json
import os
import subprocess
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

from deck import HOME, IS_INSTALLED, ROOT
from deck.page.bundling.bundles import bundles
from deck.page.python.dense import assigned, literal
from deck.run.apart.node import node
from deck.source.cache import cached
from deck.source.problems import DeckError, Problem

HERE = Path(__file__).parent
MODULES = HOME / "node_modules"
PACKAGE = MODULES / "pyodide"
# Where this is installed, there is no Node to pack it.
PACKED = HOME / "python.utf16"
# What runs there, as it stands here; without the folders in these folders.
SHIPPED = ("deck/run", "deck/trace", "deck/page/python/inside")
WITHIN = "/home/pyodide"
# What compiles modules for it, and what packs them.
COMPILER = (PACKAGE / "package.json", HERE / "stdlib.py", HERE / "stdlib.mjs")
PACKERS = (Path(__file__), HERE / "dense.py")
# Pyodide runs only where this fails. The policy has it fail, too, but then consoles tell an error.
FAILS = "self.importScripts = () => { throw new TypeError(); };\n"


def script() -> bytes:
    """Return the script that gives the page its Python, and the programs that run in it.

    No browser lets a page opened from disk fetch a file, but it loads scripts: all is compressed,
    and written as letters.
    """
    names = ["deck/__init__.py"]
    names += [
        f"{folder}/{name}"
        for folder in SHIPPED
        for name in sorted(os.listdir(ROOT / folder))
        if name.endswith(".py")
    ]
    sources = {f"{WITHIN}/{name}": (ROOT / name).read_text("utf-8") for name in names}
    ours = {"worker": bundles()["worker.js"], "sources": sources, "lock": _lock()}
    return _script(json.dumps(ours))


@cache
def _lock() -> str:
    """Return what Pyodide is told of its packages, of which it is to load none."""
    return json.dumps(json.loads((PACKAGE / "pyodide-lock.json").read_bytes()) | {"packages": {}})


# A page is built at each save of its author's.
@lru_cache(maxsize=1)
def _script(ours: str) -> bytes:
    data = ours.encode()
    return assigned("pythonFiles", packed(), packed_once("ours", data))


@cache
def licences() -> dict[str, bytes]:
    """Map the names of the licences of Pyodide and of the Python that it holds to their texts."""
    version = json.loads((PACKAGE / "package.json").read_bytes())["version"]
    source = f"Pyodide {version}, whose source is at https://github.com/pyodide/pyodide\n\n"
    return {
        "licences/pyodide.txt": source.encode() + (HERE / "MPL-2.0.txt").read_bytes(),
        "licences/python.txt": _python_licence(),
    }


def _python_licence() -> bytes:
    files = metadata.files("typing_extensions") or []
    return next(file for file in files if file.name == "LICENSE").read_binary()


def packed() -> bytes:
    """Return the literal of the parts of Pyodide."""
    if IS_INSTALLED:
        return PACKED.read_bytes()
    return cached("python", [*COMPILER, *PACKERS], lambda: literal(_parts()))


def packed_once(name: str, data: bytes) -> bytes:
    """Return the literal that maps a name to what it holds, packed once for all builds."""
    return cached(Path(name).stem, PACKERS, lambda: literal({name: data}), data)


def compiled(*archive: str) -> bytes:
    """Return a zip of compiled modules: those of the standard library, or of an `archive`.

    An archive is the path of a zip, and the path that tracebacks name.
    """
    command = [node(), str(HERE / "stdlib.mjs"), *archive]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        told = done.stderr.decode(errors="replace")[-200:] or f"exit code {done.returncode}"
        found = f"a Python that Node does not run: {told}"
        expected, remedy = "that of the lock", "run `make clean`, then this again"
        raise DeckError(Problem(str(PACKAGE), 1, found, expected, remedy))
    return done.stdout


def _parts() -> dict[str, bytes]:
    library = compiled()
    module = (PACKAGE / "pyodide.asm.mjs").read_text("utf-8")
    loader = FAILS + (PACKAGE / "pyodide.js").read_text("utf-8") + _classic(module)
    wasm = (PACKAGE / "pyodide.asm.wasm").read_bytes()
    return {"wasm": wasm, "library": library, "loader": loader.encode()}


def _classic(module: str) -> str:
    """Make a script of a module: browsers refuse modules to a page opened from disk."""
    export = "export default _createPyodideModule;"
    if module.count(export) != 1:
        raise RuntimeError(
            "pyodide.asm.mjs does not end as expected; look at deck/page/python/pyodide_bundle.py"
        )
    script = module.replace(export, "self.createPyodideModule = _createPyodideModule;")
    return script.replace("import.meta.url", "self.location.href")
