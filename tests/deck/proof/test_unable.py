"""What a Python lacks is told from what a block does wrong."""

import sys

import pytest

from deck.proof.unable import lacks

NO_TASK_GROUP = "AttributeError: module 'asyncio' has no attribute 'TaskGroup'"
NO_THREAD = "RuntimeError: can't start new thread"
NO_PANDAS = "ModuleNotFoundError: No module named 'pandas'"
NO_SQLITE = "ModuleNotFoundError: The module 'sqlite3' is unvendored from Python"
OLDER, SAME, NEWER = (3, 12), (3, 13), (3, 14)


@pytest.mark.parametrize(
    "version, platform, printed, told",
    [
        (OLDER, "linux", f"1\n{NO_TASK_GROUP}\n", NO_TASK_GROUP),
        (OLDER, "linux", "SyntaxError: invalid syntax", "SyntaxError: invalid syntax"),
        (OLDER, "linux", NO_PANDAS, NO_PANDAS),
        (OLDER, "linux", "AttributeError: 'list' object has no attribute 'first'", ""),
        (OLDER, "linux", "NameError: name 'total' is not defined", ""),
        (OLDER, "linux", NO_THREAD, ""),
        (SAME, "linux", NO_TASK_GROUP, ""),
        (SAME, "linux", NO_PANDAS, ""),
        (NEWER, "linux", NO_TASK_GROUP, ""),
        (NEWER, "linux", NO_PANDAS, NO_PANDAS),
        (SAME, "emscripten", NO_THREAD, NO_THREAD),
        (NEWER, "emscripten", NO_SQLITE, NO_SQLITE),
        (NEWER, "emscripten", NO_TASK_GROUP, ""),
    ],
)
def test_a_python_lacks_what_another_has(version, platform, printed, told, monkeypatch):
    """What came later is lacked by an older one alone, and what is installed, by any other."""
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "platform", platform)
    assert lacks(printed, "3.13") == told
