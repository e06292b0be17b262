"""What a worker says once code runs in it may be forged: the page takes it as data, or not at all.

The worker of these tests is an enemy that has the whole of JavaScript, and no Python to boot.
"""

import json

import pytest
from playwright.sync_api import expect

from deck.page.python.dense import assigned, literal
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import Stage, until

ENEMY = """let begun = false;
self.onmessage = ({ data, ports }) => {
  const post = (message) => [self, ...ports].forEach((to) => to.postMessage(message));
  const say = (kind, text, more) => post({ kind, text, ...more });
  if (!begun) {
    begun = true;
    if (!data.parts?.good && !data.packed) return say("failed", "no parts");
    say("unpacked", "", { parts: { good: true } });
    return say("ready");
  }
  const attacks = {
    "answer": () => { say("stdout", "42\\n"); say("end", "{}"); },
    "ready": () => { say("ready"); say("stdout", "once\\n"); say("end", "{}"); },
    "unpacked": () => { say("unpacked", ""); say("end", "{}"); },
    "late": () => { say("end", "{}"); setInterval(() => say("stdout", "late\\n"), 1); },
    "slow": () => setTimeout(() => say("end", "{}"), 200),
    "odd": () => {
      for (const message of [null, 42, undefined, [], {}, { kind: "end" }, { kind: "end", text: 4 },
        { kind: "stdout", text: {} }, { kind: "stdout" }, { kind: { toString: 1 }, text: "x" }]) {
        post(message);
      }
      for (const kind of ["constructor", "__proto__", "toString", "r-overlay", "", "STDOUT"]) {
        say(kind, "odd\\n");
      }
      say("end", "{");
    },
    "verdict": () => say("end", JSON.stringify({ failed: "forged", stopped: true, line: 99,
      defined: [["class", "Intruder"], ["name", 4], "x", null] })),
    "line": () => say("end", JSON.stringify({ line: "1; color: red", defined: 4 })),
    "failed": () => say("failed", "forged".repeat(1000)),
    "huge": () => { say("stdout", "x".repeat(3e7)); say("end", "[".repeat(3e7)); },
    "closes": () => { say("stdout", "closed\\n"); self.close(); },
    "rows": () => say("end", JSON.stringify({ rows: [["right", "2", MARKUP], ["__proto__"]] })),
    "flood": () => {
      for (let rank = 0; rank < 5000; rank++) say("stdout", "x".repeat(1000));
      say("end", "{}");
    },
    ...RECORDINGS,
  };
  const { source = "rows", act } = data;
  const attack = attacks[source.trim()] ?? attacks.answer;
  typeof attack === "function" ? attack() : say("end", JSON.stringify(attack));
};"""
TRACE = {
    "events": {"start": ["down", "target"], "return": ["up", "source"]},
    "frames": [["<module>", "module", "block", None]],
    "cards": [[0, "running", "", None, [1, 0, 1, 1]]],
    "steps": [["start", None, 0, "", [0], [], 0]],
    "output": "",
    "complete": True,
    "turns": [],
}
SVG = {"aria-label": "", "viewBox": "0 0 9 9", "width": "1em", "height": "1em"}
MARKUP = (
    "<svg><foreignObject><iframe srcdoc='<script>parent.intruder = 1</script>'></iframe>"
    "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:9/'></foreignObject>"
    "<image href='x' onerror='window.intruder = 1'/></svg>"
)
HOSTILE = {"onload": "window.intruder = 1", "href": "javascript:1", "style": "position: fixed"}
DIAGRAMS = {
    "markup": MARKUP,
    "svg of markup": {"svg": MARKUP, "shapes": []},
    "element": {"svg": SVG, "shapes": [["foreignObject", {}, MARKUP]]},
    "script": {"svg": SVG, "shapes": [["script", {}, "window.intruder = 1"]]},
    "prototype": {"svg": SVG, "shapes": [["constructor", {}, ""]]},
    "no diagram": None,
}
TRACES = {
    "no frame": {"frames": []},
    "no step": {"steps": []},
    "no such card": {"steps": [["start", None, 0, "", [7], [], 0]]},
    "no such frame": {"cards": [[0.5, "running", "", None, None]]},
    "no such state": {"cards": [[0, "__proto__", "", None, None]]},
    "no such definition": {"frames": [["f", "function", "context", [1, 1e9]]]},
    "no such line": {"cards": [[0, "running", "", None, [1, 0, 1e9, 1]]]},
    "no such event": {"steps": [["constructor", 0, 0, "", [0], [], 0]]},
    "no such way": {"events": {"start": ["<b>", "target"]}},
    "no such turn": {"turns": [1]},
    "a list of output": {"output": ["x"]},
    "no end of steps": {"steps": TRACE["steps"] * 3000},
    "no end of cards": {"steps": [["start", None, 0, "", [0] * 3000, [], 0]]},
}
DRAWN = {"svg": SVG | HOSTILE, "shapes": [["text", {"class": "r-overlay"} | HOSTILE, MARKUP]]}
RECORDINGS = {name: {"trace": TRACE, "diagram": diagram} for name, diagram in DIAGRAMS.items()}
RECORDINGS |= {
    name: {"trace": TRACE | wrong, "diagram": {"svg": SVG, "shapes": []}}
    for name, wrong in TRACES.items()
}
NOTHING = "Rien à suivre pas à pas\u202f: ce code ne fait que définir"


@pytest.fixture(scope="module")
def enemy(chromium, sample, serve):
    """The sample, whose Python is an enemy's worker."""
    recordings = json.dumps(RECORDINGS | {"drawn": {"trace": TRACE, "diagram": DRAWN}})
    worker = ENEMY.replace("RECORDINGS", recordings).replace("MARKUP", json.dumps(MARKUP))
    files = {"worker": worker, "sources": {}, "lock": ""}
    body = assigned("pythonFiles", literal({"loader": b"", "ours": json.dumps(files).encode()}))
    with chromium.new_context(reduced_motion="reduce") as context:
        context.route("**/python.js", lambda route: route.fulfill(body=body))
        stage = Stage(context.new_page(), serve(sample))
        until(stage.page, "blocks.python.state === 'ready'")
        yield stage


@pytest.fixture
def stage(enemy):
    """The enemy's page, which no attack may have changed beyond the output of its run."""
    enemy.reset()
    before = enemy.page.url.partition("#")[0]
    yield enemy
    enemy.go("prints")
    assert enemy.run() == "42\n"
    assert enemy.page.url.partition("#")[0] == before
    odd = ".slides :is(iframe, script, meta, foreignObject, image, [onload], [style*=fixed])"
    expect(enemy.page.locator(odd)).to_have_count(0)
    assert enemy.page.evaluate("[window.intruder, blocks.python.state]") == [None, "ready"]
    assert enemy.errors == []


def attack(stage, name, key="e"):
    stage.edit("defines", name)
    stage.page.keyboard.press(key)


@pytest.mark.parametrize(
    ("name", "printed"),
    [("ready", "once\n"), ("unpacked", ""), ("late", ""), ("odd", ""), ("verdict", "")]
    + [("line", "")],
)
def test_a_forged_message_changes_nothing(stage, name, printed):
    """Nor does what comes too late, or is no message: what the next block prints is its own."""
    attack(stage, name)
    expect(stage.status).to_have_text("Sortie" if printed else "Rien ne s’affiche")
    expect(stage.output).to_have_text(printed)


def test_an_error_after_the_end_of_a_run_is_not_told(stage):
    """Only another Python takes the place of the one that it came from."""
    attack(stage, "verdict")
    expect(stage.status).to_have_text("Rien ne s’affiche")
    with stage.page.expect_event("worker"):
        for worker in stage.page.workers:
            worker.evaluate("() => { setTimeout(() => { throw new Error('late'); }); }")
    expect(stage.status).to_have_text("Rien ne s’affiche")


def test_what_comes_after_the_end_of_a_run_is_in_no_output(stage):
    """Nor in that of the next run of the same block, in the same worker."""
    attack(stage, "late")
    expect(stage.status).to_have_text("Rien ne s’affiche")
    attack(stage, "slow")
    expect(stage.status).to_have_text("Rien ne s’affiche")


def test_python_starts_after_forged_parts(stage):
    """The parts of Python are taken before any code has run: however often it is stopped."""
    for _ in range(4):
        attack(stage, "unpacked")
        expect(stage.status).to_have_text("Rien ne s’affiche")
        stage.edit("defines", "closes")
        stage.start()
        stage.button("Arrêter").click()
        expect(stage.status).to_have_text("Arrêté")
    until(stage.page, "blocks.python.spares === 3")


def test_a_forged_failure_is_told_where_it_runs(stage):
    """It is short, and Python is there for the next."""
    attack(stage, "failed")
    expect(stage.status).to_have_text("Python s’est arrêté net\u202f: " + "forged" * 33 + "fo")


@pytest.mark.parametrize("name", ["huge", "flood"])
def test_what_is_huge_is_cut(stage, name):
    """The page keeps the end of it, and reads no answer of 30 MB."""
    attack(stage, name)
    expect(stage.status).to_have_text("Sortie (seule la fin est gardée)")
    assert len(stage.printed()) <= 8_000


def test_a_forged_comparison_is_none(stage):
    """Where a line of it has another form: what was printed is shown as it is."""
    until(stage.page, "Reveal.hasPlugin('predict')")
    stage.go("prints")
    stage.page.keyboard.press("y")
    stage.page.keyboard.insert_text("2")
    stage.page.keyboard.press("ControlOrMeta+Enter")
    expect(stage.status).to_have_text("Sortie\u202f: rien n’est comparé")
    expect(stage.output).to_have_text("42\n")


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_forged_recording_has_no_step(stage, name):
    """Neither a diagram of another form than shapes, nor a trace of what there is not."""
    attack(stage, name, "d")
    expect(stage.status).to_have_text(NOTHING)
    expect(stage.page.locator(".player")).to_have_count(0)


def test_a_forged_diagram_is_drawn_as_text(stage):
    """Of a shape, its place and its words alone are read: what else it holds has no effect."""
    attack(stage, "drawn", "d")
    stage.page.wait_for_selector(OPEN)
    stage.page.keyboard.press("q")
    drawn = stage.page.locator(".present .diagram svg")
    assert drawn.evaluate("(svg) => svg.getAttributeNames()") == [*SVG, "class", "role"]
    assert drawn.locator("*").evaluate_all(
        "(all) => all.map((one) => [one.localName, one.getAttributeNames(), one.textContent])"
    ) == [["text", [], MARKUP]]
    stage.page.keyboard.press("Escape")
