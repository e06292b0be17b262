"""The page's Python records what a desk's does, and is left as it was."""

import json
from dataclasses import replace

import pytest

from tests.deck.browser.running import ANYWHERE
from tests.deck.trace.written import from_json
from tests.paths import ROOT

SAMPLES = sorted((ROOT / "tests" / "deck" / "trace" / "samples").glob("*.py*"))
STATE = """import builtins, gc, random, sys, asyncio
tools = [sys.monitoring.get_tool(tool) for tool in range(6)]
async def nap():
    await asyncio.sleep(0)
asyncio.run(nap())
print(tools, gc.isenabled(), gc.get_freeze_count() > 0, hasattr(builtins, "_"))
random.seed(4)
print(random.random(), "leftover" in globals())
"""
RECORD = """async ([language, source]) => {
  const program = { act: "record", language, context: "", source };
  return JSON.stringify(await blocks.python.run(program, () => {}));
}"""


def beginning(trace, cut):
    """Cut a trace where another one was cut: on a desk the samples have fewer steps."""
    frames, steps = trace.frames[: len(cut.frames)], trace.steps[: len(cut.steps)]
    return replace(trace, frames=frames, steps=steps, output=trace.output[: len(cut.output)])


@ANYWHERE
def test_python_is_as_it_was_after_a_recording(stage):
    """A run after it sees neither monitoring, nor names, nor a collector that stands still."""
    stage.edit("defines", STATE)
    before = stage.run()
    for source in ["leftover = 1\nprint(leftover)", "while True: pass", "1 +"]:
        stage.page.evaluate(RECORD, ["python", source])
    assert stage.run() == before
    assert before.startswith("[None, None, None, None, None, None] True False False\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_the_trace_beside_it_in_the_page(stage, path):
    """Pyodide's Python, as the page prepares it, records what Python records on a desk."""
    language = "pycon" if path.suffix == ".pycon" else "python"
    source = path.read_text("utf-8")
    recorded = json.loads(stage.page.evaluate(RECORD, [language, source]))
    trace = from_json(json.dumps(recorded["trace"]))
    beside = from_json(path.with_suffix(".json").read_text("utf-8"))
    assert (trace if beside.complete else beginning(trace, beside)) == beside
