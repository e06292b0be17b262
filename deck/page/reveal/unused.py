"""Leave out of a style sheet the rules that match nothing a page can ever have."""

import re
from collections.abc import Iterator

# A pair of parentheses with what is in it: what must not match, or one of which may.
CHOICE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
NEEDED = re.compile(r"\.([\w-]+)|\[([\w-]+)(?:~?=[\"']?([\w-]+))?")
OUTSIDE = re.compile(r",(?![^(]*\))")
NESTED = ("@media", "@supports")
FRAMES = "@keyframes "
WORD = re.compile(r"[\w-]+")
# What opens or closes a rule, and what may hold such a character and does not.
TOKEN = re.compile(r"""[{}]|/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", re.DOTALL)
# A name that a script writes as `dataset.transitionSpeed`.
PART = re.compile(r"-(\w)")


def words(text: str) -> set[str]:
    """Return what may be the name of a class or of an attribute in markup or a script."""
    return set(WORD.findall(text))


def without_unused(style: str, known: set[str], never: str) -> str:
    """Return a style sheet without the rules of classes and attributes that are not `known` words.

    A selector that contains `never` matches nothing, either. What comes from a script by pieces,
    as `has-` and `dark`, is no known word: the whole name has to be.
    """
    kept = "".join(_kept(style, known, never))
    left = list(rules(kept))
    used = words("".join(body for prelude, body in left if not prelude.startswith(FRAMES)))
    return "".join(
        f"{prelude}{{{body}}}"
        for prelude, body in left
        if not prelude.startswith(FRAMES) or prelude.removeprefix(FRAMES) in used
    )


def _kept(style: str, known: set[str], never: str) -> Iterator[str]:
    for prelude, body in rules(style):
        if prelude.startswith(NESTED):
            body = "".join(_kept(body, known, never))
        elif not prelude.startswith("@"):
            selectors = OUTSIDE.split(prelude)
            prelude = ",".join(one for one in selectors if _may_match(one, known, never))
        if prelude and body:
            yield f"{prelude}{{{body}}}"


def _may_match(selector: str, known: set[str], never: str) -> bool:
    needed = CHOICE.sub("", selector)
    names = [name for found in NEEDED.findall(needed) for name in found if name]
    return never not in needed and all(name in known or _camel(name) in known for name in names)


def _camel(name: str) -> str:
    return PART.sub(lambda found: found[1].upper(), name.removeprefix("data-"))


def rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each pair of braces, with what is in them."""
    depth = start = opened = 0
    for found in TOKEN.finditer(style):
        if found[0] == "{":
            opened = opened if depth else found.start()
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                yield style[start:opened].strip(), style[opened + 1 : found.start()]
                start = found.end()
