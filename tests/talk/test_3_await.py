"""« await »: four awaits two twice, and ends without ever being suspended."""

import inspect

import pytest

BLOCKS = ["four", "coro_manager"]


def result(coroutine):
    """Return the result of a coroutine that ends at the first send."""
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    return stop.value.value


def helper(module) -> str:
    """Name the coroutine function that four awaits, whatever the slide calls it."""
    functions = inspect.getmembers(module, inspect.iscoroutinefunction)
    (name,) = [name for name, _ in functions if name != "four"]
    return name


@pytest.mark.parametrize("name", BLOCKS)
def test_four_ends_at_once_with_4(name, define):
    """One send is enough, and the result is in the exception."""
    assert result(define(name).four()) == 4


@pytest.mark.parametrize("name", BLOCKS)
def test_four_awaits_coroutines_that_give_2(name, define):
    """Each of the two is a coroutine function whose coroutine ends at once with 2."""
    module = define(name)
    assert result(getattr(module, helper(module))()) == 2


@pytest.mark.parametrize("name", BLOCKS)
def test_four_adds_what_its_two_awaits_give(name, define, monkeypatch):
    """The results are those of the awaits: other ones give another sum."""
    module, results = define(name), [10, 7]

    async def other() -> int:
        return results.pop(0)

    monkeypatch.setattr(module, helper(module), other)
    assert result(module.four()) == 17
    assert results == []


def test_the_slide_ends_with_the_stop_iteration_of_four(run):
    """Sending to the coroutine, the block's last statement, raises what the notes state."""
    with pytest.raises(StopIteration) as stop:
        run("four")
    assert stop.value.value == 4
    assert stop.traceback[-1].name == "<module>"
