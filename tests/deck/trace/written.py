"""The traces beside the samples, read back from their JSON."""

import json

from deck.trace.model import Card, Frame, Step, Trace


def from_json(text):
    """Return the trace that `to_json` wrote."""
    data = json.loads(text)
    cards = [
        Card(frame, state, link, parent, at and tuple(at))
        for frame, state, link, parent, at in data["cards"]
    ]

    def look_up(numbers):
        return tuple(cards[number] for number in numbers)

    steps = tuple(
        Step(event, source, target, value, look_up(stack), look_up(aside), output)
        for event, source, target, value, stack, aside, output in data["steps"]
    )
    frames = tuple(
        Frame(name, kind, place, lines and tuple(lines))
        for name, kind, place, lines in data["frames"]
    )
    return Trace(frames, steps, data["output"], data["complete"])
