"""Extract every block to a file that a student can run, and tell which files are out of date."""

from pathlib import Path

from deck.run import transcript
from deck.source import generated
from deck.source.code import beside
from deck.source.code.languages import comment, suffix
from deck.source.extraction import retyped
from deck.source.extraction.index import index
from deck.source.extraction.usage import header
from deck.source.model import Block, Deck
from deck.source.problems import Problem, command, make
from deck.source.words import words

INDEX = "README.md"


def folder(deck: Deck) -> Path:
    """Return the folder of a deck's snippets: `snippets/`, with a subfolder for any other deck."""
    path = Path(deck.path)
    snippets = path.parent / "snippets"
    return snippets if path.name == "slides.md" else snippets / path.stem


def required(deck: Deck) -> bool:
    """Return whether snippets must be there: those of `slides.md`, or of a deck once extracted.

    A folder of that name that holds none is another’s, as of Slidev.
    """
    target = folder(deck)
    is_first = target.name == "snippets" and not target.exists()
    return is_first or bool(generated.listed(target))


def files(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to what it holds.

    They are a snippet a block, with its output and the data that it reads beside it, and an index.
    """
    texts = {}
    read: dict[str, bytes] = {}
    for block in deck.blocks:
        texts[file(deck, block)] = text(deck, block)
        read |= data(deck, block)
        if block.output:
            texts[f"{stem(deck, block)}.out"] = block.output.text
    if texts:
        texts[INDEX] = index(deck, [file(deck, block) for block in deck.blocks], sorted(read))
    return read | {name: text.encode() for name, text in texts.items()}


def extract(deck: Deck) -> list[str]:
    """Bring the snippets up to date; return the names of the files that changed."""
    home = Path(deck.path).parent
    return generated.update(folder(deck), files(deck), command("snippets"), home=home)


def stale(deck: Deck) -> list[Problem]:
    """List the snippets that are missing, changed or orphaned, with the command that repairs."""
    target, wanted = folder(deck), files(deck)
    if wanted and not target.exists():
        return edited(deck)
    given = f"the one that {deck.path} gives"
    return [
        _problem(deck, name, given if name in wanted else "no snippet")
        for name in sorted(wanted.keys() | generated.listed(target).keys())
        if generated.read(target / name) != wanted.get(name)
    ]


def edited(deck: Deck) -> list[Problem]:
    """List the snippets that are not as `make snippets` left them, whatever the deck now gives.

    Those that it left for an earlier text of the deck are none of them.
    """
    target = folder(deck)
    if deck.blocks and not target.exists():
        expected = f"those that {deck.path} gives"
        return [Problem(str(target), 1, "no snippets", expected, _remedy(deck))]
    written = f"the one that `{command('snippets')}` wrote"
    return [_problem(deck, name, written) for name in generated.edited(target)]


def _problem(deck: Deck, name: str, expected: str) -> Problem:
    path = folder(deck) / name
    found = "another text" if path.is_file() else "no snippet"
    return Problem(str(path), 1, found, expected, _remedy(deck))


def _remedy(deck: Deck) -> str:
    return f"run `{make('snippets', deck.path)}`"


def file(deck: Deck, block: Block) -> str:
    """Return the name of the file of a block's snippet."""
    return stem(deck, block) + _suffix(block)


def stem(deck: Deck, block: Block) -> str:
    """Return a snippet's stem: the number of its slide, which orders the files, and its block."""
    digits = max(2, len(str(len(deck.slides))))
    return f"{block.slide:0{digits}}_{block.name}"


def data(deck: Deck, block: Block) -> dict[str, bytes]:
    """Map the names of the files beside the deck that a block's program reads to what they hold.

    What has the name of one of our own files is none of them, nor is the deck, which has notes.
    """
    if not block.runs:
        return {}
    read = beside.read_by(block.program, Path(deck.path).parent)
    return {name: path.read_bytes() for name, path in read.items() if not _is_ours(deck, name)}


def text(deck: Deck, block: Block) -> str:
    """Return the text of a block's snippet: what it is, its context, and its source."""
    if _is_session(block):
        session = transcript.without_skipped(block.source)
        program = retyped.program(session, words(deck.lang)["snippet.retyped"])
        return above(deck, block) + program
    return above(deck, block) + block.source


def texts(deck: Deck, block: Block) -> dict[str, str]:
    """Map the names under which a traceback tells of a block's program to what they hold."""
    if block.is_session:
        return {"<stdin>": block.source, "session.py": block.context}
    return {file(deck, block): text(deck, block)}


def above(deck: Deck, block: Block) -> str:
    """Return what stands in a snippet above the block itself."""
    # A context may begin with a future import, which may have comments above it alone.
    head = comment(header(deck, block, file(deck, block)), _suffix(block))
    if not block.context:
        return head
    return (
        head
        + block.context
        + comment([words(deck.lang)["snippet.adds"].format(number=block.slide)], _suffix(block))
    )


def _is_ours(deck: Deck, name: str) -> bool:
    # Of hundreds of blocks, few have a name that is part of this one.
    named = (block for block in deck.blocks if f"_{block.name}." in name)
    return name in (INDEX, Path(deck.path).name) or any(
        name in (file(deck, block), f"{stem(deck, block)}.out") for block in named
    )


def _suffix(block: Block) -> str:
    return ".py" if _is_session(block) else suffix(block.language, block.source)


def _is_session(block: Block) -> bool:
    return block.is_session and block.runs
