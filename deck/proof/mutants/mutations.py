"""The edits of a block that make another program of it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from deck.proof.mutants.operators import OPERATORS
from deck.proof.mutants.program import Program
from deck.run import transcript
from deck.run.unwarned import unwarned
from deck.source.model import Block


@dataclass(frozen=True)
class Mutation:
    """Represent an edit of a block by an operator: on a line of it, from 1, `before` is `after`.

    `source` is the block once it is edited.
    """

    operator: str
    line: int
    before: str
    after: str
    source: str

    @property
    def edit(self) -> tuple[str, str, str]:
        """Return its operator and its words, by which it is known on whatever line it stands."""
        return self.operator, self.before, self.after


def of_block(block: Block) -> list[Mutation]:
    """List the edits of a block of Python; of a transcript, those of what is typed."""
    return list(_of_transcript(block) if block.is_session else of_program(block.source))


def of_program(source: str) -> list[Mutation]:
    """List the edits of a program that compile, each of which makes another program."""
    program = Program(source)
    seen = {ast.dump(program.tree)}
    found = []
    for node in ast.walk(program.tree):
        for name, operator in OPERATORS.items():
            for span, after in operator(node, program):
                changed = program.replaced(span, after)
                dump = _dump(changed)
                if dump and dump not in seen:
                    seen.add(dump)
                    line, before = program.line(span), program.of(span)
                    found.append(Mutation(name, line, before, after, changed))
    return sorted(found, key=lambda one: one.line)


def _of_transcript(block: Block) -> Iterator[Mutation]:
    lines = block.source.split("\n")
    for example in transcript.examples(block.source):
        end = example.lineno + example.source.count("\n")
        for one in of_program(example.source):
            typed = one.source.rstrip("\n").split("\n")
            # The line that ends what goes on over lines stays where it is.
            typed += [""] * example.source.endswith("\n\n")
            prompts = [("... " if rank else ">>> ") + line for rank, line in enumerate(typed)]
            source = "\n".join([*lines[: example.lineno], *prompts, *lines[end:]])
            yield replace(one, line=example.lineno + one.line, source=source)


def _dump(source: str) -> str:
    """Return the syntax tree of a program as a text, empty where it does not compile."""
    try:
        with unwarned():
            compile(source, "<mutant>", "exec", dont_inherit=True)
            return ast.dump(ast.parse(source))
    except SyntaxError:
        return ""
