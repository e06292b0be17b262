"""The library of the page's Python: the same modules, compiled beforehand."""

import io
import sys
import zipfile

from deck.page.python.stdlib import compiled


def archive(files: dict[str, str]) -> bytes:
    """Zip some modules."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, source in files.items():
            target.writestr(name, source)
    return made.getvalue()


def test_a_compiled_module_is_imported_from_its_zip(tmp_path, monkeypatch):
    """Python imports what was compiled, without its source."""
    path = tmp_path / "library.zip"
    path.write_bytes(compiled(archive({"compiled_one.py": "answer = 6 * 7\n"}), "/lib.zip"))
    monkeypatch.syspath_prepend(path)
    monkeypatch.delitem(sys.modules, "compiled_one", raising=False)
    module = __import__("compiled_one")
    assert module.answer == 42


def test_two_compilations_are_the_same():
    """The order of the files and the time of day leave no trace."""
    files = {"b.py": "x = {1, 'a'}\n", "a/__init__.py": "", "data.txt": "text"}
    backwards = dict(reversed(files.items()))
    assert compiled(archive(files), "/lib.zip") == compiled(archive(backwards), "/lib.zip")


def test_what_a_page_cannot_use_is_left_out():
    """Modules and packages that are left out go; those whose name begins alike stay."""
    files = ["ftplib.py", "ftplib2.py", "ctypes/wintypes.py", "_pyrepl/pager.py", "_pyrepl/main.py"]
    names = zipfile.ZipFile(io.BytesIO(compiled(archive(dict.fromkeys(files, "")), "/"))).namelist()
    assert names == ["_pyrepl/pager.pyc", "ftplib2.pyc"]
