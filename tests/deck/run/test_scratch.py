"""Each run of a block has a folder of its own, with nothing in it but what the deck gives it."""

import os
from pathlib import Path

import pytest

from deck.__main__ import main
from deck.proof.editing.accept import accept
from deck.proof.editing.adopt import adopt
from deck.proof.judge.verdict import verdict
from deck.proof.traces import traces
from deck.run.apart import fork
from deck.source.extraction import snippets
from deck.source.load import load

LEAVES_A_FILE = """# Files

```python name:writes
from pathlib import Path
print(Path("hello.txt").exists())
Path("hello.txt").write_text("hello")
Path("mine.txt").write_text("")
```

```output
False
```

```pycon name:types
>>> import pathlib
>>> pathlib.Path("hello.txt").exists()
False
>>> pathlib.Path("hello.txt").write_text("hello")
5
```

```js name:script
const fs = require("fs");
console.log(fs.existsSync("hello.txt"));
fs.writeFileSync("hello.txt", "hello");
```

```output
false
```

```python name:needs fixture:tmp_path
from pathlib import Path
print(Path("hello.txt").exists())
Path("hello.txt").write_text("hello")
```

```output
False
```
"""
READS_DATA = """# Data

```python name:python
print(open("villes.csv").read(), end="")
print(open('./data/more.csv').read(), end="")
open("villes.csv", "w")
```

```output
Paris
Lyon
```

```python name:goes_on continuation
def first():
    return open("villes.csv").readline().strip()
```

```python name:continues continuation:goes_on
print(first())
```

```output
Paris
```

```pycon name:session
>>> open("villes.csv").read()
'Paris\\n'
```

```js name:script
console.log(require("fs").readFileSync(`villes.csv`, "utf8").trim());
```

```output
Paris
```
"""
OUT_OF_REACH = """# Out of reach

```python name:a
from pathlib import Path
names = "../out.csv", "linked.csv", ".env", "data/.env", "data", "README.md", "deck.md", "a\\0b"
for name in names:
    print(Path(name).is_file() if "\\0" not in name else "")
```

```output
False
False
False
False
False
False
False

```
"""
WHERE_IT_IS = """# Where it is

```python name:program
import os
from pathlib import Path
print(os.getcwd(), [Path(__file__).parent], Path("a.txt").absolute(), Path.cwd().as_uri())
open("a.txt", "w").close()
print(sorted(os.listdir()))
os.rmdir(os.path.abspath("b.txt"))
```

```output
. [PosixPath('.')] a.txt file://.
['01_program.py', 'a.txt']
FileNotFoundError: [Errno 2] No such file or directory: 'b.txt'
```

```pycon name:session
>>> import os
>>> os.getcwd()
'.'
>>> os.rmdir(os.path.abspath("b.txt"))
Traceback (most recent call last):
FileNotFoundError: [Errno 2] No such file or directory: 'b.txt'
```

```js name:script
console.log(process.cwd(), __dirname, require("fs").readdirSync("."));
```

```output
. . [ '01_script.js' ]
```
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Stand in the folder of a deck."""
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    monkeypatch.chdir(home)
    monkeypatch.setattr(fork, "STARTED_IN", str(home))
    return home


def deck_of(text):
    Path("deck.md").write_text(text, "utf-8")
    return load(Path("deck.md"))


def files_of(folder):
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*.*")}


def judged(deck):
    """Return the message on each block that does not do what is stated."""
    names = {"tmp_path": None}
    verdicts = (
        verdict(deck, block, 60, None if block.runs_alone else names) for block in deck.blocks
    )
    return [str(failure) for failure in verdicts if failure]


def test_what_a_block_leaves_is_seen_by_no_other_and_by_no_later_run(home):
    """Be it judged, recorded, accepted or adopted, the folder of the deck stays as it was."""
    (home / "mine.txt").write_text("mine")
    deck = deck_of(LEAVES_A_FILE)
    before = files_of(home)
    for _ in range(2):
        assert judged(deck) == []
        assert set(traces(deck)) == {"writes", "types"}
    for block in deck.blocks[:3]:
        assert accept(deck, block.name).diff == ""
    assert adopt(deck).diff == ""
    assert files_of(home) == before


def test_a_program_finds_the_data_of_its_deck_wherever_one_stands(home, monkeypatch):
    """By its name in a literal, as a copy that no block can spoil; students find it, too."""
    Path("villes.csv").write_text("Paris\n")
    Path("data/more.csv").write_text("Lyon\n")
    Path("data/unread.csv").write_text("")
    deck_of(READS_DATA)
    monkeypatch.chdir(home.parent)
    deck = load(Path("home/deck.md"))
    before = files_of(home)
    assert judged(deck) == []
    assert {"python", "continues", "session"} <= traces(deck).keys()
    assert files_of(home) == before
    monkeypatch.chdir(home)
    assert main(["snippets", "deck.md"]) == 0
    students = Path("snippets/deck")
    assert (students / "villes.csv").read_text() == "Paris\n"
    assert (students / "data/more.csv").read_text() == "Lyon\n"
    assert not (students / "data/unread.csv").exists()
    assert (
        "Des programmes lisent ce qui est à côté d’eux\N{NARROW NO-BREAK SPACE}: "
        "[data/more.csv](<data/more.csv>), [villes.csv](<villes.csv>).\n"
    ) in (students / "README.md").read_text("utf-8")
    Path("villes.csv").write_text("Nantes\n")
    assert [str(problem) for problem in snippets.stale(load(Path("deck.md")))] == [
        "snippets/deck/villes.csv:1: another text, expected the one that deck.md gives; "
        "run `make snippets DECK=deck.md`"
    ]


def test_nothing_else_of_the_machine_is_given_to_a_program(home):
    """Not what is hidden, out of the folder, linked from there, a folder, the deck, or ours."""
    (home.parent / "out.csv").write_text("secret")
    os.symlink(home.parent / "out.csv", home / "linked.csv")
    for name in (".env", "data/.env", "README.md"):
        Path(name).write_text("secret")
    deck = deck_of(OUT_OF_REACH)
    assert judged(deck) == []
    given = b"".join(snippets.files(deck).values())
    assert b"out.csv" in given and b"secret" not in given


def test_the_folder_of_a_run_is_left_out_of_what_is_printed(home):
    """It has another name each time, and students have another one."""
    assert judged(deck_of(WHERE_IT_IS)) == []


def test_a_block_runs_in_the_folder_that_its_fixture_changes_to(home, monkeypatch):
    """As what it needs is there."""
    deck = deck_of(LEAVES_A_FILE)
    there = home / "data"
    monkeypatch.chdir(there)
    assert verdict(deck, deck.block("needs"), 60, {"tmp_path": there}) is None
    assert (there / "hello.txt").read_text() == "hello"


ENDLESS = "# Endless\n\n```python name:endless\nopen('a', 'w')\nwhile True: pass\n```\n"


def test_the_folder_of_a_run_is_removed(home, monkeypatch, tmp_path):
    """Also that of a block that is stopped."""
    folders = tmp_path / "folders"
    folders.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folders))
    judged(deck_of(LEAVES_A_FILE))
    deck = deck_of(ENDLESS)
    assert verdict(deck, deck.blocks[0], 0.1) is not None
    assert list(folders.iterdir()) == []
