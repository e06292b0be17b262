"""Draw the sequence diagram of a trace, as SVG that is read in black and white."""

from html import escape

from deck.trace import DOWN, UP, Step, Trace

ROWS = 48
WIDTH, ROW, TOP, MARGIN = 176, 30, 58, 24
ENDS = ("return", "raise")
ENTERING = ("send", "throw", "close")
WORDS = {"start": "", "create": "créée", "resume": "reprend"}
STYLE = (
    "text{font:14px 'Atkinson Hyperlegible Mono',ui-monospace,monospace;fill:#000}"
    ".name{font-weight:700;text-anchor:middle}"
    ".label{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:5px}"
    "path,rect{fill:none;stroke:#000;stroke-width:1.5}"
    ".life{stroke-width:1;stroke-dasharray:2 5}.runs{fill:#fff}.box{fill:#fff}"
    ".up{stroke-dasharray:7 4}.made{stroke-dasharray:2 3}.head{fill:#000}"
)


def diagram(trace: Trace, rows: int = ROWS) -> str:
    """Return the diagram: a lane a frame, time downward, an arrow for each value that moves.

    Frames of one name that follow one another share a lane. Steps after `rows` are cut, with a
    mark that says how many. The size is in the SVG's `viewBox`; the text needs no style sheet.
    """
    drawn = _drawn(trace)
    shown = drawn[:rows]
    lanes = _lanes(trace, shown)
    names: dict[int, str] = {}
    for frame, lane in lanes.items():
        names.setdefault(lane, _name(trace, frame))
    height = TOP + (len(shown) + 1) * ROW + (ROW if len(drawn) > rows else 0)
    width = 3 * MARGIN + WIDTH * len(names)
    parts = [_lane(lane, name, TOP + (len(shown) + 0.6) * ROW) for lane, name in names.items()]
    parts += _bars(shown, lanes)
    parts += [_step(step, row, lanes) for row, step in enumerate(shown)]
    if len(drawn) > rows or not trace.complete:
        parts.append(_cut(width, TOP + (len(shown) + 0.7) * ROW, len(drawn) - len(shown)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="Diagramme de séquence">'
        f"<style>{STYLE}</style>{''.join(parts)}</svg>"
    )


def _drawn(trace: Trace) -> list[Step]:
    """Leave out what begins by itself, and what enters the frame to which it has just been sent."""
    events = [step for step in trace.events if step.source is not None]
    return [
        step
        for before, step in zip([None, *events], events, strict=False)
        if not (before and before.event in ENTERING and _ways(step) == _ways(before))
    ]


def _ways(step: Step) -> tuple:
    return step.source, step.target


def _lanes(trace: Trace, steps: list[Step]) -> dict[int, int]:
    """Give each frame a lane, in the order in which they start."""
    first = steps[0].stack[0].frame if steps else 0
    lanes: dict[int, int] = {first: 0}
    keys: dict[int, tuple[str, int | None]] = {first: ("", None)}
    free: dict[tuple[str, int | None], list[int]] = {("", None): []}
    count = 1
    for step in sorted(steps, key=lambda step: step.event == "create"):
        for frame in (step.source, step.target):
            if frame is None or frame in lanes:
                continue
            key = (trace.frames[frame].name, lanes.get(step.source))
            if not free.get(key):
                free[key], count = [count], count + 1
            lanes[frame], keys[frame] = free[key].pop(), key
        if step.event in ENDS and step.source != step.target:
            free[keys[step.source]].append(lanes[step.source])
    return lanes


def _name(trace: Trace, frame: int) -> str:
    name = trace.frames[frame].name
    return "programme" if name == "<module>" else name


def _x(lane: int) -> float:
    return MARGIN + WIDTH * (lane + 0.5)


def _y(row: float) -> float:
    return TOP + ROW * (row + 0.8)


def _lane(lane: int, name: str, bottom: float) -> str:
    x, size = _x(lane), min(14, 1.42 * WIDTH / max(1, len(name)))
    return (
        f'<path class="life" d="M{x} 40V{bottom:g}"/>'
        f'<rect class="box" x="{x - WIDTH / 2 + 6}" y="10" '
        f'width="{WIDTH - 12}" height="30" rx="6"/>'
        f'<text class="name" x="{x}" y="30" style="font-size:{size:g}px">{escape(name)}</text>'
    )


def _bars(steps: list[Step], lanes: dict[int, int]) -> list[str]:
    """Draw when each frame is on the stack, running or waiting."""
    since: dict[int, int] = {0: -1}
    bars = []
    for row, step in enumerate(steps):
        if step.event in DOWN and step.target is not None:
            since.setdefault(lanes[step.target], row)
            since.setdefault(lanes[step.source], row)
        leaves = step.event in ENDS and step.source != step.target or step.event == "yield"
        if leaves and (start := since.pop(lanes[step.source], None)) is not None:
            bars.append(_bar(lanes[step.source], start, row))
    return bars + [_bar(lane, start, len(steps) - 0.3) for lane, start in since.items()]


def _bar(lane: int, start: float, end: float) -> str:
    y = _y(start) if start >= 0 else 40
    return f'<rect class="runs" x="{_x(lane) - 5}" y="{y:g}" width="10" height="{_y(end) - y:g}"/>'


def _step(step: Step, row: int, lanes: dict[int, int]) -> str:
    y, start = _y(row), _x(lanes[step.source])
    text = " ".join(filter(None, (WORDS.get(step.event, step.event), step.value)))
    if step.event in ENDS[1:] + ("throw",):
        text = step.value
    if step.target is None and step.event == "return":
        return ""
    if step.target is None or step.source == step.target:
        mark = f"M{start - 6} {y - 6}l12 12m0-12l-12 12" if step.event == "raise" else ""
        return f'<path d="{mark}"/>' + _label(start + 12, y + 5, text, "start", 26)
    end = _x(lanes[step.target])
    way = 1 if end > start else -1
    kind = "made" if step.event == "create" else "up" if step.event in UP else ""
    head = f"M{end - way * 6} {y}l{-way * 9}-5v10z"
    letters = int((abs(end - start) - 40) / 8.6)
    return (
        f'<path class="{kind}" d="M{start + way * 6} {y}H{end - way * 8}"/>'
        f'<path class="head" d="{head}"/>'
        + _label((start + end) / 2, y - 4, text, "middle", letters)
    )


def _label(x: float, y: float, text: str, anchor: str, letters: int) -> str:
    short = text if len(text) <= letters else text[: letters - 1] + "…"
    style = f' style="text-anchor:{anchor}"' if anchor != "middle" else ""
    return f'<text class="label" x="{x:g}" y="{y:g}"{style}>{escape(short)}</text>' if text else ""


def _cut(width: float, y: float, more: int) -> str:
    zigzag = "".join("l6 -6l6 6" for _ in range(int((width - 2 * MARGIN) / 12)))
    text = f"… {more} étapes de plus" if more else "… la suite n’est pas enregistrée"
    return (
        f'<path d="M{MARGIN} {y:g}{zigzag}"/>' + _label(MARGIN, y + 20, text, "start", 60)
    )
