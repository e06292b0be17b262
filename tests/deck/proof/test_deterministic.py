"""The blocks whose recordings are kept: those that go by nothing but themselves."""

import builtins
import types
from importlib import import_module

import pytest

from deck.proof.judge.deterministic import HARMLESS, INNER, MODULES, SPECIAL, is_deterministic
from deck.proof.judge.observable import is_observable
from deck.source.model import Block

CLOSED = {
    "a coroutine": "async def f():\n    return 1\nf().send(None)\n",
    "an error": "1 / 0\n",
    "a name that nothing defines": "client.read()\n",
    "what the recorder has seeded": "import random\nprint(random.choice([1, 2]))\n",
    "a name of a module": "from types import coroutine as c\n@c\ndef f():\n    yield\n",
    "attributes of its own": "class A:\n    def f(self):\n        self.x = 1\nprint(A().x)\n",
    "a template": "print('{} {:.2f}'.format(1, 2))\n",
    "a state": "async def f(): pass\nprint(f().cr_running)\n",
    "what only shows a text": "print(f'{1}', 'a' + str(2), '%s' % 3, sep=repr(4))\nprint('5')\n",
    "what joins texts": "print(', '.join(str(x) for x in (1, 2)))\n",
    "a text of its own": "class A:\n    def __repr__(self):\n        return f'A({self.x!r})'\n",
    "what an error says": "def f(x):\n    raise ValueError(f'bad: {x}')\n",
    "a type": "def f(x: str, y: list[str] = ()) -> str:\n    return isinstance(x, str)\n",
    "the name of a class": "print(type(1).__name__, type(1))\n",
    "a remainder": "x = 5 % 3 == 2\n",
    "the items of a dictionary": "for key, value in {1: 2}.items(): print(key)\n",
}
OPEN = {
    "the clock": "import time\nprint(time.time())\n",
    "the date": "from datetime import date\nprint(date.today())\n",
    "a loop with a clock": "import asyncio\nasyncio.run(asyncio.sleep(0))\n",
    "another source of chance": "import random\nprint(random.SystemRandom().random())\n",
    "a new seed": "import random\nrandom.seed()\n",
    "a file": "print(open('data.txt').read())\n",
    "a file by a path": "from pathlib import Path\nprint(Path('data.txt').read_text())\n",
    "the environment": "import os\nprint(os.environ['HOME'])\n",
    "the network": "import socket\nsocket.socket()\n",
    "another process": "import subprocess\nsubprocess.run(['date'])\n",
    "a thread": "import threading\n",
    "the keyboard": "input()\n",
    "an address": "print(id(1))\n",
    "digits of an address": "print(repr(object())[-4:-1])\n",
    "how long a text is": "print(len(str(object())))\n",
    "digits of a name": "x = f'{object()}'\nprint(x[-4:])\n",
    "digits that are compared": "print('%s' % object() < 'x')\n",
    "digits of a formatted text": "print('{}'.format(object())[-2])\n",
    "digits that are returned": "def f(x):\n    return str(x)\nprint(f(object())[-2])\n",
    "an order by texts": "print(sorted([object()], key=repr))\n",
    "texts by a map": "print([x[-2] for x in map(str, [object()])])\n",
    "a text that is cut": "print(f'{object()!r:.31}')\n",
    "a text that a template cuts": "print('%.31s' % object())\n",
    "a text by its method": "print(object().__repr__()[-2])\n",
    "what a message says": "try: [].index(object())\nexcept ValueError as e: e.args[0][-9]\n",
    "a class of text that is found": "print(type('')(object())[-2])\n",
    "a class by an attribute": "print(''.__class__(object())[-2])\n",
    "what is printed to it": "class A:\n    def write(self, x): x[-2]\nprint(f'{1}', file=A())\n",
    "a print of its own": "def print(x): x[-2]\nprint(f'{object()}')\n",
    "a sum of its own": "class A:\n    def __radd__(self, x): x[-2]\nprint(str(1) + A())\n",
    "an error of its own": "def f(x):\n    raise E(f'{x}')\n",
    "a hash": "print(hash('a'))\n",
    "a set": "print({'a', 'b'})\n",
    "a set by its name": "print(set('ab'))\n",
    "a set of keys": "print({1: 2}.keys() & {1: 3}.keys())\n",
    "an import by a name": "__import__('time')\n",
    "code that is made": "eval('1')\n",
    "all names of a module": "from random import *\n",
    "a module within a module": "import random\nrandom._os.environ\n",
    "a module as a value": "import random\nr = random\n",
    "a module that is bound again": "import random\ndef f(random): return random.choice\n",
    "a module that is changed": "import random\nrandom.choice = min\n",
    "two modules of one name": "import random as m\nimport types as m\nm.choice\n",
    "a module by its package": "import collections.abc\n",
    "a module beside it": "from . import random\n",
    "the globals of a function": "def f(): pass\nf.__globals__\n",
    "the classes there are": "object.__subclasses__()\n",
    "a frame": "async def f(): pass\nf().cr_frame.f_back\n",
    "a frame of a generator": "(x for x in ()).gi_frame\n",
    "a traceback": "try:\n    1 / 0\nexcept Exception as e:\n    e.__traceback__\n",
    "an attribute by its name": "getattr(print, '__self__')\n",
    "an attribute in a template": "'{0.__class__}'.format(1)\n",
    "an item in a template": "'{0[a]}'.format({})\n",
    "a template in a template": "'{:{0.real}}'.format(1)\n",
    "a template from elsewhere": "x = '{}'\nx.format(1)\n",
    "a template as a value": "str.format\n",
    "an attribute by a pattern": "match 1:\n    case int(real=x): pass\n",
    "its own file": "print(__file__)\n",
    "the builtins": "__builtins__\n",
    "what does not compile": "print(\n",
}


def of(source, language="python", before=""):
    context = before and Block("before", "python", before, 1, 1, "A slide")
    return Block("a", language, source, 1, 1, "A slide", continues=context or None)


@pytest.mark.parametrize("source", CLOSED.values(), ids=CLOSED.keys())
def test_a_block_that_goes_by_itself_is_known(source):
    """What it does follows from its text."""
    assert is_deterministic(of(source), is_seeded=True)


@pytest.mark.parametrize("source", OPEN.values(), ids=OPEN.keys())
def test_a_block_that_may_go_by_anything_else_is_not_kept(source):
    """In the block, within a function of it, in what it continues, or in a session."""
    body = "".join(f"    {line}\n" for line in source.splitlines())
    assert not is_deterministic(of(source), is_seeded=True)
    assert not is_deterministic(of(f"def outer():\n{body}"), is_seeded=True) or "import *" in source
    if "print(\n" != source:
        assert not is_deterministic(
            of("print(1)\n", before=f"def outer():\n{body}"), is_seeded=True
        )
        typed = "".join(f"... {line}\n" for line in body.splitlines())
        assert not is_deterministic(of(f">>> def outer():\n{typed}...\n", "pycon"), is_seeded=True)


@pytest.mark.parametrize(
    "source, is_sure",
    [
        ("function a(b) { b.on('data', function (c) { b.close() }); }  // 3\n", True),
        ("async function a() { await 1 }\nfunction* b() { yield 1 }\n", True),
        ("", True),
        ("function a() {}\na()\n", False),
        ("function a() {} (1)\n", False),
        ("(function () { console.log(1) })()\n", False),
        ("const a = Date.now()\n", False),
        ("function a() { return `}${1}` }\n", False),
        ("function a() { return /}/ }\n", False),
        ("function a() { <!-- }\nDate.now() }\n", False),
        ("function a() { return '\\'}' }\n", False),
        ("function a() {", False),
        ("}", False),
    ],
)
def test_a_script_that_only_declares_functions_is_known(source, is_sure):
    """It does nothing; what it may do otherwise is not looked into."""
    assert is_deterministic(of(source, "js"), is_seeded=True) == is_sure


def test_nothing_is_known_of_a_block_in_another_language():
    """Until somebody says how it is read, it is run each time, and counts as one that acts."""
    block = of("", "sh")
    assert not is_deterministic(block, is_seeded=True)
    assert is_observable(block)


def test_no_harmless_name_leads_to_a_module_or_to_what_is_refused():
    """Each attribute that a block may read of each name that it may know is as harmless."""
    refused = [getattr(builtins, name) for name in dir(builtins) if name not in HARMLESS]
    refused = {id(one) for one in refused if callable(one)}
    known = [getattr(builtins, name) for name in HARMLESS]
    for module, names in MODULES.items():
        known += [getattr(import_module(module), name) for name in names]
    seen = set()
    while known:
        one = known.pop()
        assert not isinstance(one, (types.ModuleType, types.FrameType, types.CodeType)), one
        assert id(one) not in refused, one
        # Of what is no class and no function, one has the attributes of another of its kind.
        is_own = isinstance(one, (type, types.FunctionType))
        if (key := (is_own, one if is_own else type(one))) in seen:
            continue
        seen.add(key)
        for name in dir(one):
            if name in SPECIAL if name.startswith("__") else not INNER.match(name):
                known.append(getattr(one, name, None))
    assert len(seen) > 150
