"""The browsers of other engines are found, or installed; what is missing is told."""

import pytest

from deck.__main__ import main
from deck.paper import engines
from deck.proof.plugins import suite


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A machine without any browser, and with nothing that could install one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    named = engines.ENGINES["firefox"]._replace(programs=(("firefox-esr", "firefox"),))
    monkeypatch.setitem(engines.ENGINES, "firefox", named)
    monkeypatch.setattr(engines, "has_apt", lambda: False)
    return tmp_path


@pytest.fixture
def tried(monkeypatch):
    """The engines that are tested."""
    tried = []
    monkeypatch.setattr(suite, "browsers", lambda engines: tried.extend(engines) or 0)
    return tried


def executable(path, script=""):
    path.write_text(f"#!/bin/sh\n{script}")
    path.chmod(0o755)
    return str(path)


def test_an_engine_is_there_with_all_its_programs(bare_machine):
    """WebKit needs a screen, which is a program of its own."""
    driver = executable(bare_machine / "WebKitWebDriver")
    assert engines.find("webkit") is None
    executable(bare_machine / "Xvfb")
    assert engines.find("webkit") == driver


def test_what_is_missing_is_named_and_no_failure(bare_machine, tried, capsys):
    """The other engine is tested."""
    executable(bare_machine / "firefox")
    assert main(["browsers"]) == 0
    assert tried == ["firefox"]
    assert capsys.readouterr().out == "webkit was not tried: it is not on this machine\n"


def test_without_any_engine_nothing_is_run(bare_machine, capsys):
    """There is nothing that could fail."""
    assert suite.browsers([]) == 0
    assert main(["browsers"]) == 0
    assert capsys.readouterr().out == (
        "firefox was not tried: it is not on this machine\n"
        "webkit was not tried: it is not on this machine\n"
    )


def test_root_of_a_debian_machine_gets_what_is_missing(bare_machine, tried, monkeypatch):
    """Each engine in one attempt; what is there is not installed again."""
    made = bare_machine / "firefox-esr"
    executable(
        bare_machine / "apt-get",
        f'echo "$@" >> {bare_machine}/asked\n'
        f'printf "#!/bin/sh\\n" > {made}; /bin/chmod 755 {made}\n',
    )
    executable(bare_machine / "WebKitWebDriver")
    executable(bare_machine / "Xvfb")
    monkeypatch.setattr(engines, "has_apt", lambda: True)
    assert main(["browsers"]) == 0
    assert tried == ["firefox", "webkit"]
    asked = (bare_machine / "asked").read_text()
    assert asked == "install -qq --yes --no-install-recommends firefox-esr\n"
