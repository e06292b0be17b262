"""Lay a trace out as a sequence: lanes for its frames, and rows of arrows from lane to lane."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from deck.trace.model import UP, WAITING, Step, Trace

ENDS = ("return", "raise")
SENDING = ("send", "throw", "close")
# What a trace is told in, by name: “name/kind” where a kind has words of its own.
Words = Mapping[str, str]
CROSSING = {("yield", "yield"), ("raise", "raise"), ("send", "resume"), ("resume", "resume")}


@dataclass(frozen=True)
class Arrow:
    """Represent a move from one lane to another, and its words; None is outside the program.

    `step` is its number in the trace.
    """

    event: str
    source: int
    target: int | None
    text: str
    step: int

    @property
    def way(self) -> int:
        """Return whether it goes right, 1, or left, -1; what stays in its lane goes nowhere, 0."""
        end = self.source if self.target is None else self.target
        return (end > self.source) - (end < self.source)

    @property
    def ends(self) -> bool:
        """Return whether the frame that it leaves is no more."""
        return self.event in ENDS and self.source != self.target


@dataclass(frozen=True)
class Layout:
    """Represent the names of the lanes, left to right, and the rows, downward.

    The arrows of a row are one move, of a value that goes through the frames that await.
    `more` counts the arrows that are cut.
    """

    lanes: tuple[str, ...]
    rows: tuple[tuple[Arrow, ...], ...]
    more: int


def phrase(words: Words, name: str, kind: object, **values: object) -> str:
    """Return the words of a name for a kind of frame, or a number, with values put in."""
    return words.get(f"{name}/{kind}", words[name]).format(**values)


def layout(trace: Trace, most: int, words: Words) -> Layout:
    """Lay a trace out in so many rows at most; frames of one name that follow share a lane.

    The cut is before a `send`, if there is one: what that does is told whole or not at all.
    """
    told = list(_told(trace))
    rows = _rows(told, _lanes(trace, told))
    if len(rows) > most:
        sends = [row for row in range(1, most + 1) if rows[row][0].event in SENDING]
        rows = rows[: max(sends, default=most)]
    shown = [step for row in rows for step in row]
    lanes = _lanes(trace, shown)
    numbers = {id(step): number for number, step in enumerate(trace.steps)}

    def arrow(step: Step) -> Arrow:
        target = None if step.target is None else lanes[step.target]
        text = _text(trace, step, words)
        return Arrow(step.event, lanes[_source(step)], target, text, numbers[id(step)])

    names = {lane: _name(trace, frame, words) for frame, lane in reversed(lanes.items())}
    return Layout(
        tuple(names[lane] for lane in sorted(names)),
        tuple(tuple(arrow(step) for step in row) for row in rows),
        len(told) - len(shown),
    )


def _told(trace: Trace) -> Iterator[Step]:
    """Return the steps of a diagram: those that no arrow beside them shows already."""
    steps = [step for step in trace.events if step.source is not None]
    for before, step, after in zip([None, *steps], steps, [*steps[1:], None], strict=False):
        entered = before and before.event in SENDING and _ways(step) == _ways(before)
        ends = step.event == "return" and step.target is None
        leaves = after and step.event == after.event == "raise" and step.target == after.source
        if not (entered or ends or leaves and step.source == step.target):
            yield step


def _source(step: Step) -> int:
    """Return the frame that a step leaves; every step of a diagram has one."""
    assert step.source is not None
    return step.source


def _ways(step: Step) -> tuple[int | None, int | None]:
    return step.source, step.target


def _lanes(trace: Trace, steps: Sequence[Step]) -> dict[int, int]:
    """Assign a lane to each frame, in the order in which they start; the created come last."""
    first = steps[0].stack[0].frame if steps else 0
    lanes: dict[int, int] = {first: 0}
    keys: dict[int, tuple[str, int | None]] = {first: ("", None)}
    free: dict[tuple[str, int | None], list[int]] = {("", None): []}
    count = 1
    for step in sorted(steps, key=lambda step: step.event == "create"):
        for frame in _ways(step):
            if frame is None or frame in lanes:
                continue
            key = (trace.frames[frame].name, lanes.get(_source(step)))
            if not free.get(key):
                free[key], count = [count], count + 1
            lanes[frame], keys[frame] = free[key].pop(), key
        if step.event in ENDS and step.source != step.target:
            free[keys[_source(step)]].append(lanes[_source(step)])
    return lanes


def _rows(steps: Sequence[Step], lanes: dict[int, int]) -> list[list[Step]]:
    rows: list[list[Step]] = []
    for step in steps:
        if rows and _goes_on(rows[-1][-1], step, lanes):
            rows[-1].append(step)
        else:
            rows.append([step])
    return rows


def _goes_on(before: Step, step: Step, lanes: dict[int, int]) -> bool:
    """Return whether a value goes on at once, the same way, through a frame that awaits."""
    follows = (before.event, step.event) in CROSSING and before.target == step.source
    if not follows or step.target is None:
        return False
    inner, stack = (before.source, before.stack) if step.event in UP else (step.target, step.stack)
    if not any(card.frame == inner and card.link in WAITING for card in stack):
        return False
    start, through, end = (lanes[one] for one in (_source(before), _source(step), step.target))
    return start < through < end or start > through > end


def _text(trace: Trace, step: Step, words: Words) -> str:
    """Return the words of an arrow: the word of the code that moves it, if it has one."""
    if step.event == "raise":
        return step.value
    if step.event == "create" and step.target is not None:
        return phrase(words, "state.created", trace.frames[step.target].kind)
    if step.event == "start":
        word = next((card.link for card in step.stack if card.frame == step.target), "call")
        return f"({step.value})" if word == "call" else f"{word} {step.value}".rstrip()
    word = words["move.resume"] if step.event == "resume" else step.event
    return f"{word} {step.value}".rstrip()


def _name(trace: Trace, frame: int, words: Words) -> str:
    """Name a frame as the player does: what is typed, which has a place, makes a session."""
    name = trace.frames[frame].name
    if name != "<module>":
        return name
    return words["frame.session" if trace.steps[0].at else "frame.program"]
