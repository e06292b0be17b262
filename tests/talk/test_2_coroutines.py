"""« Les coroutines »: the two kinds, what calling one does, what send(None) does, who sends."""

import asyncio
import inspect
import types
from collections.abc import Coroutine
from importlib import import_module

import pytest

claim = pytest.mark.claim

# PEP 342, “Coroutines via Enhanced Generators”, section “New generator method: send(value)”.
PEP_OF_SEND = "342"


@claim("Une coroutine est une fonction dont l'exécution peut … suspend…")
def test_a_coroutine_is_a_function_that_can_be_suspended(define, capsys):
    """It stops in the middle, others run meanwhile, and it goes on from there."""
    function = define("wont_terminate_here").wont_terminate_here
    assert inspect.isfunction(function)
    coroutine = function()
    coroutine.send(None)
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    print("meanwhile")
    with pytest.raises(StopIteration):
        coroutine.send(None)
    assert capsys.readouterr().out == "meanwhile\nTerminated\n"


@claim("generator-based coroutines")
@claim("native coroutines")
def test_there_are_two_kinds_of_coroutines_and_both_are_awaitable():
    """A generator becomes awaitable by `types.coroutine`; `async def` makes one of its own."""

    def generator():
        yield

    async def native():
        return None

    based, own = types.coroutine(generator)(), native()
    assert inspect.isgenerator(based) and not inspect.iscoroutine(based)
    assert inspect.iscoroutine(own) and not inspect.isgenerator(own)
    assert (inspect.isawaitable(based), inspect.isawaitable(own)) == (True, True)
    own.close()


@pytest.mark.parametrize("name", ["get_then_print_generator", "get_then_print_native"])
def test_get_then_print_takes_one_argument(name, define):
    """It can't be called without an address."""
    with pytest.raises(TypeError):
        define(name).get_then_print()


def test_the_generator_based_coroutine_is_what_types_coroutine_makes_of_it(define, monkeypatch):
    """`types.coroutine` gets the function, once, and the block keeps what it gives back."""
    made = []
    monkeypatch.setattr(types, "coroutine", lambda function: made.append(function) or made)
    assert define("get_then_print_generator").get_then_print is made
    (function,) = made
    assert function("address") is None


def test_the_generator_based_coroutine_is_no_coroutine_function(define):
    """Python itself tells it from a native one: it is a plain function that was wrapped."""
    function = define("get_then_print_generator").get_then_print
    assert not inspect.iscoroutinefunction(function)
    assert inspect.isfunction(inspect.unwrap(function))
    assert inspect.unwrap(function) is not function


def test_the_native_coroutine_is_a_coroutine_function(define, capsys):
    """It gives a coroutine that runs to its end at once, with no result and nothing printed."""
    function = define("get_then_print_native").get_then_print
    assert inspect.iscoroutinefunction(function)
    with pytest.raises(StopIteration) as stop:
        function("address").send(None)
    assert stop.value.value is None
    assert capsys.readouterr().out == ""


@claim("Une `coroutine`… renvoie un objet `{type}`")
def test_calling_tum_shows_a_coroutine_object_and_runs_nothing(says, type_in):
    """The transcript ends by showing a coroutine that has not begun, and has printed nothing."""
    *before, last = type_in("tum")
    (coroutine,) = last.shown
    says(type=type(coroutine).__name__)
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED
    assert [one.printed for one in [*before, last]] == [""] * (len(before) + 1)
    coroutine.close()


@pytest.mark.parametrize("name", ["tum", "tum_send"])
def test_a_tum_that_is_dropped_warns_that_it_never_ran(name, define):
    """Python warns of a coroutine that nobody awaits, as that is nearly always a mistake."""
    tum = define(name).tum
    with pytest.warns(RuntimeWarning, match="coroutine 'tum' was never awaited"):
        tum()


@pytest.mark.parametrize("name", ["tum", "tum_send"])
def test_sending_none_to_tum_prints_its_name_and_ends_it(name, define, capsys):
    """`send(None)` runs the body: it prints, then raises StopIteration without a result."""
    tum = define(name).tum
    with pytest.raises(StopIteration) as stop:
        tum().send(None)
    assert stop.value.value is None
    assert capsys.readouterr().out == f"{tum.__name__}\n"


@claim("… calling `{call}` did not execute … `{print}`, but calling `{send}` did (see PEP {pep})")
def test_calling_runs_nothing_and_sending_runs_the_print(says, define, capsys):
    """What the sentence names is executed as it is written there."""
    names = vars(define("tum_send"))
    names["coroutine"] = eval(says.call, names)
    assert capsys.readouterr().out == ""
    with pytest.raises(StopIteration):
        eval(f"coroutine{says.send}", names)
    printed = capsys.readouterr().out
    eval(says.print, names)
    assert printed == capsys.readouterr().out
    says(pep=PEP_OF_SEND)


def test_the_transcript_of_send_runs_tum_with_its_last_statement(type_in):
    """Nothing happens until something is sent; then it prints and StopIteration comes out."""
    *before, last = type_in("tum_send")
    assert [(one.printed, one.shown, one.error) for one in before] == [("", [], None)] * len(before)
    assert last.printed == "tum\n"
    assert type(last.error) is StopIteration


class Spied(Coroutine):
    """Be a coroutine that notes what is called on it, and whether an event loop does."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def send(self, value):
        assert asyncio.get_running_loop().is_running()
        self.calls.append("send")
        raise StopIteration

    def throw(self, *_):
        self.calls.append("throw")

    def close(self):
        self.calls.append("close")

    def __await__(self):
        return self


@pytest.mark.machine
@claim("L'appel de .{method} est fait par la main loop ({runner})")
def test_the_main_loop_calls_send(says):
    """The function that the sentence names runs a loop, and the loop sends to the coroutine."""
    module, _, function = says.runner.rpartition(".")
    coroutine = Spied()
    getattr(import_module(module), function)(coroutine)
    says(method=coroutine.calls[0])


@claim("Le résultat d'une coroutine est … stocké dans l'exception `{exception}`")
@claim("Dans l'attribut `{attribute}`")
def test_the_result_of_a_coroutine_is_in_the_exception_that_ends_it(says):
    """The exception and the one attribute that holds the result are those that the slide names."""
    result = object()

    async def coroutine():
        return result

    with pytest.raises(Exception) as ended:
        coroutine().send(None)
    holding = [name for name in dir(ended.value) if getattr(ended.value, name) is result]
    says(exception=ended.type.__name__, attribute=", ".join(holding))
