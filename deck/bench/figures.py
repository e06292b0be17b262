"""What was measured, in one table: each figure beside its reference, and what is over budget."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

HEADING = ("figure", "ours", "beside", "which is", "at most", "")
RULE = ("---", "---:", "---:", "---", "---:", "---")
SECONDS, BYTES, TIMES = "s", "B", "×"
UNITS = {SECONDS: ((1, "s"), (1e-3, "ms")), BYTES: ((1e6, "MB"), (1e3, "kB")), TIMES: ((1, "×"),)}
PLAIN_MKSLIDES = "plain mkslides"


@dataclass(frozen=True)
class Figure:
    """Represent a median in seconds or bytes, its reference, and the budget that it is held to."""

    what: str
    ours: float
    unit: str = SECONDS
    reference: float | None = None
    beside: str = ""
    budget: float | None = None

    @property
    def over(self) -> bool:
        """Return whether the figure is over its budget."""
        return self.budget is not None and self.ours > self.budget

    def __str__(self) -> str:
        return f"{self.what}: {written(self.ours, self.unit)}{' !' * self.over}"


def table(figures: Iterable[Figure]) -> str:
    """Write figures as a table in Markdown, « ! » at the end of those that are over budget."""
    rows = [HEADING, RULE, *map(_row, figures)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_json(machine: str, figures: Iterable[Figure]) -> str:
    """Write figures to be kept, in seconds and bytes."""
    kept = [asdict(figure) | {"over": figure.over} for figure in figures]
    return json.dumps({"machine": machine, "figures": kept}, ensure_ascii=False, indent=1)


def written(amount: float | None, unit: str) -> str:
    """Write an amount with the digits that mean something, and the unit that suits it."""
    if amount is None:
        return ""
    units = UNITS[unit]
    size, name = next((one for one in units if amount >= one[0]), units[-1])
    digits = 0 if amount >= 20 * size else 1
    return f"{amount / size:.{digits}f} {name}"


def _row(figure: Figure) -> tuple[str, ...]:
    ours, reference, budget = (
        written(amount, figure.unit) for amount in (figure.ours, figure.reference, figure.budget)
    )
    return figure.what, ours, reference, figure.beside, budget, "!" * figure.over
