"""How long a deck takes: minutes in its front matter, and seconds of slides, as in reveal.js."""

from collections.abc import Iterable

from deck.source.model import Slide

TIMING = "data-timing"
MINUTE = 60  # seconds
MOST = 24 * 60  # minutes


def seconds(duration: object) -> float | None:
    """Return the seconds of a duration in minutes, or None for what is none."""
    if isinstance(duration, bool) or not isinstance(duration, int | float):
        return None
    return duration * MINUTE if 0 < duration <= MOST else None


def is_timing(value: str) -> bool:
    """Return whether a value is the whole seconds of a slide."""
    return value.isascii() and value.isdecimal()


def beyond(duration: object, slides: Iterable[Slide]) -> str:
    """Return how much more time slides are given than the deck has, or an empty string."""
    timings = (dict(slide.attributes).get(TIMING, "") for slide in slides)
    given = sum(int(timing) for timing in timings if is_timing(timing))
    whole = seconds(duration)
    if not whole or given <= whole:
        return ""
    return f"“duration: {duration}”, less than the {given / MINUTE:g} min of {TIMING}"
