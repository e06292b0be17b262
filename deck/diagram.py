"""Draw the sequence diagram of a trace."""

from deck.trace import Trace


def diagram(trace: Trace) -> str:
    """Return the diagram as SVG."""
    return ""
