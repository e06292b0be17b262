"""What the talk says of `yield`, `await` and `send`, told by traces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deck.run.program import run_program
from deck.trace.record import record_program

END = {"return": "returned", "raise": "raised"}


def chain(depth: int, values: list[int], catcher: int | None) -> str:
    """Write a chain of coroutines that yields each value in turn, from the innermost.

    After the values, the innermost raises if there is a catcher: the coroutine of that rank.
    """
    lines = ["class Awaitable:", "    def __await__(self):"]
    lines += [f"        print('got', (yield {value}))" for value in values]
    lines += ["        raise KeyError('k')" if catcher is not None else "        return 'end'"]
    awaited = "Awaitable()"
    for rank in range(depth):
        lines += [f"async def level_{rank}():"]
        if rank == catcher:
            lines += ["    try:", f"        return await {awaited}"]
            lines += ["    except KeyError:", "        return 'caught'"]
        else:
            lines += [f"    print({rank})", f"    return await {awaited}"]
        awaited = f"level_{rank}()"
    lines += [f"coro = {awaited}", "try:", "    value = coro.send(None)", "    while True:"]
    lines += ["        value = coro.send(value)", "except StopIteration as stop:"]
    return "\n".join([*lines, "    print(stop.value)", ""])


@st.composite
def chains(draw):
    depth = draw(st.integers(1, 8))
    values = draw(st.lists(st.integers(-9, 9), max_size=3))
    catcher = draw(st.none() | st.integers(0, depth - 1))
    return depth, chain(depth, values, catcher), values


def names(trace, step):
    return [
        trace.frames[number].name if number is not None else None
        for number in (step.source, step.target)
    ]


def runs_of(trace, event):
    """Group the consecutive steps of an event, as (source, target) names."""
    groups, last = [], ""
    for step in trace.events:
        if step.event == event:
            groups[len(groups) :] = [] if last == event else [[]]
            groups[-1].append((*names(trace, step), step.value))
        last = step.event
    return groups


@settings(max_examples=8, deadline=None)
@given(chains())
def test_a_yield_crosses_every_frame_from_the_inner_to_the_outer(sample):
    """Each value goes up through the whole chain to the one that sends, and none is skipped."""
    depth, source, values = sample
    frames = ["__await__", *(f"level_{rank}" for rank in range(depth)), "<module>"]
    crossed = runs_of(record_program(source), "yield")
    assert crossed == [[(a, b, str(v)) for a, b in zip(frames, frames[1:])] for v in values]


@settings(max_examples=8, deadline=None)
@given(chains())
def test_a_resume_crosses_every_frame_from_the_outer_to_the_inner(sample):
    """What is sent goes down the way that the yield came up, with its value."""
    depth, source, values = sample
    frames = ["<module>", *(f"level_{rank}" for rank in reversed(range(depth))), "__await__"]
    crossed = runs_of(record_program(source), "resume")
    assert crossed == [[(a, b, str(v)) for a, b in zip(frames, frames[1:])] for v in values]


@settings(max_examples=8, deadline=None)
@given(chains())
def test_each_frame_that_starts_ends_once_or_stays_suspended(sample):
    """A frame starts once, is told in every step until its end, and is never told after it."""
    depth, source, _ = sample
    trace = record_program(source)
    # The module, the class, each level, and `__await__`.
    assert len(trace.frames) == depth + 3
    for number, frame in enumerate(trace.frames):
        states = [
            {card.frame: card.state for card in (*step.stack, *step.aside)}.get(number)
            for step in trace.steps
        ]
        starts = [s for s in trace.steps if s.event == "start" and s.target == number]
        ends = [
            s for s in trace.steps if s.event in END and s.source == number and s.source != s.target
        ]
        if frame.kind == "class":
            assert not starts and not ends
            continue
        assert len(starts) == 1 and len(ends) == 1
        last = trace.steps.index(ends[0])
        first = next(i for i, state in enumerate(states) if state)
        assert all(states[first : last + 1]) and not any(states[last + 1 :])
        assert states[last] == END[ends[0].event]
        assert not set(states[first:last]) & set(END.values())


@settings(max_examples=8, deadline=None)
@given(chains())
def test_outputs_add_up_to_what_the_program_prints(sample):
    """A trace prints what an ordinary run prints, and never takes anything back."""
    trace = record_program(sample[1])
    printed = [step.output for step in trace.steps]
    assert printed == sorted(printed)
    assert printed[-1] == len(trace.output)
    assert trace.output == run_program(sample[1]).output


@settings(max_examples=8, deadline=None)
@given(chains())
def test_one_frame_runs_at_a_time_and_the_stack_holds_together(sample):
    """Bottom to top, each frame was entered by the one below it."""
    depth, source, _ = sample
    steps = record_program(source).steps
    # The module, each level, and `__await__`.
    assert max(len(step.stack) for step in steps) == depth + 2
    for step in steps:
        running = [card for card in step.stack if card.state == "running"]
        assert len(running) <= 1
        for below, card in zip(step.stack, step.stack[1:]):
            assert card.parent == below.frame
        assert step.stack[0].parent is None


@pytest.mark.parametrize("depth", [1, 2, 20])
def test_l_expression_du_yield_traversera_toute_la_stack_d_await_jusqu_au_send(depth):
    """« L'expression du yield traversera toute la stack d'`await` jusqu'au `send(None)` »"""
    source = chain(depth, [42], None).replace("while True", "while False")
    trace = record_program(source)
    sent = next(step for step in trace.steps if step.event == "send")
    crossed = [step for step in trace.steps if step.event == "yield"]
    awaiting = [card for card in crossed[0].stack if card.link == "await"]
    assert len(awaiting) == depth
    assert [step.source for step in crossed[:-1]] == [card.frame for card in reversed(awaiting)]
    assert {step.value for step in crossed} == {"42"}
    assert crossed[-1].target == sent.source
    line, start, _, end = crossed[-1].stack[0].at
    assert source.split("\n")[line - 1][start:end] == "coro.send(None)"
