"""The settings of a slide at its head, of Slidev and of remark, and what divides a deck by them."""

import re
from collections.abc import Callable, Iterable, Iterator

# https://sli.dev/guide/syntax, « Frontmatter & Headmatter ».
SETTING = re.compile(r"([a-zA-Z][\w-]*):(?:[ \t].*)?|[ \t]+\S.*|\}|\]")
OF_SLIDEV = set(
    "layout class background transition image clicks hide hideInToc routeAlias src zoom dragPos "
    "disabled preload".split()
)
# https://github.com/gnab/remark/wiki/Markdown, « Slide Properties »: no line closes them.
OF_REMARK = re.compile(
    r"(?:title:[ \t]*\S.*|class:[ \t]*[a-z][\w-]*(?:,?[ \t]*[a-z][\w-]*)*|"
    r"(?:name|template):[ \t]*[a-z][\w-]*|"
    r"(?:layout|count|exclude|continued):[ \t]*(?:true|false)|background-image:[ \t]*url\(.*\))"
)
# What brings another deck, a file, or another slide.
SOURCE = re.compile(r"src:[ \t]*\S+")
OF_GITPITCH = re.compile(r"(?:---|\+\+\+|#[HV]SLIDE)\?\S+")
PICTURE = re.compile(r"(?:image|background(?:-image)?):[ \t]*[^\s#]*[/.(]\S*")
LAYOUT = re.compile(r"^layout:[ \t]*true[ \t]*$", re.MULTILINE)
TEMPLATE = re.compile(r"(?:layout:[ \t]*true|template:.*)")
SEPARATORS = {"separator", "verticalSeparator", "separator_vertical"}
NOTES_SEPARATORS = {"notesSeparator", "separator_notes"}
# What a regular expression of a separator has beside its characters.
OF_A_PATTERN = re.compile(r"\\[rnst]|[\s^$?*+()]")
UNDERSTOOD = {"---", "--", "----", "-v-"}
# Lines around what is written, and what is written of a pattern.
ENDS_OF_LINES = re.compile(r"\\r\?|\\n|^\^|\$$|[\r\n]")
OF_A_LINE = re.compile(r"(?:[^\\^$?*+()\[\]{}|.]|\\\W)*")
NOTES_UNDERSTOOD = {"note:", "notes:"}


def length(lines: Callable[[], Iterator[str]]) -> int:
    """Return how many of the lines under a separator are settings."""
    return _of_slidev(lines()) or of_remark(lines())


def of_remark(lines: Iterable[str]) -> int:
    """Return how many lines at the head of a slide are properties of remark, or above them."""
    empty = count = 0
    for text in lines:
        if not text and not count:
            empty += 1
        # What comes first may be a text: a title, and under an empty line a name.
        elif not count and text.startswith(("title:", "name:") if empty else "title:"):
            break
        elif OF_REMARK.fullmatch(text):
            count += 1
        else:
            break
    return empty + count if count else 0


def _of_slidev(lines: Iterable[str]) -> int:
    keys: set[str] = set()
    for at, text in enumerate(lines):
        if text == "---" and keys & OF_SLIDEV:
            return at + 1
        if not (found := SETTING.fullmatch(text)):
            break
        keys.add(found[1])
    return 0


def not_followed(text: str, line: int) -> Iterator[tuple[int, str, str, str]]:
    """Yield the lines of settings that bring what is not here, each with what to do.

    The first of the lines has the number that is given.
    """
    for at, setting in enumerate(map(str.rstrip, text.split("\n")), line):
        if SOURCE.fullmatch(setting):
            yield at, *not_included(setting)
        elif OF_GITPITCH.fullmatch(setting):
            found = f"“{setting}”, of which what is after “?” changes nothing here"
            yield at, found, "a separator alone", "remove the rest"
        elif PICTURE.fullmatch(setting):
            remedy = "write ![](its path) on the slide"
            yield at, f"“{setting}”, which is not shown", "a picture in the text", remedy
        elif TEMPLATE.fullmatch(setting):
            remedy = "copy to each slide what it shares with others"
            yield at, f"“{setting}”, which copies nothing here", "slides that say all", remedy


def not_included(setting: str) -> tuple[str, str, str]:
    """Return the problem of a deck that Slidev would include."""
    return f"“{setting}”, which is not included", "its slides in this deck", "copy them"


def other_separators(metadata: dict[object, object]) -> Iterator[tuple[str, object, bool]]:
    """Yield the keys of reveal-md and mkslides by which a deck is divided otherwise than here.

    With each are its value, and whether it says how notes begin.
    """
    for key, value in _settings_of(metadata).items():
        plain = OF_A_PATTERN.sub("", f"{value}").lower().replace("[nn]", "n")
        is_notes = key in NOTES_SEPARATORS
        understood = NOTES_UNDERSTOOD if is_notes else UNDERSTOOD
        is_told = plain not in understood and (is_notes or not _line_of(value))
        if (is_notes or key in SEPARATORS) and value is not None and is_told:
            yield f"{key}", value, is_notes


def own_separators(metadata: dict[object, object]) -> frozenset[str]:
    """Return the lines that alone divide a deck, where its settings say so."""
    settings = _settings_of(metadata)
    lines = {key: _line_of(settings[key]) for key in SEPARATORS & settings.keys()}
    own = {line for line in lines.values() if line}
    if own <= UNDERSTOOD:
        return frozenset()
    # Where one of the two is set, the other is what it ever is.
    own |= set() if "separator" in lines else {"---"}
    own |= set() if lines.keys() - {"separator"} else {"----", "-v-"}
    return frozenset(own)


def _settings_of(metadata: dict[object, object]) -> dict[object, object]:
    inner = metadata.get("slides")
    return {**metadata, **(inner if isinstance(inner, dict) else {})}


def _line_of(value: object) -> str:
    """Return the line that a separator is, or nothing where it is a pattern of several."""
    written = ENDS_OF_LINES.sub("", f"{value}")
    is_line = isinstance(value, str) and OF_A_LINE.fullmatch(written)
    return re.sub(r"\\(\W)", r"\1", written).strip() if is_line else ""
