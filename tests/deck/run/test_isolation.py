"""Whatever a block does to its deck, to the machinery and to the machine, its verdict stays."""

import asyncio
import errno
import io
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from deck.live.checks import judge
from deck.proof.judge.verdict import verdict
from deck.proof.recorder import Job, record_alone
from deck.run.apart.fork import run_with
from deck.run.apart.process import end, new_mark
from deck.run.apart.python import run_python
from deck.run.apart.session import _Prompt, type_session
from deck.run.program import MEMORY_LIMIT, Endless
from deck.source.load import load
from tests.paths import DECKS, ROOT

# The first block makes the machinery state what the second prints, and the deck as well.
SABOTAGE = """# Sabotage

```python name:first
from pathlib import Path

home = Path("HOME")
for path in (home / "deck").rglob("*.py"):
    path.write_text("def __getattr__(name): return lambda *_, **__: ''")
(home / "deck" / "last_words.cjs").write_text("process.exit(0)")
deck = home / "sabotaged.md"
deck.write_text(deck.read_text().replace("4", "5"))
```

```python name:second
print(5)
```

```output
4
```

```js name:third
throw new Error("no");
```
"""
CLOSES_ITS_PIPES = """import os, sys, time
os.close(1)
os.close(2)
while True:
    time.sleep(1)
"""
HOLDS_ITS_PIPES = """import subprocess, sys
print("parent", flush=True)
subprocess.Popen([sys.executable, "-c", "while True: print('child', flush=True)"]{options})
"""
IGNORES_SIGNALS = """import signal, time
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while True:
    time.sleep(1)
"""
FLOODS_ITS_ERRORS = "import sys\nwhile True: sys.stderr.write('x' * 100_000)\n"


def test_a_block_that_rewrites_the_machinery_and_its_deck_changes_no_verdict(tmp_path):
    """What was read before it ran is what the others are judged by."""
    machinery, deck = tmp_path / "deck", tmp_path / "sabotaged.md"
    shutil.copytree(ROOT / "deck", machinery, ignore=shutil.ignore_patterns("__pycache__"))
    for settings in ("pyproject.toml", "mkslides.yml"):
        shutil.copy(ROOT / settings, tmp_path)
    deck.write_text(SABOTAGE.replace("HOME", str(tmp_path)))
    command = [sys.executable, "-m", "deck", "check", "sabotaged.md"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (machinery / "proof" / "judge" / "verdict.py").read_text().startswith("def __getattr__")
    told = [line for line in done.stdout.splitlines() if line.startswith("sabotaged.md:")]
    assert [line.partition(" of slide")[0] for line in told] == [
        "sabotaged.md:15: block second",
        "sabotaged.md:23: block third",
        "sabotaged.md: 1 slide, 3 blocks: 3 shown, 3 run, 3 asserted, 1 proved",
    ]
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("name", ["PYTHONUNBUFFERED", "PYTHONWARNINGS", "NODE_OPTIONS"])
def test_the_settings_of_a_machine_change_no_verdict(name, monkeypatch):
    """What is printed first, and what a warning does, is as on a machine that has none."""
    value = {"PYTHONWARNINGS": "error", "NODE_OPTIONS": "--throw-deprecation"}.get(name, "1")
    monkeypatch.setenv(name, value)
    deck = load(DECKS / "settings_of_a_machine.md")
    assert [verdict(deck, block, 60) for block in deck.blocks] == [None] * 3


@pytest.mark.parametrize(
    "source",
    [CLOSES_ITS_PIPES, IGNORES_SIGNALS, FLOODS_ITS_ERRORS],
    ids=["closed", "deaf", "loud"],
)
def test_no_block_outlives_its_time(source):
    """Whatever it does to its pipes and to its signals."""
    with pytest.raises(Endless) as endless:
        run_python(source, "program", 0, 0.3)
    assert str(endless.value) == "does not end within 0.3 s"


def test_a_program_has_its_limits_from_its_first_instruction(monkeypatch):
    """And not once another process gives them, which may come to it too late."""
    monkeypatch.delattr(resource, "prlimit", raising=False)
    got = run_python(
        "import resource\nprint(resource.getrlimit(resource.RLIMIT_DATA))\n", "a", 0, 10
    )
    assert got.output == f"({MEMORY_LIMIT}, {MEMORY_LIMIT})\n"


@pytest.mark.parametrize("options", ["", ", start_new_session=True"], ids=["kept", "left"])
def test_what_a_block_leaves_running_ends_with_it(options, processes):
    """Also what has left its session; and it is not waited for."""
    run = run_python(HOLDS_ITS_PIPES.format(options=options), "program", 0, 60)
    assert run.output.startswith("parent\n")
    assert processes() == []


@pytest.mark.parametrize("options", ["", ", start_new_session=True"], ids=["kept", "left"])
def test_what_a_recording_leaves_running_ends_with_it(options, processes):
    """As of what is run, though what recorded it goes on."""
    job = Job("python", HOLDS_ITS_PIPES.format(options=options), "", (), 60)
    assert record_alone(job).output == "parent\n"
    assert processes() == []


def test_what_a_session_leaves_running_ends_with_it(processes):
    """A process that is started at a prompt, too."""
    statement = "import subprocess; left = subprocess.Popen(['sleep', '1000'])\n"
    assert type_session("", [statement], 60).outputs == [""]
    assert processes() == []


def test_what_may_not_be_killed_is_left(monkeypatch):
    """A process of another user, as under sudo: it is not asked for ever."""
    asked = []

    def refuse(pid, _):
        asked.append(pid)
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    with subprocess.Popen(["sleep", "1000"], start_new_session=True) as one:
        try:
            with monkeypatch.context() as patch:
                for name in ("kill", "killpg"):
                    patch.setattr(os, name, refuse)
                end(one.pid, new_mark())
        finally:
            one.kill()
    assert asked == [one.pid] * 2


def test_a_check_that_is_given_up_leaves_no_block_running(processes, tmp_path):
    """Who saves again meanwhile does not have the block of before go on behind."""
    started = tmp_path / "started"
    os.mkfifo(started)
    source = f"open({str(started)!r}, 'w').close()\nwhile True:\n    pass\n"
    path = tmp_path / "deck.md"
    path.write_text(f"# Title\n\n```python name:endless\n{source}```\n")

    async def give_up() -> None:
        judging = asyncio.create_task(judge(load(path), ["endless"]))
        # Whoever opens a pipe waits for the other end.
        await asyncio.to_thread(lambda: started.open().close())
        judging.cancel()
        with suppress(asyncio.CancelledError):
            await judging

    asyncio.run(give_up())
    assert processes() == []


def test_a_session_ends_with_the_threads_of_its_pools():
    """As a program does that leaves one open, and what they still print is seen."""
    pool = "from concurrent.futures import ThreadPoolExecutor; pool = ThreadPoolExecutor(1)\n"
    statements = [pool, "one = pool.submit(print, 'in a thread')\n"]
    assert type_session("", statements, 20).outputs == ["", "in a thread\n"]


def test_a_session_that_floods_its_errors_goes_on():
    """However much it writes there, each of its prompts is seen."""
    flood = "if True:\n    import sys; n = sys.stderr.write('x' * 2_000_000)\n"
    assert type_session("", [flood, "1 + 1\n", "1 / 0\n"], 20).outputs == [
        "",
        "2\n",
        "Traceback (most recent call last):\n"
        '  File "<stdin>", line 1, in <module>\n'
        "ZeroDivisionError: division by zero\n",
    ]


def test_an_exception_at_a_prompt_that_is_too_long_is_told():
    """And not taken for a statement that prints nothing."""
    with pytest.raises(Endless) as endless:
        type_session("", ["raise ValueError('x' * 2_000_000)\n"], 20)
    assert str(endless.value) == "prints more than 1,000,000 characters"


def test_the_errors_of_a_session_are_searched_once():
    """Whatever comes is looked at for a prompt, and nothing of it again, but what may begin one."""
    ours = "\x1emine\x1e"
    chunks = [b"x" * 100, f"{ours}''{ours[:4]}".encode(), f"{ours[4:]}>>> ".encode()] * 20
    listener = SimpleNamespace(errors=bytearray(), heard=0)
    prompt = _Prompt(listener, SimpleNamespace(stdin=io.BytesIO()), ours)
    searched, find = [], prompt.endings.findall
    prompt.endings = SimpleNamespace(findall=lambda text: searched.append(len(text)) or find(text))
    for chunk in chunks:
        listener.errors += chunk
        listener.heard += len(chunk)
        prompt._count()
    assert prompt._count() == 20
    assert sum(searched) <= listener.heard + (len(chunks) + 1) * len(f"{ours}>>> ")


STARTS = {
    "program": lambda: run_python("", "program", 0, 60),
    "session": lambda: type_session("", ["1\n"], 60),
    "copy": lambda: run_with({}, "", "program", 0, 60),
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_what_cannot_start_leaves_no_file_open(start, monkeypatch):
    """On a machine that is full, others go on."""

    def fail(*_, **__):
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(subprocess.Popen, "__init__", fail)
    monkeypatch.setattr(subprocess.Popen, "__del__", lambda _: None)
    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", fail)
    before = set(os.listdir("/dev/fd"))
    with pytest.raises(BlockingIOError, match="Resource temporarily unavailable"):
        start()
    assert set(os.listdir("/dev/fd")) <= before


@pytest.fixture
def processes(monkeypatch, tmp_path):
    """List the processes that a test started, and that still run."""
    mark = f"{tmp_path}".encode()
    monkeypatch.setenv("STARTED_BY", str(tmp_path))

    def started_here(path: Path) -> bool:
        try:
            return mark in path.read_bytes()
        except OSError:
            return False

    return lambda: [
        str(path) for path in Path("/proc").glob("[0-9]*/environ") if started_here(path)
    ]
