"""What the comments of the talk say that a block might do as well."""

import ast
import re
from collections.abc import Iterator

from deck.source.definitions import definitions

# A line of code, and a comment that ends as the beginning of a compound statement does.
OFFER = re.compile(r"(?P<indent> *)[^#\n]*# *(?P<word>[^:]+?) *: *(?P<code>\S.*:)$", re.MULTILINE)
TURNS = 1000
ALTERNATIVELY = ("ou", "ou bien", "ou encore", "sinon", "or")


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
    """« ou : … » : l'autre boucle attend avant chaque affichage, elle aussi, et ne finit jamais."""
    found = block("tum_pak")
    for source, name in offered(found.source):
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
