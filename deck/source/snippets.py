"""Extract every block to a file that a student can run, and tell which files are out of date."""

from pathlib import Path

from deck.source import generated
from deck.source.languages import ASSERTED
from deck.source.model import Block, Deck
from deck.source.problems import Problem


def folder(deck: Deck) -> Path:
    """Name the folder of a deck's snippets: `snippets/`, with a subfolder for any other deck."""
    path = Path(deck.path)
    snippets = path.parent / "snippets"
    return snippets if path.name == "slides.md" else snippets / path.stem


def required(deck: Deck) -> bool:
    """Return whether snippets must be there: those of `slides.md`, or of a deck once extracted."""
    return folder(deck).name == "snippets" or bool(generated.listed(folder(deck)))


def files(deck: Deck) -> dict[str, bytes]:
    """Map the name of each file to its text: a snippet a block, and its output beside."""
    texts = {}
    for block in deck.blocks:
        texts[block.name + block.suffix] = text(deck.path, block)
        if block.output:
            texts[f"{block.name}.out"] = block.output.text
    return {name: text.encode() for name, text in texts.items()}


def extract(deck: Deck) -> list[str]:
    """Bring the snippets up to date; return the names of the files that changed."""
    home = Path(deck.path).parent
    return generated.update(folder(deck), files(deck), "make snippets", home=home)


def stale(deck: Deck) -> list[Problem]:
    """List the snippets that are missing, changed or orphaned, with the command that repairs."""
    target, wanted = folder(deck), files(deck)
    command = "make snippets" if deck.path == "slides.md" else f"make snippets DECK={deck.path}"
    problems = []
    for name in sorted(wanted.keys() | generated.listed(target)):
        data = generated.read(target / name)
        if data != wanted.get(name):
            found = "no snippet" if data is None else "another text"
            expected = f"the one that {deck.path} gives" if name in wanted else "no snippet"
            problem = Problem(str(target / name), 1, found, expected, f"run `{command}`")
            problems.append(problem)
    return problems


def text(path: str, block: Block) -> str:
    """Return the text of a block's snippet: its context, where it comes from, and its source."""
    return above(path, block) + block.source


def texts(path: str, block: Block) -> dict[str, str]:
    """Map the names under which a traceback tells of a block's program to what they hold."""
    if block.language == "pycon":
        return {"<stdin>": block.source, "session.py": block.context}
    return {block.name + block.suffix: text(path, block)}


def above(path: str, block: Block) -> str:
    """Return what stands in a snippet above the block itself."""
    comment = ASSERTED[block.language].comment if block.language in ASSERTED else "#"
    return f"{block.context}{comment} {Path(path).name}, « {block.title} », {block.name}\n"
