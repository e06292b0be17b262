"""« Gérer ses coroutines »: from one send to a loop, and what the managers are given."""

import inspect
from collections.abc import AsyncIterable, Callable, Container, Coroutine, Iterable, Sized
from itertools import cycle, islice

import pytest

from tests.talk.demonstration import assert_takes, used_by, with_small_numbers
from tests.talk.errors import assert_lets_out, errors

claim = pytest.mark.claim
MARKER = object()
RESULTS = [
    None,
    MARKER,
    0,
    False,
    "",
    (),
    (1, 2),
    ValueError("a result"),
    StopIteration(1),
    [1],
    {1: 2},
]

MORE_THAN_AWAITABLE = (AsyncIterable, Callable, Container, Coroutine, Iterable, Sized)

# More than any number at which a loop would stop whose numbers are small.
MANY = 5_000

MANAGES = (
    "# {Gérer|Piloter|Conduire|Diriger|Exécuter|Lancer|Faire tourner}"
    " {ses|ses propres|des|les|nos|vos|plusieurs} coroutines"
)


def managing(*names: str) -> list:
    """List blocks of slides whose title says that they manage coroutines."""
    return [pytest.param(name, marks=claim(MANAGES, block=name)) for name in names]


SENDS_ONCE = managing("coro_manager", "wont_terminate_here")
SENDS_TO_THE_END = managing("frenetic_coro_manager")
LETS_OUT = [
    ("coro_manager", 1),
    ("wont_terminate_here", 1),
    ("frenetic_coro_manager", 1),
    ("frenetic_coro_manager", 3),
]


class Scripted:
    """Be a coroutine that yields, ends or fails as scripted; note all that is asked of it."""

    __slots__ = ("steps", "asked")

    def __init__(self, *steps: object) -> None:
        self.steps, self.asked = list(steps), []

    def send(self, *values) -> object:
        self.asked.append(values)
        step = self.steps.pop(0) if self.steps else RuntimeError("it has ended")
        if isinstance(step, BaseException):
            raise step
        return step

    def throw(self, *values) -> None:
        self.asked.append(("throw", *values))

    def close(self) -> None:
        self.asked.append(("close",))


class Pauses:
    """Suspend so many times, each time with a value that is never sent back."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __await__(self):
        for _ in range(self.times):
            assert (yield MARKER) is None


async def pausing(times: int):
    """Suspend so many times, then give a result."""
    await Pauses(times)
    return MARKER


@pytest.fixture
def manager(functions):
    """Find the manager that a block shows, or demonstrates."""
    return lambda name: functions(name)[-1]


@pytest.mark.parametrize("name", SENDS_ONCE + SENDS_TO_THE_END)
def test_managers_return_the_result_of_a_coroutine_that_ends_at_once(name, manager, capsys):
    """Le manager rend le résultat tel quel, et n'envoie None qu'une fois : cela suffit."""
    manage = manager(name)
    assert_takes(manage, 1)
    for value in RESULTS:
        coroutine = Scripted(StopIteration(value))
        assert manage(coroutine) is value
        assert coroutine.asked == [(None,)]
    assert manage(Scripted(StopIteration())) is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", SENDS_ONCE)
def test_coro_manager_sends_once_and_gives_up(name, manager, capsys):
    """Le manager renvoie None pour une coroutine qui se suspend, et en reste là."""
    manage = manager(name)
    for value in RESULTS[:5]:
        coroutine = Scripted(value, StopIteration(1))
        assert manage(coroutine) is None
        assert coroutine.asked == [(None,)]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", SENDS_ONCE)
def test_coro_manager_leaves_a_coroutine_suspended(name, manager):
    """Le manager laisse la coroutine suspendue : on la retrouvera où elle en était."""
    coroutine = pausing(2)
    assert manager(name)(coroutine) is None
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    coroutine.close()


@pytest.mark.parametrize("name, sends", LETS_OUT)
def test_managers_let_the_errors_of_a_coroutine_out(name, sends, manager):
    """Seule StopIteration est la fin d'une coroutine ; tout le reste remonte à qui a appelé."""
    manage = manager(name)
    for error in errors():
        coroutine = Scripted(*[MARKER] * (sends - 1), error)
        with pytest.raises(type(error)) as raised:
            manage(coroutine)
        assert raised.value is error
        assert coroutine.asked == [(None,)] * sends


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("name", ["coro_manager", "wont_terminate_here"])
def test_a_slide_prints_what_the_manager_makes_of_its_coroutine(name, truth, demonstrate):
    """Ses lignes créent une coroutine, la confient au manager et affichent ce qui revient."""
    demonstration = demonstrate(name, truth)
    coroutine, managed = demonstration.calls
    assert (coroutine.arguments, managed.arguments) == ((), (coroutine,))
    assert (coroutine.sent, managed.sent) == ([], [])
    assert demonstration.others == ["print"]
    assert demonstration.printed == f"{managed}\n"
    assert demonstration.errors == []


@pytest.fixture
def wont_terminate(functions):
    return functions("wont_terminate_here")[0]


def test_wont_terminate_here_stays_suspended(functions, capsys):
    """coro_manager renvoie None, la coroutine attend au milieu, et n'a rien affiché."""
    wont_terminate, coro_manager = functions("wont_terminate_here")
    coroutine = wont_terminate()
    assert coro_manager(coroutine) is None
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    assert capsys.readouterr() == ("", "")
    coroutine.close()


@pytest.mark.parametrize("sent", [None, MARKER])
def test_wont_terminate_here_would_terminate_elsewhere(sent, wont_terminate, capsys):
    """La coroutine, reprise une fois de plus, affiche qu'elle se termine, et finit par 42."""
    assert_takes(wont_terminate, 0)
    for _ in range(2):
        coroutine = wont_terminate()
        assert coroutine.send(None) is None
        assert capsys.readouterr() == ("", "")
        with pytest.raises(StopIteration) as stop:
            coroutine.send(sent)
        assert capsys.readouterr() == ("Terminated\n", "")
        assert repr(stop.value.value) == "42"


@pytest.mark.parametrize("times", [1, 3])
def test_wont_terminate_here_waits_for_the_awaitable_alone(
    times, wont_terminate, substitute, capsys
):
    """Ce que donne l'awaitable sort, à chaque fois, et son erreur met fin à l'attente."""
    substitute(wont_terminate, lambda: Pauses(3))

    def suspended():
        coroutine = wont_terminate()
        assert [coroutine.send(None) for _ in range(times)] == [MARKER] * times
        return coroutine

    assert_lets_out(suspended, capsys)


def test_awaitable_suspends_once_and_gives_nothing(wont_terminate, capsys):
    """Ce que renvoie send et ce que vaut l'await sont None ; le send suivant la fait continuer."""
    (Awaitable,) = used_by(wont_terminate).values()
    assert inspect.isclass(Awaitable) and not inspect.signature(Awaitable).parameters
    assert_takes(Awaitable.__await__, 1)
    one = Awaitable()
    assert not isinstance(one, MORE_THAN_AWAITABLE)

    async def waiting():
        return await one

    def suspended():
        coroutine = waiting()
        assert coroutine.send(None) is None
        return coroutine

    for sent in (None, MARKER):
        with pytest.raises(StopIteration) as stop:
            suspended().send(sent)
        assert stop.value.value is None
    assert_lets_out(suspended, capsys)


@pytest.mark.parametrize("name", SENDS_TO_THE_END)
@pytest.mark.parametrize("times", [0, 1, 2, 7, 100])
def test_frenetic_coro_manager_drives_a_coroutine_to_its_end(times, name, manager, capsys):
    """Le manager envoie None jusqu'à la fin de la coroutine, et rend son résultat."""
    manage = manager(name)
    for value in RESULTS:
        coroutine = Scripted(*islice(cycle([MARKER, None, 0]), times), StopIteration(value))
        assert manage(coroutine) is value
        assert coroutine.asked == [(None,)] * (times + 1)
    assert manage(pausing(times)) is MARKER
    assert capsys.readouterr() == ("", "")


def test_frenetic_coro_manager_never_gives_up(manager):
    """Aucun nombre de send n'est trop grand : rien ne le limite, pas même des millions."""
    frenetic_coro_manager = with_small_numbers(manager("frenetic_coro_manager"))
    assert frenetic_coro_manager(pausing(MANY)) is MARKER


def test_frenetic_coro_manager_terminates_what_would_not_terminate(functions, manager, capsys):
    """La coroutine que coro_manager abandonnait affiche sa ligne et donne son résultat."""
    frenetic_coro_manager = manager("frenetic_coro_manager")
    wont_terminate, _ = functions("wont_terminate_here")
    coroutine = wont_terminate()
    coroutine.send(None)
    with pytest.raises(StopIteration) as stop:
        coroutine.send(None)
    printed = capsys.readouterr()
    assert frenetic_coro_manager(wont_terminate()) == stop.value.value
    assert (capsys.readouterr(), printed.out != "") == (printed, True)
