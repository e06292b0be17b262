"""Open an issue where the talk is hosted, when it no longer holds with the newest versions.

It needs the standard library alone, as what broke may be any package of ours.
"""

import json
import os
import platform
import sys
from collections.abc import Mapping
from typing import Any
from urllib.request import Request, urlopen

TITLE = "The talk no longer holds with the newest versions"
API = "https://api.github.com"
MOST = 100
SECONDS = 30


def body(variables: Mapping[str, str]) -> str:
    """Return what is told of a run, by the variables that its host sets."""
    run = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}".format(**variables)
    python = f"Python {platform.python_version()}"
    return f"`make locks test` failed on {python}, at {variables['GITHUB_SHA']}: {run}\n"


def tell(variables: Mapping[str, str]) -> str:
    """Open the issue, or comment on the one that is open; return its address."""
    issues = f"{variables.get('GITHUB_API_URL', API)}/repos/{variables['GITHUB_REPOSITORY']}/issues"
    token, text = variables["GITHUB_TOKEN"], body(variables)
    for issue in _ask(f"{issues}?state=open&per_page={MOST}", token):
        if issue["title"] == TITLE:
            told = _ask(f"{issues}/{issue['number']}/comments", token, {"body": text})
            return str(told["html_url"])
    return str(_ask(issues, token, {"title": TITLE, "body": text})["html_url"])


def _ask(url: str, token: str, data: object = None) -> Any:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    sent = None if data is None else json.dumps(data).encode()
    with urlopen(Request(url, sent, headers), timeout=SECONDS) as answer:
        return json.load(answer)


def main() -> int:
    """Tell of a run, or say why not; return the exit code."""
    if "GITHUB_TOKEN" not in os.environ:
        print(f"no GITHUB_TOKEN: an issue would be opened, “{TITLE}”", file=sys.stderr)
        return 0
    print(tell(os.environ))
    return 0


if __name__ == "__main__":
    sys.exit(main())
