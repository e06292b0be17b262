"""Where each megabyte counts, Python comes when it is asked for, and not before."""

import pytest
from playwright.sync_api import expect

from deck.page.python.pyodide_bundle import script
from tests.deck.browser.running import Stage

CONNECTION = """(connection) =>
  Object.defineProperty(Navigator.prototype, "connection", { value: connection })"""
# How the files of the page came, in bytes and milliseconds.
CAME = """(transferSize, responseEnd) => Object.assign(Performance.prototype, {
  getEntriesByType: (type) => type === "resource"
    ? [{ transferSize, responseStart: 100, responseEnd }, { transferSize: 300, responseEnd: 101 }]
    : [],
})"""
IDLE = "() => new Promise((done) => requestIdleCallback(() => done()))"


@pytest.mark.parametrize("connection", ["{ saveData: true }", "{ effectiveType: '3g' }"])
def test_python_waits_for_the_first_run_and_its_size_is_said(chromium, sample, serve, connection):
    """A page of slides costs a student on a train 300 kB."""
    with chromium.new_page() as page:
        page.add_init_script(f"({CONNECTION})({connection})")
        stage = Stage(page, serve(sample))
        page.evaluate(IDLE)
        assert page.evaluate("blocks.python.state") == "asleep"
        held = []
        page.route("**/python.js", lambda route: held.append(route))
        stage.go("prints")
        page.keyboard.press("e")
        size = round(len(script()) / 1e6)
        expect(stage.status).to_have_text(f"Python se charge ({size}\u00a0Mo)…")
        held[0].abort()


@pytest.mark.parametrize(("came", "is_slow"), [("60_000, 1_100", True), ("60_000, 300", False)])
def test_where_the_browser_tells_nothing_the_page_itself_does(
    chromium, sample, serve, came, is_slow
):
    """Firefox and Safari know of no connection: how fast the files of the page came is measured."""
    with chromium.new_page() as page:
        page.add_init_script(f"({CONNECTION})(undefined); ({CAME})({came})")
        Stage(page, serve(sample))
        page.evaluate(IDLE)
        assert page.evaluate("blocks.python.state === 'asleep'") == is_slow
