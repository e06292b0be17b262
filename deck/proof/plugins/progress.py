"""Show how far a run of tests is, area by area."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest


class Progress:
    """Write a line for each tenth of the tests instead of a dot for each; a terminal's is redrawn.

    `area` names the area of a test by its node id. A plugin to give to `pytest.main`: it counts
    the tests of all workers.
    """

    def __init__(self, area: Callable[[str], str]) -> None:
        self._area = area
        self._total: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._terminal: pytest.TerminalReporter

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        self._terminal = config.pluginmanager.getplugin("terminalreporter")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._expect(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Iterable[str]) -> None:
        self._expect(ids)

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Write no letter for what passed: its area counts it."""
        if report.passed and report.when != "call":
            return "", "", ""
        return ("passed", "", "") if report.passed else None

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        before = self._tenths()
        self._done[self._area(nodeid)] += 1
        if self._terminal.isatty:
            self._terminal.rewrite(str(self), erase=True)
        elif self._tenths() > before:
            self._terminal.write_line(str(self))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        if self._terminal.isatty:
            self._terminal.write_line("")

    def __str__(self) -> str:
        counts = (f"{area} {self._done[area]}/{total}" for area, total in self._total.items())
        return f"{10 * self._tenths():3} %  {'  '.join(counts)}"

    def _expect(self, ids: Iterable[str]) -> None:
        if found := Counter(map(self._area, ids)):
            self._total = found

    def _tenths(self) -> int:
        return 10 * self._done.total() // (self._total.total() or 1)
