"""What the host of the repository runs is what runs here, and it may do no more than it must."""

import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import yaml

from tests.paths import ROOT

TEXTS = {
    path.name: path.read_text("utf-8")
    for path in sorted((ROOT / ".github" / "workflows").iterdir())
}
WORKFLOWS = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
# A commit, with the release that it is, for who reads it.
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", re.MULTILINE)
SCRIPT = ROOT / ".github" / "issue.py"
TITLE = "The talk no longer holds with the newest versions"


def test_each_step_of_a_job_is_a_target_that_runs_here():
    """Nothing is written in a workflow that nobody can try."""
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    jobs = [job for workflow in WORKFLOWS.values() for job in workflow["jobs"].values()]
    run = {step["run"] for job in jobs for step in job["steps"] if "run" in step}
    assert set() < run <= {f"make {target}" for target in targets}


def test_each_action_is_pinned_to_a_commit():
    """A tag can be moved by whoever takes its repository over."""
    text = "".join(TEXTS.values())
    assert len(PINNED.findall(text)) == text.count("uses:") > 0


def test_a_workflow_may_do_nothing_that_its_jobs_do_not_ask_for():
    """Only what publishes may publish, only what tells of a drift may open an issue."""
    assert [workflow["permissions"] for workflow in WORKFLOWS.values()] == [{}, {}]
    asked = {
        job_name: job["permissions"]
        for workflow in WORKFLOWS.values()
        for job_name, job in workflow["jobs"].items()
    }
    assert asked == {
        "drift": {"contents": "read", "issues": "write"},
        "prove": {"contents": "read"},
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_no_secret_is_asked_for_but_the_host_s_own_token():
    """Whoever copies the repository has nothing to set."""
    text = "".join(TEXTS.values())
    assert "secrets" not in text
    assert re.findall("TOKEN: (.*)", text) == ["${{ github.token }}"]


def test_what_is_published_was_proved_in_the_same_run():
    """And is what that run built."""
    jobs = WORKFLOWS["publish.yml"]["jobs"]
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("prove", "build")
    runs = [step.get("run") for step in jobs["prove"]["steps"]]
    assert runs[-2:] == ["make lint", "make test"]


class Host(BaseHTTPRequestHandler):
    """Stand for the host: answer with its issues, and keep what is sent."""

    def do_GET(self) -> None:
        self._answer(self.server.issues)

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.path, self.headers["Authorization"], sent))
        self._answer({"html_url": "https://example.org/1"})

    def _answer(self, data) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *_) -> None:
        """Keep the terminal quiet."""


@pytest.fixture
def host():
    """Serve as the host does."""
    with HTTPServer(("127.0.0.1", 0), Host) as server:
        server.issues, server.heard = [], []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def told(**variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    command = [
        sys.executable,
        "-ISc",
        f"import runpy; runpy.run_path({str(SCRIPT)!r}, run_name='__main__')",
    ]
    return subprocess.run(command, env=kept | variables, capture_output=True, text=True)


def of(host) -> dict[str, str]:
    return {
        "GITHUB_TOKEN": "token",
        "GITHUB_API_URL": f"http://127.0.0.1:{host.server_port}",
        "GITHUB_SERVER_URL": "https://example.org",
        "GITHUB_REPOSITORY": "ada/talk",
        "GITHUB_RUN_ID": "7",
        "GITHUB_SHA": "abc1234",
    }


def test_a_drift_opens_an_issue_that_leads_to_its_run(host):
    """It says on which Python, and at which commit."""
    done = told(**of(host))
    assert (done.returncode, done.stdout, done.stderr) == (0, "https://example.org/1\n", "")
    [(path, authorization, sent)] = host.heard
    assert (path, authorization) == ("/repos/ada/talk/issues", "Bearer token")
    assert sent["title"] == TITLE
    version = ".".join(map(str, sys.version_info[:3]))
    assert sent["body"] == (
        f"`make locks test` failed on Python {version}, at abc1234:"
        " https://example.org/ada/talk/actions/runs/7\n"
    )


def test_a_drift_that_lasts_is_a_comment_on_the_issue_that_is_open(host):
    """One a month would be noise."""
    host.issues = [{"title": "Other", "number": 2}, {"title": TITLE, "number": 3}]
    assert told(**of(host)).returncode == 0
    [(path, _, sent)] = host.heard
    assert path == "/repos/ada/talk/issues/3/comments"
    assert sent.keys() == {"body"}


def test_without_a_token_nothing_is_opened():
    """On any other machine it says what it would do."""
    done = told()
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"no GITHUB_TOKEN: an issue would be opened, “{TITLE}”\n"
