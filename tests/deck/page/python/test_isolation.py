"""The code that runs in the page is anybody's: nothing that it tries gets out of its output."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.running import ANYWHERE

# What is refused before it does anything, and why.
REFUSED = {
    "js": ("import js", "import of js halted; None in sys.modules"),
    "pyodide_js": ("import pyodide_js", "import of pyodide_js halted; None in sys.modules"),
    "ffi": (
        "from pyodide.ffi import create_proxy",
        "No module named 'pyodide.ffi'; 'pyodide' is not a package",
    ),
    "run_js": (
        "from pyodide.code import run_js",
        "No module named 'pyodide.code'; 'pyodide' is not a package",
    ),
    "core": ("import _pyodide_core", "import of _pyodide_core halted; None in sys.modules"),
    "ctypes": ("import ctypes", "No module named 'ctypes'"),
    "_ctypes": ("import _ctypes", "import of _ctypes halted; None in sys.modules"),
    "run_js in memory": (
        "import gc\n"
        "next(one for one in gc.get_objects() if getattr(one, '__name__', '') == 'run_js')('1')",
        "import of js halted; None in sys.modules",
    ),
}
# Memory is in any order, and what Pyodide documents has a stub in Python beside it.
FIND = """import gc
def find(name):
    found = [one for one in gc.get_objects() if getattr(one, '__name__', '') == name]
    return min(found, key=lambda one: hasattr(one, '__code__'))
"""
AGAIN = "import sys\ndel sys.modules[{0!r}]\nimport {0} as it\n"
# What Python finds all the same, and what it would do with it.
STOPPED = {
    "the worker's global": FIND
    + "proxy = find('create_proxy')(lambda this, *_: print('reached'), capture_this=True)\n"
    + "find('pyodide.webloop').scheduleCallback(proxy)\n",
    "a proxy": AGAIN.format("_pyodide_core") + "it.create_proxy(print)",
    "a promise": FIND + "async def f(): ...\nfind('run_sync')(f())",
    "a conversion": FIND + "find('to_js')([1])",
    "a call": FIND + "find('pyodide.webloop').scheduleCallback(print)",
    "an attribute": FIND + "find('pyodide.webloop').scheduleCallback.constructor",
    "its text": FIND + "repr(find('pyodide.webloop').scheduleCallback)",
    "a function of C": AGAIN.format("_ctypes") + "it.dlsym(0, 'emscripten_run_script')",
    "another module of C": "import _imp, importlib.machinery as machinery\n"
    "open('/tmp/x.so', 'wb').write(b'\\0asm\\1\\0\\0\\0')\n"
    "loader = machinery.ExtensionFileLoader('x', '/tmp/x.so')\n"
    "spec = machinery.ModuleSpec('x', loader, origin='/tmp/x.so')\n"
    "_imp.create_dynamic(spec)",
}
FORGES = """import builtins, sys
import deck.run.program, deck.page.python.inside.worker as worker
def forged(*_, **__):
    worker._post("stdout", "forged")
worker.run_program = worker.run_transcript = deck.run.program.run_program = builtins.print = forged
worker.run = lambda *_, **__: "[]"
"""


@ANYWHERE
@pytest.mark.parametrize("way", REFUSED)
def test_no_module_gives_javascript(stage, way):
    """Neither JavaScript's own objects nor the functions of C are there to import."""
    source, why = REFUSED[way]
    stage.edit("defines", source)
    assert stage.run() == f"ModuleNotFoundError: {why}\n"


@pytest.mark.parametrize("way", STOPPED)
def test_what_is_found_in_memory_does_nothing(stage, way):
    """The interpreter itself is stopped where it asks for JavaScript, and the next one works."""
    stage.edit("defines", STOPPED[way] + "\nprint('reached')")
    assert stage.run() == ""
    expect(stage.status).to_contain_text(
        "Python s’est arrêté net\u202f: le code a voulu sortir de Python ("
    )
    stage.go("prints")
    assert stage.run() == "42\n"


@ANYWHERE
def test_edited_code_changes_no_other_block(stage):
    """What it leaves behind is gone with its Python: the deck's blocks print what they print."""
    for name, printed in [("prints", "42\n"), ("continues", "43\n")]:
        stage.edit("defines", FORGES)
        stage.run()
        stage.go(name)
        assert stage.run() == printed


def test_a_restored_block_is_the_deck_s_own_again(stage):
    """What its edits left behind is gone with them."""
    stage.edit("prints", FORGES)
    stage.run()
    stage.button("Rétablir").click()
    assert stage.run() == "42\n"


def test_chance_goes_on_from_run_to_run(stage):
    """Memory comes back, what it drew from does not; a seed is forgotten with its program."""
    stage.edit("defines", "import random\nprint(random.random())")
    drawn = {stage.run() for _ in range(3)}
    assert len(drawn) == 3
    stage.edit("defines", "import random\nrandom.seed(1)\nprint(random.random())")
    seeded = stage.run()
    assert stage.run() == seeded
    stage.edit("defines", "import random\nprint(random.random())")
    assert stage.run() not in {seeded, *drawn}


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos._exit(3)",
        "import os\nos.closerange(0, 50)\nprint(1)",
        "import os\nos.abort()",
    ],
)
def test_code_that_ends_its_python_ends_no_other(stage, source):
    """It is told, and the next block has another."""
    stage.edit("defines", source)
    assert stage.run() == ""
    expect(stage.status).to_contain_text("Python s’est arrêté net\u202f: ")
    stage.go("prints")
    assert stage.run() == "42\n"


def test_what_is_printed_under_python_s_streams_is_shown(stage):
    """A file descriptor is heard as a terminal hears it, and bytes that are no text are told so."""
    source = "import os, sys\nprint('a')\nos.write(1, b'b\\xff\\n')\nprint('c\\ud800')\n"
    source += "sys.__stdout__.write('d')"
    stage.edit("defines", source)
    assert stage.run() == "a\nb\ufffd\nc\\ud800\nd"


def test_what_a_program_answers_is_its_own_alone(stage):
    """It may write to the page's file: what is no answer is none, and says nothing of the page."""
    forged = '{"failed": "forged", "line": 7, "defined": [["class", "Intruder"]]}'
    source = f"import os\nos.write(os.open('/dev/page/answer', os.O_WRONLY), b'''{forged}''')\n"
    stage.edit("defines", source)
    assert stage.run() == ""
    expect(stage.status).to_have_text("Rien ne s’affiche")
