"""« Gérer ses coroutines »: what the frenetic manager does whatever chance decides."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import permutations
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WITH_ONE_MANAGER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=30,
)


@pytest.fixture
def module(define) -> ModuleType:
    return define("frenetic_coros_manager")


def chance_of(module: ModuleType) -> dict[str, object]:
    """Map the names by which a module knows `random`, or functions of it, to what they are."""
    return {
        name: value
        for name, value in vars(module).items()
        if value is random or value is getattr(random, getattr(value, "__name__", ""), module)
    }


@contextmanager
def drawing_from(source: random.Random, module: ModuleType) -> Iterator[None]:
    """Have a module draw from this source where it would draw from Python's own."""
    real = chance_of(module)
    for name, value in real.items():
        scripted = source if value is random else getattr(source, value.__name__)
        setattr(module, name, scripted)
    try:
        yield
    finally:
        vars(module).update(real)


def turns(module: ModuleType, source: random.Random, suspensions: list[int]) -> list[int]:
    """Manage a coroutine for each number of suspensions; list who ran, turn after turn."""
    taken = []

    async def coroutine(number: int) -> None:
        for _ in range(suspensions[number]):
            taken.append(number)
            await module.Awaitable()
        taken.append(number)

    with ExitStack() as stack:
        stack.enter_context(drawing_from(source, module))
        coroutines = [coroutine(number) for number in range(len(suspensions))]
        for one in coroutines:
            stack.callback(one.close)
        assert module.frenetic_coros_manager(*coroutines) is None
    return taken


def test_the_manager_draws_from_the_random_module_itself(module):
    """What the other tests replace is Python's own source of chance."""
    assert chance_of(module)


@WITH_ONE_MANAGER
@given(source=st.randoms(), suspensions=st.lists(st.integers(0, 4), max_size=5))
def test_every_coroutine_ends_under_every_schedule(module, source, suspensions):
    """Each runs as often as it needs, to its end, whoever ends first."""
    expected = {number: times + 1 for number, times in enumerate(suspensions)}
    assert Counter(turns(module, source, suspensions)) == expected


def test_any_coroutine_may_run_at_any_turn(module):
    """Chance alone decides: every order of three coroutines with two turns each comes up."""
    seeds = map(random.Random, range(1500))
    assert {tuple(turns(module, seed, [1, 1, 1])) for seed in seeds} == set(
        permutations([0, 0, 1, 1, 2, 2])
    )
