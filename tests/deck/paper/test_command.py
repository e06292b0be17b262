"""What `python -m deck pdf` does with files and failures."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from deck.__main__ import main
from deck.paper import pdf
from deck.paper.pdf import names, write
from deck.proof.traces import traces
from deck.source.load import load
from deck.source.parse import parse
from tests.deck.paper.printed import print_deck, run_pdf
from tests.paths import DECKS, ROOT

PLAIN = DECKS / "a_deck_without_notes_leaves_lines.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Give the folder into which the command prints."""
    return tmp_path_factory.mktemp("printed")


@pytest.fixture(scope="module")
def done(cut, folder) -> subprocess.CompletedProcess[str]:
    """Run the command once."""
    return run_pdf(Path(cut.deck.path), folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "pdf").iterdir()}


@pytest.mark.parametrize(
    "path, title, expected",
    [
        ("slides.md", "async / await", "async-await"),
        ("talks/slides.md", "Été 2026 : l'an 1", "ete-2026-l-an-1"),
        ("talks/other.md", "async / await", "other"),
    ],
)
def test_a_pdf_is_named_after_its_deck(path, title, expected):
    """A deck's file names its PDF, unless it is slides.md, whose title says more."""
    assert names(parse(f"# {title}\n", path)) == (f"{expected}.pdf", f"{expected}-notes.pdf")


def test_a_title_of_the_front_matter_names_the_pdf():
    """It goes before that of the first slide."""
    text = "---\ntitle: A talk\n---\n# Welcome\n"
    assert names(parse(text, "slides.md")) == ("a-talk.pdf", "a-talk-notes.pdf")


def test_the_command_tells_where_the_files_are(done):
    """And nothing else, where nobody watches it."""
    assert (done.returncode, done.stderr) == (0, "")
    paths = [line.split(":")[0] for line in done.stdout.splitlines()]
    stem = "a_long_run_is_cut_on_paper"
    assert paths == [str(Path("pdf", f"{stem}{end}.pdf")) for end in ("", "-notes")]


def test_the_slides_of_the_talk_are_light(talk):
    """The file that is sent around stays under 400 kB."""
    assert len(talk.files["async-await.pdf"]) < 400_000


def test_the_pdfs_of_other_decks_are_kept(talk, long, plain, tmp_path):
    """Three decks that were printed into one folder are all there."""
    for printed in (talk, long, plain):
        paths = write(tmp_path / "pdf", printed.files)
        assert [path.read_bytes() for path in paths] == list(printed.files.values())
    stems = ["async-await", Path(long.deck.path).stem, Path(plain.deck.path).stem]
    expected = {f"{stem}{end}.pdf" for stem in stems for end in ("", "-notes")}
    assert contents(tmp_path).keys() == expected | {".manifest"}


def test_the_same_deck_gives_the_same_bytes(cut, done, folder):
    """Two prints with the same date differ in nothing, the recorded executions included."""
    assert {name: contents(folder)[name] for name in cut.files} == cut.files


def test_the_documents_of_a_long_deck_are_printed_at_once_to_the_same_bytes(
    chromium, tmp_path, monkeypatch
):
    """Each by a browser of its own, which tells of itself before the other has ended."""
    path = tmp_path / "long.md"
    path.write_text("\n\n".join(f"## Slide {number}" for number in range(pdf.LONG)))
    expected, met = print_deck(path, chromium), Barrier(2, timeout=30)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    # The browser of all tests has this thread.
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(
            pdf.build, expected.deck, traces, tmp_path / "pdf", lambda *_: met.wait()
        )
        assert [one.read_bytes() for one in building.result()] == [*expected.files.values()]


def test_a_deck_without_a_heading_is_printed(chromium, tmp_path):
    """Its pages have no bookmarks."""
    path = tmp_path / "words.md"
    path.write_text("Some words.\n\n---\n\nAnd others.\n")
    printed = print_deck(path, chromium)
    assert [len(one.pages) for one in (printed.slides, printed.handout)] == [2, 1]
    assert [one.outline for one in (printed.slides, printed.handout)] == [[], []]


def test_a_file_that_was_not_made_here_is_left_alone(tmp_path):
    """A PDF of the same name stops the command before anything is written."""
    path = Path("pdf", f"{PLAIN.stem}-notes.pdf")
    (tmp_path / "pdf").mkdir()
    (tmp_path / path).write_text("mine")
    done = run_pdf(PLAIN, tmp_path)
    found = "a file that `make pdf` did not make, expected no such file; move or rename it"
    assert (done.returncode, done.stderr) == (2, f"{path}:1: {found}\n")
    assert contents(tmp_path) == {path.name: b"mine"}


def test_a_block_that_contradicts_its_deck_is_printed_and_told(tmp_path):
    """The message is that of its verdict."""
    path = ROOT / "tests" / "deck" / "proof" / "traces" / "an_output_that_is_not_recorded.md"
    failures = []
    traces(load(path), failures.append)
    done = run_pdf(path, tmp_path)
    count = f"{path}: 1 problem, for which `make check DECK={path}` is red"
    assert (done.returncode, done.stderr) == (0, f"{failures[0].problem}\n{count}\n")


def test_a_failing_browser_leaves_the_previous_pdf(cut, done, folder, tmp_path):
    """A browser that ends at once is told in a sentence, and costs no file."""
    before = contents(folder)
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    failed = run_pdf(Path(cut.deck.path), folder, CHROMIUM=str(broken))
    assert failed.returncode == 2
    assert failed.stderr.startswith(f"{broken}:1: a browser that does not print (")
    expected = "), expected Chromium or Chrome; name another: CHROMIUM=/path/to/it\n"
    assert failed.stderr.endswith(expected) and failed.stderr.count("\n") == 1
    assert contents(folder) == before


@pytest.mark.parametrize(
    "variables, message",
    [
        (
            {"CHROMIUM": os.devnull},
            "no browser found, expected Chromium or Chrome;"
            " install one, or name it: CHROMIUM=/path/to/it",
        ),
        (
            {"SOURCE_DATE_EPOCH": "yesterday"},
            "SOURCE_DATE_EPOCH:1: “yesterday”, expected seconds since 1970; correct or unset it",
        ),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(variables, message, tmp_path, monkeypatch, capsys):
    """Neither a traceback nor a file comes of it."""
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["pdf", str(ROOT / "slides.md")]) == 2
    assert capsys.readouterr() == ("", message + "\n")
    assert list(tmp_path.iterdir()) == []
