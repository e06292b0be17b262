"""A browser is found, or its absence is a sentence that says what to do."""

import pytest

from deck.__main__ import main
from deck.paper import browser


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A machine without any browser, and with nothing that could install one."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "PLACES", ())
    monkeypatch.setattr(browser, "_playwright_browsers", list)
    return tmp_path


def executable(path):
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_an_installed_browser_is_found(bare_machine):
    """Chrome serves where there is no Chromium, and one without windows goes before both."""
    chrome = executable(bare_machine / "google-chrome")
    assert browser.find() == chrome
    chromium = executable(bare_machine / "chromium")
    assert browser.find() == chromium
    headless = executable(bare_machine / "chromium-headless-shell")
    assert browser.find() == headless


def test_a_browser_can_be_chosen(bare_machine, monkeypatch):
    """CHROMIUM goes before what is installed."""
    executable(bare_machine / "chromium")
    mine = executable(bare_machine / "mine")
    monkeypatch.setenv("CHROMIUM", mine)
    assert browser.find() == mine


def test_playwrights_own_browser_serves_where_none_is_installed(bare_machine, monkeypatch):
    """It is the last that is looked for."""
    own = executable(bare_machine / "own")
    monkeypatch.setattr(browser, "_playwright_browsers", lambda: [None, own])
    assert browser.find() == own


def test_no_browser_is_an_error_that_says_what_to_do(bare_machine, monkeypatch, capsys):
    """It is never a skip."""
    monkeypatch.setattr(browser, "_commands", lambda: [])
    assert main(["browser"]) == 2
    assert capsys.readouterr().err == (
        "no browser found, expected Chromium or Chrome;"
        " install one, or name it: CHROMIUM=/path/to/it\n"
    )


def test_a_missing_browser_is_installed(bare_machine, monkeypatch, capsys):
    """The first command that brings one is the last that is run."""
    made = bare_machine / "chromium"
    install = ["/bin/sh", "-c", f"printf '#!/bin/sh\\n' > {made}; /bin/chmod 755 {made}"]
    monkeypatch.setattr(browser, "_commands", lambda: [["/bin/false"], install, ["/bin/rm", made]])
    assert main(["browser"]) == 0
    assert capsys.readouterr().out == f"{made}\n"


def test_root_of_a_debian_machine_gets_the_browser_without_windows(bare_machine, monkeypatch):
    """Beside a full browser too, and once; whoever chose one keeps it."""
    full, headless = (bare_machine / name for name in ("chromium", "chromium-headless-shell"))
    executable(full)
    (bare_machine / "apt-get").write_text(
        f'#!/bin/sh\necho "$@" >> {bare_machine}/asked\n'
        f"printf '#!/bin/sh\\n' > {headless}; /bin/chmod 755 {headless}\n"
    )
    (bare_machine / "apt-get").chmod(0o755)
    monkeypatch.setattr(browser, "_is_root", lambda: True)
    monkeypatch.setenv("CHROMIUM", str(full))
    assert browser.install() == str(full)
    monkeypatch.delenv("CHROMIUM")
    assert [browser.install(), browser.install()] == [str(headless)] * 2
    asked = (bare_machine / "asked").read_text()
    assert asked == "install -qq --yes chromium-headless-shell\n"


def test_a_full_browser_serves_where_no_other_can_be_had(bare_machine, monkeypatch):
    """A package that is not there, or a machine without network, costs one attempt."""
    full = executable(bare_machine / "chromium")
    apt = bare_machine / "apt-get"
    apt.write_text(f"#!/bin/sh\necho asked >> {bare_machine}/asked\nexit 100\n")
    apt.chmod(0o755)
    monkeypatch.setattr(browser, "_is_root", lambda: True)
    assert browser.install() == full
    assert (bare_machine / "asked").read_text() == "asked\n"
