"""Share a run of tests out among processes."""

import pytest


class Sharing:
    """Keep the tests of a file in one process, and those of the folders `together` in one, too.

    A plugin to give to `pytest.main`: what the tests of a folder share is made once.
    """

    def __init__(self, *together: str) -> None:
        self._together = together

    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: object) -> object:
        """Return pytest-xdist's own scheduler of scopes, whose scopes are ours."""
        # Not before pytest has taken the plugin in hand, which it does before it imports it.
        from xdist.scheduler import LoadScopeScheduling

        scheduler = LoadScopeScheduling(config, log)
        scheduler._split_scope = self.scope
        return scheduler

    def scope(self, test: str) -> str:
        """Return the folder or file whose tests share a process, by a test's node id."""
        file = test.partition("::")[0]
        return next((folder for folder in self._together if file.startswith(f"{folder}/")), file)
