"""Read settings: YAML of plain values, which can neither grow nor hold themselves."""

import datetime
from collections.abc import Iterator
from itertools import accumulate

import yaml

TEXT_LIMIT = 10_000  # characters
DEEPEST = 20
TOO_DEEP = f"nested in more than {DEEPEST} levels"
BIGGEST = 2**53  # beyond it, JavaScript rounds


class NotPlain(ValueError):
    """Signal the line of a text, from 1, with what is not plain YAML."""

    def __init__(self, line: int, found: str) -> None:
        super().__init__(found)
        self.line = line


def read(text: str) -> dict[object, object]:
    """Return what a text sets; raise NotPlain unless it is a mapping of plain values."""
    if len(text) > TEXT_LIMIT:
        raise NotPlain(1, f"of more than {TEXT_LIMIT:,} characters")
    # PyYAML's time grows with the square of the brackets that are open.
    opened = accumulate((letter in "[{") - (letter in "]}") for letter in text)
    if max(opened, default=0) > DEEPEST:
        raise NotPlain(1, TOO_DEEP)
    try:
        _check(yaml.parse(text, yaml.SafeLoader))
        settings = yaml.safe_load(text)
    except NotPlain:
        raise
    except yaml.MarkedYAMLError as error:
        found = error.problem or error.context
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotPlain(line, f"that is not YAML ({found})") from None
    except (yaml.YAMLError, ValueError) as error:
        found = str(error).splitlines()[0]
        raise NotPlain(1, f"that is not YAML ({found})") from None
    if not isinstance(settings, dict | None):
        raise NotPlain(1, "without keys")
    if not all(map(_is_plain, _values(settings))):
        raise NotPlain(1, "with a number or a character that no page can hold")
    return settings or {}


def _check(events: Iterator[yaml.Event]) -> None:
    """Refuse aliases, which may grow without end, and tags, by which PyYAML fails in many ways."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise NotPlain(line, f"with the alias “*{event.anchor}”")
        if tag := getattr(event, "tag", None):
            raise NotPlain(line, f"with the tag “{tag}”")
        if depth > DEEPEST:
            raise NotPlain(line, TOO_DEEP)


def _values(settings: object) -> Iterator[object]:
    if isinstance(settings, dict):
        for key, value in settings.items():
            yield key
            yield from _values(value)
    elif isinstance(settings, list):
        for value in settings:
            yield from _values(value)
    else:
        yield settings


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, int | float):
        return abs(value) <= BIGGEST
    return isinstance(value, datetime.date | None)
