"""Compare what a block prints with what the deck states."""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from textwrap import indent

from deck.run.addresses import literals, without_addresses
from deck.run.program import TRACEBACK

WHOLE_TRACEBACK = re.compile(rf"^({re.escape(TRACEBACK)})((?:[ \t].*\n)*)", re.MULTILINE)
# That of a group of exceptions has a margin, and within it those of its exceptions.
GROUP = f"  + Exception Group {TRACEBACK}"
GROUP_TRACEBACK = re.compile(
    rf"^( *[|+] (?:Exception Group )?{re.escape(TRACEBACK)})((?: *\|   .*\n)*)", re.MULTILINE
)
HEADINGS = re.compile(rf"^(?:{re.escape(TRACEBACK)}|{re.escape(GROUP)})", re.MULTILINE)
MARGIN = re.compile(r"^ *\| ", re.MULTILINE)
FRAME = re.compile(r'  File "([^"\n]+)", line \d+(?:, in .+)?\n((?:    .*\n)*)')
REPEATED = re.compile(r"  \[Previous line repeated \d+ more times?\]\n")
# What stands under a line of a traceback, or for some of its lines, is of no file.
NO_SOURCE = re.compile(r"[ ~^]+|\.\.\.<\d+ lines>\.\.\.")
STATED_BODY = re.compile(r'  (?:File "| *\.\.\.| *…)')
# Where a statement at a prompt comes from, on each Python; 3.13.0 numbers what is not compiled.
TYPED_FILE = re.compile(r"<(?:std|python-)in[^>\n]*>(?:-\d+)?")
TYPED = re.compile(rf'(?<=^  File "){TYPED_FILE.pattern}(?=", line )', re.MULTILINE)
# What may vary from one run to the next: numbers, and long ones in base 16, such as UUIDs.
NUMBER = re.compile(
    r"0x[0-9a-f]+|(?<![0-9a-z])(?!\d+[.,]\d)(?=[a-f-]*\d)[0-9a-f]{8,}(?:-[0-9a-f]{4,})*(?![0-9a-z])|"
    r"(?<![\w.])-?\d[\d_]*(?:[.,]\d+)*(?:e[-+]?\d+)?|\d+",
    re.IGNORECASE,
)
BLANKS = re.compile(r"[ \t]+")
EXIT = re.compile(r"exit code \d+")
STATED_AND_GOT = ("what the deck states", "what the block does")
RULE = re.compile(r"([-=_])\1+")
# Control Pictures of Unicode, to tell in a diff what a terminal does not show.
PICTURES = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
# What is not seen, or looks like something else: in the categories of Unicode.
UNSEEN = ("Cc", "Cf", "Co", "Cs", "Mn", "Zl", "Zp", "Zs")


def comparable(
    stated: str, got: str, any_order: bool, texts: Mapping[str, str], varies: bool = False
) -> tuple[list[str], list[str]]:
    """Return the lines that are compared, of what is stated and of what was got.

    Any address matches that Python wrote, as does any body of a traceback, and the end of the last
    line, as no fence can be without it; any number where it `varies`. `texts` are those of the
    program, by the names of their files.
    """
    stated, got = ended(stated), ended(got)
    shapes = [sorted(shape(one)) if any_order else shape(one) for one in (stated, got)]
    if varies and shapes[0] == shapes[1]:
        got = stated
    bodies = [[body for _, body in WHOLE_TRACEBACK.findall(one)] for one in (stated, got)]
    free = [
        _is_written_by_python(wrote, texts) and (not said or bool(STATED_BODY.match(said)))
        for said, wrote in zip_longest(*bodies, fillvalue="")
    ]
    kept = literals(got, texts.values())
    stated, got = (without_addresses(one, kept) for one in (stated, got))
    return _lines(stated, free, any_order), _lines(got, free, any_order)


def shape(text: str) -> list[str]:
    """Return the lines of a text without its numbers, nor how wide these make its blanks."""
    return [line if EXIT.fullmatch(line) else _shape_of(line) for line in text.split("\n")]


def _shape_of(line: str) -> str:
    return RULE.sub(r"\1", BLANKS.sub(" ", NUMBER.sub("0", line)).strip())


def difference(
    stated: str,
    got: str,
    any_order: bool,
    texts: Mapping[str, str],
    varies: bool = False,
    headings: tuple[str, str] = STATED_AND_GOT,
) -> str:
    """Return a diff from the stated output to the real one, empty when they agree."""
    lines = difflib.unified_diff(
        *comparable(stated, got, any_order, texts, varies),
        *headings,
        lineterm="",
    )
    return "\n".join(map(_of_a_diff, lines))


def _of_a_diff(line: str) -> str:
    """Return a line of a diff as it is seen: the blanks that end one that differs may be why."""
    text = line.rstrip(" \t") if line[:1] in ("+", "-") else line
    return legible(text) + line[len(text) :].replace(" ", "␠").replace("\t", "␉")


def ending_alone(stated: str, told: str, error: str, output: str = "") -> str:
    """Return what is stated with its final traceback cut to its last line, if that is `error`.

    Where all that a terminal shows of it is stated, it is compared with what was `told`, but for
    the bodies of tracebacks. What states an `output` to the letter may print a heading itself.
    """
    if ended(stated) == ended(output):
        return stated
    whole = told if error in told else told + error
    plain = _without_bodies(whole)
    for found in HEADINGS.finditer(stated):
        below = ended(stated[found.start() :])
        bodies = (body for _, body in WHOLE_TRACEBACK.findall(below))
        in_groups = (MARGIN.sub("", body) for _, body in GROUP_TRACEBACK.findall(below))
        tail = _without_bodies(below)
        is_written_so = all(not one or STATED_BODY.match(one) for one in (*bodies, *in_groups))
        if error and is_written_so and tail in plain and _is_the_end(tail, plain, error):
            return stated[: found.start()] + error
    return stated


def _without_bodies(text: str) -> str:
    plain = WHOLE_TRACEBACK.sub(r"\1", without_addresses(ended(text)))
    return GROUP_TRACEBACK.sub(r"\1", plain)


def _is_the_end(tail: str, told: str, error: str) -> bool:
    """Return whether the last that is stated is an exception, or a group with all that is in it."""
    words = ended(without_addresses(error))
    if tail.rfind(GROUP) <= tail.rfind(f"\n{TRACEBACK}"):
        return tail.endswith(f"\n{words}")
    stated, shown = (one[one.rfind(GROUP) :] for one in (tail, told))
    is_whole = shown.startswith(stated) and not shown.removeprefix(stated).startswith(" ")
    return is_whole and stated.startswith(GROUP + indent(words, "  | ", lambda _: True))


def legible(line: str) -> str:
    """Return a line in which is written what is not seen, or looks like something else."""
    return "".join(map(_legible, line))


def ended(text: str) -> str:
    """Return a text whose last line ends, as each does in a fence."""
    return text if text.endswith("\n") or not text else text + "\n"


def _lines(text: str, free: list[bool], any_order: bool) -> list[str]:
    """Return the lines of a text, without the body of each traceback that is `free`, in order."""
    left = iter(free)
    plain = WHOLE_TRACEBACK.sub(lambda found: found[1] if next(left, False) else found[0], text)
    lines = TYPED.sub("<stdin>", plain).split("\n")[:-1]
    return sorted(lines) if any_order else lines


def _is_written_by_python(body: str, texts: Mapping[str, str]) -> bool:
    """Return whether a body is of frames alone, whose lines stand in the files that they name."""
    frames = FRAME.findall(body)
    is_whole = not REPEATED.sub("", FRAME.sub("", body))
    stand = (_stands_in(path, source, texts) for path, source in frames)
    return bool(frames) and is_whole and all(stand)


def _stands_in(path: str, source: str, texts: Mapping[str, str]) -> bool:
    shown = {line.strip() for line in source.splitlines() if not NO_SOURCE.fullmatch(line)}
    text = texts.get(TYPED_FILE.sub("<stdin>", path))
    file = Path(path)
    if text is None and file.is_absolute() and file.suffix == ".py" and file.is_file():
        text = file.read_text("utf-8", "replace")
    # Of what has no file, such as `<string>`, no line is shown.
    if text is None:
        return not shown and path.startswith("<")
    return shown <= {line.removeprefix(">>> ").strip() for line in text.splitlines()}


def _legible(character: str) -> str:
    if character in " \t" or unicodedata.category(character) not in UNSEEN:
        return character
    escaped = character.encode("unicode_escape").decode()
    return PICTURES.get(ord(character), escaped)
