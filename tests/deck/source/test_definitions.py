"""What continues a block has its definitions, and none of its demonstrations."""

import ast

import pytest

from deck.source.code.definitions import definitions

# A demonstration by each statement that can be one.
SHOWN = {
    ast.Expr: "x.y",
    ast.Raise: "raise x",
    ast.For: "for i in x:\n    print(i)",
    ast.While: "while x:\n    print(x)",
    ast.If: "if x:\n    print(x)",
    ast.With: "with x as y:\n    print(y)",
    ast.Match: "match x:\n    case 1:\n        print(x)",
    ast.Try: "try:\n    x()\nexcept ValueError as error:\n    print(error)",
    ast.TryStar: "try:\n    x()\nexcept* ValueError as error:\n    print(error)",
}
BINDING = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.TypeAlias, ast.Import),
    *(ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Delete),
)
# What says how the rest is to be read, or ends it, and what stands in functions and loops alone.
OTHERS = (
    *(ast.Assert, ast.Pass, ast.Global, ast.Nonlocal, ast.Return, ast.Break, ast.Continue),
    *(ast.AsyncFor, ast.AsyncWith),
)
PATTERNS = {
    ast.MatchValue: "1",
    ast.MatchSingleton: "None",
    ast.MatchSequence: "(1, 2)",
    ast.MatchMapping: "{'a': 1, **rest}",
    ast.MatchClass: "int(real=1)",
    ast.MatchStar: "[1, *rest]",
    ast.MatchAs: "(1 as one, other)",
    ast.MatchOr: "1 | 2",
}


def test_each_statement_and_each_pattern_of_python_is_known_here():
    """A Python with a new one asks what continues a block shall have of it."""
    assert {*SHOWN, *BINDING, *OTHERS} == set(ast.stmt.__subclasses__())
    assert set(PATTERNS) == set(ast.pattern.__subclasses__())


@pytest.mark.parametrize("shown", SHOWN.values(), ids=[kind.__name__ for kind in SHOWN])
def test_what_shows_something_by_any_statement_is_left_out(shown):
    """It would run, and print, once more in each block that continues."""
    assert definitions(f"x = 1\n{shown}\ny = 2\n") == "x = 1\ny = 2\n"


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=[kind.__name__ for kind in PATTERNS])
def test_a_match_that_prints_is_left_out_with_the_names_of_its_patterns(pattern):
    """They are its own, as those of a loop are; what a case assigns is for what comes after."""
    shown = f"match x:\n    case {pattern}:\n        print(x)"
    assert definitions(f"x = 1\n{shown}\ny = 2\n") == "x = 1\ny = 2\n"
    kept = f"x = 1\n{shown}\n        found = x\ny = 2\n"
    assert definitions(kept) == kept


@pytest.mark.parametrize("call", ["pprint", "pprint.pprint", "pp", "pprint.pp"])
def test_a_loop_that_prints_prettily_is_a_demonstration(call):
    """It shows what it goes through, as one that prints."""
    assert definitions(f"x = {{}}\nfor i in x:\n    {call}(i)\n") == "x = {}\n"


@pytest.mark.parametrize(
    ("makes", "is_kept"),
    [
        ("left = list(given)", False),
        ("left = []", False),
        ("left = given", True),
        ("left = [] if given else given", True),
        ("left = []\n    left = given", True),
        ("global left", True),
    ],
)
def test_a_call_that_changes_nothing_but_what_it_makes_is_left_out(makes, is_kept):
    """Whether what it is given has a name or not; one that changes another's list is kept."""
    program = f"def use(given):\n    {makes}\n    left.append(1)\nnumbers = [1]\n"
    call = "use(numbers)\n"
    assert definitions(f"{program}{call}x = 1\n") == f"{program}{call * is_kept}x = 1\n"
