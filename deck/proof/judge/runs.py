"""Run the blocks of a deck as their readers would."""

from collections.abc import Mapping
from doctest import Example
from functools import partial

from deck.run import transcript
from deck.run.addresses import ADDRESS, fixed
from deck.run.ending import IS_A_PAGE
from deck.run.isolate import isolated
from deck.run.program import Names, Run, Session, run_program
from deck.run.prompt import run_transcript, with_places
from deck.run.scratch import at_home, scratch, seen_at_home, within
from deck.run.written import written
from deck.source.extraction import snippets
from deck.source.model import Block, Deck

# The page's Python has no processes to run a block in, and is stopped by whoever started it.
HAS_PROCESSES = not IS_A_PAGE
NO_FILE = ""
# What a block did: a program, or a session of these examples.
Ran = Run | tuple[list[Example], Session]
if HAS_PROCESSES:
    from deck.run.apart.fork import run_with
    from deck.run.apart.javascript import run_javascript
    from deck.run.apart.python import run_python
    from deck.run.apart.session import type_session
    from deck.run.apart.turn import turn


def run_block(
    deck: Deck, block: Block, seconds: float, names: Names | None = None, seed: str = ""
) -> Run:
    """Run the snippet of a block that is no transcript; raise Endless when it has no end."""
    data = snippets.data(deck, block)
    if not HAS_PROCESSES:
        with scratch(data) as folder, written() as stream:
            program = within(folder, partial(run_program, stream=stream))
            run = isolated(program, block.source, block.context, seconds=seconds)
        return seen_at_home(run, folder)
    text, name = snippets.text(deck, block), snippets.stem(deck, block)
    above = snippets.above(deck, block).count("\n")
    with turn(block.program):
        if block.language == "js":
            return run_javascript(text, name, seconds, data, seed)
        if block.language != "python":
            raise NotImplementedError(f"nothing runs a block of {block.language}")
        if names:
            return run_with(names, text, name, above, seconds, data)
        return run_python(text, name, above, seconds, data, seed)


def type_block(
    deck: Deck, block: Block, seconds: float, seed: str = ""
) -> tuple[list[Example], Session]:
    """Type a transcript; return its examples and what comes of them."""
    examples = transcript.examples(block.source)
    statements = [example.source for example in examples]
    data = snippets.data(deck, block)
    if not HAS_PROCESSES:
        with scratch(data) as folder, written() as stream:
            session = within(folder, partial(run_transcript, stream=stream))
            outputs = isolated(session, block.context, statements, seconds=seconds)
        return examples, Session([at_home(with_places(one), folder) for one in outputs])
    with turn(block.program):
        return examples, type_session(block.context, statements, seconds, data, seed)


def run_any(
    deck: Deck, block: Block, seconds: float, seed: str = "", names: Names | None = None
) -> Ran:
    """Run a block, or type it where it is a transcript; raise Endless as `run_block`."""
    if block.is_session:
        return type_block(deck, block, seconds, seed)
    return run_block(deck, block, seconds, names, seed)


def printed(deck: Deck, block: Block, seconds: float, seed: str = "") -> str:
    """Return what a block prints, or the session that it types; raise Endless as `run_block`."""
    ran = run_any(deck, block, seconds, seed)
    return ran.output if isinstance(ran, Run) else session_text(*ran)


def texts(deck: Deck, block: Block, got: str, seconds: float) -> Mapping[str, str]:
    """Return the texts of a block's program, and what only looks like an address in its output.

    That is the same in another run, of which the objects are elsewhere in memory. Raises Endless.
    """
    read = snippets.texts(deck, block)
    if not HAS_PROCESSES or not block.runs_alone or not ADDRESS.search(got):
        return read
    again = printed(deck, block, seconds, seed="0")
    return {**read, NO_FILE: "\n".join(fixed(got, again))}


def session_text(examples: list[Example], session: Session) -> str:
    sources = [example.source for example in examples]
    return transcript.written(sources, session.outputs) + session.error
