"""« Les coroutines »: the two kinds, what calling one does, and what send(None) does."""

import inspect
import types

import pytest

FUNCTIONS = ["get_then_print_generator", "get_then_print_native"]


@pytest.mark.parametrize("name", FUNCTIONS)
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


def test_calling_tum_shows_a_coroutine_object_and_runs_nothing(type_in):
    """The transcript ends by showing a coroutine that has not begun, and has printed nothing."""
    *before, last = type_in("tum")
    (coroutine,) = last.shown
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


def test_the_transcript_of_send_runs_tum_with_its_last_statement(type_in):
    """Nothing happens until something is sent; then it prints and StopIteration comes out."""
    *before, last = type_in("tum_send")
    assert [(one.printed, one.shown, one.error) for one in before] == [("", [], None)] * len(before)
    assert last.printed == "tum\n"
    assert type(last.error) is StopIteration
