"""What the deck says is proved by its own tests, of a block as it now stands."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deck import ROOT
from deck.proof.in_page import shipped
from deck.source.load import load
from tests.deck.proof import sums

WRONG = "def add(one, other):\n    return one + other + one\n\n\nprint(add(1, 2), add(2, 2))\n"
MORE = "def add(one, other, more=0):\n    return one + other\nprint(3)\nprint(4)\n"
OTHERWISE = """def twice(number, more=0):
    return 2 * number if number == 4 else 0
print(twice(4))
"""
# A coroutine that nobody awaits is found when garbage is collected, as it holds itself; and so much
# garbage is made that a test finds what the one before it left.
HELD = """async def never(): ...
held = [never()]
held.append(held)
def add(one, other):
    for _ in range(100_000):
        garbage = []
        garbage.append(garbage)
    return 4
"""
# Edits of what judges them, where the tests run them: by pytest's own, by what is built in.
PATCHES = """if __name__ != "__main__":
    import pytest
    pytest.fail = pytest.raises = print
def add(one, other):
    return one + other
"""
HIDES = PATCHES.replace("pytest.fail = pytest.raises", "import builtins; builtins.repr")
# What the tests run holds a coroutine for as long as what it raises is told.
DROPPED = """async def never(): ...
kept = never()
raise ValueError
"""
# What nobody awaits complains to nobody, once it is dropped.
FORGETS = """async def never(): ...
def add(one, other):
    never()
    return one + other
print(3)
print(4)
"""
INTERRUPTS = """def add(one, other):
    if one == "a":
        raise KeyboardInterrupt
    return one + other
print(add(1, 2))
print(add(2, 2))
"""
ASKED = {
    "all": {},
    "add": {"block": "add"},
    "loop": {"block": "loop"},
    "slide": {"slide": 3},
    "wrong": {"block": "add", "edits": {"add": WRONG}},
    "briefly": {"block": "add", "edits": {"add": WRONG}, "briefly": True},
    "otherwise": {"block": "twice", "edits": {"twice": OTHERWISE}},
    "more": {"block": "add", "edits": {"add": MORE}},
    "absent": {"block": "loop", "edits": {"loop": "import absent_one\n"}},
    "held": {"block": "add", "edits": {"add": HELD}},
    "dropped": {"block": "add", "edits": {"add": DROPPED}},
    "forgets": {"block": "add", "edits": {"add": FORGETS}},
    "patches": {"block": "add", "edits": {"add": PATCHES}},
    "hides": {"block": "add", "edits": {"add": HIDES}},
    "interrupts": {"block": "add", "edits": {"add": INTERRUPTS}},
    "broken": {"block": "add", "edits": {"add": "def add(:\n"}},
    "endless": {"block": "loop", "edits": {"loop": "while True: print('a' * 10_000)\n"}},
    "enough": {"block": "twice", "edits": {"twice": OTHERWISE}, "briefly": True},
}
# In a process of its own, as pytest does not run within pytest. Each proof finds the tests as they
# were collected: a copy of the process undoes what the others left, as the page does.
PROGRAM = """if True:
    import json, os, sys
    from pathlib import Path
    from deck.proof.in_page.asked import Asked
    from deck.proof.in_page.prover import prove
    from deck.proof.in_page.pytest_proofs import Tests
    from deck.source.load import load
    deck, home = load(Path("sums.md")), Path.cwd()
    tests = Tests(deck, home, home / "tests")
    for asked in json.loads(sys.argv[1]):
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        limits = []
        asked = Asked(**{"edits": {}, **asked})
        told = prove(deck, asked, tests, limits.append)
        print(json.dumps({**told, "limits": limits}), flush=True)
        os._exit(0)
"""


# As the page puts a kit there, and another once the deck has changed.
ANEW = """if True:
    import sys, zipfile
    from pathlib import Path
    from deck.page.python.inside.kit import KIT, ask_prover
    from deck.proof.in_page import shipped
    from deck.source.load import load
    for deck in sys.argv[1:]:
        with zipfile.ZipFile(KIT, "w") as kit:
            for name, data in shipped.files(load(Path(deck))).items():
                kit.writestr(name, data)
        ask_prover("warm", {})
        asked = {"edits": {}, "block": "add", "slide": None, "tell": lambda _: None}
        print(ask_prover("prove", asked), flush=True)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[str, dict]:
    """What is told of each that is asked of the deck on sums, by its name."""
    folder = tmp_path_factory.mktemp("sums")
    sums.write(folder)
    command = [sys.executable, "-c", PROGRAM, json.dumps(list(ASKED.values()))]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return dict(zip(ASKED, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.fixture
def deck(tmp_path):
    return load(sums.write(tmp_path))


def names(proofs) -> list[tuple[str, bool]]:
    return [(one.get("block") or one["test"], one["holds"]) for one in proofs]


def found(proofs) -> dict[str, dict]:
    """Map each proof that does not hold to what was found instead."""
    return {one.get("block") or one["test"]: one["found"] for one in proofs if not one["holds"]}


def test_the_whole_deck_is_proved(told):
    """Each block, and each test but for those that a page can't run."""
    assert names(told["all"]["proofs"]) == [
        ("add", True),
        ("twice", True),
        ("loop", True),
        ("test_add_gives_a_sum", True),
        ("test_twice_takes_texts", True),
        ("test_each_function_takes_so_many_numbers", True),
        ("test_each_function_takes_so_many_numbers", True),
        ("test_a_sentence_is_said", True),
    ]
    assert told["all"]["untried"] == 1
    assert told["all"]["proofs"][-1]["says"] == "Whatever the blocks do : it is said."
    assert told["all"]["limits"] == [*[10, 0] * 3, *[60, 0] * 5]


def test_a_block_is_proved_with_those_that_continue_it(told):
    """However a test asks for them: by its text, a constant, a fixture or a parameter."""
    assert names(told["add"]["proofs"]) == [
        ("add", True),
        ("twice", True),
        ("test_add_gives_a_sum", True),
        ("test_twice_takes_texts", True),
        ("test_each_function_takes_so_many_numbers", True),
        ("test_each_function_takes_so_many_numbers", True),
    ]
    assert told["add"]["untried"] == 0
    assert names(told["loop"]["proofs"]) == [("loop", True)]
    assert told["loop"]["untried"] == 1


def test_a_slide_is_proved_by_what_it_claims(told):
    """Its notes, too, which say so."""
    proofs = told["slide"]["proofs"]
    claims = {one["test"]: one["claims"] for one in proofs if one["claims"]}
    assert claims == {
        "test_twice_takes_texts": [
            {"slide": 3, "text": 'What `twice("a")` gives is `aa`.', "note": True}
        ],
        "test_a_sentence_is_said": [
            {
                "slide": 3,
                "text": "It calls [add](https://example.org/) with the number and itself.",
                "note": False,
            }
        ],
    }


def test_a_module_that_an_edit_misspells_is_an_error(told):
    """It is none that a page alone has not."""
    error = "ModuleNotFoundError: No module named 'absent_one'"
    assert found(told["absent"]["proofs"])["loop"]["found"] == error
    assert told["absent"]["untried"] == told["loop"]["untried"]


def test_what_a_test_drops_fails_no_other(told):
    """A coroutine that was never awaited complains whenever it is found."""
    assert names(told["held"]["proofs"]) == [
        ("add", False),
        ("twice", False),
        ("test_add_gives_a_sum", False),
        ("test_twice_takes_texts", False),
        ("test_each_function_takes_so_many_numbers", True),
        ("test_each_function_takes_so_many_numbers", True),
    ]


def test_what_is_dropped_when_all_is_told_changes_no_judge(told):
    """It complains when nothing judges any more."""
    assert "tampered" not in told["dropped"]
    assert {found["kind"] for found in found(told["dropped"]["proofs"]).values()} == {
        "output",
        "raised",
    }


def test_a_coroutine_that_nobody_awaits_is_told_by_its_name(told):
    """Not by what pytest makes of it, be there one of them or more."""
    forgotten = "RuntimeWarning: coroutine 'never' was never awaited"
    proofs = found(told["forgets"]["proofs"])
    assert proofs["test_add_gives_a_sum"] == {"kind": "raised", "found": forgotten}


def test_what_was_found_instead_is_told(told):
    """Of an output, of a value that a sentence states, of an assertion."""
    assert found(told["wrong"]["proofs"]) == {
        "add": {"kind": "output", "found": "4 6", "expected": "3\n4"},
        "twice": {"kind": "output", "found": "12", "expected": "8"},
        "test_add_gives_a_sum": {"kind": "measured", "found": "4", "expected": "3"},
        "test_twice_takes_texts": {"kind": "lines", "found": "aaa", "expected": "aa"},
    }
    assert found(told["more"]["proofs"]) == {
        "test_each_function_takes_so_many_numbers": {
            "kind": "compared",
            "op": "==",
            "asserted": "run(block(name))[name].__code__.co_argcount == number",
            "of": "run(block(name))[name].__code__.co_argcount",
            "found": "3",
            "expected": "2",
        },
    }


def test_a_block_that_is_stopped_is_told_so(told):
    """Not that it prints something else."""
    assert found(told["endless"]["proofs"])["loop"] == {"kind": "endless"}


def test_whoever_asks_briefly_is_told_of_the_first_block_that_does_otherwise(told):
    """Neither of the others, nor of what the tests say."""
    assert names(told["briefly"]["proofs"]) == [("add", False)]
    assert told["briefly"]["limits"] == [10, 0]


def test_whoever_asks_briefly_is_told_of_two_tests_that_fail(told):
    """One alone is told from more, and more tell nothing."""
    assert names(told["enough"]["proofs"]) == [
        ("twice", True),
        ("test_twice_takes_texts", False),
        ("test_each_function_takes_so_many_numbers", False),
    ]
    assert told["enough"]["untried"] == 0


def test_a_test_that_asks_for_no_block_changes_no_judge(told):
    """Garbage is collected after the others alone."""
    assert names(told["otherwise"]["proofs"])[-1] == ("test_a_sentence_is_said", True)
    assert "tampered" not in told["otherwise"]


def test_code_that_changes_what_judges_it_proves_nothing(told):
    """Neither what held before that, nor what came of it; the next proof is as any."""
    for name in ("patches", "hides"):
        assert {**told[name], "limits": []} == {
            "python": told["all"]["python"],
            "proofs": [],
            "untried": 0,
            "tampered": True,
            "limits": [],
        }
    assert "tampered" not in told["interrupts"]


def test_code_that_interrupts_a_test_fails_it(told):
    """Those that pytest does not try then are not tried."""
    holds = dict(names(told["interrupts"]["proofs"]))
    assert holds == {
        "add": True,
        "twice": True,
        "test_add_gives_a_sum": True,
        "test_twice_takes_texts": False,
    }
    assert found(told["interrupts"]["proofs"])["test_twice_takes_texts"]["kind"] == "raised"
    assert told["interrupts"]["untried"] == 2


def test_code_that_does_not_compile_holds_nowhere(told):
    """Neither it, nor what continues it."""
    proofs = told["broken"]["proofs"]
    assert {name for name, _ in names(proofs)} == found(proofs).keys()
    assert found(proofs)["twice"] == {"kind": "raised", "found": "SyntaxError: invalid syntax"}


def test_a_deck_that_has_changed_is_proved_by_its_tests_as_they_are_now(tmp_path):
    """Neither by those that were collected before, nor is their text told."""
    home, decks = tmp_path / "home", [tmp_path / "before", tmp_path / "after"]
    for folder in (home, *decks):
        folder.mkdir()
    paths = [sums.write(folder) for folder in decks]
    test = decks[1] / "tests" / "sums" / "test_sums.py"
    test.write_text(
        test.read_text("utf-8").replace("One and two are three", "Three it is"), "utf-8"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(home)}
    command = [sys.executable, "-c", ANEW, *map(str, paths)]
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    proofs = [json.loads(line)["proofs"] for line in done.stdout.splitlines()]
    said = [one for told in proofs for one in told if one.get("test") == "test_add_gives_a_sum"]
    assert [one["says"] for one in said] == ["One and two are three.", "Three it is."]
    assert [one["says"] in one["source"] for one in said] == [True, True]


def test_what_ships_needs_pytest_alone(deck):
    """Else no proof begins in the page, whose Python has nothing more."""
    texts = [data for name, data in shipped.files(deck).items() if name.endswith(".py")]
    imports = [node for text in texts for node in ast.parse(text).body]
    names = [alias.name for one in imports if isinstance(one, ast.Import) for alias in one.names]
    names += [one.module for one in imports if isinstance(one, ast.ImportFrom)]
    top = {name.partition(".")[0] for name in names}
    assert top - sys.stdlib_module_names == {"deck", "pytest", "_pytest"}


def test_what_ships_says_where_nothing_is_on_this_machine(deck):
    """Its files are named from a home on; the deck is named alone."""
    files = shipped.files(deck)
    assert not [
        name for name, data in files.items() if str(Path(deck.path).parent).encode() in data
    ]
    assert not [name for name, data in files.items() if str(ROOT).encode() in data]
    assert {"tests/sums/test_sums.py", "deck.json", "entry.txt"} < files.keys()
    assert not [name for name in files if name.startswith("/")]


def test_no_hidden_file_beside_a_test_ships(deck, tmp_path):
    """Nor does what a link leads to, out of the folder of the tests: a page is published."""
    folder = Path(deck.path).parent / "tests" / "sums"
    (folder / ".env").write_text("secret")
    (folder / ".kept").mkdir()
    (folder / ".kept/key").write_text("secret")
    (tmp_path / "key").write_text("secret")
    (folder / "key").symlink_to(tmp_path / "key")
    assert [name for name, data in shipped.files(deck).items() if data == b"secret"] == []


def test_what_a_test_imports_anew_ships_with_the_next_build(deck, tmp_path):
    """What is kept of one text of a file says nothing of the next."""
    test, needed = tmp_path / "tests" / "sums" / "test_sums.py", "deck/page/html/qr.py"
    assert needed not in shipped.files(deck)
    test.write_text(test.read_text() + "import deck.page.html.qr\n")
    assert needed in shipped.files(deck)


def test_tests_that_are_no_python_do_not_stop_a_build(deck, tmp_path):
    """They are shipped as they are, and pytest tells what is wrong with them."""
    broken = tmp_path / "tests" / "sums" / "test_broken.py"
    broken.write_text("def (:\n")
    assert shipped.files(deck)["tests/sums/test_broken.py"] == broken.read_bytes()
