"""« Les coroutines »: the two kinds, what calling one does, what send(None) does, who sends."""

import asyncio
import inspect
import re
import traceback
import types
from collections.abc import Coroutine
from doctest import DocTestParser
from importlib import import_module

import pytest

from deck.proof.quotes import claims
from tests.talk.demonstration import assert_takes
from tests.talk.untouched import Untouched

claim = pytest.mark.claim

# PEP 342, “Coroutines via Enhanced Generators”, section “New generator method: send(value)”.
PEP_OF_SEND = "342"

TUMS = ["tum", "tum_send"]
FRAME = r'File "<(?:stdin|python-input-\d+)>", line (\d+), in (\S+)'


@claim(
    "{Une coroutine est une fonction dont l'exécution peut être suspendue"
    "|Une coroutine est une fonction qui peut se suspendre"
    "|Une coroutine est une fonction capable de suspendre son exécution"
    "|Une coroutine est une fonction particulière dont l'exécution peut être suspendue"
    "|Une coroutine est une fonction spéciale dont l'exécution peut être suspendue"
    "|On peut suspendre l'exécution d'une coroutine, c'est une fonction}"
    "{|, puis reprendre|, puis être reprise|, puis reprise|, et reprise plus tard}"
    "{| pendant son exécution| pendant qu'elle s'exécute| en cours d'exécution| temporairement}"
)
def test_a_coroutine_is_a_function_that_can_be_suspended(functions, capsys):
    """Elle s'arrête au milieu, d'autres s'exécutent, puis elle reprend où elle en était."""
    function, _ = functions("wont_terminate_here")
    assert inspect.isfunction(function)
    coroutine = function()
    coroutine.send(None)
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_SUSPENDED
    print("meanwhile")
    with pytest.raises(StopIteration):
        coroutine.send(None)
    before, after = capsys.readouterr().out.split("meanwhile\n")
    assert (before, after != "") == ("", True)


@claim(
    "{Une coroutine est une fonction …"
    "|On peut suspendre l'exécution d'une coroutine, c'est une fonction …}",
    "# {|Python : |En Python : |Introduction à |Comprendre |Découvrir |Les mots-clés }"
    "{define}{ / |/|, | et | & }{wait}{| en Python}",
)
def test_the_two_words_of_the_title_make_a_coroutine_and_wait_in_one(says):
    """Le premier mot fait d'une fonction une coroutine, dans laquelle le second attend."""
    names = {}
    exec(f"{says.define.lower()} def two(): return 2", names)
    exec(f"{says.define.lower()} def waiting(): return {says.wait.lower()} two()", names)
    assert inspect.iscoroutinefunction(names["waiting"])
    with pytest.raises(StopIteration) as stop:
        names["waiting"]().send(None)
    assert stop.value.value == 2


@claim(
    "generator-based coroutines",
    "native coroutines",
    "# Les {|deux |deux types de |deux sortes de |types de |sortes de }"
    "coroutines{| en Python| de Python}",
)
def test_there_are_two_kinds_of_coroutines_and_both_are_awaitable(deck, request):
    """`types.coroutine` rend un générateur awaitable ; `async def` a sa propre sorte d'objet."""

    def generator():
        yield

    async def native():
        return None

    based, own = types.coroutine(generator)(), native()
    assert inspect.isgenerator(based) and not inspect.iscoroutine(based)
    assert inspect.iscoroutine(own) and not inspect.isgenerator(own)
    assert (inspect.isawaitable(based), inspect.isawaitable(own)) == (True, True)
    own.close()
    quotes = [quote for mark in request.node.iter_markers("claim") for quote in mark.args]
    (slide,) = {match.slide.number: match.slide for match in claims.find(deck, *quotes)}.values()
    # A bullet that names no coroutines adds no kind of them.
    bullets = [at for at, token in enumerate(slide.body) if token.type == "list_item_open"]
    texts = [slide.body[at + 2].content.casefold() for at in bullets]
    assert sum("coroutine" in text for text in texts) == 2


@pytest.mark.parametrize("name", ["get_then_print_generator", "get_then_print_native"])
def test_get_then_print_takes_one_argument(name, functions):
    """On ne peut appeler la fonction ni sans adresse, ni avec autre chose en plus."""
    (function,) = functions(name)
    assert_takes(function, 1)


@claim(
    "# {|Les |Des |Une }{generator-based coroutine|generator-based coroutines"
    "|coroutine generator-based|coroutines generator-based|coroutines basées sur des générateurs"
    "|coroutines à base de générateurs}",
    block="get_then_print_generator",
)
def test_the_generator_based_coroutine_is_what_types_coroutine_makes(define, monkeypatch):
    """`types.coroutine` reçoit la fonction, une fois, et le bloc ne garde que ce qu'il en fait."""
    wrapped, kept = [], object()
    monkeypatch.setattr(types, "coroutine", lambda function: wrapped.append(function) or kept)
    names = vars(define("get_then_print_generator"))
    (function,) = wrapped
    assert (kept in names.values(), function in names.values()) == (True, False)
    assert inspect.isfunction(function) and not inspect.iscoroutinefunction(function)


def test_the_generator_based_coroutine_is_no_coroutine_function(functions):
    """Pour Python, ce n'est pas une coroutine native, mais une simple fonction, enveloppée."""
    (function,) = functions("get_then_print_generator")
    assert not inspect.iscoroutinefunction(function)
    assert inspect.unwrap(function) is not function


@claim(
    "# {|Les |Des |Une }{native coroutine|native coroutines|coroutine native|coroutines natives}",
    block="get_then_print_native",
)
def test_the_native_coroutine_is_a_coroutine_function(functions, monkeypatch):
    """Ce qu'on appelle est une fonction coroutine, sans l'aide de `types.coroutine`."""
    monkeypatch.setattr(types, "coroutine", None)
    (function,) = functions("get_then_print_native")
    assert inspect.iscoroutinefunction(function)


@pytest.fixture
def urls() -> list[object]:
    """List what may stand for an address: of the last one, nothing may be asked."""
    return ["address", "", None, Untouched()]


def test_the_body_of_the_generator_based_coroutine_is_left_out(urls, functions, capsys):
    """Les trois points ne font rien : l'appeler ne donne rien, et n'affiche rien."""
    (function,) = functions("get_then_print_generator")
    for url in urls:
        assert function(url) is None
    assert capsys.readouterr() == ("", "")


def test_the_body_of_the_native_coroutine_is_left_out(urls, functions, capsys):
    """Les trois points ne font rien : au premier send, elle finit, sans résultat ni affichage."""
    (function,) = functions("get_then_print_native")
    for url in urls:
        with pytest.raises(StopIteration) as stop:
            function(url).send(None)
        assert stop.value.value is None
    assert capsys.readouterr() == ("", "")


@claim(
    "Une {|fonction }`coroutine` {renvoie|donne|rend|crée|produit} {|toujours }un objet `{type}`",
    "# {|Les |Des |Une |L'objet |Un objet |Appeler une |Créer une }coroutine{|s}",
    block="tum",
)
def test_calling_tum_shows_a_coroutine_object_and_runs_nothing(
    says, demonstrate, functions, capsys
):
    """La session finit par montrer ce que donne un appel : une coroutine qui n'a pas commencé."""
    demonstration = demonstrate("tum")
    (call,) = demonstration.calls
    assert (call.arguments, call.sent, demonstration.others) == ((), [], [])
    assert (demonstration.shown, demonstration.errors) == ([call], [])
    (tum,) = functions("tum")
    coroutine = tum()
    says(type=type(coroutine).__name__)
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED
    assert capsys.readouterr() == ("", "")
    coroutine.close()


@pytest.mark.parametrize("name", TUMS)
def test_a_tum_that_is_dropped_warns_that_it_never_ran(name, functions):
    """Python avertit d'une coroutine que personne n'attend, car c'est presque toujours un oubli."""
    (tum,) = functions(name)
    with pytest.warns(RuntimeWarning, match=f"coroutine '{tum.__name__}' was never awaited"):
        tum()


@pytest.fixture
def shown(block) -> str:
    """Tell what the session of send shows that its last line prints."""
    *_, last = DocTestParser().get_examples(block("tum_send").source)
    printed, *traces = last.want.split("Traceback")
    assert (printed != "", len(traces)) == (True, 1)
    return printed


@pytest.mark.parametrize("name", TUMS)
def test_sending_none_to_tum_prints_what_is_shown_and_ends_it(name, functions, shown, capsys):
    """`send(None)` affiche ce que montre la session, puis lève StopIteration, sans résultat."""
    (tum,) = functions(name)
    assert_takes(tum, 0)
    with pytest.raises(StopIteration) as stop:
        tum().send(None)
    assert stop.value.value is None
    assert capsys.readouterr() == (shown, "")


@claim(
    "calling `{call}` did not execute the `{print}`, but calling `{send}` did (PEP {pep})",
    block="tum_send",
)
def test_calling_runs_nothing_and_sending_runs_the_print(says, define, demonstrate, capsys):
    """Ce que nomme la phrase est exécuté tel quel, et la session fait bien cet appel."""
    names = dict(vars(define("tum_send")))
    names["coroutine"] = eval(says.call, names)
    assert capsys.readouterr().out == ""
    with pytest.raises(StopIteration):
        eval(f"coroutine{says.send}", names)
    printed = capsys.readouterr().out
    eval(says.print, names)
    assert printed == capsys.readouterr().out
    coroutine = Spied()
    with pytest.raises(StopIteration):
        eval(f"coroutine{says.send}")
    assert coroutine.calls == [("send", None)]
    (call,) = demonstrate("tum_send").calls
    assert says.call == f"{call.name}()"
    says(pep=PEP_OF_SEND)


@claim(
    "{|C'est un objet |Un objet |L'objet |Cet objet }"
    "{qu'on peut|que l'on peut|qu'il est possible de} "
    "{|aussi |ensuite |maintenant |désormais |à présent |par la suite }"
    "manipuler{| à sa guise| à la main| soi-même| nous-mêmes| directement| comme tout objet}",
    "# {|Les |Des |Une |L'objet |Un objet |Manipuler une |Exécuter une |Lancer une |Démarrer une "
    "|Faire avancer une }coroutine{|s}",
    block="tum_send",
)
def test_the_transcript_of_send_sends_none_to_what_tum_gave(demonstrate):
    """La session appelle tum une fois, garde la coroutine, et finit par ce qu'elle lui envoie."""
    demonstration = demonstrate("tum_send")
    (call,) = demonstration.calls
    assert (call.arguments, call.sent, demonstration.others) == ((), [(None,)], [])
    assert [call] in demonstration.waiting, "the coroutine is not kept before something is sent"
    assert demonstration.shown == []
    (error,) = demonstration.errors
    assert error.value is call


def test_the_transcript_prints_only_when_something_is_sent(block, shown, capsys):
    """La trace affichée passe par les mêmes lignes qu'une vraie."""
    printed, frames, stated = [], [], []
    names = {}
    for example in DocTestParser().get_examples(block("tum_send").source):
        stated += re.findall(FRAME, example.want)
        try:
            exec(compile(example.source, "<stdin>", "single"), names)
        except StopIteration as stop:
            trace = traceback.extract_tb(stop.__traceback__)
            frames += [(str(one.lineno), one.name) for one in trace if one.filename == "<stdin>"]
        printed.append(capsys.readouterr().out)
    assert printed == [""] * (len(printed) - 1) + [shown]
    assert stated == frames


class Spied(Coroutine):
    """Be a coroutine that notes what is called on it, and whether an event loop does."""

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        self.loops: list[bool] = []

    def send(self, value):
        self.calls.append(("send", value))
        self.loops.append(asyncio._get_running_loop() is not None)
        raise StopIteration

    def throw(self, *_):
        self.calls.append(("throw",))

    def close(self):
        self.calls.append(("close",))

    def __await__(self):
        return self


@pytest.mark.machine
@claim(
    "{L'appel de |}.{method}{|()} {est fait par|est le travail de} la main loop "
    "({|c'est |lancée par |celle de |via }{runner}{|()})",
    block="tum_send",
)
def test_the_main_loop_calls_send(says):
    """La fonction nommée fait tourner une boucle, et c'est la boucle qui appelle send."""
    module, _, function = says.runner.rpartition(".")
    coroutine = Spied()
    getattr(import_module(module), function)(coroutine)
    assert coroutine.loops == [True]
    says(method=coroutine.calls[0][0])


@claim(
    "{Le résultat d'une coroutine est stocké dans l'exception"
    "|Le résultat d'une coroutine est stocké dans"
    "|Le résultat d'une coroutine est porté par l'exception"
    "|Ce que renvoie une coroutine est stocké dans l'exception"
    "|Quand une coroutine se termine, son résultat est stocké dans l'exception"
    "|Lorsqu'une coroutine se termine, son résultat est stocké dans l'exception"
    "|Le résultat d'une coroutine est transmis via l'exception"
    "|Une coroutine stocke son résultat dans l'exception"
    "|Une coroutine donne son résultat dans l'exception"
    "|Une coroutine renvoie son résultat dans l'exception} `{exception}`"
    "{| qu'elle lève| levée à la fin}",
    "{|Le résultat est }{dans l'attribut|via l'attribut|par l'attribut|l'attribut|dans son"
    "|dans le} {|nommé }`{attribute}`"
    "{| de l'exception| de cette exception| de celle-ci| le contient| contient le résultat}",
    "# {|Récupérer |Obtenir |Lire |Prendre |Retrouver |Attraper }{un|le|son} résultat"
    "{| d'une coroutine}",
)
def test_the_result_of_a_coroutine_is_in_the_exception_that_ends_it(says):
    """L'exception, et l'attribut qui contient le résultat, sont ceux que nomme la diapositive."""
    result = object()

    async def coroutine():
        return result

    with pytest.raises(Exception) as ended:
        coroutine().send(None)
    holding = [name for name in dir(ended.value) if getattr(ended.value, name) is result]
    says(exception=ended.type.__name__, attribute=", ".join(holding))
