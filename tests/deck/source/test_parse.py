"""The parse: slides begin at headings, notes at their line, and a block is its text."""

from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck.proof.judge.verdict import verdict
from deck.source.parse import parse
from deck.source.problems import DeckError

LINES = st.sampled_from(
    [
        *("# Title", "## Other", "### Third", "Title", "=====", "---", "", "Notes:", "Note: x"),
        *("```", "```python name:a", "```python continuation", "```pycon", "```js", "```output"),
        *("```rust notest", "~~~", "````", "> quote", "- item", "    indented", "\ttab", "| a |"),
        *("x = 1", "print(x)", ">>> x", "... ", "1", "<b>", "<!-- c -->", "&lt;", "[a](b)", "\0"),
    ]
)


def sources(deck):
    return {block.name: block.source for block in deck.blocks}


def parsed(*lines):
    return parse("\n".join(lines), "deck.md")


def test_a_heading_of_level_1_or_2_begins_a_slide():
    """Setext headings count; deeper, quoted and fenced ones don't."""
    deck = parsed(
        *("# One", "### In it", "Two", "---", "> # Quoted", "```python", "# Three", "```")
    )
    assert [slide.title for slide in deck.slides] == ["One", "Two"]


def test_a_title_keeps_its_words_and_their_case():
    """Code, emphasis and links of a heading are read as text."""
    deck = parsed("# `await` *Foo* [bar](x) B&amp;C")
    assert deck.title == "await Foo bar B&C"


def test_notes_begin_at_their_line_even_within_a_paragraph():
    """What follows the line `Notes:` is said, not shown."""
    deck = parsed("# One", "shown", "Notes:", "said", "", "- said", "# Two", "shown")
    texts = [
        [[token.content for token in part if token.type == "inline"] for part in parts]
        for parts in ((slide.body, slide.notes) for slide in deck.slides)
    ]
    assert texts == [[["shown"], ["said", "said"]], [["shown"], []]]


def test_a_block_is_its_text_to_the_character():
    """Tabs, blank lines and trailing spaces of a fence are kept."""
    deck = parsed("# One", "```python name:a", "if 1:", "\tx = '\t'  ", "", "", "y = 2", "```")
    assert sources(deck) == {"a": "if 1:\n\tx = '\t'  \n\n\ny = 2\n"}


def test_a_block_knows_the_line_where_its_text_begins():
    """Front matter counts among the lines."""
    deck = parsed("---", "author: A", "---", "# One", "", "```python name:a", "x = 1", "```")
    assert (deck.blocks[0].line, deck.metadata) == (7, {"author": "A"})


def test_a_block_without_a_name_is_named_by_its_title_and_rank():
    """The rank goes on where a title comes again."""
    fence = ("```python", "x = 1", "```")
    deck = parsed("# Gérer ses coroutines !", *fence, *fence, "# Gérer ses coroutines !", *fence)
    assert list(sources(deck)) == [f"gerer_ses_coroutines_{rank}" for rank in (1, 2, 3)]


def test_an_output_belongs_to_the_block_that_it_names_or_follows():
    """Two blocks of a slide have their outputs in its notes."""
    deck = parsed(
        *("# One", "```python name:a", "print(1)", "```", "```python name:b", "print(2)", "```"),
        *("Notes:", "```output name:a", "1", "```", "```output", "2", "```"),
    )
    assert [(block.output.text, block.output.line) for block in deck.blocks] == [
        ("1\n", 10),
        ("2\n", 13),
    ]


def test_a_block_comes_after_the_definitions_that_it_continues():
    """Demonstrations of the chain are left out, even beside a definition on one line."""
    deck = parsed(
        *("# One", "```python name:a", "x = 1; print(x)", "print(", "    x)", "```"),
        *("```python name:b continuation", "def f(): return x", "f()", "```"),
        *("```python name:c continuation", "print(f())", "```"),
        *("```python name:d", "y = 1", "```"),
    )
    assert [block.context for block in deck.blocks] == [
        "",
        "x = 1\n\n\n",
        "x = 1\n\n\ndef f(): return x\n\n\n",
        "",
    ]


def test_a_context_tells_from_which_slide_each_line_is():
    """The player names the slide that defines what runs."""
    deck = parsed(
        *("# One", "```python name:a", "x = 1", "y = 2", "print(x)", "```"),
        *("# Two", "```python name:b continuation", "def f(): return x", "```"),
        *("# Three", "```python name:c continuation", "print(f())", "```"),
    )
    assert [block.origins for block in deck.blocks] == [(), ((1, 1),), ((1, 1), (5, 2))]
    assert deck.blocks[2].context.split("\n")[4] == "def f(): return x"


@pytest.mark.parametrize(
    "changing",
    [
        "rates.update(USD=1.1)",
        "rates['all'].append(1)",
        "random.seed(42)",
        "setattr(rates, 'x', 1)",
        "if rates: print(rates); rates.clear()",
        "insert(rates, 2)",
        "heapq.heappush(rates, 2)",
        "rates.move_to_end('all')",
        "rates['event'].set()",
        "logging.basicConfig(level='INFO')",
        "sys.setrecursionlimit(60)",
    ],
)
def test_what_changes_a_value_is_no_demonstration(changing):
    """Without it, what continues the block would tell of another value than the room has seen."""
    deck = parsed(
        *("# One", "```python name:a", "import random", "rates = {}", changing, "print(rates)"),
        *("```", "```python name:b continuation", "print(rates)", "```"),
    )
    assert deck.blocks[1].context == f"import random\nrates = {{}}\n{changing}\n\n\n"


@pytest.mark.parametrize(
    "shown",
    [
        *("main()", "coro.send(None)", "sys.stdout.write('x')", "x.y"),
        "for row in db.execute('select a from t'): print(row)",
        "for row in add(a, b): print(row)",
        "add(1, 1)",
    ],
)
def test_other_expressions_are_demonstrations(shown):
    """What a function does is asked for by its block alone."""
    deck = parsed(
        *("# One", "```python name:a", "x = 1", shown, "```"),
        *("```python name:b continuation", "x", "```"),
    )
    assert deck.blocks[1].context == "x = 1\n\n\n"


ACCOUNT = """
class Account:
    def deposit(self, amount):
        if amount < 0:
            raise InvalidAmount(amount)
        self.set(self.balance + amount)

    def set(self, balance):
        self.balance = balance

    def show(self):
        self.shown = True
        print(self.balance)

    def deposit_and_show(self, amount):
        self.deposit(amount)
        self.show()

    def tell(self):
        self.told = callback()

    def each(self):
        self.begun = True
        yield 1

def reset():
    global account
    account = None
"""


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("account.deposit(50)\nprint(account.balance)", "account.deposit(50)"),
        ("account.set(50)", "account.set(50)"),
        ("reset()", "reset()"),
        ("account.deposit(-1)", ""),
        ("account.show()", ""),
        ("account.deposit_and_show(50)", ""),
        ("account.tell()", ""),
        ("account.each()", ""),
        ("account.deposit(read())\nx.y", ""),
        ("print(account.set(50))", ""),
    ],
)
def test_a_call_of_a_function_that_only_changes_something_is_no_demonstration(shown, kept):
    """Its block, or one before, defines it; it prints nothing, and the block goes on after it."""
    deck = parsed(
        *("# One", "```python name:a", *ACCOUNT.splitlines(), "```"),
        *("```python name:b continuation", "account = Account()", *shown.split("\n"), "```"),
        *("```python name:c continuation", "print(account.balance)", "```"),
    )
    assert deck.blocks[2].context.removeprefix(deck.blocks[1].context) == (
        "account = Account()\n" + kept + "\n" * (3 if kept else 2)
    )


def test_what_a_block_gives_is_what_the_room_has_seen_of_it():
    """An account is not empty again on the next slide."""
    deck = parsed(
        *("# One", "```python name:a", "class Account:", "    balance = 0"),
        *("    def deposit(self, amount): self.balance += amount", "account = Account()"),
        *("account.deposit(50)", "```", "# Two", "```python name:b continuation"),
        *("print(account.balance)", "```", "```output", "0", "```"),
    )
    assert verdict(deck, deck.blocks[1], 60).lines("+") == "50"


def test_a_block_that_is_only_shown_is_no_context():
    """`continuation` passes over a block that says `notest`, as pytest-markdown-docs does."""
    deck = parsed(
        *("# One", "```python name:a", "x = 1", "```", "```python name:b notest", "x = 2", "```"),
        *("```python name:c continuation", "x", "```"),
    )
    assert deck.blocks[-1].chain == (deck.blocks[0],)


def table(columns, rows):
    return "\n".join(["|a" * columns + "|", "|-" * columns + "|", *["|b|"] * rows])


TOO_MUCH = {
    "definitions": (
        "\n".join(f"[{n}]: http://x/" for n in range(5000)),
        "too many link definitions without an empty line",
    ),
    "cells": (table(2000, 2000), "a table of too many cells"),
    "emphasis": ("x *a **b " * 20_000, "a text with too much markup"),
    "CDATA": ("a <![CDATA[" * 10_000, "a text with too much markup"),
    "entities": ("&" * 400_000, "a text with too much markup"),
    "links": ("](" * 100_000, "a text with too much markup"),
    "attributes": ("<div " + "class=a " * 40_000 + ">", "HTML with too long a tag"),
    "boxes": ("```{note} `\n\n" * 2000, "too many boxes that are not closed"),
    "tags without an end": ("<div>" + "<p a='" * 6000, "HTML with too long a tag"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_take_minutes_to_read_is_refused(name):
    """Where markdown-it-py reads the same text again and again, it has a limit."""
    text, found = TOO_MUCH[name]
    with pytest.raises(DeckError) as caught:
        parsed("# One", "", text)
    where, _, told = str(caught.value).partition(": ")
    assert where.startswith("deck.md:")
    assert told == f"{found}, expected less of it in one place; split it"


@pytest.mark.parametrize(
    "text",
    [
        *("\n\n".join(f"[{n}]: http://x/" for n in range(1000)), "- [x] done\n" * 1000),
        *(">" * 10_000 + "x", "- " * 10_000 + "x", "x" * 900_000, "x " * 100_000, "[" * 3000),
        *(table(5, 500), "![x](data:image/png;base64," + "iVBORw0K+/" * 2000 + ")"),
        *(f'<img src="data:,{"x" * 90_000}">', f"<!-- {'hidden=1 ' * 9000}-->"),
        "<div>\n" + "<b class='x'>a</b>" * 2000 + "</div>",
    ],
    ids=(
        "definitions tasks quotes lists letters words brackets table image data comment tags"
    ).split(),
)
def test_what_is_only_long_is_read(text):
    """The limit is on what repeats itself, not on what an author writes."""
    assert parsed("# One", "", text).title == "One"


@pytest.mark.parametrize(
    "front_matter, message",
    [
        (
            "a: &a [x, x]\n"
            + "\n".join(f"{b}: &{b} [*{a}, *{a}]" for a, b in pairwise("abcdefgh")),
            "3: front matter with the alias “*a”",
        ),
        ("a: " + "[" * 9000, "2: front matter nested in more than 20 levels"),
        ("a:\n" + "- " * 4000, "3: front matter nested in more than 20 levels"),
        ("a: " + "9" * 5000, "2: front matter that is not YAML (Exceeds the limit (4300 digits)"),
        ("a: " + "x" * 10_000, "2: front matter of more than 10,000 characters"),
        ("a: .nan", "2: front matter with a number or a character that no page can hold"),
    ],
    ids=["bomb", "brackets", "dashes", "digits", "long", "not a number"],
)
def test_front_matter_holds_plain_values_alone(front_matter, message):
    """It can neither grow nor hold itself, and what holds can be written as JSON."""
    deck = parsed("---", front_matter, "---", "# One")
    (problem,) = deck.problems
    assert str(problem).startswith(f"deck.md:{message}")
    assert deck.metadata == {}


def test_a_long_chain_of_blocks_has_its_context():
    """Neither the chain nor a long line in it is bound by how deep Python recurses."""
    fences = [("```python continuation", f"x{n} = 1", "```") for n in range(1500)]
    first = ("```python", f"x = {'1 + ' * 2000}1; x", "```")
    deck = parsed("# One", *first, *chain.from_iterable(fences))
    context = deck.blocks[-1].context
    assert context.startswith(f"x = {'1 + ' * 2000}1\n")
    assert context.endswith("x1498 = 1\n\n\n")


@pytest.mark.filterwarnings("error")
def test_a_warning_of_a_context_is_told_where_its_block_runs():
    """An escape that Python does not know is no reason to fail the next block."""
    deck = parsed("# One", "```python", r"x = '\d'", "```", "```python continuation", "x", "```")
    assert deck.blocks[1].context == "x = '\\d'\n\n\n"


@given(st.lists(LINES).map("\n".join) | st.text())
def test_any_text_parses_or_raises_our_error(text):
    """Arbitrary Markdown gives a deck or a DeckError, and nothing else."""
    try:
        deck = parse(text, "deck.md")
    except DeckError as error:
        assert str(error).startswith("deck.md:")
    else:
        assert deck.slides
