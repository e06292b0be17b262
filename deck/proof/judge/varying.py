"""Tell the blocks whose output may follow from chance, hashes or the hour, another each time."""

from dataclasses import replace

from deck.proof.judge.chance import depends_on_chance, depends_on_clock, depends_on_hashes
from deck.proof.judge.failure import VARYING, Failure
from deck.proof.judge.runs import HAS_PROCESSES, Ran, run_any, session_text
from deck.run import transcript
from deck.run.comparison import difference
from deck.run.program import Run
from deck.source.extraction import snippets
from deck.source.model import VARIES, Block, Deck
from deck.source.problems import Problem

# Of two words, half of the seeds have either first: a pair of which all have the same is rare.
SEEDS = tuple(map(str, range(1, 7)))
OF_HASHES = (
    "the same whatever the seed of hashes, by which sets of text are in order",
    "have it print what is `sorted(…)`, and no `hash(…)`",
)
OF_CHANCE = (
    "the same, or of the same shape",
    f"seed it, or state an output of its shape that “{VARIES}”",
)
OF_CLOCK = (
    "the same on any day, in any time zone and in any language",
    f"say which is meant, or state an output of its shape that “{VARIES}”",
)
ONCE_AND_AGAIN = ("what the block does once", "what it does another time")


def other_each_time(
    deck: Deck, block: Block, seconds: float, ran: Ran | None = None
) -> Failure | None:
    """Return the failure of a block that prints something else; raise Endless as `printed`.

    It is run more than once only where its program looks as if it might. It has `ran` here, where
    that is known.
    """
    if not HAS_PROCESSES or not (reason := _reason(block)):
        return None
    # Of what chance decides, two runs may agree.
    first, *others = SEEDS[:2] if reason is OF_CLOCK else SEEDS
    # Where chance falls, no seed says, and so the run here is one of them; of hashes, a seed does.
    once = _seen(ran if ran and reason is OF_CHANCE else run_any(deck, block, seconds, first))
    texts = snippets.texts(deck, block)
    for seed in others:
        got = _seen(run_any(deck, block, seconds, seed))
        if diff := difference(once, got, block.any_order, texts, block.varies, ONCE_AND_AGAIN):
            found = f"{block.place} prints something else each time"
            problem = Problem(deck.path, block.line, found, *reason)
            return Failure(problem, block.slide, block.name, diff, kind=VARYING)
    return None


def _reason(block: Block) -> tuple[str, str] | None:
    """Return why a block may print something else each time: what is expected, what to do."""
    if depends_on_hashes(block):
        return OF_HASHES
    if depends_on_chance(block):
        return OF_CHANCE
    return OF_CLOCK if depends_on_clock(block) else None


def _seen(ran: Ran) -> str:
    """Return what a block printed, without what its directives free."""
    if isinstance(ran, Run):
        return ran.output
    examples, session = ran
    typed = zip(examples, session.outputs)
    outputs = [one.want if transcript.is_free(one, output) else output for one, output in typed]
    return session_text(examples, replace(session, outputs=outputs))
