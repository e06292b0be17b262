"""The same trace on every Python that records: 3.13 and up."""

import shutil
import subprocess
import sys

import pytest

from tests.paths import ROOT

SAMPLES = ROOT / "tests" / "deck" / "trace" / "samples"
NAMES = ("python3.13", "python3.14", "python3.15")
PROGRAM = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from deck.trace.record import record_program, record_transcript
from tests.deck.trace.written import from_json
for path in sorted(Path({str(SAMPLES)!r}).glob("*.py*")):
    record = record_transcript if path.suffix == ".pycon" else record_program
    trace = record(path.read_text("utf-8"), limit=90)
    if trace != from_json(path.with_suffix(".json").read_text("utf-8")):
        print(path.name)
"""


def interpreters():
    """List this interpreter, and each other that there is and that starts."""
    found = [sys.executable]
    for path in filter(None, map(shutil.which, NAMES)):
        if not subprocess.run([path, "-c", ""], capture_output=True).returncode:
            found.append(path)
    return found


@pytest.mark.parametrize("interpreter", interpreters())
def test_another_python_records_the_same(interpreter):
    """The traces beside the samples are those of this interpreter too."""
    done = subprocess.run([interpreter, "-B", "-c", PROGRAM], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")
