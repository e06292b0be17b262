"""Read a deck from its file."""

from pathlib import Path

from deck.errors import DeckError, Problem
from deck.model import Deck
from deck.parse import parse


def load(path: Path) -> Deck:
    """Parse the deck in a file; raise DeckError when it can't be read or has problems."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{error.object[error.start]:02x}"
        raise DeckError(Problem(str(path), line, found, "UTF-8", "save it as UTF-8")) from None
    except OSError as error:
        found = f"no deck to read ({error.strerror})"
        raise DeckError(Problem(str(path), 1, found, "a Markdown file", "check the path")) from None
    return parse(text, str(path))
