"""Read a deck from its file."""

import errno
from codecs import getincrementaldecoder
from functools import partial
from pathlib import Path
from posixpath import normpath

from deck.source.code.beside import is_hidden
from deck.source.model import Deck
from deck.source.parse import parse
from deck.source.problems import DeckError, Problem

TEXT_LIMIT, LINES_LIMIT = 1_000_000, 50_000
# So many bytes hold more letters than that, after a mark of their order.
ENOUGH = 4 * (TEXT_LIMIT + 2)
UTF_8 = getincrementaldecoder("utf-8-sig")


def load(path: Path, *, even_stopped: bool = False) -> Deck:
    """Parse the deck in a file; raise DeckError when it can't be read, or be shown.

    Who edits a deck gets it `even_stopped`: with what keeps it from being shown in its `stops`.
    """
    text = _text(path, "deck", "a Markdown file")
    if len(text) > TEXT_LIMIT or text.count("\n") > LINES_LIMIT:
        found = "a deck too long to read"
        expected = f"at most {TEXT_LIMIT:,} characters and {LINES_LIMIT:,} lines"
        raise DeckError(Problem(str(path), 1, found, expected, "split it"))
    return read(text, str(path), even_stopped=even_stopped)


def read(text: str, path: str, *, even_stopped: bool = False) -> Deck:
    """Parse a text as that of the deck in a file; raise DeckError when it can't be shown."""
    include = partial(_included, Path(path).parent)
    return parse(text, path, include, even_stopped=even_stopped)


def anew(deck: Deck, text: str) -> Deck:
    """Parse another text of a deck, which may be as far from being shown as that one.

    Raises DeckError where something else keeps it from being shown, or something no longer does:
    what was hidden may be shown to the room by mistake.
    """
    new = read(text, deck.path, even_stopped=bool(deck.stops))
    if sorted(stop.found for stop in new.stops) != sorted(stop.found for stop in deck.stops):
        raise DeckError(*(new.stops or deck.stops))
    return new


def _included(folder: Path, name: str) -> str:
    """Return the text of a file beside a deck, which includes it."""
    path = folder / name
    # Whoever made the deck chooses what is shown of the machine that builds it.
    leads_out = not path.resolve().is_relative_to(folder.resolve())
    if leads_out or is_hidden(normpath(name)):
        what = "a file out of the deck’s folder" if leads_out else "a hidden file"
        found, expected = f"“{name}”, {what}", "one beside the deck"
        raise DeckError(Problem(str(path), 1, found, expected, "correct its path"))
    text = _text(path, f"“{name}”", "a file beside the deck")
    if len(text) > TEXT_LIMIT:
        found, expected = f"“{name}”, too long to read", f"at most {TEXT_LIMIT:,} characters"
        raise DeckError(Problem(str(path), 1, found, expected, "split it"))
    return text


def _text(path: Path, what: str, expected: str) -> str:
    try:
        data = _bytes(path)
        # What is cut, as it is too long, may end within a letter.
        return data.decode("utf-8-sig") if len(data) < ENOUGH else UTF_8().decode(data)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{error.object[error.start]:02x}"
        raise DeckError(Problem(str(path), line, found, "UTF-8", "save it as UTF-8")) from None
    except OSError as error:
        found = f"no {what} to read ({error.strerror})"
        raise DeckError(Problem(str(path), 1, found, expected, "check the path")) from None
    except ValueError as error:
        raise DeckError(Problem(str(path), 1, f"{error}", expected, "check the path")) from None


def _bytes(path: Path) -> bytes:
    """Read a file, and wait neither for a pipe to be written nor for the end of a device."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "Not a file")
    with path.open("rb") as file:
        return file.read(ENOUGH)
