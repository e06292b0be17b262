"""Run tests until Ctrl-C, which ends a command of ours as it ends any other."""

from collections.abc import Sequence

import pytest


class _Interruption:
    is_told = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        # So does pytest tell itself of files that it can't read, and its exit code is the same.
        self.is_told = excinfo.type is KeyboardInterrupt


def run(options: list[str], plugins: Sequence[object]) -> int:
    """Return pytest's exit code; raise KeyboardInterrupt where somebody interrupted it."""
    interruption = _Interruption()
    code = pytest.main(options, plugins=[interruption, *plugins])
    if interruption.is_told:
        raise KeyboardInterrupt
    return code
