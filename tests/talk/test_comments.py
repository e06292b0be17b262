"""What the comments of the talk say that a block might do as well, and how often it does."""

import ast
import io
import re
from collections.abc import Iterator
from tokenize import COMMENT, NUMBER, generate_tokens

from deck.source.code.definitions import definitions

# A line of code, and a comment that ends as the beginning of a compound statement does.
OFFER = re.compile(
    r"(?P<indent> *)[^#\n]*#(?:[^:\n]*[;,.])? *(?P<word>[^:]+?) *: *(?P<code>\S.*:)$", re.MULTILINE
)
TURNS = 1000
ALTERNATIVELY = ("ou", "ou bien", "ou encore", "sinon", "or")
# « 10 tours », and not « PEP 492 » nor « de 0 à 9 ».
COUNT = re.compile(r"(?<![\w.])(\d+) [^\W\d_]{3,}")


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


def test_a_comment_that_counts_something_states_a_number_of_its_line(deck):
    """« 10 tours » : à côté d'un nombre, un commentaire n'en compte pas un autre."""
    assert list(counts("range(10)  # 9 tours, PEP 492\n")) == [({"10"}, {"9"})]
    for block in (one for one in deck.blocks if one.language == "python"):
        for numbers, counted in counts(block.source):
            assert counted <= numbers, block.name


def counts(source: str) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the numbers of each line of code that has some, and those of its comment."""
    tokens = list(generate_tokens(io.StringIO(source).readline))
    for line in {token.start[0] for token in tokens if token.type == NUMBER}:
        on = [token for token in tokens if token.start[0] == line]
        comments = " ".join(token.string for token in on if token.type == COMMENT)
        numbers = {token.string for token in on if token.type == NUMBER}
        yield numbers, set(COUNT.findall(comments))
