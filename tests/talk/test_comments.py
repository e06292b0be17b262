"""What the comments of the talk say that a block might do as well, and how often it does."""

import ast
import io
import re
from collections.abc import Collection, Iterator
from tokenize import COMMENT, NUMBER, TokenInfo, generate_tokens

from deck.source.code.definitions import definitions

# A line of code, and on it or above it a comment that ends as a compound statement begins.
OFFER = re.compile(
    r"^(?P<indent> *)(?P<beside>[^#\s][^#\n]*)?#(?:[^:\n]*[;,.])? *(?P<word>[^:\n]+?) *: *"
    r"(?P<code>\S.*:)$(?(beside)|\n.*)",
    re.MULTILINE,
)
TURNS = 1000
Function = ast.FunctionDef | ast.AsyncFunctionDef
ALTERNATIVELY = ("ou", "ou bien", "ou encore", "sinon", "or")
# « 10 tours », and not « PEP 492 » nor « de 0 à 9 ».
COUNT = re.compile(r"(?<![\w.])(\d+) [^\W\d_]{3,}")
FRENCH = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
ENGLISH = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
WORDS = {word: str(at) for words in (FRENCH, ENGLISH) for at, word in enumerate(words, 2)}
A_NUMBER = rf"(?<![\w.])(\d+|{'|'.join(WORDS)})"
# « 1 fois par tour » states nothing of the turns.
TIMES = re.compile(rf"(?!1 ){A_NUMBER} (?:fois|tours|itérations|times|turns|iterations)\b", re.I)
RANGE = re.compile(r"\b(?:de|from) (\d+) (?:à|to) (\d+)\b", re.I)
VALUE = re.compile(
    rf"\b(?:renvoie|retourne|rend|donne|vaut|returns?|gives?) {A_NUMBER}(?! *\w|\.\d)", re.I
)
SUM = re.compile(r"^# *(?:[=→]|[-=]>)? *(\d+(?: [-+*/=] \d+)+)$")
DIGITS = re.compile(r"\d+")
ALWAYS = re.compile(r"\b(?:toujours|always) (None|True|False)\b")
# What is wrong in some programs, of which the output is 4.
STATED = {
    "range(10)  # 9 tours, PEP 492\n": {"9"},
    "range(3, 10)  # 7 tours, de 3 à 9, sept fois, deux de plus\n": set(),
    "range(3, 10)  # de 1 à 9, deux fois\n": {"9", "2"},
    "def one():\n    for _ in range(5):\n        print()  # 1 fois par tour, 4 fois\n": {"4"},
    'def ten():\n    """Return 9."""\n    return 10\n': {"9"},
    "print(two() + two())  # 2 + 2 = 4\ntwo = 2\n": set(),
    "print(two() + two())  # 2 + 3\ntwo = 2\n": {"3"},
    "def four():\n    return 4  # renvoie 4 ou 5, et vaut cinq\n": {"5"},
    "return stop.value  # toujours None\n": {"None"},
}


def offered(source: str) -> Iterator[tuple[str, str]]:
    """Yield a block as each of its comments offers it, and the name of the function there."""
    functions = [node for node in ast.parse(source).body if hasattr(node, "name")]
    for offer in filter(_is_code, OFFER.finditer(source)):
        assert offer["word"].lower() in ALTERNATIVELY, offer[0].strip()
        line = source.count("\n", 0, offer.start()) + 1
        (name,) = [one.name for one in functions if one.lineno <= line <= one.end_lineno]
        code = f"{offer['indent']}{offer['code']}"
        yield source[: offer.start()] + code + source[offer.end() :], name


def _is_code(offer: re.Match[str]) -> bool:
    try:
        ast.parse(f"{offer['code']} pass")
    except SyntaxError:
        return False
    return True


def test_what_a_comment_offers_instead_of_a_loop_never_ends(block, running, capsys):
    """« ou : … » : l'autre boucle attend avant chaque affichage, elle aussi, et ne finit jamais."""
    found = block("tum_pak")
    offers = list(offered(found.source))
    assert offers, "no comment offers another loop: without one, this test goes"
    for source, name in offers:
        module = running(found, definitions(found.context + source))
        coroutine = getattr(module, name)()
        printed = []
        for _ in range(TURNS):
            assert coroutine.send(None) is None
            printed.append(capsys.readouterr().out)
        first, second, *_ = printed
        assert printed == [first, *[second] * (TURNS - 1)]
        assert (first, second.count("\n")) == ("", 1)
        coroutine.close()


def test_a_comment_or_a_docstring_states_numbers_of_its_code(deck):
    """« 10 tours », « renvoie 2 » : un commentaire ou une docstring n'en disent pas un autre."""
    for source, wrong in STATED.items():
        assert set(wrongly_stated(source, "4\n")) == wrong, source
    for block in (one for one in deck.blocks if one.language == "python"):
        output = block.output.text if block.output else ""
        assert not set(wrongly_stated(block.source, output)), block.name


def wrongly_stated(source: str, output: str) -> Iterator[str]:
    """Yield each number that comments and docstrings state, and that their code has not.

    Their code is their line; else the function, or the block with its output.
    """
    tokens, nodes = list(generate_tokens(io.StringIO(source).readline)), list(_nodes(source))
    functions = [node for node in nodes if isinstance(node, Function)]
    numbers = [(token.start[0], token.string) for token in tokens if token.type == NUMBER]
    turns = [(node.lineno, _turns(node)) for node in nodes if isinstance(node, ast.Call)]
    for line, text in _texts(tokens, functions):
        around = [node for node in functions if node.lineno <= line <= (node.end_lineno or 0)]
        function = range(around[-1].lineno, (around[-1].end_lineno or 0) + 1) if around else ()
        on, in_function = _within([line], numbers), _within(function, numbers)
        times = {_digits(one) for one in TIMES.findall(text)}
        times |= {str(int(last) - int(first) + 1) for first, last in RANGE.findall(text)}
        if on:
            yield from (times | set(COUNT.findall(text))) - on - _within([line], turns)
        elif known := _within(function, turns):
            yield from times - known
        values = {_digits(one) for one in VALUE.findall(text)}
        values |= {one for several in SUM.findall(text) for one in DIGITS.findall(several)}
        in_block = {one for _, one in numbers} | set(DIGITS.findall(output))
        yield from values - (on or in_function or in_block)
        for returned in (
            one for one in nodes if isinstance(one, ast.Return) and one.lineno == line
        ):
            yield from set(ALWAYS.findall(text)) - set(ast.unparse(returned).split())


def _texts(tokens: list[TokenInfo], functions: list[Function]) -> list[tuple[int, str]]:
    """List the comments and the docstrings, each with the line on which it begins."""
    found = [(token.start[0], token.string) for token in tokens if token.type == COMMENT]
    documented = [(node.body[0].lineno, ast.get_docstring(node)) for node in functions]
    return [*found, *((line, text) for line, text in documented if text)]


def _nodes(source: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source))


def _within(lines: Collection[int], found: list[tuple[int, str]]) -> set[str]:
    return {text for line, text in found if line in lines and text}


def _turns(call: ast.Call) -> str:
    """Tell how often a loop over `range(…)` of numbers turns."""
    if ast.unparse(call.func) != "range" or not all(map(_is_number, call.args)):
        return ""
    return str(len(range(*(ast.literal_eval(one) for one in call.args))))


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def _digits(number: str) -> str:
    return WORDS.get(number.lower(), number)
