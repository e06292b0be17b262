"""« Gérer ses coroutines »: from one send to a loop that picks whom to resume."""

import inspect
import random

import pytest

RESULT = object()
MANAGERS = ["coro_manager", "frenetic_coro_manager", "frenetic_coros_manager"]


class Pause:
    """Suspend once; note in `events` what `send` gives back to the await."""

    def __init__(self, events: list) -> None:
        self.events = events

    def __await__(self):
        self.events.append((yield))


async def pausing(times: int, events: list):
    """Suspend so many times, then give a result."""
    for _ in range(times):
        await Pause(events)
    return RESULT


async def failing(error: type[BaseException]):
    raise error


def test_coro_manager_returns_the_result_of_a_coroutine_that_ends_at_once(define, capsys):
    """The result comes back itself, None included, and four's is 4."""
    module = define("coro_manager")
    assert module.coro_manager(module.four()) == 4
    assert module.coro_manager(pausing(0, [])) is RESULT
    assert module.coro_manager(define("get_then_print_native").get_then_print("")) is None
    assert capsys.readouterr().out == ""


def test_coro_manager_sends_once_and_gives_up(define):
    """It returns None for a coroutine that suspends, and leaves it suspended."""
    events = []
    coroutine = pausing(2, events)
    assert define("coro_manager").coro_manager(coroutine) is None
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    assert events == []
    coroutine.close()


@pytest.mark.parametrize("error", [LookupError, RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("name", MANAGERS)
def test_managers_let_the_errors_of_a_coroutine_out(name, error, define):
    """Only StopIteration is the end of a coroutine; anything else is its caller's to see."""
    with pytest.raises(error):
        getattr(define(name), name)(failing(error))


def test_wont_terminate_here_stays_suspended(define, capsys):
    """coro_manager returns None, the coroutine waits in the middle, and it printed nothing."""
    module = define("wont_terminate_here")
    coroutine = module.wont_terminate_here()
    assert module.coro_manager(coroutine) is None
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    assert capsys.readouterr().out == ""
    coroutine.close()


def test_wont_terminate_here_would_terminate_elsewhere(define, capsys):
    """Resumed once more, it prints that it terminated, then ends with 42."""
    coroutine = define("wont_terminate_here").wont_terminate_here()
    assert coroutine.send(None) is None
    assert capsys.readouterr().out == ""
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    assert capsys.readouterr().out == "Terminated\n"
    assert stop.value.value == 42


def test_awaitable_suspends_once_and_gives_nothing(define):
    """What send returns, and what the await is worth, are None; the next send goes on."""

    async def waiting():
        return await define("wont_terminate_here").Awaitable()

    coroutine = waiting()
    assert coroutine.send(None) is None
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    assert stop.value.value is None


@pytest.mark.parametrize("times", [0, 1, 2, 7])
def test_frenetic_coro_manager_drives_a_coroutine_to_its_end(times, define):
    """However often it suspends, it is sent None until it ends, and its result comes back."""
    events = []
    assert define("frenetic_coro_manager").frenetic_coro_manager(pausing(times, events)) is RESULT
    assert events == [None] * times


def test_frenetic_coro_manager_returns_none_for_a_coroutine_without_a_result(define):
    """As `stop.value` is None then, whereas `stop.args` is empty."""
    nothing = define("get_then_print_native").get_then_print("")
    assert define("frenetic_coro_manager").frenetic_coro_manager(nothing) is None


def test_frenetic_coro_manager_terminates_what_would_not_terminate(define, capsys):
    """The coroutine that coro_manager gave up on prints and gives its result."""
    module = define("frenetic_coro_manager")
    assert module.frenetic_coro_manager(module.wont_terminate_here()) == 42
    assert capsys.readouterr().out == "Terminated\n"


def test_frenetic_coros_manager_without_coroutines_does_nothing(define):
    """There is nothing to pick from, so it returns at once."""
    assert define("frenetic_coros_manager").frenetic_coros_manager() is None


@pytest.mark.parametrize("name", ["tum", "pak"])
def test_tum_and_pak_wait_before_each_of_their_ten_prints(name, define, capsys):
    """The first send only starts it; each of the ten next ones prints once, the last ends it."""
    coroutine = getattr(define("tum_pak"), name)()
    printed = []
    with pytest.raises(StopIteration) as stop:
        while True:
            assert coroutine.send(None) is None
            printed.append(capsys.readouterr().out)
    printed.append(capsys.readouterr().out)
    assert printed == [""] + [f"{name.capitalize()}\n"] * 10
    assert stop.value.value is None


def test_tum_and_pak_take_turns_at_random(run, capsys):
    """Each seed prints ten of each; the order is another, and neither waits for the other."""
    before = random.getstate()
    orders = set()
    for seed in range(5):
        random.seed(seed)
        run("tum_pak")
        orders.add(capsys.readouterr().out)
    random.setstate(before)
    assert {(order.count("Tum\n"), order.count("Pak\n")) for order in orders} == {(10, 10)}
    assert {len(order) for order in orders} == {len("Tum\n") * 20}
    assert len(orders) == 5
    tums, paks = "Tum\n" * 10, "Pak\n" * 10
    assert orders.isdisjoint([tums + paks, paks + tums])
