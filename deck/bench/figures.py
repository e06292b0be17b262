"""What was measured, in one table: each figure beside its reference, and what is over budget."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import log

HEADING = ("figure", "ours", "since", "beside", "which is", "at most", "")
RULE = ("---", "---:", "---:", "---:", "---", "---:", "---")
SECONDS, BYTES, TIMES = "s", "B", "×"
UNITS = {SECONDS: ((1, "s"), (1e-3, "ms")), BYTES: ((1e6, "MB"), (1e3, "kB")), TIMES: ((1, "×"),)}
PLAIN_MKSLIDES = "plain mkslides"
# How much a figure differs from run to run though nothing changed, as the logarithm of a ratio.
NOISE = {SECONDS: log(1.15), BYTES: log(1.01), TIMES: log(1.15)}


@dataclass(frozen=True)
class Figure:
    """Represent a median in seconds or bytes, its reference, and the budget that it is held to.

    A budget is an amount, or a share of the reference.
    """

    what: str
    ours: float
    unit: str = SECONDS
    reference: float | None = None
    beside: str = ""
    budget: float | None = None
    share: float | None = None

    @property
    def limit(self) -> float | None:
        """Return how much the figure may be."""
        if self.share is None or self.reference is None:
            return self.budget
        return self.share * self.reference

    @property
    def over(self) -> bool:
        """Return whether the figure is over its budget."""
        return self.limit is not None and self.ours > self.limit

    def since(self, last: "Figure") -> float | None:
        """Return the ratio of the figure to the last one, or None where that may be noise.

        A change as large as that of its reference is one of the machine, and noise.
        """
        noise = NOISE[self.unit]
        if self.reference and last.reference and self.beside == last.beside:
            noise = max(noise, abs(log(self.reference / last.reference)))
        ratio = self.ours / last.ours
        return ratio if abs(log(ratio)) > noise else None

    def __str__(self) -> str:
        return f"{self.what}: {written(self.ours, self.unit)}{' !' * self.over}"


def table(figures: Iterable[Figure], last: Mapping[str, Figure] | None = None) -> str:
    """Write figures as a table in Markdown, « ! » at the end of those that are over budget.

    `last` has those of the last run, by what they are of.
    """
    rows = [HEADING, RULE, *(_row(figure, (last or {}).get(figure.what)) for figure in figures)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_json(machine: str, figures: Iterable[Figure]) -> str:
    """Write figures to be kept, in seconds and bytes."""
    kept = [asdict(figure) | {"over": figure.over} for figure in figures]
    return json.dumps({"machine": machine, "figures": kept}, ensure_ascii=False, indent=1)


def from_json(text: str) -> dict[str, Figure]:
    """Read figures that were kept, by what they are of."""
    kept = json.loads(text)["figures"]
    for fields in kept:
        del fields["over"]
    return {fields["what"]: Figure(**fields) for fields in kept}


def written(amount: float | None, unit: str) -> str:
    """Write an amount with the digits that mean something, and the unit that suits it."""
    if amount is None:
        return ""
    units = UNITS[unit]
    size, name = next((one for one in units if amount >= one[0]), units[-1])
    digits = 0 if amount >= 20 * size else 1
    return f"{amount / size:.{digits}f} {name}"


def _row(figure: Figure, last: Figure | None) -> tuple[str, ...]:
    ours, reference, limit = (
        written(amount, figure.unit) for amount in (figure.ours, figure.reference, figure.limit)
    )
    if limit and figure.share is not None:
        limit += f" ({figure.share:g} ×)"
    ratio = figure.since(last) if last and last.unit == figure.unit else None
    since = f"{ratio:.2f} ×" if ratio else ""
    return figure.what, ours, since, reference, figure.beside, limit, "!" * figure.over
