"""`deck new` makes a small talk that holds at once, with all that proves and publishes it."""

import json
import re
import subprocess
import sys
from importlib import metadata
from types import SimpleNamespace

import pytest
import yaml

from deck.__main__ import main
from deck.source.load import load
from deck.start import talk
from tests.paths import ROOT

LANGUAGES = ["fr", "en"]


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request, tmp_path_factory):
    """Make a talk in each language."""
    folder = tmp_path_factory.mktemp(request.param) / "talk"
    talk.make(folder, request.param)
    return folder


def test_a_new_talk_holds_and_each_of_its_sentences_is_proved(made):
    """Its snippets are there, too."""
    command = [sys.executable, "-m", "deck", "check", "slides.md"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=made, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "slides.md: 2 slides, 1 block: 1 shown, 1 run, 1 asserted, 1 proved\n" in done.stdout
    counts = "1 sentence with code, 1 proved; 2 without, 0 proved"
    assert f"slides.md: {counts}\n" in done.stdout


def test_a_new_talk_is_in_the_language_that_is_asked_for(made):
    """Its title says so."""
    deck = load(made / "slides.md")
    assert (deck.lang, deck.title) in [("fr", "Mon exposé"), ("en", "My talk")]
    assert deck.problems == ()


def test_each_step_of_the_workflow_is_a_target_of_the_makefile(made):
    """And the jobs are those of this project, with what they may do."""
    workflow = yaml.safe_load((made / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    ours = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    targets = re.findall(r"^(\w+):", (made / "Makefile").read_text("utf-8"), re.MULTILINE)
    runs = [
        step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step
    ]
    assert runs == ["make install", "make check", "make install", "make publish"]
    assert {run.removeprefix("make ") for run in runs} <= set(targets)
    for name, job in ours["jobs"].items():
        assert workflow["jobs"][name]["permissions"] == job["permissions"]
        uses = [step["uses"] for step in job["steps"] if "uses" in step]
        assert [one["uses"] for one in workflow["jobs"][name]["steps"] if "uses" in one] == uses


def test_what_the_makefile_of_a_new_talk_runs_is_what_this_one_does(made):
    """Each command of a deck has the same options there."""
    recipe = re.compile(r"^(\w+):.*\n\t@\$\(RUN\) (.*)", re.MULTILINE)
    ours, theirs = (
        dict(recipe.findall((folder / "Makefile").read_text("utf-8"))) for folder in (ROOT, made)
    )
    of_the_project = {"bench", "browser", "browsers", "mutants"}
    assert theirs == {name: run for name, run in ours.items() if name not in of_the_project}


def test_where_the_command_comes_from_is_asked_for_where_nobody_knows(made):
    """A folder of this machine is nowhere else."""
    done = subprocess.run(["make", "install"], cwd=made, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "Makefile:5: no SOURCE, expected where pip finds deck; write it there\n"
    )
    line = (made / "Makefile").read_text("utf-8").splitlines()[4]
    assert line.strip() == "SOURCE ?="


@pytest.mark.parametrize(
    ("told", "source"),
    [
        (None, ""),
        ({"url": "file:///home/ada/deck", "dir_info": {}}, ""),
        (
            {"url": "https://example.org/deck", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "git+https://example.org/deck@abc",
        ),
    ],
)
def test_a_talk_is_proved_elsewhere_by_the_commit_that_made_it(told, source, monkeypatch):
    """As pip notes it where it installs from a repository."""
    text = told and json.dumps(told)
    found = SimpleNamespace(read_text=lambda _: text)
    monkeypatch.setattr(metadata, "distribution", lambda _: found)
    assert talk.source() == source


def test_a_folder_that_holds_something_is_left_alone(tmp_path, capsys):
    """Nothing is written into it."""
    (tmp_path / "mine").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    told = "something that is there, expected no such folder, or an empty one; name another"
    assert capsys.readouterr() == ("", f"{tmp_path}:1: {told}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(("folder", "enter"), [("my talk", "cd 'my talk'"), ("-x", "cd -- -x")])
def test_what_is_to_be_typed_next_enters_the_folder(folder, enter, tmp_path, monkeypatch, capsys):
    """Of whatever name."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--", folder]) == 0
    assert capsys.readouterr().err == f"{enter} && make check present\n"
