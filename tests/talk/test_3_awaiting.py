"""« await » to « Awaitables »: four never waits, who may suspend, and what can be awaited."""

import asyncio
import inspect
import traceback
from collections.abc import Awaitable, Coroutine

import pytest

from tests.talk.demonstration import assert_takes, used_by
from tests.talk.errors import errors

claim = pytest.mark.claim
MARKER = object()

# PEP 492, “Coroutines with async and await syntax”, whose sections have these addresses.
PEP_SITES = ["www.python.org/dev/peps", "peps.python.org"]
PEP_OF_AWAIT = {"pep": "0492", "section": "Await Expression".lower().replace(" ", "-")}


class Term(str):
    """Be a text that can be added to zero, with which a sum may begin."""

    def __radd__(self, other: int) -> "Term":
        assert other == 0
        return self


class Suspend:
    """Suspend once, with a value."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __await__(self):
        yield self.value


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


def fours(*marks) -> list:
    """List the blocks that define a coroutine of 4, the one of « await » with marks."""
    return [pytest.param("four", marks=marks), "coro_manager"]


@pytest.fixture
def stated(block):
    """Tell how the result of its coroutine ends the only line that a block is stated to print."""
    return lambda name: block(name).output.text.rstrip("\n").removeprefix("StopIteration: ")


@pytest.fixture
def four(functions):
    """Find the coroutine function that a block demonstrates."""
    return lambda name: functions(name)[0]


@pytest.fixture
def awaiting(four, substitute):
    """Have the coroutine of a block await others: those that it gets from a function."""

    def awaiting(name: str, other):
        function = four(name)
        substitute(function, other)
        return function()

    return awaiting


@pytest.mark.parametrize("name", fours())
def test_four_ends_at_once_with_what_its_slide_states(name, four, stated, capsys):
    """Un seul send suffit, le résultat est dans l'exception, et rien d'autre ne se voit."""
    assert_takes(four(name), 0)
    assert inspect.iscoroutinefunction(four(name))
    for _ in range(3):
        assert repr(result(four(name)())) == stated(name)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", fours())
def test_four_awaits_coroutines_that_give_one_half_each(name, four, stated, capsys):
    """Chacune des deux finit tout de suite, par la moitié du résultat, et rien ne se voit."""
    (helper,) = used_by(four(name)).values()
    assert_takes(helper, 0)
    assert inspect.iscoroutinefunction(helper)
    for _ in range(3):
        half = result(helper())
        assert repr(half + half) == stated(name)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name",
    fours(
        claim(
            "# {|Le mot-clé |L'opérateur |L'instruction |L'expression |Utiliser |Attendre avec }"
            "await{|, le mot-clé}",
            block="four",
        )
    ),
)
@pytest.mark.parametrize("texts", [("a", "b"), ("", "")], ids=["texts", "empty"])
def test_four_adds_what_its_two_awaits_give(name, texts, awaiting):
    """four attend l'une, puis l'autre, se suspend avec elles, et additionne dans cet ordre."""
    results = list(texts)

    async def giving(text: str) -> str:
        suspended.append(text)
        await Suspend(text)
        return Term(text)

    def other() -> Coroutine[str, None, str]:
        return giving(results.pop(0))

    suspended: list[str] = []
    coroutine = awaiting(name, other)
    assert suspended == []
    assert coroutine.send(None) == texts[0]
    assert suspended == [texts[0]]
    assert coroutine.send(None) == texts[1]
    assert result(coroutine) == "".join(texts)
    assert suspended == list(texts)


@pytest.mark.parametrize("name", fours())
@pytest.mark.parametrize("failing", [0, 1])
def test_four_lets_the_errors_of_what_it_awaits_out(name, failing, awaiting):
    """La première des deux attentes qui échoue met fin à four, par son erreur."""
    ends: list[BaseException | None] = []

    async def other() -> str:
        if error := ends.pop(0):
            raise error
        return Term()

    for error in errors():
        ends += [*[None] * failing, error]
        with pytest.raises(type(error)) as raised:
            awaiting(name, other).send(None)
        assert raised.value is error
        assert not ends


@claim(
    "{|Le code |Ce code |Le bloc |Ce bloc |La session |Le résultat }"
    "{donne|lève|affiche|résultat|on a|finit par|se termine par} `{raised}`, "
    "{|tout est |tout se passe |tout se fait }de manière {|complètement }synchrone",
    block="four",
)
def test_the_slide_ends_with_the_stop_iteration_of_four(says, run):
    """La dernière ligne du bloc la lève : rien ne s'est suspendu, et aucune boucle n'a servi."""
    with pytest.raises(StopIteration) as stop:
        run("four")
    says(raised="".join(traceback.format_exception_only(stop.value)).strip())
    assert stop.traceback[-1].name == "<module>"


@pytest.mark.parametrize("truth", [True, False])
def test_the_slide_sends_none_to_the_coroutine_of_four(truth, demonstrate):
    """Le bloc crée une coroutine, envoie None à celle-là, et laisse sortir ce qui en vient."""
    demonstration = demonstrate("four", truth)
    (call,) = demonstration.calls
    assert (call.arguments, call.sent, demonstration.others) == ((), [(None,)], [])
    (error,) = demonstration.errors
    assert error.value is call
    assert demonstration.printed == ""


@claim(
    "{Ce n'est pas possible dans une coroutine|Ce n'est pas possible depuis une coroutine"
    "|On ne peut pas le faire dans une coroutine|On ne peut pas le faire depuis une coroutine"
    "|Une coroutine ne peut pas le faire|Une coroutine ne le peut pas}",
    "# {|Peut-on }suspendre {|l'exécution de }{une|sa|la|cette|ma} coroutine{| ?}",
)
def test_a_coroutine_can_not_suspend_itself():
    """Avec `yield`, elle n'en est plus une ; des coroutines seules finissent au premier send."""
    assert not inspect.iscoroutinefunction(made_by("async def yielding(): yield", "yielding"))
    with pytest.raises(SyntaxError):
        made_by("async def yielding(): yield from []", "yielding")

    async def nested(depth: int):
        return await nested(depth - 1) if depth else MARKER

    assert result(nested(50)) is MARKER


@claim(
    "{|Enfin, }à part `{wait}`, {ou|et} {toute attente vers un|une attente vers un"
    "|toute autre attente vers un"
    "|toute attente sur un|toute attente d'un"
    "|l'attente de tout|l'attente d'un|en attendant un|en attendant tout} awaitable "
    "{qui se suspend sans rien faire|qui se suspend sans rien faire d'autre"
    "|qui ne fait que se suspendre|qui ne fait rien d'autre que se suspendre}",
    "{Ce n'est pas possible dans une coroutine|Ce n'est pas possible depuis une coroutine"
    "|On ne peut pas le faire dans une coroutine|On ne peut pas le faire depuis une coroutine"
    "|Une coroutine ne peut pas le faire|Une coroutine ne le peut pas}",
)
def test_waiting_for_what_does_nothing_suspends_once(says, functions, monkeypatch):
    """Ces attentes suspendent, sans aucune boucle, et reprennent au send suivant."""
    source = f"import asyncio\nasync def waiting(): {says.wait}"
    (idle,) = used_by(functions("wont_terminate_here")[0]).values()
    delays, really = [], asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda *seconds: delays.append(seconds) or really(0))

    async def idling():
        await idle()

    yielded = []
    for function in (made_by(source, "waiting"), idling):
        coroutine = function()
        yielded.append(coroutine.send(None))
        assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
        assert result(coroutine) is None
    assert (delays, yielded[0]) == ([(0,)], None)


@claim(
    "Un `future-like object` {est un objet implémentant|implémente|est un objet avec"
    "|est tout objet implémentant"
    "|est un objet dont} {|la méthode |une méthode }`{method}`, {|méthode }qui a le droit "
    "{de|de faire|de contenir|d'utiliser} `{word}`",
    "# {|Un |Les |Des }{future-like object|future-like objects|objet future-like"
    "|objets future-like}",
)
def test_a_future_like_object_may_yield(says):
    """Un objet qui a la méthode, avec cette instruction pour corps, suspend qui l'attend."""
    body = made_by(f"def body(self):\n    {says.word}", "body")
    future_like = type("FutureLike", (), {says.method: body})

    async def waiting():
        await future_like()

    coroutine = waiting()
    assert coroutine.send(None) is None
    assert result(coroutine) is None


@claim(
    "{L'expression|La valeur|L'objet} {|donnée |passée }du {suspend} {traversera|remontera} "
    "{toute la stack d'|la stack d'|tous les }`{wait}` jusqu'au `{send}`",
    "# {|Un |Les |Des }{future-like object|future-like objects|objet future-like"
    "|objets future-like}",
)
def test_what_is_yielded_crosses_every_await_up_to_send(says):
    """Si profonde que soit la pile, l'objet même qui est donné par `yield` sort de send."""
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
    says(send="send(None)")


@claim(
    "Les [awaitables](https://{site}/pep-{pep}/#{section})"
    " {|sont des objets |sont tous les objets |désignent les objets }"
    "pouvant être « attendus » {via|par} un {|mot-clé }`{wait}`",
    "# {|Les |Des |Un }awaitable{|s}",
)
def test_awaitables_are_what_can_be_awaited(says, awaitables):
    """Python dit lesquels le sont, refuse tout le reste, et le lien mène où mène la PEP 492."""
    waiting = made_by(f"async def waiting(one): return {says.wait} one", "waiting")
    for awaitable in awaitables:
        assert inspect.isawaitable(awaitable)
        assert result(waiting(awaitable)) is MARKER
    with pytest.raises(TypeError):
        waiting(object()).send(None)
    says(**PEP_OF_AWAIT)
    assert says.site in PEP_SITES


@claim(
    "`{type}` {ou|et} {un|tout} objet {implémentant|avec|qui a|ayant} "
    "{|la méthode |une méthode }`{method}`",
    "# {|Les |Des |Un }awaitable{|s}",
)
def test_coroutines_and_objects_with_the_method_are_awaitable(says, awaitables):
    """Le type et la méthode sont ceux des deux sortes d'awaitables que connaît Python."""
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
