"""Compare what a reader predicts of a program with what it prints, line by line."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, zip_longest
from typing import NamedTuple

from deck.run.addresses import without_addresses
from deck.run.comparison import BLANKS, legible, shape
from deck.run.pieces import TYPED, Line, lines_of

# What is said of a line, but for one that is not compared.
RIGHT, OTHER, MISSED, EXTRA = "right", "other", "missed", "extra"
# A body may be left out, or written in any way.
PREDICTED_BODY = re.compile(
    r"^(?:Traceback\b.*|  File .*)\n(?:[ \t].*\n|(?:\.\.\.|…)\n)*", re.MULTILINE
)
PROMPT = re.compile(r"^(?:>>>|\.\.\.)(?: .*)?\n", re.MULTILINE)
ERROR = re.compile(r"((?:\w+\.)*\w+(?:Error|Exception|Interrupt|Exit|Iteration)): (.*)")
# Which are seen where nothing else tells two lines apart.
BEFORE = re.compile("^ +")
PREDICTED_ADDRESS = re.compile(r"(?<=\bat )(?:0x[^\s>]*|\.\.\.|…|\?+)(?=[ >])")
# Where no address is left of one.
NO_ADDRESS = " at 0x…>"
# What the keyboard of a phone writes in place of what was typed.
BY_PHONES = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " ", "\u202f": " "}
)

# How many pairs of lines are compared for their likeness, from the first on: each takes some 10 µs.
MOST_PAIRS = 20_000


class Row(NamedTuple):
    """Represent what is said of a line: one that is predicted, one that is printed, or both."""

    kind: str
    predicted: str = ""
    printed: str = ""


def compared(
    predicted: str,
    pieces: Iterable[tuple[str, str]],
    any_order: bool = False,
    varies: bool = False,
    nothing: str = "",
) -> list[Row]:
    """Return the lines of a prediction and of an output, in the order of the output.

    `pieces` are what was typed at a prompt (“stdin”), printed (“stdout”) and told (“stderr”).
    Free is what the deck frees in an output, the white space at the end of a line and of the
    whole, and the body of a traceback. `nothing` are the words, if it says so in words, of a
    prediction that nothing is printed.
    """
    lines = list(lines_of(pieces))
    printed = _without_end([line.text for line in lines if not line.kind])
    expected = _predicted(predicted, any(line.kind == TYPED for line in lines))
    if not printed and " ".join(expected).strip(" .()").casefold() in nothing.split(", "):
        expected = []
    loose = any("\t" in line for line in printed)
    wanted, got = ([_key(one, varies, loose) for one in texts] for texts in (expected, printed))
    written = {other: one for one in got for other in _otherwise(one)}
    wanted = [written.get(key, key) for key in wanted]
    match = _in_any_order if any_order else _in_order
    rows = match(_Pairs(expected, wanted), _Pairs(printed, got))
    return list(_merged(lines, len(printed), rows))


class _Pairs(NamedTuple):
    """Represent lines as they are, and what of them is compared."""

    texts: Sequence[str]
    keys: Sequence[str]

    def part(self, ranks: Iterable[int]) -> "_Pairs":
        some = list(ranks)
        return _Pairs([self.texts[rank] for rank in some], [self.keys[rank] for rank in some])


def _predicted(text: str, is_session: bool) -> list[str]:
    text = PREDICTED_BODY.sub("", text.replace("\r\n", "\n") + "\n")
    if is_session:
        text = PROMPT.sub("", text)
    return _without_end(text.split("\n"))


def _without_end(lines: list[str]) -> list[str]:
    """Return lines without the empty ones at the end."""
    count = max((rank for rank, line in enumerate(lines, 1) if line.strip()), default=0)
    return lines[:count]


def _key(line: str, varies: bool, loose: bool) -> str:
    plain = unicodedata.normalize("NFC", PREDICTED_ADDRESS.sub("0x0", line).translate(BY_PHONES))
    plain = without_addresses(plain.rstrip())
    if loose:
        plain = BLANKS.sub(" ", plain)
    return "\n".join(shape(plain)) if varies else plain


def _otherwise(line: str) -> Iterator[str]:
    """List how else a line that has addresses, or tells of an error, may be predicted.

    They may be left out, as what Python says of an error in its own words, and not a value of it.
    """
    if NO_ADDRESS in line:
        yield line.replace(NO_ADDRESS, ">")
    if found := ERROR.fullmatch(line):
        name, said = found.groups()
        yield f"{name} : {said}"
        if " " in said and not name.endswith("Iteration"):
            yield name


def _in_order(predicted: _Pairs, printed: _Pairs) -> Iterator[Row]:
    matcher = SequenceMatcher(None, predicted.keys, printed.keys, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        some, others = predicted.part(range(start, end)), printed.part(range(first, last))
        if tag == "equal":
            yield from (Row(RIGHT, *pair) for pair in zip(some.texts, others.texts))
        else:
            yield from _paired(some, others)


def _in_any_order(predicted: _Pairs, printed: _Pairs) -> Iterator[Row]:
    """Take each line for that of the same text, as long as there is one; pair what is left."""
    common = Counter(predicted.keys) & Counter(printed.keys)
    some = predicted.part(_beyond(predicted.keys, common))
    beyond = dict.fromkeys(_beyond(printed.keys, common))
    left = _paired(some, printed.part(beyond))
    for rank, text in enumerate(printed.texts):
        if rank not in beyond:
            yield Row(RIGHT, text, text)
        else:
            yield from _up_to_a_printed_one(left)
    yield from left


def _beyond(keys: Sequence[str], common: Counter[str]) -> Iterator[int]:
    seen: Counter[str] = Counter()
    for rank, key in enumerate(keys):
        seen[key] += 1
        if seen[key] > common[key]:
            yield rank


def _paired(predicted: _Pairs, printed: _Pairs) -> Iterator[Row]:
    """Pair lines that differ, in their order, where those that are fewer look most alike."""
    ahead = _offset(predicted.keys, printed.keys)
    nobody: list[str | None] = [None]
    some, others = nobody * ahead + [*predicted.texts], nobody * -ahead + [*printed.texts]
    for one, other in zip_longest(some, others):
        kind = MISSED if one is None else EXTRA if other is None else OTHER
        texts = [legible(text or "") for text in (one, other)]
        if kind == OTHER and len({text.strip() for text in texts}) == 1:
            texts = [BEFORE.sub(lambda blanks: "␣" * len(blanks[0]), text) for text in texts]
        yield Row(kind, *texts)


def _offset(predicted: Sequence[str], printed: Sequence[str]) -> int:
    """Return how many printed lines come before the predicted ones; below 0, the reverse."""
    sign = 1 if len(predicted) <= len(printed) else -1
    few, many = (predicted, printed)[::sign]
    last = min(len(many) - len(few), MOST_PAIRS // max(len(few), 1))
    offsets = range(last + 1)
    return sign * max(offsets, key=lambda at: sum(map(_likeness, few, islice(many, at, None))))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio()


def _merged(lines: Iterable[Line], count: int, rows: Iterator[Row]) -> Iterator[Row]:
    """Put what is typed and told between the rows, where it was."""
    for kind, text in lines:
        if kind:
            yield Row(kind, printed=text)
        elif count:
            count -= 1
            yield from _up_to_a_printed_one(rows)
    yield from rows


def _up_to_a_printed_one(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if row.kind != EXTRA:
            return
