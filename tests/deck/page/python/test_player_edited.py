"""Edited code is recorded in the page's Python, and stepped through by the same player."""

import re

import pytest
from playwright.sync_api import expect

from deck.trace.record import record
from tests.deck.browser.playing import BUTTON, OPEN, RIGHT, SNAPSHOT, WALK, expected
from tests.deck.browser.running import ANYWHERE, axe, until

CONTEXT = "def answer():\n    return 42\n\n"
AWAITS = "async def f(n):\n    return n\n\nasync def g():\n    return await f(answer())\n\n"
SENDS = AWAITS + "try:\n    g().send(None)\nexcept StopIteration as stop:\n    print(stop.value)\n"
SESSION = ">>> async def f():\n...     return 6\n>>> f().send(None)\nsomething else\n>>> 7\n8\n"
# Reveal.js writes no more than one address a second: that of a step comes after its sight.
ADDRESSED = r"""(({ h, f }) => location.hash.endsWith(`/${f}`)
  && location.hash.startsWith(`#/${h + Number(Reveal.getConfig().hashOneBasedIndex)}/`)
)(Reveal.getIndices())"""


@pytest.fixture
def stage(stage):
    """The sample deck, whose player is closed at the end."""
    yield stage
    stage.page.evaluate("Reveal.getPlugin('player').close()")


def step_through(stage, name, source):
    stage.edit(name, source)
    stage.page.keyboard.press("d")
    stage.page.wait_for_selector(OPEN)


@ANYWHERE
@pytest.mark.parametrize(
    ("name", "source", "context"),
    [("prints", SENDS.replace("answer()", "3"), ""), ("continues", SENDS, CONTEXT)],
)
def test_every_step_of_edited_code_shows_its_trace(stage, name, source, context):
    """The states are those that Python records on a desk, after the block's own context."""
    step_through(stage, name, source)
    trace = record("python", source, context)
    texts = {"block": source, "context": context}
    shown = stage.page.evaluate(WALK, [0] + [RIGHT] * (len(trace.events) - 1))
    for rank, state in enumerate(shown):
        state.pop("said")
        assert state == expected(trace, texts, trace.events, rank)
    origin = stage.page.locator(f"{OPEN} .origin")
    if context:
        places = [trace.frames[step.where].place for step in trace.events]
        stage.page.keyboard.press("Home")
        for _ in range(places.index("context")):
            stage.page.keyboard.press("ArrowRight")
        expect(origin).to_have_text(re.compile(r"answer, diapo \d+"))
    else:
        expect(origin).to_be_hidden()
    stage.page.keyboard.press("q")
    expect(stage.page.locator(".diagram svg")).to_be_visible()


def test_an_edited_transcript_is_stepped_through_as_a_session(stage):
    """Prompt by prompt; the outputs that stand under the prompts are not read."""
    step_through(stage, "session", SESSION)
    stage.page.keyboard.press("End")
    shown = stage.page.evaluate(SNAPSHOT)
    assert shown["printed"] == "Traceback (most recent call last):\nStopIteration: 6\n7\n"
    assert shown["said"] == "La session se termine"


def test_a_block_that_only_defined_is_stepped_through_once_it_does_more(stage):
    """It has no button until it is edited, and none once it is restored."""
    stage.go("defines")
    button = stage.page.locator(BUTTON)
    expect(button).to_be_hidden()
    stage.edit("defines", "print(1)")
    button.click()
    expect(stage.page.locator(".present .sentence")).to_have_text("Le programme démarre")
    stage.page.keyboard.press("Escape")
    stage.button("Rétablir").click()
    expect(button).to_be_hidden()
    stage.page.keyboard.press("d")
    expect(stage.page.locator(".player")).to_have_count(0)


def test_what_is_restored_has_the_steps_of_the_deck_again(stage):
    """After « Rétablir », and after another edit, the steps are those of the code that is shown."""
    code = stage.page.locator(".present .player .code pre")
    for number in [1, 2]:
        step_through(stage, "prints", f"print({number})\n")
        expect(code).to_have_text(f"print({number})\n")
        stage.page.keyboard.press("End")
        assert stage.page.evaluate(SNAPSHOT)["printed"] == f"{number}\n"
        stage.page.keyboard.press("Escape")
    stage.button("Rétablir").click()
    stage.page.keyboard.press("d")
    expect(code).to_contain_text("answer()")


@pytest.mark.parametrize(
    ("name", "source", "told", "printed"),
    [
        ("defines", "def f():\n    ...\n", "ce code ne fait que définir", ""),
        (
            "defines",
            "x = 1\ny = = 2\n",
            "erreur ligne 2",
            '  File "<program>", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n',
        ),
        (
            "session",
            ">>>x\n",
            "erreur",
            "ValueError: line 1 of the docstring for <string> lacks blank after >>>: '>>>x'\n",
        ),
    ],
)
def test_code_without_a_step_says_why(stage, name, source, told, printed):
    """It runs nothing, or is no Python: a sentence says so, and where."""
    stage.edit(name, source)
    stage.page.keyboard.press("d")
    expect(stage.status).to_have_text(f"Rien à suivre pas à pas\u202f: {told}")
    expect(stage.output).to_have_text(printed)
    expect(stage.page.locator(".player")).to_have_count(0)


@pytest.mark.parametrize("source", ["import time\ntime.sleep(60)", "sum(range(10**10))"])
def test_a_recording_is_stopped_as_a_run_is(stage, source):
    """« Arrêter » ends what gives the recorder no event, and so does another edit."""
    stage.edit("defines", source)
    stage.page.keyboard.press("d")
    expect(stage.status).to_have_text("Enregistrement du pas à pas…")
    stage.button("Arrêter").click()
    expect(stage.status).to_have_text("Enregistrement arrêté")
    stage.page.keyboard.press("d")
    expect(stage.status).to_have_text("Enregistrement du pas à pas…")
    stage.edit("defines", "print(1)")
    expect(stage.page.locator(".present .run")).to_have_count(0)
    stage.page.keyboard.press("d")
    stage.page.wait_for_selector(OPEN)


@pytest.mark.parametrize(
    "source", ["while True:\n    pass\n", "def f(n):\n    return f(n + 1)\n\nf(0)\n"]
)
def test_the_steps_of_an_endless_program_are_cut(stage, source):
    """The last step says that there was more."""
    step_through(stage, "defines", source)
    stage.page.keyboard.press("l")
    stage.page.keyboard.press("End")
    expect(stage.page.locator(".present .count")).to_contain_text("…")
    expect(stage.page.locator(".present .sentence")).to_contain_text(
        "la suite n’est pas enregistrée"
    )


def test_an_address_of_edited_code_falls_back_to_the_slide(stage):
    """No step of the deck's own trace passes for one of its; once restored, it has those again."""
    step_through(stage, "prints", "print(1)\n")
    until(stage.page, ADDRESSED)
    stage.page.reload()
    stage.page.wait_for_selector(BUTTON)
    block = stage.page.locator(".present [data-name=prints]")
    expect(block).to_be_visible()
    expect(stage.page.locator(".player")).to_have_count(0)
    stage.button("Rétablir").click()
    stage.page.keyboard.press("d")
    expect(stage.page.locator(".present .player .code pre")).to_contain_text("answer()")
    stage.page.keyboard.press("End")
    assert stage.page.evaluate(SNAPSHOT)["printed"] == "42\n"


def test_long_code_shows_where_it_is(stage):
    """However long and wide the code, its letters can be read and the expression is in sight."""
    wide = f"text, coro = '{'x' * 80}', f()\n"
    source = "async def f():\n    ...\n\n" + "x = 1\n" * 40 + wide + "coro.close()\n"
    step_through(stage, "prints", source)
    box = stage.page.locator(".present .player .code pre")
    assert float(box.evaluate("(box) => getComputedStyle(box).fontSize").removesuffix("px")) >= 16
    inside = """(box) => {
      const outer = box.getBoundingClientRect();
      const inner = box.querySelector(".now").getBoundingClientRect();
      return inner.top >= outer.top && inner.bottom <= outer.bottom
        && inner.left >= outer.left - 8 && inner.right <= outer.right;
    }"""
    for _ in record("python", source, "").events[1:]:
        stage.page.keyboard.press("ArrowRight")
        assert stage.page.evaluate(SNAPSHOT)["outside"] == []
        assert box.evaluate(inside)


def test_the_states_of_a_recording_are_accessible(stage):
    """axe finds nothing while it records, when it says why not, nor in the player."""
    stage.edit("defines", "import time\ntime.sleep(60)")
    stage.page.keyboard.press("d")
    expect(stage.status).to_have_text("Enregistrement du pas à pas…")
    assert axe(stage.page) == []
    stage.edit("defines", "x = = 1")
    stage.page.keyboard.press("d")
    expect(stage.status).to_contain_text("erreur ligne 1")
    assert axe(stage.page) == []
    step_through(stage, "prints", SENDS.replace("answer()", "3"))
    assert axe(stage.page) == []
