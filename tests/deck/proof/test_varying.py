"""An output that follows from the seed of Python's hashes is another for most students."""

import re
import time
from datetime import date
from pathlib import Path

import pytest

from deck.proof.editing.accept import accept
from deck.proof.editing.adopt import adopt
from deck.proof.judge import varying
from deck.proof.judge.chance import depends_on_chance, depends_on_clock, depends_on_hashes
from deck.proof.judge.runs import run_block
from deck.proof.judge.varying import SEEDS
from deck.proof.judge.verdict import verdict
from deck.proof.traces import traces
from deck.source.load import load
from deck.source.parse import parse

PAIR = """# Sets

```python name:pair
print({"alpha", "beta"})
```

```output
{'alpha', 'beta'}
```
"""
VARIES = (
    "deck.md:4: block pair of slide 1 “Sets” prints something else each time, expected the same"
    " whatever the seed of hashes, by which sets of text are in order; have it print what is"
    " `sorted(…)`, and no `hash(…)`"
)
HOLDS = """# Sets

```python name:sorted
words = {"alpha", "beta", "gamma"}
print(sorted(words), set(words) == words, [one for one in {1, 2}])
```

```output
['alpha', 'beta', 'gamma'] True [1, 2]
```

```python name:lines runner:any_order
for word in {"alpha", "beta", "gamma"}:
    print(word)
```

```output
gamma
beta
alpha
```

```python name:numbers
print(hash("alpha"))
```

```output varies
-6713425623423
```

```pycon name:session
>>> print("hash", hash("alpha"))  # doctest: +ELLIPSIS
hash ...
>>> {"alpha", "beta"} == {"beta", "alpha"}
True
```
"""


@pytest.fixture
def pair(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "deck.md"
    path.write_text(PAIR)
    return path.relative_to(tmp_path)


@pytest.mark.parametrize("stated", ["{'alpha', 'beta'}", "{'beta', 'alpha'}", "x"])
def test_a_set_of_text_that_is_printed_never_holds(stated):
    """Whichever order the deck states, each time that it is judged."""
    deck = parse(PAIR.replace("{'alpha', 'beta'}", stated), "deck.md")
    failure = verdict(deck, deck.blocks[0], 60)
    assert (str(failure.problem), failure.acceptable, failure.kind) == (VARIES, False, "varying")
    before, after, *lines = failure.diff.splitlines()
    assert (before, after) == (
        "--- what the block does once",
        "+++ what it does another time",
    )
    assert {line for line in lines if line[0] in "+-"} in (
        {"-{'alpha', 'beta'}", "+{'beta', 'alpha'}"},
        {"+{'alpha', 'beta'}", "-{'beta', 'alpha'}"},
    )


def test_a_session_that_shows_a_set_of_text_never_holds():
    """At the prompt as in a program."""
    text = "# Sets\n\n```pycon name:pair\n>>> {'alpha', 'beta'}\n{'alpha', 'beta'}\n```\n"
    deck = parse(text, "deck.md")
    assert str(verdict(deck, deck.blocks[0], 60).problem) == VARIES


def test_what_is_printed_of_sets_in_order_holds():
    """As do lines in any order, numbers that vary, and what a directive frees."""
    deck = parse(HOLDS, "deck.md")
    assert [depends_on_hashes(block) for block in deck.blocks] == [True] * 4
    assert [verdict(deck, block, 60) for block in deck.blocks] == [None] * 4


@pytest.mark.parametrize(
    "program",
    [
        "seen = set()\nfor word in ('alpha', 'beta'):\n    seen.add(word)\nprint(seen)",
        "seen = set()\nfor word in ('alpha', 'beta'):\n    seen.add(word)\n"
        "for word in seen:\n    print(word)",
        "def unique(words):\n    found = set()\n    for word in words:\n"
        "        found.add(word)\n    return found\nprint(unique(['alpha', 'beta']))",
        "first, second = 'alpha', 'beta'\nprint({first, second})",
    ],
)
def test_a_set_that_is_filled_with_text_by_its_name_never_holds_where_it_is_shown(program):
    """As one whose text is written within it."""
    deck = parse(f"# Sets\n\n```python name:pair\n{program}\n```\n", "deck.md")
    assert str(verdict(deck, deck.blocks[0], 60).problem) == VARIES


def test_no_command_states_it(pair):
    """Who accepts it is told why not, who adopts it what is left; the page tells of it."""
    text = pair.read_text()
    deck = load(pair)
    assert [str(one) for one in accept(deck, "pair").left] == [VARIES]
    adoption = adopt(deck)
    assert (adoption.diff, [str(one) for one in adoption.left]) == ("", [VARIES])
    told = []
    traces(deck, told.append)
    assert [str(one.problem) for one in told] == [VARIES]
    assert pair.read_text() == text


def test_a_block_depends_on_the_sets_of_another_that_it_uses():
    """Not on those that its context has and that it does not ask for."""
    deck = parse(
        "# S\n\n```python name:tags\ntags = {'a', 'b'}\ndef words(): return {'a', 'b'}\n```\n\n"
        "```python name:prints continuation:tags\nprint(tags)\n```\n\n"
        "```python name:calls continuation:tags\nprint(words())\n```\n\n"
        "```python name:sorts continuation:tags\nprint(sorted(tags))\n```\n\n"
        "```python name:other continuation:tags\nprint(1)\n```\n",
        "deck.md",
    )
    found = {block.name: depends_on_hashes(block) for block in deck.blocks}
    expected = {"tags": True, "prints": True, "calls": True, "sorts": False, "other": False}
    assert found == expected


@pytest.mark.parametrize(
    "blocks",
    [
        "```python name:one\nimport random\nprint(random.random())\n```\n",
        "```python name:one\nfrom random import random as one\nprint(one())\n```\n",
        "```python name:one\nimport os\nprint(int.from_bytes(os.urandom(9)))\n```\n",
        "```python name:one\nimport uuid\nprint(uuid.uuid4())\n```\n",
        "```python name:one\nimport sqlite3\n"
        "print(*sqlite3.connect(':memory:').execute('SELECT random()'))\n```\n",
        "```js name:one\nconsole.log(Math.random());\n```\n",
        "```python name:given\nimport random\ndef pick(): return random.random()\n```\n"
        "```python name:one continuation\nprint(pick())\n```\n",
        "```python name:given\nfrom random import random\n```\n"
        "```python name:one continuation\nprint(random())\n```\n",
    ],
)
def test_what_chance_decides_never_holds(blocks):
    """Whatever is stated: what one run prints, the next contradicts."""
    deck = parse(f"# A\n\n{blocks}\n```output\n0.5\n```\n", "deck.md")
    block = deck.block("one")
    failure = verdict(deck, block, 60)
    assert (failure.kind, str(failure.problem)) == (
        "varying",
        f"deck.md:{block.line}: block one of slide 1 “A” prints something else each time, expected"
        " the same, or of the same shape; seed it, or state an output of its shape that “varies”",
    )


@pytest.mark.parametrize(
    "blocks",
    [
        "```python name:one\nfrom datetime import date\nprint(date.today())\n```\n",
        "```python name:one\nfrom datetime import datetime\nprint(datetime.now().weekday())\n```\n",
        "```python name:one\nfrom datetime import datetime as d\nprint(d.fromtimestamp(0))\n```\n",
        "```python name:one\nimport time\nprint(time.strftime('%A'))\n```\n",
        "```python name:one\nfrom time import localtime\nprint(localtime(0).tm_hour)\n```\n",
        "```python name:one\nimport logging, sys\nlogging.basicConfig(stream=sys.stdout,"
        " format='%(asctime)s %(message)s', datefmt='%d/%m/%Y')\nlogging.warning('x')\n```\n",
        "```python name:one\nfrom email.utils import formatdate\n"
        "print(formatdate(0, localtime=True))\n```\n",
        "```python name:one\nimport sqlite3\nprint(*sqlite3.connect(':memory:').execute("
        "\"SELECT datetime(0, 'unixepoch', 'localtime')\"))\n```\n",
        "```js name:one\nconsole.log(new Date(0).getHours());\n```\n",
        "```js name:one\nconsole.log(Date());\n```\n",
        "```js name:one\nconsole.log((1234.5).toLocaleString());\n```\n",
        "```python name:given\nimport time\ndef day(): return time.ctime(0)\n```\n"
        "```python name:one continuation\nprint(day())\n```\n",
    ],
)
def test_what_the_day_the_time_zone_or_the_language_decides_never_holds(blocks):
    """Though it is what this machine prints today: elsewhere, or tomorrow, it is another."""
    deck = parse(f"# A\n\n{blocks}", "deck.md")
    block = deck.block("one")
    output = run_block(deck, block, 60).output
    deck = parse(f"# A\n\n{blocks}\n```output\n{output}```\n", "deck.md")
    failure = verdict(deck, deck.block("one"), 60)
    assert (failure.kind, failure.acceptable, str(failure.problem)) == (
        "varying",
        False,
        f"deck.md:{block.line}: block one of slide 1 “A” prints something else each time, expected"
        " the same on any day, in any time zone and in any language; say which is meant, or state"
        " an output of its shape that “varies”",
    )


def test_a_session_that_tells_the_hour_of_this_machine_never_holds():
    """At the prompt as in a program."""
    here = time.ctime(0)
    typed = f">>> import time\n>>> time.ctime(0)\n'{here}'\n"
    deck = parse(f"# A\n\n```pycon name:one\n{typed}```\n", "deck.md")
    assert verdict(deck, deck.block("one"), 60).kind == "varying"


def test_a_time_that_is_given_holds():
    """As do what has passed, a zone that is named, and a shape where the output varies."""
    deck = parse(
        "# A\n\n```python name:given\nfrom datetime import datetime, timezone\n"
        "print(datetime.fromtimestamp(0, timezone.utc), datetime(2024, 2, 3).strftime('%d/%m'))\n"
        "start = datetime.now()\nprint((datetime.now() - start).seconds)\n```\n\n"
        "```output\n1970-01-01 00:00:00+00:00 03/02\n0\n```\n\n"
        "```python name:of_a_shape\nfrom datetime import date\nprint(date.today())\n```\n\n"
        "```output varies\n2024-02-03\n```\n\n"
        "```js name:script\nconsole.log(new Date(0).toJSON(), 1.5.toLocaleString('fr'));\n```\n\n"
        "```output\n1970-01-01T00:00:00.000Z 1,5\n```\n",
        "deck.md",
    )
    assert [depends_on_clock(block) for block in deck.blocks] == [True] * 3
    assert [verdict(deck, block, 60) for block in deck.blocks] == [None] * 3


def test_what_the_clock_tells_is_stated_as_what_varies_or_not_at_all(tmp_path, monkeypatch):
    """Who accepts it is told why not, who adopts it has its shape; the page tells of it."""
    monkeypatch.chdir(tmp_path)
    program = "# A\n\n```python name:one\nfrom datetime import date\nprint(date.today())\n```\n"
    path = Path("deck.md")
    path.write_text(f"{program}\n```output\n{date.today()}\n```\n")
    deck = load(path)
    (left,) = accept(deck, "one").left
    told = []
    traces(deck, told.append)
    assert [one.problem for one in told] == [left]
    assert left.expected == "the same on any day, in any time zone and in any language"
    path.write_text(program)
    assert re.search(r"^\+```output varies\n\+\d+-\d+-\d+\n", adopt(load(path)).diff, re.M)


def test_what_only_defines_asks_for_no_chance():
    """It is run once, as it prints nothing whatever is chosen later."""
    defines = "import random\n\n\ndef pick():\n    return random.choice([1, 2])\n"
    deck = parse(f"# A\n\n```python name:pick\n{defines}```\n", "deck.md")
    assert not depends_on_chance(deck.block("pick"))


def test_what_is_seeded_holds():
    """As does a shape, where the deck states that the output varies."""
    deck = parse(
        "# A\n\n```python name:seeded\nimport random\nprint(random.Random(4).random())\n```\n\n"
        "```output\n0.23604808973743452\n```\n\n"
        "```python name:of_a_shape\nimport random\nprint(random.random())\n```\n\n"
        "```output varies\n0.5\n```\n",
        "deck.md",
    )
    assert [depends_on_chance(block) for block in deck.blocks] == [True, True]
    assert [verdict(deck, block, 60) for block in deck.blocks] == [None, None]


@pytest.mark.parametrize(
    ("source", "depends"),
    [
        ("print({'a', 'b'})", True),
        ("print({*'ab', b'c'})", True),
        ("print(set('ab'), frozenset(words))", True),
        ("print({word.lower() for word in words})", True),
        ("seen = set()\nseen.add('a')", True),
        ("print(hash(x))", True),
        ("print('a'.__hash__(), sorted(words, key=hash))", True),
        ("print([*map(hash, words)])", True),
        ("digest = hash", True),
        ("print(one.keys() & other.keys(), one.items() - other)", True),
        ("print({Colour.RED, Colour.BLUE})", True),
        ("print({Point(word), Point(other)})", True),
        ("found = set()\nfound.update('ab')", True),
        ("class Bag(frozenset): pass", True),
        ("groups = defaultdict(set)", True),
        ("print(type({1})(words))", True),
        ("print({1}.__class__(words))", True),
        ("print(operator.and_(one.keys(), other))", True),
        ("print(reduce(or_, found))", True),
        ("print(one.keys().__and__(other))", True),
        ("print(type(one), one.__class__.__name__, type(one).__name__.upper())", False),
        ("if isinstance(words, set) and total - 1 & mask: pass", False),
        ("seen = set()\nseen.add(word)\nprint(seen)", True),
        ("seen: set[str] = set()\nprint(*seen)", True),
        ("seen = set()\nprint(', '.join(word for word in seen))", True),
        ("seen = set()\nprint([word for word in seen], [*seen])", True),
        ("seen = set()\nprint(f'{seen}')", True),
        ("seen = set()\nseen.pop()", True),
        ("seen = set()\nseen", True),
        ("seen = set()\nraise ValueError(seen)", True),
        ("kept = {first, second}\nprint(kept | other)", True),
        ("print({first, second}, {*words})", True),
        ("print(set().union(words))", True),
        ("groups.setdefault(len(word), set()).add(word)", True),
        ("tasks = set()\ntasks.add(task)\nprint(len(tasks), task in tasks)", False),
        ("tasks = {first, second}\ngather(*tasks)\nprint(sorted(tasks))", False),
        ("print({1, 2}, {'a': 1}, set())\nprint(stack.pop())", False),
        ("if word in {'a', 'b'} or word not in {'c'}: pass", False),
        ("print(sorted({'a', 'b'}), len(set(words)))", False),
        ("print('set(words)')  # hash(x)", False),
    ],
)
def test_only_what_may_depend_on_a_seed_is_run_more_than_once(source, depends, monkeypatch):
    """By its program, of which what is looked for in a set, or put in order, is left out."""
    runs = []
    run_any = varying.run_any
    monkeypatch.setattr(varying, "run_any", lambda *all: runs.append(all[-1]) or run_any(*all))
    deck = parse(
        f"# S\n\n```python name:a\nif 0:\n    {source.replace(chr(10), '; ')}\n```\n", "deck.md"
    )
    assert verdict(deck, deck.blocks[0], 60) is None
    assert runs == (list(SEEDS) if depends else [])
