"""A block runs in the page as it runs at a desk, and is stopped."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.running import ANYWHERE

ENDLESS = {
    "print": "while True: print('Tum')",
    "sleep": "import time\ntime.sleep(60)",
    "sum": "sum(range(10**10))",
}

MORE_THAN_SPARES = 3
COUNT_ENDED = """() => {
  window.terminate ??= Worker.prototype.terminate;
  window.ended = 0;
  Worker.prototype.terminate = function () {
    window.ended += 1;
    window.terminate.call(this);
  };
}"""
# What a page has not, and what it has.
LACKS = """import asyncio, os, socket, subprocess, sys, threading
from concurrent.futures import ThreadPoolExecutor
WAYS = {
    "thread": lambda: threading.Thread(target=print).start(),
    "pool": lambda: ThreadPoolExecutor().submit(abs, 1),
    "aside": lambda: asyncio.run(asyncio.to_thread(abs, 1)),
    "process": lambda: subprocess.run([sys.executable]),
    "shell": lambda: os.system("echo"),
    "pipe": lambda: os.popen("echo"),
    "fork": lambda: os.fork(),
    "socket": lambda: socket.create_server(("127.0.0.1", 0)),
    "name": lambda: socket.getaddrinfo("localhost", 80),
    "input": lambda: input(),
    "file": lambda: open("absent"),
    "sleep": lambda: asyncio.run(asyncio.sleep(0)),
    "number": lambda: 1 / 0,
}
"""
ASKS = """from deck.run import lacking
asked = []
for name, ask in WAYS.items():
    lacking.forget()
    try:
        ask()
    except Exception:
        pass
    if lacking.was_asked():
        asked.append(name)
print(*asked, sep=", ")
"""
# Both timers count from one moment: on a slow machine the one that is set last may not be late.
TIMERS = """import asyncio
async def say(moment, word):
    loop = asyncio.get_running_loop()
    comes = loop.create_future()
    loop.call_at(moment, comes.set_result, word)
    print(await comes)
    return word
async def main():
    now = asyncio.get_running_loop().time()
    print(await asyncio.gather(say(now + 0.02, 'b'), say(now + 0.01, 'a'), say(now, '0')))
    await asyncio.sleep(0.01)
    print('fin')
asyncio.run(main())
"""


def test_a_block_runs_with_the_mouse_too(stage):
    """A click on « Exécuter » runs the block, and leaves the space bar to the slides."""
    stage.go("prints")
    stage.button("Exécuter").click()
    expect(stage.output).to_have_text("42\n")
    stage.page.keyboard.press("Space")
    expect(stage.page.locator(".present [data-run]")).to_have_attribute("data-name", "continues")


def test_a_block_that_only_defines_says_what(stage):
    """Where nothing is printed, the names that the block binds are told with their kinds."""
    stage.edit("defines", "import os\nclass A: pass\ndef f(): pass\nasync def g(): pass\nx = 1")
    stage.run()
    told = "la classe A, la fonction f, la fonction coroutine g et le nom x"
    expect(stage.status).to_have_text(f"Rien ne s’affiche\u202f: ce bloc définit {told}")


def test_a_block_ends_as_a_program_does(stage):
    """What is left for the end is done then, and once: the next run begins without it."""
    leaves = "import atexit\natexit.register(print, 'at exit')\n"
    dies = "class A:\n    def __del__(self): print('gone')\na = A()\n"
    stage.edit("prints", f"{leaves}{dies}print('last line')\n")
    for _ in range(2):
        assert stage.run() == "last line\nat exit\ngone\n"


def test_what_is_asked_for_in_vain_is_noted(stage):
    """Threads, processes, a network, a keyboard: whatever comes of them is not the program's."""
    stage.edit("prints", f"{LACKS}{ASKS}")
    lacking = "thread, pool, aside, process, shell, pipe, fork, socket, name, input"
    assert stage.run() == f"{lacking}\n"


def test_an_error_has_the_block_s_own_line(stage):
    """A traceback counts lines from the block's first one, whatever its context, and quotes it."""
    stage.edit("continues", "x = 1\nanswer(x)\n")
    assert stage.run() == "TypeError: answer() takes 0 positional arguments but 1 was given\n"
    expect(stage.output).to_contain_text('File "<program>", line 2, in <module>\n    answer(x)')
    expect(stage.status).to_have_text("Sortie, erreur ligne 2")


def test_a_syntax_error_has_its_line(stage):
    """What does not compile is told as Python tells it."""
    stage.edit("continues", "x = 1\ny = = 2\n")
    assert stage.run() == (
        '  File "<program>", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n'
    )
    expect(stage.status).to_have_text("Sortie, erreur ligne 2")


@ANYWHERE
def test_what_goes_to_stderr_is_shown(stage):
    """A warning is seen, as in a terminal, but is no part of the output."""
    stage.edit("defines", "async def f(): pass\nf()\nprint('fin')\n")
    assert stage.run() == "fin\n"
    expect(stage.output.locator(".stderr")).to_contain_text(
        "<program>:2: RuntimeWarning: coroutine 'f' was never awaited"
    )


@ANYWHERE
def test_output_comes_as_it_is_printed(stage):
    """What is printed before an endless loop is on screen while the loop runs."""
    stage.edit("defines", "for i in range(3): print(i)\nwhile True: pass\n")
    stage.start()
    expect(stage.output).to_have_text("0\n1\n2\n")
    expect(stage.button("Arrêter")).to_be_visible()


@ANYWHERE
def test_what_comes_in_a_flood_is_shown_although_nothing_follows(stage):
    """More lines than are posted in a frame, and then a loop without end: the last is seen."""
    lines = "".join(f"{rank}\n" for rank in range(100))
    stage.edit("defines", "for i in range(100): print(i)\nwhile True: pass\n")
    stage.start()
    expect(stage.output).to_have_text(lines)
    expect(stage.button("Arrêter")).to_be_visible()


@ANYWHERE
def test_asyncio_runs_as_on_a_desk(stage):
    """The event loop is CPython's own: timers, order and results are those of a terminal."""
    stage.edit("defines", TIMERS)
    assert stage.run() == "0\na\nb\n['b', 'a', '0']\nfin\n"


def test_ten_runs_in_a_row_print_the_same(stage):
    """A run leaves nothing behind for the next one."""
    stage.go("prints")
    assert [stage.run() for _ in range(10)] == ["42\n"] * 10


def test_a_run_does_not_see_the_names_of_the_last(stage):
    """Each run begins with the names of its context alone."""
    stage.edit("defines", "print('leftover' in globals())\nleftover = 1\n")
    assert [stage.run(), stage.run()] == ["False\n", "False\n"]


@pytest.mark.parametrize("program", ENDLESS)
def test_an_endless_program_is_stopped(stage, program):
    """« Arrêter » ends anything and its worker, each time, and the next run works."""
    stage.edit("defines", ENDLESS[program])
    stage.start()
    stage.page.evaluate(COUNT_ENDED)
    stage.button("Arrêter").click()
    expect(stage.status).to_contain_text("Arrêté")
    assert stage.page.evaluate("window.ended") == 1
    stage.go("prints")
    assert stage.run() == "42\n"


def test_each_of_many_stops_ends_a_worker(stage):
    """However quickly one follows another, no program goes on behind the next."""
    stage.edit("defines", "while True: pass")
    stage.start()
    stage.page.evaluate(COUNT_ENDED)
    for rank in range(MORE_THAN_SPARES):
        if rank:
            stage.start()
        stage.button("Arrêter").click()
        expect(stage.status).to_contain_text("Arrêté")
    assert stage.page.evaluate("window.ended") == MORE_THAN_SPARES
    stage.go("prints")
    assert stage.run() == "42\n"


def test_leaving_the_slide_stops_its_program(stage):
    """An endless program does not go on behind the next slide."""
    stage.edit("defines", "while True: pass")
    stage.start()
    stage.page.keyboard.press("PageDown")
    stage.go("defines")
    expect(stage.status).to_have_text("Arrêté")


def test_endless_output_keeps_its_end_and_says_so(stage):
    """The page holds the last lines alone of what never stops printing."""
    stage.edit("defines", "n = 0\nwhile n < 20_000:\n    print(n)\n    n += 1\n")
    shown = stage.run()
    assert shown.endswith("19998\n19999\n")
    assert len(shown) <= 8_000
    expect(stage.status).to_have_text("Sortie (seule la fin est gardée)")


@pytest.mark.parametrize(
    "source",
    [
        "input()",
        "import sys\nsys.stdin.read()",
        "import socket\nsocket.create_connection(('127.0.0.1', 9))",
        "import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', 9))",
        "import asyncio\nasyncio.run(asyncio.open_connection('localhost', 9))",
        "from urllib.request import urlopen\nurlopen('http://127.0.0.1:9')",
    ],
)
def test_keyboard_and_network_are_refused_with_a_sentence(stage, source):
    """What a page cannot do is told in French, with the line that asked for it."""
    stage.edit("defines", source)
    printed = stage.run()
    assert "une page n’" in printed and printed.count("\n") == 1
    expect(stage.status).to_contain_text(f"erreur ligne {source.count(chr(10)) + 1}")
