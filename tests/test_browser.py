"""A browser is found, or its absence is a sentence that says what to do."""

import pytest

from deck import browser
from deck.__main__ import main


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A machine without any browser, and with nothing that could install one."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PLACES", ())
    monkeypatch.setattr(browser, "_playwright_browser", lambda: None)
    return tmp_path


def executable(path):
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_an_installed_browser_is_found(bare_machine):
    """Chrome serves where there is no Chromium."""
    chrome = executable(bare_machine / "google-chrome")
    assert browser.find() == chrome
    chromium = executable(bare_machine / "chromium")
    assert browser.find() == chromium


def test_a_browser_can_be_chosen(bare_machine, monkeypatch):
    """CHROMIUM goes before what is installed."""
    executable(bare_machine / "chromium")
    mine = executable(bare_machine / "mine")
    monkeypatch.setenv("CHROMIUM", mine)
    assert browser.find() == mine


def test_playwrights_own_browser_serves_where_none_is_installed(bare_machine, monkeypatch):
    """It is the last that is looked for."""
    own = executable(bare_machine / "own")
    monkeypatch.setattr(browser, "_playwright_browser", lambda: own)
    assert browser.find() == own


def test_no_browser_is_an_error_that_says_what_to_do(bare_machine, monkeypatch, capsys):
    """It is never a skip."""
    monkeypatch.setattr(browser, "_commands", lambda: [])
    assert main(["browser"]) == 2
    assert capsys.readouterr().err == (
        "no browser found; install Chromium or Chrome, or name one: CHROMIUM=/path/to/it\n"
    )


def test_a_missing_browser_is_installed(bare_machine, monkeypatch, capsys):
    """The first command that brings one is the last that is run."""
    made = bare_machine / "chromium"
    install = ["/bin/sh", "-c", f"printf '#!/bin/sh\\n' > {made}; /bin/chmod 755 {made}"]
    monkeypatch.setattr(browser, "_commands", lambda: [["/bin/false"], install, ["/bin/rm", made]])
    assert main(["browser"]) == 0
    assert capsys.readouterr().out == f"{made}\n"
