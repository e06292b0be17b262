"""The commands of the deck, and the only place that prints or exits."""

import signal

if __name__ == "__main__":
    # Whoever gives up while the rest is imported sees no traceback of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import io
import os
import shlex
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path

import click

from deck import IS_INSTALLED
from deck.paper.browser import NoBrowser
from deck.proof.failure import Failure
from deck.proof.reworded import Reworded
from deck.proof.sense import told
from deck.source.load import check_path, load
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem, visible
from deck.source.progress import Progress, silent

BAD_INPUT = 2
NAME = "deck" if IS_INSTALLED else "python -m deck"
KEYS = "→ next, S speaker view, F full screen, O overview, ? all keys, Ctrl-C stops"


class Commands(click.Group):
    """List the commands in the order of their use."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Commands, help="Show, print and assert a deck of slides.")
def cli() -> None:
    """Group the commands."""


def command(example: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a command of a function that takes a deck, with an example in its help."""

    def decorate(function: Callable[..., int]) -> click.Command:
        @wraps(function)
        def run(deck: Path, **options: object) -> int:
            try:
                check_path(deck)
                return function(deck, **options)
            except BrokenPipeError:
                raise
            except OSError as error:
                found = error.strerror or str(error)
                where = str(error.filename or deck)
                raise DeckError(
                    Problem(where, 1, found, "a file to read or write", "check it")
                ) from None

        argument = click.argument("deck", type=click.Path(path_type=Path), default="slides.md")
        return cli.command(epilog=f"Example: {NAME} {example}")(argument(run))

    return decorate


port = click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
failures_file = click.option(
    "--failures", type=click.Path(path_type=Path), help="Write what fails to this file, as JSON."
)


def warn(deck: Deck, failures: Sequence[Failure] = ()) -> None:
    """Tell what is wrong with a deck that is shown all the same, and how much it is."""
    from deck.source.files import problems

    wrong = [*deck.problems, *problems(deck), *(one.problem for one in failures)]
    for problem in sorted(wrong):
        print(problem, file=sys.stderr)
    if wrong:
        count = f"{len(wrong)} problem{'s' * (len(wrong) > 1)}"
        print(f"{deck.path}: {count}, for which `make check` is red", file=sys.stderr, flush=True)


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give what tells on a terminal how far long work is, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich import progress
    from rich.console import Console

    columns = progress.TextColumn("{task.description}", markup=False), progress.BarColumn()
    bar = progress.Progress(
        *columns,
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=total
        )


@command("snippets other.md")
def snippets(deck: Path) -> int:
    """Extract every block to a file that runs by itself."""
    from deck.source.snippets import extract, folder

    parsed = load(deck)
    changed = extract(parsed)
    warn(parsed)
    for name in changed:
        print(f"{folder(parsed) / name}")
    print(f"{deck}: {len(parsed.blocks)} blocks, {len(changed)} files changed")
    return 0


@command("site other.md")
def site(deck: Path) -> int:
    """Build the page into site/."""
    from deck.page.site import build
    from deck.proof.shipped import files as kit
    from deck.proof.traces import recordings

    parsed, folder, failures = load(deck), Path("site"), list[Failure]()
    with shown_progress() as progress:
        recorded = recordings(parsed, failures.append, progress)
        changed = build(parsed, recorded, kit(parsed), folder)
    warn(parsed, failures)
    print(f"{folder / 'index.html'}: {len(parsed.slides)} slides, {len(changed)} files changed")
    return 0


@command("pdf other.md")
def pdf(deck: Path) -> int:
    """Print the slides and the handout into pdf/."""
    from deck.paper.pdf import build
    from deck.proof.traces import traces

    parsed, failures = load(deck), list[Failure]()
    with shown_progress() as progress:
        record = partial(traces, tell=failures.append, progress=progress)
        printed = build(parsed, record, Path("pdf"), progress)
    warn(parsed, failures)
    for path in printed:
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


@command("publish a.md b.md")
@click.argument("others", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
def publish(deck: Path, others: tuple[Path, ...]) -> int:
    """Prove decks on each Python, and build public/: pages, PDFs, code, and an index."""
    from deck.paper import pdf
    from deck.publish import proof, publication

    for other in others:
        check_path(other)
    decks, folder = [load(path) for path in (deck, *others)], Path("public")
    date = pdf.date_of_printing()
    for one in decks:
        warn(one)
    try:
        with shown_progress() as progress:
            prove = partial(proof.prove, progress=progress)
            printer = partial(pdf.printed, date=date, progress=progress)
            changed = publication.publish(decks, folder, prove, printer, date, progress)
    except proof.DoesNotHold as error:
        print(error, end="", file=sys.stderr)
        print(f"{folder}: nothing was published, it is as it was", file=sys.stderr)
        return 1
    print(f"{folder / 'index.html'}: {len(decks)} decks, {len(changed)} files changed")
    return 0


@command("present --port 9000 other.md")
@port
def present(deck: Path, port: int) -> int:
    """Serve the page on this machine and open the browser."""
    from deck.page.serve import address, server
    from deck.page.site import site_files
    from deck.proof.shipped import files as kit
    from deck.proof.traces import recordings

    parsed, failures = load(deck), list[Failure]()
    with shown_progress() as progress:
        files = site_files(parsed, recordings(parsed, failures.append, progress), kit(parsed))
    warn(parsed, failures)
    with server(files, port) as bound:
        print(f"{parsed.title}: {address(bound.server_port)} ({KEYS})", flush=True)
        if _has_screen():
            webbrowser.open(address(bound.server_port))
        bound.serve_forever()
    return 0


@command("edit --port 9000 other.md")
@port
def edit(deck: Path, port: int) -> int:
    """Show each save at once in the browser, with the verdict on it."""
    import asyncio

    from deck.live.session import EditingSession

    def ready(address: str) -> None:
        print(f"{deck}: {address} (save to see it, Ctrl-C stops)", flush=True)
        if _has_screen():
            webbrowser.open(address)

    session = EditingSession(deck, partial(print, flush=True))
    asyncio.run(session.run(port, ready))
    return 0


@command("check --quick other.md")
@click.option("--quick", is_flag=True, help="Leave out the machinery's own tests.")
@failures_file
def check(deck: Path, quick: bool, failures: Path | None) -> int:
    """Assert everything that needs no browser."""
    from deck.proof import suite

    read = load(deck)
    if not quick and suite.leaves_out(deck):
        print("The machinery is as it was when its tests last passed; `make test` runs them again.")
    return suite.check(deck, quick, failures, read)


@command("verdicts other.md four")
@click.argument("blocks", metavar="BLOCK...", nargs=-1, required=True)
@failures_file
def verdicts(deck: Path, blocks: tuple[str, ...], failures: Path | None) -> int:
    """Judge some blocks alone."""
    from deck.proof import failure
    from deck.proof.verdict import SECONDS, verdict

    parsed = load(deck)
    judged = [parsed.block(name) for name in blocks]
    found = [verdict(parsed, block, SECONDS) for block in judged if block.runs_alone]
    told = list(filter(None, found))
    print(*told, sep="\n")
    if failures:
        failure.write(failures, told)
    return 1 if told else 0


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
    from deck.proof import accept, failure
    from deck.proof import rewording as words_of

    parsed = load(deck)
    try:
        accepted = accept.Accepted("", ()) if rewording else accept.accept(parsed, block)
        print(accepted.diff, end="")
        # With the lines of the file as it now is.
        now = load(deck) if accepted.diff else parsed
        reworded = accept.Accepted("", ())
        if not block:
            reworded = words_of.accept(now, lambda one: words or _is_meant(one), rewording)
    except DeckError as error:
        if failures:
            failure.write(failures, (failure.Failure(problem, 1) for problem in error.problems))
        raise
    left = (*accepted.left, *reworded.left)
    if failures:
        failure.write(failures, (failure.Failure(problem, 1) for problem in left))
    print(reworded.diff, end="")
    warn(now)
    for problem in left:
        print(problem, file=sys.stderr)
    if left:
        changes = _changes(accepted.diff) + _changes(reworded.diff)
        print(f"{deck}: {changes} lines changed; left to you: {len(left)}", file=sys.stderr)
    elif not accepted.diff and not reworded.diff:
        print(f"{deck}: it states what its blocks print")
    return 1 if left else 0


@command("adopt --write other.md")
@click.option("--write", is_flag=True, help="Change the deck, and not only show how.")
def adopt(deck: Path, write: bool) -> int:
    """Propose the edits by which a deck of another tool is proved here."""
    from deck.proof.adopt import adopt

    adoption = adopt(load(deck))
    if write:
        adoption.write()
    print(adoption.diff, end="")
    for problem in adoption.left if write else adoption.where_it_was():
        print(problem, file=sys.stderr)
    changed = _changes(adoption.diff)
    told = f"{changed} lines {'changed' if write else 'to change'}"
    if changed and not write:
        told += ", by `make adopt WRITE=1`"
    print(f"{deck}: {told}; left to you: {len(adoption.left)}", file=sys.stderr)
    return 0


@command("pythons other.md")
def pythons(deck: Path) -> int:
    """Assert the blocks and the claims on every Python of this machine."""
    from deck.proof.pythons import everywhere

    parsed = load(deck)
    warn(parsed)
    with shown_progress() as progress:
        report = everywhere(parsed, progress)
    print(report)
    return 0 if report.holds else 1


@command("mutants other.md")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, to be kept.")
def mutants(deck: Path, as_json: bool) -> int:
    """Edit each block in many ways, and tell the edits that nothing notices."""
    from deck.proof.mutants.survivors import report

    found = report(load(deck), partial(print, file=sys.stderr, flush=True))
    print(found.json() if as_json else f"{found}\n", end="")
    for problem in found.problems:
        print(problem, file=sys.stderr)
    return 1 if found.problems else 0


@command("test other.md")
def test(deck: Path) -> int:
    """Assert everything, the page in a real browser included."""
    from deck.proof import suite

    load(deck)
    return suite.test(deck)


@command("bench --json other.md")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, to be kept.")
def bench(deck: Path, as_json: bool) -> int:
    """Measure everything, each figure beside its reference, and tell what changed since."""
    from deck import bench

    parsed, where, busy = load(deck), bench.machine(), bench.load_of_it()
    last = bench.last(parsed)
    figures = bench.measure(parsed, partial(print, file=sys.stderr, flush=True))
    bench.keep(parsed, figures)
    table = f"{where}, {busy}\n\n{bench.table(figures, last)}"
    print(bench.as_json(where, figures) if as_json else table, end="")
    return 0


@command("browser")
def browser(deck: Path) -> int:
    """Find a browser, or install one."""
    from deck.paper.browser import install

    print(install())
    return 0


@command("browsers")
def browsers(deck: Path) -> int:
    """Assert the page in Firefox and in WebKit, and install them."""
    from deck.paper import engines
    from deck.proof import suite

    found = engines.install()
    code = suite.browsers(found)
    for name in engines.ENGINES:
        if name not in found:
            print(f"{name} was not tried: it is not on this machine")
    return code


@cli.command(epilog=f"Example: {NAME} new --lang en talk")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path, lang: str) -> int:
    """Make a small deck in a folder, with its tests, its Makefile and its workflow."""
    from deck.start.talk import make

    for path in make(folder, lang):
        print(path)
    print(f"cd {shlex.quote(str(folder))} && make check present", file=sys.stderr)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit code, 2 for bad input."""
    if sys.platform == "win32":
        print("Windows found, expected Linux or macOS; run it in WSL", file=sys.stderr)
        return BAD_INPUT
    try:
        words = sys.argv[1:] if arguments is None else list(arguments)
        with cli.make_context(NAME, words) as context:
            code: int = cli.invoke(context)
            return code
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (DeckError, NoBrowser) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, click.Abort):
        return 130
    return BAD_INPUT


def _is_meant(one: Reworded) -> bool:
    """Ask whoever sits at the terminal whether a sentence still says what its tests prove."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    print(visible(f"The tests quote: « {one.quote} »"))
    print(visible(f"The deck says:   « {one.sentence.text} »"))
    turns = visible(told(one.turns))
    return click.confirm(f"The sense may have turned: {turns}. Rewrite the quote?")


def _changes(diff: str) -> int:
    """Count the lines that a diff adds and removes."""
    return sum(line[:1] in "+-" for line in diff.splitlines()[2:])


def _has_screen() -> bool:
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def run() -> None:
    """Run the command of this process, and exit."""
    # A shell that starts a command in the background has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Who ends a check, or closes its window, ends the blocks that it runs.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    # A terminal that lacks a letter gets its number.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    code = main()
    # What is interrupted while it ends has nothing more to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


if __name__ == "__main__":
    run()
