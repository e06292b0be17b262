"""Some decks as one folder, with an index, that is replaced whole or not at all."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from deck.proof.judge.failure import Failure
from deck.proof.traces import traces
from deck.publish.edition import Edition, Printer, name
from deck.publish.index import index
from deck.publish.proof import DoesNotHold, Proof
from deck.source import generated
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem, command
from deck.source.progress import Progress, silent

INDEX = "index.html"


def publish(
    decks: Sequence[Deck],
    folder: Path,
    prove: Callable[[Deck], Proof],
    printer: Printer,
    date: datetime,
    progress: Progress = silent,
) -> list[str]:
    """Bring the publication of some decks in a folder up to date; return what changed.

    All of it is made before any of it is written. Raises DoesNotHold where a deck does not, and
    DeckError for two decks of one name.
    """
    _refuse_twins(decks)
    proofs = [prove(deck) for deck in decks]
    editions = [
        _edition(deck, proof, printer, date, len(decks) > 1, progress)
        for deck, proof in zip(decks, proofs)
    ]
    files = {INDEX: index(editions, date)}
    for edition in editions:
        files |= {f"{edition.name}/{file}": data for file, data in edition.files().items()}
    return generated.update(folder, files, command("publish"))


def _edition(
    deck: Deck, proof: Proof, printer: Printer, date: datetime, several: bool, progress: Progress
) -> Edition:
    failures = list[Failure]()
    recorded = traces(deck, failures.append, progress)
    if failures:
        raise DoesNotHold("".join(f"{failure}\n" for failure in failures))
    pdfs, cover = printer(deck, recorded)
    return Edition(deck, proof, date, recorded, pdfs, cover, several)


def _refuse_twins(decks: Sequence[Deck]) -> None:
    """Raise DeckError where two decks would have one folder, on a disk that ignores case, too."""
    taken = {INDEX: INDEX}
    for deck in decks:
        folder = name(deck).casefold()
        if folder in taken:
            found, expected = f"the name of “{taken[folder]}”", "another for each deck"
            raise DeckError(Problem(deck.path, 1, found, expected, "rename one"))
        taken[folder] = deck.path
