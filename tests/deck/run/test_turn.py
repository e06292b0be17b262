"""Programs that may listen at a port run one at a time."""

import fcntl
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from deck.proof.judge.ahead import Ahead
from deck.proof.judge.verdict import verdict
from deck.proof.traces import faithful
from deck.run.apart import turn as turns
from deck.source.parse import parse

TAKEN = "taken"
ASK = f"""if True:
    import fcntl, sys
    try:
        fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print({TAKEN!r})
"""
# Holds its address for as long as another Python takes to start.
LISTENER = """import os, socket, subprocess, sys

with socket.socket(socket.AF_UNIX) as server:
    server.bind(ADDRESS)
    subprocess.run([sys.executable, "-c", ""])
os.unlink(ADDRESS)
"""


def deck_of(*programs):
    fences = (f"```python name:b{at}\n{text}```\n" for at, text in enumerate(programs))
    return parse("# Servers\n\n" + "\n".join(fences), "deck.md")


@pytest.mark.parametrize(
    ("program", "waits"),
    [
        ('asyncio.start_server(echo, "127.0.0.1", 8888)', True),
        ("loop.create_server(Echo)", True),
        ("s.bind(address)", True),
        ("HTTPServer(address, Handler)", True),
        ("socketserver.ThreadingTCPServer(address, Handler)", True),
        ("make_server('', 8000, app)", True),
        ("http.createServer(answer).listen(8000)", True),
        ("loop.create_datagram_endpoint(Echo, local_addr=address)", True),
        ("asyncio.open_connection('127.0.0.1', 8888)", False),
        ("print('a server')", False),
    ],
)
def test_what_may_listen_has_a_turn_among_all_processes(program, waits, monkeypatch, tmp_path):
    """By what stands in it, and no other program waits."""
    lock = tmp_path / "lock"
    lock.touch()
    monkeypatch.setattr(turns, "LOCK", lock)
    with turns.turn(program):
        done = subprocess.run([sys.executable, "-c", ASK, lock], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{TAKEN}\n" if waits else "", "")


def test_blocks_that_have_the_same_address_hold_at_the_same_time(tmp_path):
    """Each is right by itself, be it judged or recorded, alone or after what it continues."""
    program = LISTENER.replace("ADDRESS", repr(str(tmp_path / "socket")))
    deck = deck_of(*[program] * 6)
    with ThreadPoolExecutor() as pool:
        judged = [pool.submit(verdict, deck, block, 60) for block in deck.blocks[:4]]
        recorded = [pool.submit(faithful, deck, block) for block in deck.blocks[4:]]
    assert [one.result() for one in judged] == [None] * 4
    assert all(one.result() for one in recorded)


def test_blocks_that_wait_for_their_turn_end_with_the_others(tmp_path):
    """None of them goes on once a check is given up."""
    started = tmp_path / "started"
    os.mkfifo(started)
    endless = f"open({str(started)!r}, 'w').close()  # bind\nwhile True: pass\n"
    deck = deck_of(*[endless] * 4)
    judging = Ahead([(deck, block) for block in deck.blocks], 60)
    with ThreadPoolExecutor() as pool:
        pool.submit(judging.verdict, deck.path, "b0")
        # Whoever opens a pipe waits for the other end.
        started.open().close()
        judging.stop()
    assert [one.running() for one in judging._verdicts.values()] == [False] * 4


def test_no_check_that_is_given_up_waits_for_another_one(monkeypatch, tmp_path):
    """What has its turn in another process of the same user may have it for long."""
    lock, opened = tmp_path / "lock", threading.Event()
    lock.touch()

    def opening(mode):
        opened.set()
        return lock.open(mode)

    monkeypatch.setattr(turns, "LOCK", SimpleNamespace(open=opening))
    deck = deck_of("print('bind')\n")
    judging = Ahead([(deck, deck.blocks[0])], 60)
    with ThreadPoolExecutor() as pool, lock.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        asked = pool.submit(judging.verdict, deck.path, "b0")
        opened.wait()
        judging.stop()
        assert isinstance(asked.exception(), turns.GivenUp)
