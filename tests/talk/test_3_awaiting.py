"""« await » to « Awaitables »: four never waits, who may suspend, and what can be awaited."""

import inspect
import traceback
from collections.abc import Awaitable

import pytest

claim = pytest.mark.claim
BLOCKS = ["four", "coro_manager"]
MARKER = object()

# PEP 492, “Coroutines with async and await syntax”, whose sections have these addresses.
PEP_SITES = ["www.python.org/dev/peps", "peps.python.org"]
PEP_OF_AWAIT = {"pep": "0492", "section": "Await Expression".lower().replace(" ", "-")}


def result(coroutine):
    """Return the result of a coroutine that ends at the first send."""
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    return stop.value.value


def made_by(source: str, name: str):
    """Execute a definition; return what it defines."""
    names = {"MARKER": MARKER}
    exec(source, names)
    return names[name]


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


@claim("… donne `{raised}`, de manière complètement synchrone")
def test_the_slide_ends_with_the_stop_iteration_of_four(says, run):
    """The block's own last statement raises it: nothing was suspended, and no loop had a part."""
    with pytest.raises(StopIteration) as stop:
        run("four")
    says(raised="".join(traceback.format_exception_only(stop.value)).strip())
    assert stop.traceback[-1].name == "<module>"


@claim("Ce n'est pas possible dans une coroutine")
def test_a_coroutine_can_not_suspend_itself():
    """Its body may not yield and stay one; a stack of coroutines alone ends at the first send."""
    assert not inspect.iscoroutinefunction(made_by("async def yielding(): yield", "yielding"))
    with pytest.raises(SyntaxError):
        made_by("async def yielding(): yield from []", "yielding")

    async def nested(depth: int):
        return await nested(depth - 1) if depth else MARKER

    assert result(nested(50)) is MARKER


@claim("… à part `{wait}`, ou toute attente vers un awaitable qui se suspend sans rien faire")
def test_waiting_for_what_does_nothing_suspends_once(says, define):
    """Both suspend with None, without any loop, and go on at the next send."""
    source = f"import asyncio\nasync def waiting(): {says.wait}"
    idle = define("wont_terminate_here").Awaitable

    async def idling():
        await idle()

    for function in (made_by(source, "waiting"), idling):
        coroutine = function()
        assert coroutine.send(None) is None
        assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
        assert result(coroutine) is None


@claim("Un `future-like object` est un obje… implémentant `{method}`, qui a le droit de `{word}`")
def test_a_future_like_object_may_yield(says):
    """An object with the method, whose body is the statement, suspends who awaits it."""
    body = made_by(f"def body(self):\n    {says.word}", "body")
    future_like = type("FutureLike", (), {says.method: body})

    async def waiting():
        await future_like()

    coroutine = waiting()
    assert coroutine.send(None) is None
    assert result(coroutine) is None


@claim("L'expression du {suspend} traversera toute la stack d'`{wait}` jusqu'au `{send}`")
def test_what_is_yielded_crosses_every_await_up_to_send(says):
    """However deep the stack, the very object that is yielded comes out of send."""
    level = made_by(
        f"""class FutureLike:
        def __await__(self):
            {says.suspend} MARKER
    async def level(depth):
        {says.wait} (level(depth - 1) if depth else FutureLike())
    """.replace("\n    ", "\n"),
        "level",
    )
    for depth in (0, 1, 20):
        coroutine = level(depth)
        assert eval(f"coroutine.{says.send}") is MARKER
        coroutine.close()


@claim(
    "Les [awaitables](https://{site}/pep-{pep}/#{section})"
    " sont des objets pouvant être « attendus » via un `{wait}`"
)
def test_awaitables_are_what_can_be_awaited(says, awaitables):
    """Python tells which they are, and refuses any other; the link leads to where PEP 492 does."""
    waiting = made_by(f"async def waiting(one): return {says.wait} one", "waiting")
    for awaitable in awaitables:
        assert inspect.isawaitable(awaitable)
        assert result(waiting(awaitable)) is MARKER
    with pytest.raises(TypeError):
        waiting(object()).send(None)
    says(**PEP_OF_AWAIT)
    assert says.site in PEP_SITES


@claim("… `{type}` ou un objet implémentant `{method}`")
def test_coroutines_and_objects_with_the_method_are_awaitable(says, awaitables):
    """The type and the method are those of the two kinds of awaitables that Python knows."""
    coroutine, with_method = awaitables
    says(type=type(coroutine).__name__, method=", ".join(Awaitable.__abstractmethods__))
    assert not inspect.iscoroutine(with_method)


@pytest.fixture
def awaitables():
    """Make a coroutine, and an object that implements the method."""

    class WithMethod:
        def __await__(self):
            return MARKER
            yield

    async def native():
        return MARKER

    coroutine = native()
    yield coroutine, WithMethod()
    coroutine.close()
