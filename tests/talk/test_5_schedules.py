"""« Gérer ses coroutines »: what the frenetic manager does, whatever chance decides."""

import inspect
import operator
import random
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import cycle, islice
from math import prod

import pytest

from tests.talk.demonstration import assert_takes, with_small_numbers
from tests.talk.errors import assert_lets_out, errors
from tests.talk.test_4_managers import MANY, MARKER, Pauses, Scripted, managing

MORE_THAN_SMALL = 12
# How often each of some coroutines is resumed.
RUNS = [(), (1,), (4,), (3, 3), (5, 1), (1, 2, 3), (2, 2, 2), (1, 1, 1, 1, 1)]
BLOCKS = managing("frenetic_coros_manager", "tum_pak")


class Chance(random.Random):
    """Decide as scripted where the module `random` would; note among how many each time."""

    def __init__(self) -> None:
        super().__init__()
        self.script: list[int] = []
        self.sizes: list[int] = []

    def _randbelow(self, size: int) -> int:
        """Take the next decision; all the integer methods of `random` draw from here."""
        if len(self.sizes) == len(self.script):
            self.script.append(0)
        self.sizes.append(size)
        return self.script[len(self.sizes) - 1] % size

    def choices(self, population, weights=None, *, cum_weights=None, k=1) -> list:
        """Choose as `choice` does; in fractions of one, which cannot be told, it would draw."""
        if weights or cum_weights:
            pytest.fail("it favours some")
        return [self.choice(population) for _ in range(k)]

    def random(self) -> float:
        pytest.fail("it draws a number, not one of the coroutines")

    def follow(self, script: list[int]) -> None:
        self.script, self.sizes = script, []

    @property
    def likelihood(self) -> Fraction:
        """Tell how likely the decisions were that were taken."""
        return Fraction(1, prod(self.sizes))

    def next_script(self) -> list[int]:
        """Script the decisions that follow those that were taken, in their order, or none."""
        script = self.script[: len(self.sizes)]
        while script and script[-1] + 1 == self.sizes[len(script) - 1]:
            script.pop()
        return [*script[:-1], script[-1] + 1] if script else []


@pytest.fixture
def chance(monkeypatch) -> Chance:
    """Decide in the place of Python's own source of chance, however a block knows it."""
    chance = Chance()
    for name in random.__all__:
        monkeypatch.setattr(random, name, getattr(chance, name, None))
    for name in ("seed", "setstate", "Random", "SystemRandom"):
        monkeypatch.setattr(random, name, lambda *_, name=name: pytest.fail(f"random.{name}"))
    return chance


@pytest.fixture
def manager(chance, functions):
    """Find the manager that a block shows, or demonstrates; chance is then scripted."""
    return lambda name: functions(name)[-1]


@cache
def fair(runs: tuple[int, ...]) -> dict[tuple[int, ...], Fraction]:
    """Map each order of so many runs to its likelihood, when each turn is anybody's alike."""
    ready = [number for number, left in enumerate(runs) if left]
    return {
        (number, *order): likelihood / len(ready)
        for number in ready
        for order, likelihood in fair(
            (*runs[:number], runs[number] - 1, *runs[number + 1 :])
        ).items()
    } or {(): Fraction(1)}


def orders(manage, chance: Chance, runs: tuple[int, ...]) -> dict[tuple[int, ...], Fraction]:
    """Manage coroutines that run so often, under every decision; tell how likely each order is."""
    found: dict[tuple[int, ...], Fraction] = {}
    script: list[int] | None = []
    taken: list[int] = []

    async def coroutine(number: int) -> object:
        for _ in range(runs[number] - 1):
            taken.append(number)
            await Pauses(1)
        taken.append(number)
        return MARKER

    while script is not None:
        taken.clear()
        chance.follow(script)
        coroutines = [coroutine(number) for number in range(len(runs))]
        assert manage(*coroutines) is None
        for one in coroutines:
            assert inspect.getcoroutinestate(one) == inspect.CORO_CLOSED
        found[tuple(taken)] = found.get(tuple(taken), 0) + chance.likelihood
        script = chance.next_script() or None
    return found


@pytest.mark.parametrize("name", BLOCKS)
def test_each_turn_is_for_any_coroutine_alike(name, manager, chance, capsys):
    """Le hasard seul décide : chaque ordre arrive, et aussi souvent qu'en tirant sans tricher."""
    for runs in RUNS:
        assert orders(manager(name), chance, runs) == fair(runs)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", BLOCKS)
def test_all_of_many_coroutines_are_drawn_from(name, manager, chance):
    """On tire parmi toutes celles qui ne sont pas finies, seraient-elles des millions."""
    manage, drawn = with_small_numbers(manager(name)), []
    for first in range(MORE_THAN_SMALL):
        chance.follow([first])
        asked = []
        coroutines = [Ending(number, asked) for number in range(MORE_THAN_SMALL)]
        assert manage(*coroutines) is None
        assert chance.sizes == list(range(MORE_THAN_SMALL, 0, -1))
        assert sorted(asked) == list(range(MORE_THAN_SMALL))
        drawn.append(asked[0])
    assert sorted(drawn) == list(range(MORE_THAN_SMALL))


class Ending:
    """Be a coroutine that ends at once; note that it did."""

    def __init__(self, number: int, asked: list[int]) -> None:
        self.number, self.asked = number, asked

    def send(self, value: object) -> None:
        assert value is None
        self.asked.append(self.number)
        raise StopIteration


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("failing", [0, 1, 2])
def test_the_manager_lets_the_error_of_a_coroutine_out(failing, name, manager, chance):
    """L'erreur d'une coroutine sort du manager, et aucune autre ne reprend ensuite."""
    manage = manager(name)
    for error in errors():
        coroutines = [Scripted(MARKER, MARKER, StopIteration()) for _ in range(3)]
        coroutines[failing] = Scripted(MARKER, error)
        chance.follow([0, 1, 2, failing])
        with pytest.raises(type(error)) as raised:
            manage(*coroutines)
        assert raised.value is error
        asked = [len(one.asked) for one in coroutines]
        assert asked == [1 + (number == failing) for number in range(3)]
        assert {value for one in coroutines for value in one.asked} == {(None,)}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_manager_is_given_coroutines_one_by_one_and_sends_them_none(name, manager, chance):
    """Le manager prend autant de coroutines qu'on veut, et ne fait que leur envoyer None."""
    manage = manager(name)
    (parameter,) = inspect.signature(manage).parameters.values()
    assert parameter.kind is inspect.Parameter.VAR_POSITIONAL
    coroutines = [Scripted(MARKER, 0, None, StopIteration(1)) for _ in range(2)]
    assert manage(*coroutines) is None
    assert [one.asked for one in coroutines] == [[(None,)] * 4] * 2


@pytest.mark.parametrize("name", BLOCKS)
def test_a_coroutine_that_is_given_twice_has_two_places(name, manager, chance):
    """Une coroutine donnée deux fois est reprise après sa fin, ce que Python refuse."""

    async def ending() -> None:
        pass

    chance.follow([])
    coroutine = ending()
    with pytest.raises(RuntimeError, match="cannot reuse already awaited coroutine"):
        manager(name)(coroutine, coroutine)
    assert chance.sizes == [2, 1]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_manager_never_gives_up(name, manager, monkeypatch):
    """Aucun nombre de tours n'est trop grand : rien ne le limite, pas même des millions."""

    async def pausing(times: int) -> None:
        await Pauses(times)

    manage, coroutine = with_small_numbers(manager(name)), pausing(MANY)
    monkeypatch.setattr(random, "choice", lambda options: options[0])
    assert manage(coroutine) is None
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_CLOSED


@pytest.mark.parametrize("truth", [True, False])
def test_the_slide_manages_tum_and_pak(truth, stated, lines, define, demonstrate, chance):
    """Le bloc crée une coroutine de chacune et confie ces deux-là, dans cet ordre, au manager."""
    demonstration = demonstrate("tum_pak", truth)
    tum, pak, managed = demonstration.calls
    defined = list(vars(define("tum_pak")))
    # In the order of their definitions, or of their lines: to exchange either says nothing.
    assert lines == stated or defined.index(tum.name) < defined.index(pak.name)
    assert (tum.arguments, pak.arguments, managed.arguments) == ((), (), (tum, pak))
    assert (demonstration.others, demonstration.errors) == ([], [])
    assert demonstration.printed == ""


@pytest.fixture
def stated(block) -> list[tuple[str, int]]:
    """Tell the lines that the output states, and how often each comes, in their order."""
    return list(Counter(block("tum_pak").output.text.splitlines(keepends=True)).items())


@pytest.fixture
def lines(stated, functions) -> list[tuple[str, int]]:
    """Tell which line tum prints, and how often, then pak, as the output states it.

    Its lines may come in any order, so that each is of the function that has its name. Where none
    has, the first is of the first.
    """
    names = [function.__name__.casefold() for function in functions("tum_pak")]
    first, second = stated
    swapped = [line.strip().casefold() for line, _ in (second, first)]
    return [second, first] if any(map(operator.eq, names, swapped)) else [first, second]


@pytest.mark.parametrize("number", [0, 1])
def test_tum_and_pak_wait_before_each_of_their_prints(number, lines, functions, capsys):
    """Le premier send la démarre ; chaque suivant affiche sa ligne une fois, puis elle finit."""
    text, times = lines[number]
    function = functions("tum_pak")[number]
    assert_takes(function, 0)
    coroutine, printed = function(), []
    with pytest.raises(StopIteration) as stop:
        while True:
            assert coroutine.send(MARKER if printed else None) is None
            printed.append(tuple(capsys.readouterr()))
    printed.append(tuple(capsys.readouterr()))
    assert printed == [("", "")] + [(text, "")] * times
    assert stop.value.value is None


@pytest.mark.parametrize("ends", [False, True], ids=["first", "last"])
@pytest.mark.parametrize("number", [0, 1])
def test_tum_and_pak_wait_for_the_awaitable_alone(
    ends, number, lines, functions, substitute, capsys
):
    """Ce que donne l'awaitable sort, à chaque tour, et son erreur met fin à l'attente."""
    function = functions("tum_pak")[number]
    substitute(function, lambda: Pauses(2))
    times = 2 * lines[number][1] if ends else 1

    def suspended():
        coroutine = function()
        assert [coroutine.send(None) for _ in range(times)] == [MARKER] * times
        capsys.readouterr()
        return coroutine

    assert_lets_out(suspended, capsys)


@pytest.mark.parametrize("turns", [[0], [1], [0, 1], [1, 0]], ids=repr)
def test_tum_and_pak_take_the_turns_that_chance_gives_them(turns, lines, run, chance, capsys):
    """Quand le hasard choisit l'une ou l'autre, c'est elle qui affiche."""
    sends = [times + 1 for _, times in lines]
    script = list(islice(cycle(turns), sum(sends)))
    chance.follow(list(script))
    run("tum_pak")
    sent, expected = [0, 0], ""
    for number in script:
        number = 1 - number if sent[number] == sends[number] else number
        expected += lines[number][0] if sent[number] else ""
        sent[number] += 1
    assert capsys.readouterr() == (expected, "")
