"""What a Python lacks is told from what a block does wrong."""

import sys

import pytest

from deck.proof.judge import unable
from deck.proof.judge.unable import lacks

NO_TASK_GROUP = "AttributeError: module 'asyncio' has no attribute 'TaskGroup'"
NO_THREAD = "RuntimeError: can't start new thread"
NO_PANDAS = "ModuleNotFoundError: No module named 'pandas'"
NO_SQLITE = "ModuleNotFoundError: The module 'sqlite3' is unvendored from Python"
OLDER, SAME, NEWER = (3, 12), (3, 13), (3, 14)
DESK, PAGE = False, True


@pytest.mark.parametrize(
    "version, is_a_page, printed, told",
    [
        (OLDER, DESK, f"1\n{NO_TASK_GROUP}\n", NO_TASK_GROUP),
        (OLDER, DESK, "SyntaxError: invalid syntax", "SyntaxError: invalid syntax"),
        (OLDER, DESK, NO_PANDAS, NO_PANDAS),
        (OLDER, DESK, "AttributeError: 'list' object has no attribute 'first'", ""),
        (OLDER, DESK, "NameError: name 'total' is not defined", ""),
        (OLDER, DESK, NO_THREAD, ""),
        (SAME, DESK, NO_TASK_GROUP, ""),
        (SAME, DESK, NO_PANDAS, ""),
        (NEWER, DESK, NO_TASK_GROUP, ""),
        (NEWER, DESK, NO_PANDAS, NO_PANDAS),
        (SAME, PAGE, NO_THREAD, NO_THREAD),
        (NEWER, PAGE, NO_SQLITE, NO_SQLITE),
        (NEWER, PAGE, NO_TASK_GROUP, ""),
    ],
)
def test_a_python_lacks_what_another_has(version, is_a_page, printed, told, monkeypatch):
    """What came later is lacked by an older one alone, and what is installed, by any other."""
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(unable, "IS_A_PAGE", is_a_page)
    assert lacks(printed, "3.13") == told
