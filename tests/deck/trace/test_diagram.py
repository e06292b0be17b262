"""A diagram tells what its trace tells: each value that moves, between the right lanes."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from deck.source import words as catalogue
from deck.trace.diagram import diagram, drawing
from deck.trace.model import Trace
from deck.trace.record import record_program
from tests.deck.trace.test_claim import chain
from tests.deck.trace.written import from_json

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.json"))
WORDS = catalogue.words("fr")
ALL = 10_000
LETTER = 0.632 * 14  # how wide the code font is


def sample(name: str) -> Trace:
    return from_json((SAMPLES[0].parent / f"{name}.json").read_text("utf-8"))


def moves(trace: Trace) -> list:
    """List what goes from a frame to another; what a `send` enters is told by the `send`."""
    return [
        step
        for before, step in zip(trace.events, trace.events[1:])
        if None not in (step.source, step.target) and step.source != step.target
        if not (
            before.event in ("send", "throw", "close")
            and (before.source, before.target) == (step.source, step.target)
        )
    ]


class Read:
    """Read a diagram back: the names of its lanes, its arrows, and where its words stand."""

    def __init__(self, trace: Trace, rows: int = ALL) -> None:
        self.svg = diagram(trace, WORDS, rows)
        self.soup = BeautifulSoup(self.svg, "html.parser")
        self.lanes = {float(name["x"]): name.text for name in self.soup.select(".name")}
        self.arrows = [self.arrow(path) for path in self.soup.select(".up, .down, .create")]

    def arrow(self, path) -> tuple[str, str, str, float]:
        """Give the names of the lanes that an arrow joins, its words, and how far down it is."""
        start, y, end = map(float, re.fullmatch(r"M(\S+) (\S+)H(\S+)", path["d"]).groups())
        return self.lane(start), self.lane(end), path.find_next("text").text, y

    def lane(self, x: float) -> str:
        return self.lanes[min(self.lanes, key=lambda place: abs(place - x))]

    def boxes(self) -> list[tuple[float, float, float, str]]:
        """Give where each text begins and ends, and its line."""
        found = []
        for text in self.soup("text"):
            x, width = float(text["x"]), LETTER * len(text.text)
            left = x if "left" in text.get("class", ()) else x - width / 2
            found.append((left, left + width, float(text["y"]), text.text))
        return found


def name_of(trace: Trace, frame: int) -> str:
    """Name a frame as the player does."""
    name = trace.frames[frame].name
    if name == "<module>":
        return "session" if trace.steps[0].at else "programme"
    return name


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_value_that_moves_has_its_arrow(path):
    """It goes from the lane that it leaves to the lane that it enters, in the trace's order."""
    trace = from_json(path.read_text("utf-8"))
    arrows, expected = Read(trace).arrows, moves(trace)
    assert [(start, end) for start, end, *_ in arrows] == [
        (name_of(trace, step.source), name_of(trace, step.target)) for step in expected
    ]
    for step, (_, _, words, _) in zip(expected, arrows, strict=True):
        assert step.value in words or is_beginning(words, step.value)
    assert [y for *_, y in arrows] == sorted(y for *_, y in arrows)


def is_beginning(words: str, value: str) -> bool:
    """Tell whether words show the beginning of a value, and that there is more of it."""
    return words.endswith("…") and any(value.startswith(words[start:-1]) for start in range(12))


@pytest.mark.parametrize("depth", [1, 2, 6])
def test_a_yield_is_one_line_across_the_awaiting_frames_to_the_send(depth):
    """« L'expression du yield traversera toute la stack d'`await` jusqu'au `send(None)` »"""
    trace = record_program(chain(depth, [42], None))
    across = [arrow for arrow in Read(trace).arrows if "yield 42" in arrow[2]]
    names = ["__await__", *(f"level_{rank}" for rank in range(depth)), "programme"]
    assert [arrow[:2] for arrow in across] == list(pairwise(names))
    assert len({y for *_, y in across}) == 1


def test_what_each_frame_returns_has_its_own_line():
    """A frame that awaits goes on before it returns in its turn: nothing crosses it."""
    trace = record_program(chain(3, [1], None))
    lines = [y for *_, words, y in Read(trace).arrows if words == "return 'end'"]
    assert len(lines) == len(set(lines)) == 4


def test_what_a_loop_takes_and_yields_again_is_two_lines():
    """A generator that is looped over is not awaited: its value does not cross, it is made anew."""
    source = "def f(): yield 1\ndef g():\n    for x in f(): yield x\nnext(g())\n"
    lines = [y for *_, words, y in Read(record_program(source)).arrows if words == "yield 1"]
    assert len(lines) == len(set(lines)) == 2


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (chain(3, [1], None), ["level_2", "level_1", "level_0", "__await__"]),
        ("async def f(): ...\ndef run(coro): coro.send(None)\nrun(f())\n", ["run", "f"]),
    ],
)
def test_the_lanes_stand_in_the_order_in_which_their_frames_start(source, names):
    """The program is on the left, and what is awaited or sent to is right of who does it."""
    lanes = Read(record_program(source)).lanes
    assert [lanes[x] for x in sorted(lanes)] == ["programme", *names]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_words_overlap(path):
    """No two texts touch, and none is cut by the edge of the picture."""
    read = Read(from_json(path.read_text("utf-8")))
    _, _, width, height = map(float, read.soup.svg["viewbox"].split())
    boxes = read.boxes()
    assert all(0 <= left < right <= width and 0 < y < height for left, right, y, _ in boxes)
    for (left, right, y, text), (start, end, line, other) in combinations(boxes, 2):
        apart = right < start or end < left or abs(y - line) >= 14
        assert apart, (text, other)


def test_a_long_diagram_is_cut_before_a_send_with_a_mark():
    """The mark says how much there is more; a program without end says that there is some."""
    trace = sample("two_coroutines")
    whole, cut = Read(trace), Read(trace, rows=7)
    assert cut.arrows == whole.arrows[: len(cut.arrows)]
    assert whole.arrows[len(cut.arrows)][2].startswith("send")
    still = len(whole.soup("text")) - len(whole.lanes) - len(whole.arrows)
    more = len(whole.arrows) - len(cut.arrows) + still
    assert cut.boxes()[-1][3] == f"… {more} étapes de plus"
    assert "de plus" not in whole.svg
    assert Read(sample("one_line_loop")).boxes()[-1][3] == "… la suite n’est pas enregistrée"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_arrow_tells_the_player_its_step(path):
    """One that is looked for by its step is found, and paper is told of none."""
    trace = from_json(path.read_text("utf-8"))
    shapes = drawing(trace, WORDS, ALL)["shapes"]
    told = [int(more["step"]) for tag, more, _ in shapes if tag == "text" and "step" in more]
    assert told == sorted(told)
    steps = [trace.steps[number] for number in told]
    assert [step for step in steps if step in moves(trace)] == moves(trace)
    assert " step=" not in diagram(trace, WORDS, ALL)


def test_each_coroutine_alive_has_its_own_lane():
    """Two coroutines of one function, suspended together, are told apart."""
    assert list(Read(sample("two_coroutines")).lanes.values()).count("count") == 2


def test_coroutines_that_follow_one_another_share_a_lane():
    """What is awaited again and again does not widen the diagram."""
    source = "async def f(): pass\nasync def g():\n    for _ in range(9): await f()\ng().send(None)"
    assert list(Read(record_program(source)).lanes.values()) == ["programme", "g", "f"]


def test_what_goes_down_and_what_comes_up_differ_by_form():
    """Down is a full line with a full head, up a dashed one with an open head."""
    read = Read(sample("await_chain"))
    closed = {
        path["class"][0]: path.find_next("path")["d"].endswith("z")
        for path in read.soup.select(".up, .down, .create")
    }
    assert closed == {
        "create": False, "down": True, "up": False,
    }  # fmt: skip
    dashed = re.findall(r"\.(\w+){[^}]*stroke-dasharray", read.svg)
    assert {"up", "create"} <= set(dashed) and "down" not in dashed


def test_a_diagram_has_the_two_colours_of_its_reader():
    """Black on white on paper, it has no colour of its own, and none of its rules leaves it."""
    svg = diagram(sample("throw"), WORDS)
    assert set(re.findall(r"(?:fill|stroke):(\w+|#)", svg)) == {"none", "Canvas", "CanvasText"}
    style = re.search("<style>(.*)</style>", svg)[1]
    selectors = [one for rule in style.split("}") if rule for one in rule.split("{")[0].split(",")]
    assert all(one.startswith(".sequence ") for one in selectors)


def test_a_diagram_says_what_the_program_says_and_no_markup():
    """A value that looks like markup is shown as the text that it is."""
    svg = diagram(record_program('def f(x):\n    return x\n\nf("<b>")\n'), WORDS)
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg


def test_a_diagram_has_a_name_that_tells_its_lanes():
    """A screen reader says what the picture is of."""
    svg = BeautifulSoup(diagram(sample("uncaught"), WORDS), "html.parser").svg
    assert (svg["role"], svg["aria-label"]) == ("img", "Diagramme de séquence\u202f: session, tum")
