"""Draw the sequence diagram of a trace, in shapes that are read in black and white."""

from collections.abc import Iterator
from html import escape
from itertools import accumulate, pairwise
from typing import TypedDict

from deck.trace.model import DOWN, UP, Trace
from deck.trace.sequence import Arrow, Layout, Words, layout, phrase

# The tag of an SVG element, its attributes, and its text.
Shape = tuple[str, dict[str, str], str]


class Drawing(TypedDict):
    """Represent a diagram: the attributes of its SVG element, and the shapes in it."""

    svg: dict[str, str]
    shapes: list[Shape]


# On paper, so many fill a page with their slide and its notes.
ROWS = 26
LABEL_LIMIT = 24  # letters
# The attribute of a shape of an arrow that tells the player its step; paper has none.
STEP = "step"
# In units of which the text is 14 high.
SIZE, LETTER, ROW, TOP, MARGIN = 14, 8.9, 26, 38, 1
BAR, HEAD, NEAREST = 5, 11, 124
# A frame that is closed runs only where a step of its own tells so.
ENTERING = set(DOWN) - {"close"}
# No rule is within another: the style of a drawing is read as it stands, by old browsers too.
STYLE = (
    ".sequence text{font:14px var(--code-font,monospace);fill:CanvasText;text-anchor:middle}"
    ".sequence .name{font:700 14px var(--text-font,sans-serif)}"
    ".sequence .left{text-anchor:start}"
    ".sequence path,.sequence rect{fill:none;stroke:CanvasText;stroke-width:1.5}"
    ".sequence rect{fill:Canvas}"
    ".sequence .life{stroke-width:1;stroke-dasharray:2 4}"
    ".sequence .create{stroke-dasharray:2 4}.sequence .up{stroke-dasharray:8 4}"
    ".sequence .crosses{stroke-width:3}.sequence .down+path{fill:CanvasText}"
)


def diagram(trace: Trace, words: Words, rows: int = ROWS) -> str:
    """Return the diagram of a trace as SVG, which has its own style."""
    drawn = drawing(trace, words, rows)
    shapes = "".join(_svg(*shape) for shape in drawn["shapes"])
    attributes = {"xmlns": "http://www.w3.org/2000/svg", "class": "sequence", "role": "img"}
    return f"<svg{_written(attributes | drawn['svg'])}><style>{STYLE}</style>{shapes}</svg>"


def _svg(tag: str, attributes: dict[str, str], text: str) -> str:
    end = f">{escape(text)}</{tag}>" if text else "/>"
    return f"<{tag}{_written(attributes)}{end}"


def _written(attributes: dict[str, str]) -> str:
    written = {name: value for name, value in attributes.items() if name != STEP}
    return "".join(f' {name}="{escape(value)}"' for name, value in written.items())


def drawing(trace: Trace, words: Words, rows: int) -> Drawing:
    """Return the diagram as data: a lane a frame, time downward, an arrow for a value that moves.

    What comes after so many rows is cut, with a mark that says how much. Its size is in em: its
    text is as big as the text around it.
    """
    shown = layout(trace, rows, words)
    x = _places(shown)
    bottom, more = _y(len(shown.rows)), _more(trace, shown, words)
    width = _right(shown, x, more) + MARGIN
    shapes = [*_lanes(shown, x), *_bars(shown, x)]
    for rank, row in enumerate(shown.rows):
        shapes += _row(row, _y(rank), x)
    if more:
        shapes += _cut(width, bottom, more)
    height = bottom + (30 if more else 4)
    svg = {
        "aria-label": words["diagram"].format(lanes=", ".join(shown.lanes)),
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": f"{width / SIZE:g}em",
        "height": f"{height / SIZE:g}em",
    }
    return {"svg": svg, "shapes": shapes}


def _path(d: str, kind: str = "") -> Shape:
    return "path", ({"class": kind} if kind else {}) | {"d": d}, ""


def _rect(x: float, y: float, width: float, height: float, **more: float) -> Shape:
    numbers = {"x": x, "y": y, "width": width, "height": height} | more
    return "rect", {name: f"{number:g}" for name, number in numbers.items()}, ""


def _text(x: float, y: float, words: str, kind: str = "") -> Shape:
    place = {"x": f"{x:g}", "y": f"{y:g}"}
    return "text", ({"class": kind} if kind else {}) | place, words


def _y(row: float) -> float:
    return TOP + ROW * (row + 1)


def _box(name: str) -> float:
    return LETTER * len(name) + 20


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LIMIT else text[: LABEL_LIMIT - 1] + "…"


def _places(shown: Layout) -> list[float]:
    """Place the lanes as far apart as their names, and the words beside them, need."""
    boxes = [_box(name) for name in shown.lanes]
    gaps = [max(NEAREST, sum(pair) / 2 + 12) for pair in pairwise(boxes)]
    for arrow in (arrow for row in shown.rows for arrow in row if arrow.way):
        gap = _gap(arrow)
        gaps[gap] = max(gaps[gap], LETTER * len(_short(arrow.text)) + 2 * (BAR + HEAD) + 12)
    return list(accumulate(gaps, initial=MARGIN + boxes[0] / 2))


def _gap(arrow: Arrow) -> int:
    """Number the gap between lanes where an arrow begins: there are its words."""
    return arrow.source if arrow.way > 0 else arrow.source - 1


def _right(shown: Layout, x: list[float], more: str) -> float:
    still = [arrow for row in shown.rows for arrow in row if not arrow.way]
    words = [x[arrow.source] + 14 + LETTER * len(_short(arrow.text)) for arrow in still]
    return max(x[-1] + _box(shown.lanes[-1]) / 2, MARGIN + LETTER * len(more), *words)


def _more(trace: Trace, shown: Layout, words: Words) -> str:
    if shown.more:
        return phrase(words, "diagram.more", shown.more, count=shown.more)
    return "" if trace.complete else words["diagram.cut"]


def _lanes(shown: Layout, x: list[float]) -> Iterator[Shape]:
    """Draw the names, and how long each frame, or the last of its name, is alive."""
    ends: dict[int | None, int] = {}
    for row, arrows in enumerate(shown.rows):
        for arrow in arrows:
            ends.pop(arrow.target, None)
            if arrow.event == "close":
                ends[arrow.target] = row
            elif arrow.ends:
                ends[arrow.source] = row
    for lane, name in enumerate(shown.lanes):
        width = _box(name)
        yield _path(f"M{x[lane]:g} {TOP}V{_y(ends.get(lane, len(shown.rows))):g}", "life")
        yield _rect(x[lane] - width / 2, 2, width, 28, rx=6)
        yield _text(x[lane], 21, name, "name")


def _bars(shown: Layout, x: list[float]) -> Iterator[Shape]:
    """Draw when each frame is on the stack, running or waiting."""
    since: dict[int, int] = {0: -1}
    for row, arrow in ((row, arrow) for row, some in enumerate(shown.rows) for arrow in some):
        if arrow.event in ENTERING and arrow.target is not None:
            since.setdefault(arrow.target, row)
            since.setdefault(arrow.source, row)
        if (arrow.ends or arrow.event == "yield") and arrow.source in since:
            yield _bar(x[arrow.source], since.pop(arrow.source), row)
    for lane, start in since.items():
        yield _bar(x[lane], start, len(shown.rows))


def _bar(x: float, start: int, end: int) -> Shape:
    top = _y(start) if start >= 0 else 30
    return _rect(x - BAR, top, 2 * BAR, _y(end) - top)


def _row(arrows: tuple[Arrow, ...], y: float, x: list[float]) -> Iterator[Shape]:
    crosses = " crosses" if len(arrows) > 1 else ""
    for arrow in arrows:
        for tag, attributes, text in _arrow(arrow, y, x, crosses):
            yield tag, attributes | {STEP: str(arrow.step)}, text


def _arrow(arrow: Arrow, y: float, x: list[float], crosses: str) -> Iterator[Shape]:
    start, way = x[arrow.source], arrow.way
    words = _short(arrow.text)
    if not way or arrow.target is None:
        if arrow.event == "raise":
            yield _path(f"M{start - 6:g} {y - 11:g}l12 12m0-12l-12 12")
        yield _text(start + 14, y, words, "left")
        return
    end, gap = x[arrow.target], _gap(arrow)
    kind = "up" if arrow.event in UP else "create" if arrow.event == "create" else "down"
    tip = end - way * BAR
    close = "z" if kind == "down" else ""
    yield _path(f"M{start + way * BAR:g} {y:g}H{tip - way * 3:g}", kind + crosses)
    yield _path(f"M{tip - way * HEAD:g} {y - 6:g}L{tip:g} {y:g}l{-way * HEAD} 6{close}")
    yield _text((x[gap] + x[gap + 1]) / 2, y - 6, words)


def _cut(width: float, y: float, more: str) -> Iterator[Shape]:
    zigzag = "l6 -6l6 6" * int((width - 2 * MARGIN) / 12)
    yield _path(f"M{MARGIN} {y:g}{zigzag}")
    yield _text(MARGIN, y + 22, more, "left")
