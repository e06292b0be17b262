"""The commands that write what an author has under version control."""

import shlex
import sys
from pathlib import Path

import click

from deck.commands.command import NAME, command, failures_file
from deck.commands.console import complain, is_meant, warn
from deck.source.load import load
from deck.source.problems import ON, DeckError, counted, make, not_shown


@command("snippets other.md")
@click.option("--check", is_flag=True, help="Write nothing, and fail where something changed.")
def snippets(deck: Path, check: bool) -> int:
    """Extract every block to a file that runs by itself."""
    from deck.source.extraction.snippets import extract, folder, required, stale

    parsed = load(deck)
    if check:
        problems = stale(parsed) if required(parsed) else []
        complain(problems)
        return 1 if problems else 0
    changed = extract(parsed)
    warn(parsed)
    for name in changed:
        print(f"{folder(parsed) / name}")
    print(
        f"{deck}: {counted(len(parsed.blocks), 'block')}, {counted(len(changed), 'file')} changed"
    )
    return 0


@command("accept --block four other.md")
@click.option("--block", default="", metavar="NAME", help="Accept the output of this one only.")
@click.option("--words", is_flag=True, help="Accept words that may have turned a sense, too.")
@click.option(
    "--rewording",
    nargs=2,
    metavar="QUOTE SENTENCE",
    help="Accept this sentence only, for this quote of a test.",
)
@failures_file
def accept(
    deck: Path,
    block: str,
    words: bool,
    rewording: tuple[str, str] | None,
    failures: Path | None,
) -> int:
    """Have the deck state what its blocks print, and the tests quote what it says."""
    from deck.proof.editing import accept
    from deck.proof.judge import failure
    from deck.proof.plugins import rewording as words_of

    parsed, nothing = load(deck), accept.Accepted("", ())
    try:
        accepted = nothing if rewording else accept.accept(parsed, block)
        print(accepted.diff, end="")
        # With the lines of the file as it now is.
        now = load(deck) if accepted.diff else parsed
        reworded = nothing
        if not block:
            reworded = words_of.accept(now, lambda one: words or is_meant(one), rewording)
    except DeckError as error:
        if failures:
            failure.write(failures, (failure.Failure(problem, 1) for problem in error.problems))
        raise
    left = (*accepted.left, *reworded.left)
    if failures:
        failure.write(failures, (failure.Failure(problem, 1) for problem in left))
    print(reworded.diff, end="")
    warn(now)
    complain(left)
    if left:
        changes = _changes(accepted.diff) + _changes(reworded.diff)
        print(
            f"{deck}: {counted(changes, 'line')} changed; left to you: {len(left)}", file=sys.stderr
        )
    elif not accepted.diff and not reworded.diff:
        print(f"{deck}: it states what its blocks print")
    return 1 if left else 0


@command("adopt --write other.md")
@click.option("--write", is_flag=True, help="Change the deck, and not only show how.")
def adopt(deck: Path, write: bool) -> int:
    """Propose the edits by which a deck of another tool is proved here."""
    from deck.proof.editing.adopt import adopt

    adoption = adopt(load(deck, even_stopped=True))
    if write:
        adoption.write()
    print(adoption.diff, end="")
    left = adoption.left if write else adoption.where_it_was()
    complain(left)
    changed = _changes(adoption.diff)
    told = f"{counted(changed, 'line')} {'changed' if write else 'to change'}"
    if changed and not write:
        told += f", by `{make('adopt', str(deck), WRITE=ON)}`"
    told += f"; left to you: {len(adoption.left)}"
    pairs = zip(adoption.left, left, strict=True)
    if stops := [now.line for one, now in pairs if one in adoption.after.stops]:
        told += f"; {not_shown(stops)}"
    print(f"{deck}: {told}", file=sys.stderr)
    return 0


@click.command(epilog=f"Example: {NAME} new --lang en talk")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path, lang: str) -> int:
    """Make a small deck in a folder, with its tests, its Makefile and its workflow."""
    from deck.start.talk import make

    for path in make(folder, lang):
        print(path)
    words = ["cd", *(["--"] if str(folder)[0] == "-" else []), str(folder)]
    print(f"{shlex.join(words)} && make check present", file=sys.stderr)
    return 0


def _changes(diff: str) -> int:
    """Count the lines that a diff adds and removes."""
    return sum(line[:1] in "+-" for line in diff.splitlines()[2:])
