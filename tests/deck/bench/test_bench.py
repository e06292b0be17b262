"""What is measured is told in one table, and what is over its budget is marked."""

import json
from functools import partial
from itertools import count
from types import ModuleType

import pytest

from deck.bench import as_json, keep, last, samples, table, told
from deck.bench.clock import growth, medians
from deck.bench.commands import check_nothing
from deck.bench.figures import BYTES, SECONDS, TIMES, Figure, from_json
from deck.bench.samples import Sample, edited, grown, marp, plain, printing, unrecorded
from deck.proof.traces import traces
from deck.source.load import load
from deck.source.parse import parse

FIGURES = [
    Figure("save to screen", 0.0567, budget=0.150),
    Figure("first heading", 1.234, SECONDS, 7.0, "plain mkslides", 0.5),
    Figure("site", 8_750_000, BYTES, 13_412_130, "plain mkslides", 9e6),
    Figure("a run", 0.0064, SECONDS, 0.0004, "stock Pyodide"),
    Figure("test", 123.4, TIMES),
    Figure("PDF", 2.5, SECONDS, 2.0, "Marp's one", share=0.8),
]
DECK = """---
author: me
---
# One

```python name:a
print(1)
```

```output name:a
1
```

## Two

```python name:b continuation
def f():
    return 2
```
"""


def test_the_table_has_each_figure_beside_its_reference_and_marks_what_is_over_budget():
    """Amounts have the unit that suits them, and what was not measured is left empty."""
    assert table(FIGURES) == (
        "| figure | ours | since | beside | which is | at most |  |\n"
        "| --- | ---: | ---: | ---: | --- | ---: | --- |\n"
        "| save to screen | 57 ms |  |  |  | 150 ms |  |\n"
        "| first heading | 1.2 s |  | 7.0 s | plain mkslides | 500 ms | ! |\n"
        "| site | 8.8 MB |  | 13.4 MB | plain mkslides | 9.0 MB |  |\n"
        "| a run | 6.4 ms |  | 0.4 ms | stock Pyodide |  |  |\n"
        "| test | 123 × |  |  |  |  |  |\n"
        "| PDF | 2.5 s |  | 2.0 s | Marp's one | 1.6 s (0.8 ×) | ! |\n"
    )


def test_the_table_says_what_changed_since_the_last_run():
    """A figure that was not measured then has nothing to be compared with."""
    before = {figure.what: figure for figure in (Figure("site", 7e6, BYTES), Figure("PDF", 5.0))}
    rows = [row.split(" | ") for row in table(FIGURES, before).splitlines()[2:]]
    assert [(what, since) for what, _, since, *_ in rows if since] == [
        ("| site", "1.25 ×"),
        ("| PDF", "0.50 ×"),
    ]


@pytest.mark.parametrize(
    "last, now, expected",
    [
        (Figure("build", 1.0), Figure("build", 1.1), None),
        (Figure("build", 1.0), Figure("build", 2.0), 2),
        (Figure("build", 2.0), Figure("build", 1.0), 0.5),
        # The machine is twice as slow, and so is the build, or it is more than that.
        (Figure("build", 1.0, reference=1.0), Figure("build", 2.0, reference=2.1), None),
        (Figure("build", 1.0, reference=1.0), Figure("build", 3.0, reference=2.1), 3),
        # What it was compared with then was something else.
        (Figure("build", 1.0, reference=1.0), Figure("build", 2.0, reference=9, beside="a"), 2),
        (Figure("site", 1e6, BYTES), Figure("site", 1.005e6, BYTES), None),
        (Figure("site", 1e6, BYTES), Figure("site", 1.02e6, BYTES), 1.02),
    ],
)
def test_what_may_be_noise_is_no_change(last, now, expected):
    """Seconds differ from run to run, bytes do not; a slower machine makes no slower deck."""
    assert now.since(last) == expected


def test_the_figures_of_a_run_are_those_that_the_next_one_begins_with(tmp_path, monkeypatch):
    """They are of a deck and of a machine: others have nothing in common with them."""
    deck, other = parse(DECK, "deck.md"), parse(DECK, "other.md")
    keep(deck, FIGURES, tmp_path)
    assert last(deck, tmp_path) == {figure.what: figure for figure in FIGURES}
    assert last(other, tmp_path) == {}
    monkeypatch.setattr("deck.bench.previous.machine", lambda: "another machine")
    assert last(deck, tmp_path) == {}


def test_figures_of_another_version_of_the_bench_are_none(tmp_path):
    """What it does not understand, it does not compare."""
    deck = parse(DECK, "deck.md")
    keep(deck, FIGURES, tmp_path)
    [kept] = tmp_path.iterdir()
    for text in ("{", '{"figures": [{"over": false, "how": 1}]}', "[]"):
        kept.write_text(text)
        assert last(deck, tmp_path) == {}


def test_figures_are_kept_in_seconds_and_bytes():
    """Whoever reads them again needs neither to read units nor to know the budgets."""
    assert json.loads(as_json("2 cores", FIGURES[1:2])) == {
        "machine": "2 cores",
        "figures": [
            {
                "what": "first heading",
                "ours": 1.234,
                "unit": "s",
                "reference": 7.0,
                "beside": "plain mkslides",
                "budget": 0.5,
                "share": None,
                "over": True,
            }
        ],
    }
    assert list(from_json(as_json("2 cores", FIGURES)).values()) == FIGURES


def test_a_group_that_fails_costs_no_other_figure():
    """Half an hour of figures is not lost for the last one: what failed is said."""

    def fails(_):
        yield FIGURES[0]
        raise RuntimeError("deck test: 1 failed")

    groups = [ModuleType("one", "Time one."), ModuleType("two", "Time two.")]
    groups[0].figures, groups[1].figures = fails, lambda _: iter(FIGURES[1:2])
    said = []
    assert told(groups, [], said.append) == (FIGURES[:2], False)
    assert said[2:4] == ["  failed: deck test: 1 failed", "Time two."]


def test_measures_are_taken_in_turn_and_their_medians_kept():
    """What slows the machine slows them all, and one slow round changes nothing."""
    order, numbers = [], count()

    def measure(name: str, *times: float):
        left = iter(times)
        return lambda: order.append((next(numbers), name)) or next(left)

    assert medians(3, measure("ours", 1, 9, 2), measure("plain", 5, 4, 6)) == [2, 5]
    assert [name for _, name in order] == ["ours", "plain"] * 3


def test_a_deck_that_is_ten_times_as_long_may_take_ten_times_as_long(tmp_path):
    """Unless it has a budget of its own; a reference that would take too long is left out."""
    some = [Sample(tmp_path, tmp_path, times, 18 * times, 1) for times in (1, 10, 100)]
    times = {18: 1.0, 180: 11.0, 1800: 109.0}
    check = partial(growth, "check", some, lambda one: times[one.slides], lambda _: 0.5, "pytest")
    assert table(check(up_to=10)) == (
        "| figure | ours | since | beside | which is | at most |  |\n"
        "| --- | ---: | ---: | ---: | --- | ---: | --- |\n"
        "| check, 18 slides | 1.0 s |  | 500 ms | pytest |  |  |\n"
        "| check, 180 slides | 11.0 s |  | 500 ms | pytest | 10.0 s | ! |\n"
        "| check, 1,800 slides | 109 s |  |  |  | 110 s |  |\n"
    )
    limits = [figure.limit for figure in check(budget=70, share=1)]
    assert limits == [0.5, 10.0, 70]


def test_a_long_deck_repeats_no_block():
    """Each is named, written and run for itself; the front matter comes once."""
    deck = parse(grown(parse(DECK, "deck.md"), DECK, 3), "deck.md")
    assert deck.metadata == {"author": "me"}
    assert [slide.title for slide in deck.slides] == ["One", "Two"] * 3
    assert [block.name for block in deck.blocks] == ["a", "b", "a_1", "b_1", "a_2", "b_2"]
    assert len({block.source for block in deck.blocks}) == 6
    assert [block.output.text for block in deck.blocks if block.output] == ["1\n"] * 3


def test_plain_mkslides_gets_the_lines_that_separate_its_slides():
    """There is one between two slides, and none in the front matter."""
    assert plain(parse(DECK, "deck.md"), DECK) == DECK.replace("## Two", "\n---\n\n## Two")


def test_marp_gets_its_separators_and_the_notes_as_comments():
    """What the room does not see here, it does not see there."""
    noted = DECK.replace("\n## Two", "\nNotes:\nFor me.\n\n## Two") + "\nNote:\n\nLast.\n"
    expected = DECK.replace("\n## Two", "\n<!--\nFor me.\n-->\n\n\n\n---\n\n## Two")
    assert marp(parse(noted, "deck.md"), noted) == f"{expected}\n<!--\n\nLast.\n-->\n\n"


def test_an_edit_is_of_the_last_block_that_is_asserted_alone():
    """It is another text each time, and does the same."""
    deck = parse(DECK, "deck.md")
    assert edited(deck, DECK, 7) == DECK.replace("f():", "f():  # edit 7")


def test_a_deck_can_be_built_without_recording():
    """Nothing of it is recorded, and it has the same blocks."""
    deck = parse(unrecorded(parse(DECK, "deck.md"), DECK), "deck.md")
    assert [block.name for block in deck.blocks] == ["a", "b"]
    assert traces(deck) == {}


@pytest.mark.parametrize("text, name", [(DECK, "a"), (DECK.replace("\n1\n", "\n1\n2\n"), None)])
def test_what_is_run_in_the_page_prints_one_line(text, name):
    """Without such a block, the measures that need one are left out."""
    block = printing(parse(text, "deck.md"))
    assert (block and block.name) == name


def test_something_is_really_measured(tmp_path):
    """An empty pytest run takes a time, in a folder of its own."""
    path = tmp_path / "deck.md"
    path.write_text(DECK)
    (tmp_path / "samples").mkdir()
    first, *_ = samples.written(load(path), tmp_path / "samples")
    assert check_nothing(first) > 0
